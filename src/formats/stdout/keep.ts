/** A line that is kept. */
export interface KeptLine {
  readonly line: number;
  readonly text: string;
}

const HEAD = 3_000;
const TAIL = 5_000;
const TELLING = 2_000;
/** Characters of one line; stack traces and SQL stay under it. */
const LINE_KEPT = 8_192;

/** Words of lines that decide a diagnosis, so that the middle of a long file is not lost altogether. */
const TELLS =
  /unhandled exception|now listening|application started|shutting down|failed to bind|already in use|heartbeat|draining|entire request body|minrequestbodydatarate|outofmemory|stack overflow|pairing token|compatible framework|badimageformat|^crit|fatal|terminated/i;

/** Keeps head, tail and telling lines of a file of any length in bounded memory. */
export class LineKeeper {
  readonly #head: KeptLine[] = [];
  readonly #telling: KeptLine[] = [];
  /** Ring of the last lines. */
  readonly #tail: KeptLine[] = [];
  #next = 0;
  #count = 0;

  add(text: string, line: number): void {
    this.#count++;
    const kept = { line, text: text.length > LINE_KEPT ? text.slice(0, LINE_KEPT) : text };
    if (this.#head.length < HEAD) {
      this.#head.push(kept);
      return;
    }
    const leaving = this.#tail[this.#next];
    if (leaving !== undefined && this.#telling.length < TELLING && TELLS.test(leaving.text))
      this.#telling.push(leaving);
    this.#tail[this.#next] = kept;
    this.#next = (this.#next + 1) % TAIL;
  }

  /** Lines in file order, and how many are left out. */
  finish(): { readonly lines: readonly KeptLine[]; readonly leftOut: number; readonly count: number } {
    const tail = [...this.#tail.slice(this.#next), ...this.#tail.slice(0, this.#next)];
    const lines = [...this.#head, ...this.#telling, ...tail];
    return { lines, leftOut: this.#count - lines.length, count: this.#count };
  }
}
