/** One tick of the clock that trace times are made from. */
const TICK_MS = 15.625;

/**
 * Clock step of a trace in ms: the smallest step between neighbouring events, 15.625 where that is one tick seen
 * through rounding to whole milliseconds, or where all events share one time.
 */
export function clockGrain(time: Float64Array): number {
  let smallest = TICK_MS;
  let before = NaN;
  for (const t of time) {
    const step = t - before;
    if (step > 0 && step < smallest) smallest = step;
    if (!Number.isNaN(t)) before = t;
  }
  return smallest >= 15 ? TICK_MS : smallest;
}

/** Last minus first time, 0 when there are none. */
export function observedSpan(time: Float64Array): number {
  let last = 0;
  for (const t of time) if (t > last) last = t;
  return last;
}
