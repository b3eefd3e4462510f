/** Shortest time between two calls of one listener, in milliseconds: ten a second. */
const INTERVAL = 100;

/** Number of the state of the workspace, and those who want to hear that it changed. */
export class Revision {
  #number = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #quietUntil = 0;
  readonly #listeners = new Set<() => void>();

  get number(): number {
    return this.#number;
  }

  /** Something changed: the number grows at once, listeners hear of it at most ten times a second. */
  bump(): void {
    this.#number += 1;
    if (this.#timer !== null || this.#listeners.size === 0) return;
    const wait = Math.max(0, this.#quietUntil - performance.now());
    this.#timer = setTimeout(() => this.tell(), wait);
  }

  /** Tells listeners now, without waiting for the interval: the end of a job should show at once. */
  tell(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#quietUntil = performance.now() + INTERVAL;
    for (const listener of this.#listeners) listener();
  }

  listen(listener: () => void): void {
    this.#listeners.add(listener);
  }
}
