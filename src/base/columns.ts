type NumberArray = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array;

/**
 * A typed column that grows by doubling while a reader pushes and is cut to its length when finished.
 * Readers push; everything after them sees plain typed arrays.
 */
export class Column<A extends NumberArray> {
  #array: A;
  #length = 0;
  readonly #make: (length: number) => A;

  constructor(make: (length: number) => A, capacity = 256) {
    this.#make = make;
    this.#array = make(capacity);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#array.length) {
      const bigger = this.#make(this.#array.length * 2);
      bigger.set(this.#array);
      this.#array = bigger;
    }
    this.#array[this.#length++] = value;
  }

  /** Value at an index below `length`. */
  at(ix: number): number {
    return this.#array[ix] ?? 0;
  }

  set(ix: number, value: number): void {
    this.#array[ix] = value;
  }

  /** Forgets everything from `length` on. */
  truncate(length: number): void {
    if (length < this.#length) this.#length = length;
  }

  /** A copy of exact length that owns its buffer, so that it can be transferred to another thread. */
  finish(): A {
    return this.#array.slice(0, this.#length) as A;
  }
}

/** Makers of arrays for `Column`. */
export const uint16 = (length: number): Uint16Array => new Uint16Array(length);
export const int32 = (length: number): Int32Array => new Int32Array(length);
export const uint32 = (length: number): Uint32Array => new Uint32Array(length);
export const float64 = (length: number): Float64Array => new Float64Array(length);
