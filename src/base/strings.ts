/**
 * Interned strings. A table column holds the index, -1 means "none".
 *
 *   add('GET') -> 0    add('POST') -> 1    add('GET') -> 0    at(1) -> 'POST'
 */
export class StringTable {
  readonly #list: string[];
  /** Made when it is first asked for: most of thousands of tables are only read by index. */
  #known: Map<string, number> | null = null;

  constructor(list: readonly string[] = []) {
    this.#list = [...list];
  }

  get #index(): Map<string, number> {
    this.#known ??= new Map(this.#list.map((text, ix) => [text, ix]));
    return this.#known;
  }

  get length(): number {
    return this.#list.length;
  }

  add(text: string): number {
    const index = this.#index;
    const known = index.get(text);
    if (known !== undefined) return known;
    const ix = this.#list.length;
    this.#list.push(text);
    index.set(text, ix);
    return ix;
  }

  /** The index of a text that was added before, -1 if it never was. */
  find(text: string): number {
    return this.#index.get(text) ?? -1;
  }

  /** The text at an index, '' for -1 and for any index that was never given out. */
  at(ix: number): string {
    return this.#list[ix] ?? '';
  }

  /** Plain list in index order: what crosses a thread. Rebuild with `new StringTable(list)`. */
  toList(): readonly string[] {
    return this.#list;
  }
}
