/** Three numbers of 32 bits each, such as the status, sub-status and Windows status of a row. */
export type Triple = readonly [number, number, number];

/** Numbers different triples in the order of first sight and counts them. In typed arrays: rows of logs come by the million. */
export class TripleCounts {
  /** Number + 1 of the triple in a slot, 0 for free. */
  #slots = new Uint32Array(64);
  #triples = new Uint32Array(32 * 3);
  #counts = new Float64Array(32);
  #size = 0;

  /** Different triples. */
  get size(): number {
    return this.#size;
  }

  /** Adds to the count of a triple and gives its number. */
  add(a: number, b: number, c: number, count: number): number {
    const triples = this.#triples;
    const mask = this.#slots.length - 1;
    let slot = hash(a, b, c) & mask;
    for (let taken = this.#slots[slot] ?? 0; taken !== 0; taken = this.#slots[slot] ?? 0) {
      const ix = taken - 1;
      if (triples[ix * 3] === a && triples[ix * 3 + 1] === b && triples[ix * 3 + 2] === c) {
        this.#counts[ix] = (this.#counts[ix] ?? 0) + count;
        return ix;
      }
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = this.#size + 1;
    return this.#insert(a, b, c, count);
  }

  /** Triples one after the other, three numbers each, in the order of their numbers. */
  triples(): Uint32Array {
    return this.#triples.slice(0, this.#size * 3);
  }

  *entries(): IterableIterator<readonly [triple: Triple, count: number]> {
    for (let ix = 0; ix < this.#size; ix++) {
      const [a = 0, b = 0, c = 0] = this.#triples.subarray(ix * 3, ix * 3 + 3);
      yield [[a, b, c], this.#counts[ix] ?? 0];
    }
  }

  #insert(a: number, b: number, c: number, count: number): number {
    const ix = this.#size++;
    if (this.#size > this.#counts.length) {
      const triples = new Uint32Array(this.#triples.length * 2);
      triples.set(this.#triples);
      const counts = new Float64Array(this.#counts.length * 2);
      counts.set(this.#counts);
      [this.#triples, this.#counts] = [triples, counts];
    }
    this.#triples.set([a, b, c], ix * 3);
    this.#counts[ix] = count;
    if (this.#size * 2 > this.#slots.length) this.#rehash();
    return ix;
  }

  #rehash(): void {
    const slots = new Uint32Array(this.#slots.length * 4);
    for (let ix = 0; ix < this.#size; ix++) {
      const at = ix * 3;
      let slot =
        hash(this.#triples[at] ?? 0, this.#triples[at + 1] ?? 0, this.#triples[at + 2] ?? 0) & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = ix + 1;
    }
    this.#slots = slots;
  }
}

function hash(a: number, b: number, c: number): number {
  const mixed = Math.imul(Math.imul(a ^ Math.imul(b, 0x85eb_ca6b), 0x9e37_79b1) ^ c, 0xc2b2_ae35);
  return mixed ^ (mixed >>> 15);
}
