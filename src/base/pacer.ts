/**
 * Lets a long loop breathe: `due()` is cheap and true when the last pause is some 40 ms ago; `pause()` gives the
 * event loop a turn, so that an abort or a question from another thread gets through, and throws when aborted.
 */
export class Pacer {
  readonly #signal: AbortSignal;
  #last = performance.now();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  due(): boolean {
    return performance.now() - this.#last > 40;
  }

  async pause(): Promise<void> {
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    this.#last = performance.now();
    this.#signal.throwIfAborted();
  }
}
