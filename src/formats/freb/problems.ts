/**
 * What can be wrong in the markup of a trace. The names are issue codes; each has its sentence in knowledge/issues.ts.
 * `broken` ones disturb the structure, so that the parser's reading of the element cannot be trusted.
 */
export type ProblemCode =
  | 'control-character'
  | 'undecodable-bytes'
  | 'bad-reference'
  | 'cdata-end-in-text'
  | 'comment-dashes'
  | 'misplaced-declaration'
  | 'duplicate-attribute'
  | 'bad-attribute'
  | 'bad-name'
  | 'stray-markup'
  | 'mismatched-tag'
  | 'unclosed-event'
  | 'odd-event'
  | 'nameless-event'
  | 'over-limit'
  | 'too-many-events'
  | 'stray-text'
  | 'unknown-element'
  | 'unescaped-attribute'
  | 'bad-time';

/** Counts by code. Most events have none, so the map is made when the first one occurs. */
export class Problems {
  #counts: Map<ProblemCode, number> | null = null;

  add(code: ProblemCode, count = 1): void {
    this.#counts ??= new Map();
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + count);
  }

  merge(other: Problems): void {
    for (const [code, count] of other.entries()) this.add(code, count);
  }

  count(code: ProblemCode): number {
    return this.#counts?.get(code) ?? 0;
  }

  get any(): boolean {
    return this.#counts !== null;
  }

  entries(): Iterable<readonly [ProblemCode, number]> {
    return this.#counts ?? [];
  }
}
