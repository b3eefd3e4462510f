import { firstWhere } from '../../base/sorted.ts';

/** A copy in order of time; what has no time stands last. Stable. */
export function byTime<Item>(items: readonly Item[], time: (item: Item) => number | null): readonly Item[] {
  const value = (item: Item): number => {
    const at = time(item);
    return at === null || Number.isNaN(at) ? Number.POSITIVE_INFINITY : at;
  };
  let sorted = true;
  for (let i = 1; i < items.length && sorted; i++) sorted = value(items[i - 1] as Item) <= value(items[i] as Item);
  // Infinity minus infinity is no number.
  return sorted ? items : items.toSorted((a, b) => (value(a) === value(b) ? 0 : value(a) - value(b)));
}

/** Items of a sorted list between two instants, both included, and those at the end that have no time. */
export function between<Item>(items: readonly Item[], times: Float64Array, from: number, to: number): readonly Item[] {
  if (items.length === 0) return items;
  const timed = timedLength(times);
  const inside = items.slice(firstAtLeast(times, timed, from), firstAbove(times, timed, to));
  return timed === items.length ? inside : [...inside, ...items.slice(timed)];
}

/**
 * As `between`, but never more than `most` items: of a crowded window those nearest to `at` in order, so that judging
 * thousands of requests of one second does not compare each with each.
 */
export function nearest<Item>(
  items: readonly Item[],
  times: Float64Array,
  window: { readonly from: number; readonly to: number; readonly at: number },
  most: number,
): readonly Item[] {
  const timed = timedLength(times);
  const first = firstAtLeast(times, timed, window.from);
  const end = firstAbove(times, timed, window.to);
  if (end - first <= most) return between(items, times, window.from, window.to);
  const middle = firstAtLeast(times, timed, window.at);
  const start = Math.min(Math.max(first, middle - (most >> 1)), end - most);
  return items.slice(start, start + most);
}

/** Number of leading entries that are numbers. */
const timedLength = (times: Float64Array): number => firstWhere(0, times.length, (ix) => Number.isNaN(times[ix]));

const firstAtLeast = (times: Float64Array, length: number, from: number): number =>
  firstWhere(0, length, (ix) => (times[ix] ?? 0) >= from);

const firstAbove = (times: Float64Array, length: number, to: number): number =>
  firstWhere(0, length, (ix) => (times[ix] ?? 0) > to);
