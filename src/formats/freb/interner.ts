/**
 * Strings of a file by their bytes, without making a JavaScript string of a value that was seen before. An entry is a
 * number from 0; `value` is what `make` returned for its text.
 */
export class ByteInterner {
  readonly #bytes: Uint8Array;
  readonly #make: (from: number, to: number) => number;
  #slots = new Int32Array(512).fill(-1);
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #value: number[] = [];

  constructor(bytes: Uint8Array, make: (from: number, to: number) => number) {
    this.#bytes = bytes;
    this.#make = make;
  }

  /** What `make` returned for the entry. */
  value(entry: number): number {
    return this.#value[entry] ?? -1;
  }

  /** Offset after the entry's bytes when they stand at `at`; -1 when other bytes do, or for entry -1. */
  matchEnd(entry: number, at: number): number {
    if (entry < 0) return -1;
    const from = this.#from[entry] ?? 0;
    const length = (this.#to[entry] ?? 0) - from;
    const bytes = this.#bytes;
    for (let k = 0; k < length; k++) if (bytes[from + k] !== bytes[at + k]) return -1;
    return at + length;
  }

  /** The entry of the bytes in a range. */
  entry(from: number, to: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash(this.#bytes, from, to) & mask;
    for (let entry = slots[slot] ?? -1; entry >= 0; entry = slots[slot] ?? -1) {
      if ((this.#to[entry] ?? 0) - (this.#from[entry] ?? 0) === to - from && this.matchEnd(entry, from) === to) {
        return entry;
      }
      slot = (slot + 1) & mask;
    }
    const entry = this.#value.length;
    slots[slot] = entry;
    this.#from.push(from);
    this.#to.push(to);
    this.#value.push(this.#make(from, to));
    if (this.#value.length * 2 > slots.length) this.#grow();
    return entry;
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let entry = 0; entry < this.#value.length; entry++) {
      let slot = hash(this.#bytes, this.#from[entry] ?? 0, this.#to[entry] ?? 0) & mask;
      while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
      slots[slot] = entry;
    }
    this.#slots = slots;
  }
}

function hash(bytes: Uint8Array, from: number, to: number): number {
  let h = 0x811c9dc5;
  for (let i = from; i < to; i++) h = Math.imul(h ^ (bytes[i] ?? 0), 0x01000193);
  return h ^ (h >>> 15);
}
