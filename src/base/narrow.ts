/** Whole numbers without a sign in the narrowest array that holds them. */
export type UintArray = Uint8Array | Uint16Array | Uint32Array;

/** A column of whole numbers that grows, and widens when a number asks for it. */
export class NarrowColumn {
  #array: UintArray = new Uint8Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Adds a block of numbers. */
  append(values: Uint32Array): void {
    let most = 0;
    for (const value of values) if (value > most) most = value;
    this.#reserve(this.#length + values.length, most);
    this.#array.set(values, this.#length);
    this.#length += values.length;
  }

  push(value: number): void {
    this.#reserve(this.#length + 1, value);
    this.#array[this.#length++] = value;
  }

  /** Adds zeros up to a length. */
  pad(length: number): void {
    if (length <= this.#length) return;
    this.#reserve(length, 0);
    this.#array.fill(0, this.#length, length);
    this.#length = length;
  }

  /** A copy of exact length in the narrowest kind that was needed; it owns its buffer. */
  finish(): UintArray {
    return this.#array.slice(0, this.#length);
  }

  #reserve(length: number, most: number): void {
    const bytes = this.#array.BYTES_PER_ELEMENT;
    const fits = bytes === 4 || most <= (bytes === 1 ? 0xff : 0xffff);
    if (fits && length <= this.#array.length) return;
    const size = length <= this.#array.length ? this.#array.length : Math.max(length, this.#array.length * 2);
    const wider = fits ? bytes : most <= 0xffff ? 2 : 4;
    const array = wider === 1 ? new Uint8Array(size) : wider === 2 ? new Uint16Array(size) : new Uint32Array(size);
    array.set(this.#array.subarray(0, this.#length));
    this.#array = array;
  }
}
