/** Counts what is under way, so that `idle()` can say when there is nothing. */
let count = 0;
/** How often something began: what begins and ends between two looks is seen by this. */
let begun = 0;
const waiting = new Set<() => void>();

/** Counts something as under way; call what it returns when it is over. */
export function begin(): () => void {
  count += 1;
  begun += 1;
  let ended = false;
  return () => {
    if (ended) return;
    ended = true;
    count -= 1;
    if (count === 0) for (const wake of waiting) wake();
  };
}

/** Counts a promise as work under way until it settles, and hands it back. */
export function track<T>(work: Promise<T>): Promise<T> {
  const end = begin();
  work.then(end, end);
  return work;
}

/** `requestAnimationFrame` that counts as work under way. Returns what cancels it. */
export function trackFrame(draw: (time: number) => void): () => void {
  const end = begin();
  const id = requestAnimationFrame((time) => {
    try {
      draw(time);
    } finally {
      end();
    }
  });
  return () => {
    cancelAnimationFrame(id);
    end();
  };
}

/** True while a job, a query, a chunk or a frame is pending. */
export function isBusy(): boolean {
  return count > 0;
}

/** Frames that must pass in a row with nothing begun: answers draw, and what they draw may ask again. */
const QUIET_FRAMES = 3;

/** Resolves when no engine job, no query, no chunk and no frame is pending, and has not been for some frames. */
export async function idle(): Promise<void> {
  let quiet = 0;
  let seen = begun;
  while (quiet < QUIET_FRAMES) {
    if (count > 0) {
      quiet = 0;
      await new Promise<void>((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          resolve();
        };
        waiting.add(wake);
      });
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
    // A task after the frame: effects of what was painted have then run.
    await new Promise((resolve) => setTimeout(resolve, 0));
    quiet = count > 0 || begun !== seen ? 0 : quiet + 1;
    seen = begun;
  }
}
