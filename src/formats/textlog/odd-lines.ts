import type { LineSplitter } from './lines.ts';

const [NUL, LF, SPACE, HASH] = [0x00, 0x0a, 0x20, 0x23];

/**
 * Hands only those lines to a splitter that could be anything but an ordinary row: directives, lines with NUL bytes or
 * without the expected number of blanks, and lines that chunks cut. For whoever looks for damage in a large log, of which
 * few lines are worth decoding. Not for UTF-16.
 */
export class OddLines {
  readonly #splitter: LineSplitter;
  /** Values of an ordinary row at this point of the file; null: not known yet. */
  readonly #expected: () => number | null;
  #line = 1;
  /** The splitter has the start of the line that goes on. */
  #open = false;

  constructor(splitter: LineSplitter, expected: () => number | null) {
    this.#splitter = splitter;
    this.#expected = expected;
  }

  push(chunk: Uint8Array): void {
    let start = 0;
    if (this.#open) {
      start = chunk.indexOf(LF) + 1;
      this.#splitter.push(start === 0 ? chunk : chunk.subarray(0, start));
      if (start === 0) return;
      this.#open = false;
      this.#line++;
    }
    let blanks = 0;
    let nul = false;
    for (let at = start; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte === SPACE) blanks++;
      else if (byte === NUL) nul = true;
      else if (byte === LF) {
        if (nul || blanks + 1 !== this.#expected() || chunk[start] === HASH) this.#slow(chunk.subarray(start, at + 1));
        this.#line++;
        start = at + 1;
        blanks = 0;
        nul = false;
      }
    }
    if (start === chunk.length) return;
    this.#slow(chunk.subarray(start));
    this.#open = true;
  }

  end(): void {
    this.#splitter.end();
  }

  #slow(bytes: Uint8Array): void {
    this.#splitter.line = this.#line;
    this.#splitter.push(bytes);
  }
}
