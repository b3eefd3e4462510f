/**
 * Times that never go back, which those of real traces never do; a damaged one must not make negative durations. What
 * cannot be read takes the time before it, one time that jumps ahead of its neighbours too, and one that falls behind
 * is lifted. Returns the column itself when there is nothing to mend.
 */
export function steadyTimes(time: Float64Array): Float64Array {
  if (isSteady(time)) return time;
  const out = time.slice();
  let last = 0;
  for (let k = 0; k < out.length; k++) {
    const t = out[k] ?? NaN;
    const next = out[k + 1] ?? Infinity;
    if (t >= last && t < Infinity && !(t > next && next >= last)) last = t;
    out[k] = last;
  }
  return out;
}

function isSteady(time: Float64Array): boolean {
  let last = 0;
  for (let i = 0; i < time.length; i++) {
    const t = time[i] ?? NaN;
    if (!(t >= last && t < Infinity)) return false;
    last = t;
  }
  return true;
}

/** A step that cannot be one tick read from two sides: longer than the grain even if both ends were rounded. */
export function overGrain(step: number, grain: number): boolean {
  return step >= grain * 1.5;
}
