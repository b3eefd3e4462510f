/**
 * What can be wrong in the markup of any XML file. The names are issue codes; each has its sentence in
 * knowledge/issues.ts.
 */
export type XmlProblem =
  | 'control-character'
  | 'bad-reference'
  | 'cdata-end-in-text'
  | 'comment-dashes'
  | 'misplaced-declaration'
  | 'duplicate-attribute'
  | 'bad-attribute'
  | 'bad-name'
  | 'stray-markup'
  | 'mismatched-tag'
  | 'over-limit';

/** Counts by code. Most elements have none, so the map is made when the first one occurs. */
export class Problems<Code extends string = XmlProblem> {
  #counts: Map<Code, number> | null = null;

  add(code: Code, count = 1): void {
    this.#counts ??= new Map();
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + count);
  }

  merge(other: Problems<Code>): void {
    for (const [code, count] of other.entries()) this.add(code, count);
  }

  count(code: Code): number {
    return this.#counts?.get(code) ?? 0;
  }

  get any(): boolean {
    return this.#counts !== null;
  }

  entries(): Iterable<readonly [Code, number]> {
    return this.#counts ?? [];
  }
}
