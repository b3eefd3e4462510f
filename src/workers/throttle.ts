/** Ten times a second is enough for anything that a person watches, in milliseconds. */
const INTERVAL = 100;

/** A call that passes on at most ten times a second; what comes in between is dropped. */
export function throttled<A extends unknown[]>(call: (...args: A) => void): (...args: A) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (...args) => {
    const now = performance.now();
    if (now - last < INTERVAL) return;
    last = now;
    call(...args);
  };
}
