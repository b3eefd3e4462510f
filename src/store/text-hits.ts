import { type ByteTexts, textAt } from '../base/byte-dictionary.ts';
import type { TextTest } from '../query/field.ts';

/** Texts that are looked at in one go. */
const BLOCK_BITS = 10;
const BLOCK = 1 << BLOCK_BITS;

/** One character for each byte. Only ASCII is taken at its word. */
const BYTES = new TextDecoder('latin1');
const NOT_ASCII = /[\u0080-\uffff]/;

/**
 * Which texts of a packed list pass a test. Found block by block as they are asked for, by one search through the bytes
 * of a block: a text is only made of those that hold what the test needs.
 */
export class TextHits {
  readonly #texts: ByteTexts;
  readonly #test: TextTest;
  readonly #hits: Uint8Array;
  readonly #known: Uint8Array;

  constructor(texts: ByteTexts, test: TextTest) {
    this.#texts = texts;
    this.#test = test;
    this.#hits = new Uint8Array(texts.ends.length);
    this.#known = new Uint8Array((texts.ends.length >> BLOCK_BITS) + 1);
  }

  has(ix: number): boolean {
    const block = ix >> BLOCK_BITS;
    if (this.#known[block] === 0) this.#look(block);
    return this.#hits[ix] === 1;
  }

  #look(block: number): void {
    this.#known[block] = 1;
    const { bytes, ends } = this.#texts;
    const first = block * BLOCK;
    const last = Math.min(ends.length, first + BLOCK);
    const base = first === 0 ? 0 : (ends[first - 1] ?? 0);
    const text = BYTES.decode(bytes.subarray(base, ends[last - 1] ?? 0));
    if (NOT_ASCII.test(text)) {
      for (let ix = first; ix < last; ix++) this.#note(ix, textAt(this.#texts, ix));
    } else if (this.#test.needs === '') {
      let from = 0;
      for (let ix = first; ix < last; ix++) {
        const to = (ends[ix] ?? 0) - base;
        this.#note(ix, text.slice(from, to));
        from = to;
      }
    } else this.#search(text, first, base);
  }

  /** Goes from one place where the needed text occurs to the next. */
  #search(text: string, first: number, base: number): void {
    const { ends } = this.#texts;
    const { needs, enough } = this.#test;
    const lower = text.toLowerCase();
    let ix = first;
    for (let at = lower.indexOf(needs); at >= 0; at = lower.indexOf(needs, at)) {
      while ((ends[ix] ?? 0) - base <= at) ix++;
      const end = (ends[ix] ?? 0) - base;
      if (at + needs.length > end) {
        // Half in this text, half in the next.
        at++;
        continue;
      }
      if (enough) this.#hits[ix] = 1;
      else this.#note(ix, text.slice(ix === 0 ? 0 : (ends[ix - 1] ?? 0) - base, end));
      at = end;
    }
  }

  #note(ix: number, text: string): void {
    if (this.#test(text)) this.#hits[ix] = 1;
  }
}
