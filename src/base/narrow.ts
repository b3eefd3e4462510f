/** Whole numbers without a sign in the narrowest array that holds them. */
export type UintArray = Uint8Array | Uint16Array | Uint32Array;

/** A column of whole numbers that grows, and is as narrow as its numbers allow once it is finished. May be used again. */
export class NarrowColumn {
  #array = new Uint32Array(1024);
  #length = 0;
  #most = 0;

  get length(): number {
    return this.#length;
  }

  /** Adds a block of numbers. */
  append(values: Uint32Array): void {
    let most = this.#most;
    for (const value of values) if (value > most) most = value;
    this.#most = most;
    this.#reserve(this.#length + values.length);
    this.#array.set(values, this.#length);
    this.#length += values.length;
  }

  push(value: number): void {
    if (value > this.#most) this.#most = value;
    this.#reserve(this.#length + 1);
    this.#array[this.#length++] = value;
  }

  /** Adds zeros up to a length. */
  pad(length: number): void {
    if (length <= this.#length) return;
    this.#reserve(length);
    this.#array.fill(0, this.#length, length);
    this.#length = length;
  }

  /** A copy of exact length in the narrowest kind; it owns its buffer. */
  finish(): UintArray {
    const numbers = this.#array.subarray(0, this.#length);
    if (this.#most > 0xffff) return numbers.slice();
    const copy = this.#most > 0xff ? new Uint16Array(this.#length) : new Uint8Array(this.#length);
    copy.set(numbers);
    return copy;
  }

  /** A copy of exact length with all bits. */
  finishWide(): Uint32Array {
    return this.#array.slice(0, this.#length);
  }

  /** Forgets the numbers and keeps their room. */
  clear(): void {
    this.#length = 0;
    this.#most = 0;
  }

  #reserve(length: number): void {
    if (length <= this.#array.length) return;
    const array = new Uint32Array(Math.max(length, this.#array.length * 2));
    array.set(this.#array.subarray(0, this.#length));
    this.#array = array;
  }
}

/** Bytes that come in blocks. May be used again. */
export class ByteColumn {
  #array = new Uint8Array(4096);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(bytes: Uint8Array): void {
    this.#reserve(this.#length + bytes.length);
    this.#array.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Adds zeros up to a length. */
  pad(length: number): void {
    if (length <= this.#length) return;
    this.#reserve(length);
    this.#array.fill(0, this.#length, length);
    this.#length = length;
  }

  /** A copy of exact length; it owns its buffer. */
  finish(): Uint8Array {
    return this.#array.slice(0, this.#length);
  }

  /** Forgets the bytes and keeps their room. */
  clear(): void {
    this.#length = 0;
  }

  #reserve(length: number): void {
    if (length <= this.#array.length) return;
    const array = new Uint8Array(Math.max(length, this.#array.length * 2));
    array.set(this.#array.subarray(0, this.#length));
    this.#array = array;
  }
}
