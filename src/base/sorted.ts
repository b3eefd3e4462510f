/**
 * First index from `from` to below `to` at which `reached` holds; `to` when it holds at none. `reached` has to be false
 * up to some index and true from there on, as `time[ix] >= at` is in a column that is sorted by time.
 */
export function firstWhere(from: number, to: number, reached: (ix: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (reached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
