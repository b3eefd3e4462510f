const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Texts as UTF-8, back to back: entry `ix` is bytes `ends[ix - 1]` (0 for the first) to `ends[ix]`. Plain data that
 * crosses threads, and a tenth of the memory of as many strings.
 */
export interface ByteTexts {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
}

/** Entry of a list of texts; '' for an index outside. */
export function textAt(texts: ByteTexts, ix: number): string {
  const to = texts.ends[ix];
  if (to === undefined) return '';
  return UTF8.decode(texts.bytes.subarray(ix === 0 ? 0 : texts.ends[ix - 1], to));
}

/** One character for each byte: right for ASCII and for nothing else. */
const BYTES = new TextDecoder('latin1');
const NOT_ASCII = /[\u0080-\uffff]/;
/** Texts that are decoded in one go. */
const BLOCK = 1024;

/** All texts of a list from entry `start` on, in order. Several times as fast as one after the other. */
export function* unpackTexts(texts: ByteTexts, start = 0): Generator<string> {
  const { bytes, ends } = texts;
  for (let first = start; first < ends.length; first += BLOCK) {
    const last = Math.min(ends.length, first + BLOCK);
    const base = first === 0 ? 0 : (ends[first - 1] ?? 0);
    const block = BYTES.decode(bytes.subarray(base, ends[last - 1] ?? 0));
    const ascii = !NOT_ASCII.test(block);
    let from = 0;
    for (let ix = first; ix < last; ix++) {
      const to = (ends[ix] ?? 0) - base;
      yield ascii ? block.slice(from, to) : textAt(texts, ix);
      from = to;
    }
  }
}

/** A list of texts. */
export function packTexts(list: Iterable<string>): ByteTexts {
  const encoder = new TextEncoder();
  const pieces = Array.from(list, (text) => encoder.encode(text));
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let end = 0;
  const ends = Uint32Array.from(pieces, (piece) => {
    bytes.set(piece, end);
    return (end += piece.length);
  });
  return { bytes, ends };
}

/** Interns texts given as UTF-8. Indexes count from 0 in the order of arrival. */
export class ByteDictionary {
  #bytes = new Uint8Array(1024);
  #ends = new Uint32Array(128);
  #count = 0;
  /** Open addressing: index + 1, 0 for free. */
  #slots = new Uint32Array(256);

  get length(): number {
    return this.#count;
  }

  /** Bytes held, for the account of memory. */
  get size(): number {
    return this.#bytes.length + this.#ends.byteLength + this.#slots.byteLength;
  }

  /** Index of the text `bytes[from, to)`, added when it is new. */
  add(bytes: Uint8Array, from: number, to: number): number {
    let slot = hashBytes(bytes, from, to) & (this.#slots.length - 1);
    for (let taken = this.#slots[slot] ?? 0; taken !== 0; taken = this.#slots[slot] ?? 0) {
      if (this.#is(taken - 1, bytes, from, to)) return taken - 1;
      slot = (slot + 1) & (this.#slots.length - 1);
    }
    this.#slots[slot] = this.#count + 1;
    this.#insert(bytes, from, to);
    return this.#count - 1;
  }

  /** Index of a text, -1 when it is not there. */
  find(text: string): number {
    const bytes = new TextEncoder().encode(text);
    return this.findBytes(bytes, 0, bytes.length);
  }

  /** Index of the text `bytes[from, to)`, -1 when it is not there. */
  findBytes(bytes: Uint8Array, from: number, to: number): number {
    let slot = hashBytes(bytes, from, to) & (this.#slots.length - 1);
    for (let taken = this.#slots[slot] ?? 0; taken !== 0; taken = this.#slots[slot] ?? 0) {
      if (this.#is(taken - 1, bytes, from, to)) return taken - 1;
      slot = (slot + 1) & (this.#slots.length - 1);
    }
    return -1;
  }

  at(ix: number): string {
    if (ix < 0 || ix >= this.#count) return '';
    return UTF8.decode(this.#bytes.subarray(this.#start(ix), this.#ends[ix]));
  }

  finish(): ByteTexts {
    return { bytes: this.#bytes.slice(0, this.#start(this.#count)), ends: this.#ends.slice(0, this.#count) };
  }

  #start(ix: number): number {
    return ix === 0 ? 0 : (this.#ends[ix - 1] ?? 0);
  }

  #is(ix: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.#start(ix);
    if ((this.#ends[ix] ?? 0) - start !== to - from) return false;
    for (let at = from; at < to; at++) if (this.#bytes[start + at - from] !== bytes[at]) return false;
    return true;
  }

  #insert(bytes: Uint8Array, from: number, to: number): void {
    const start = this.#start(this.#count);
    const end = start + to - from;
    if (end > this.#bytes.length) {
      const more = new Uint8Array(Math.max(end, this.#bytes.length * 2));
      more.set(this.#bytes);
      this.#bytes = more;
    }
    if (this.#count === this.#ends.length) {
      const more = new Uint32Array(this.#ends.length * 2);
      more.set(this.#ends);
      this.#ends = more;
    }
    this.#bytes.set(bytes.subarray(from, to), start);
    this.#ends[this.#count++] = end;
    if (this.#count * 2 > this.#slots.length) this.#rehash();
  }

  #rehash(): void {
    const slots = new Uint32Array(this.#slots.length * 4);
    for (let ix = 0; ix < this.#count; ix++) {
      let slot = hashBytes(this.#bytes, this.#start(ix), this.#ends[ix] ?? 0) & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = ix + 1;
    }
    this.#slots = slots;
  }
}

function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c_9dc5;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x0100_0193);
  // The low bits choose the slot: let the high ones have a say.
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b_3c6d) >>> 8;
}
