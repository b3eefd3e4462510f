import type { LogGroup } from './log-groups.ts';

type Percentiles = Pick<LogGroup, 'p50' | 'p95' | 'p99' | 'max'>;

const BITS = 11;
const BUCKETS = 1 << BITS;
const FEW_BITS = 18;

/**
 * Sorts row numbers by a key of 32 bits, equal keys in the order they came. One pass over the rows for every eleven
 * bits of the largest key: the cost grows with the rows and with nothing else.
 */
export function sortByKey(rows: Uint32Array, keys: Uint32Array): Uint32Array {
  let most = 0;
  for (const key of keys) if (key > most) most = key;
  // Positions are sorted and not the rows themselves, because keys go by position.
  let order = new Uint32Array(rows.length);
  for (let ix = 0; ix < order.length; ix++) order[ix] = ix;
  let other = new Uint32Array(rows.length);
  for (let shift = 0; shift < 32 && most >>> shift > 0; shift += BITS) {
    const starts = new Uint32Array(BUCKETS + 1);
    for (const key of keys) {
      const bucket = (key >>> shift) & (BUCKETS - 1);
      starts[bucket + 1] = (starts[bucket + 1] ?? 0) + 1;
    }
    for (let bucket = 0; bucket < BUCKETS; bucket++)
      starts[bucket + 1] = (starts[bucket + 1] ?? 0) + (starts[bucket] ?? 0);
    for (const ix of order) {
      const bucket = ((keys[ix] ?? 0) >>> shift) & (BUCKETS - 1);
      const at = starts[bucket] ?? 0;
      starts[bucket] = at + 1;
      other[at] = ix;
    }
    [order, other] = [other, order];
  }
  return order.map((ix) => rows[ix] ?? 0);
}

/**
 * Percentiles of time-taken by group, exact: values are put in order over all groups at once, then dealt out to the
 * groups in that order. `taken` is milliseconds + 1, 0 for none; `counts` are the rows of each group.
 */
export function orderByTaken(
  taken: Uint32Array,
  groups: Uint32Array,
  counts: Uint32Array,
): (group: number) => Percentiles {
  const starts = new Uint32Array(counts.length + 1);
  for (let group = 0; group < counts.length; group++) starts[group + 1] = (starts[group] ?? 0) + (counts[group] ?? 0);
  const next = starts.slice();
  const dealt = new Uint32Array(taken.length);
  const byTaken = sortedPairs(taken, groups);
  for (let ix = 0; ix < taken.length; ix++) {
    const group = byTaken.groups[ix] ?? 0;
    const at = next[group] ?? 0;
    next[group] = at + 1;
    dealt[at] = byTaken.taken[ix] ?? 0;
  }
  return (group) => percentiles(dealt.subarray(starts[group] ?? 0, starts[group + 1] ?? 0));
}

/** Both columns in the order of the first. */
function sortedPairs(taken: Uint32Array, groups: Uint32Array): Pairs {
  let most = 0;
  for (const value of taken) if (value > most) most = value;
  // Durations of requests seldom reach four minutes: then one pass over as many buckets does.
  const bits = most < 1 << FEW_BITS ? FEW_BITS : BITS;
  let from: Pairs = { taken, groups };
  let spare: Pairs | null = null;
  for (let shift = 0; shift < 32 && most >>> shift > 0; shift += bits) {
    const to: Pairs = spare ?? { taken: new Uint32Array(taken.length), groups: new Uint32Array(taken.length) };
    deal(from, to, shift, bits);
    spare = from.taken === taken ? null : from;
    from = to;
  }
  return from;
}

interface Pairs {
  readonly taken: Uint32Array;
  readonly groups: Uint32Array;
}

/** One pass: pairs go to the place of their bits, in the order they come. */
function deal(from: Pairs, to: Pairs, shift: number, bits: number): void {
  const buckets = 1 << bits;
  const starts = new Uint32Array(buckets + 1);
  for (const value of from.taken) {
    const bucket = ((value >>> shift) & (buckets - 1)) + 1;
    starts[bucket] = (starts[bucket] ?? 0) + 1;
  }
  for (let bucket = 0; bucket < buckets; bucket++) {
    starts[bucket + 1] = (starts[bucket + 1] ?? 0) + (starts[bucket] ?? 0);
  }
  const { taken, groups } = from;
  for (let ix = 0; ix < taken.length; ix++) {
    const value = taken[ix] ?? 0;
    const bucket = (value >>> shift) & (buckets - 1);
    const at = starts[bucket] ?? 0;
    starts[bucket] = at + 1;
    to.taken[at] = value;
    to.groups[at] = groups[ix] ?? 0;
  }
}

/** Of values in order, each milliseconds + 1, the zeros for none in front. */
function percentiles(sorted: Uint32Array): Percentiles {
  let none = 0;
  while (none < sorted.length && sorted[none] === 0) none++;
  const count = sorted.length - none;
  if (count === 0) return { p50: null, p95: null, p99: null, max: null };
  const at = (share: number): number => (sorted[none + Math.max(0, Math.ceil(count * share) - 1)] ?? 1) - 1;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
