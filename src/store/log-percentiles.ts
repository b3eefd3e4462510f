import { fill, stretches, type Walk } from './log-walk.ts';

/** Milliseconds; null where no row has a duration. */
export interface Percentiles {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

const SHARES = [0.5, 0.95, 0.99, 1] as const;
/** Groups beyond this are counted by value, which takes one look at each row; smaller ones are sorted. */
const LARGE = 4096;
/** Durations below this have a counter of their own. */
const COUNTED = 65_536;

/**
 * Percentiles of time-taken by group, exact. `groups`: the group of each row of the walk; `counts`: rows of each group.
 * Durations are dealt out to their groups first, so that each group lies together.
 */
export function takenByGroup(walk: Walk, groups: Uint32Array, counts: Uint32Array): (group: number) => Percentiles {
  const starts = new Uint32Array(counts.length + 1);
  for (let group = 0; group < counts.length; group++) starts[group + 1] = (starts[group] ?? 0) + (counts[group] ?? 0);
  const next = starts.slice();
  const dealt = new Uint32Array(groups.length);
  let scratch = new Uint32Array(0);
  for (const stretch of stretches(walk)) {
    const { from, to } = stretch;
    if (scratch.length < to - from) scratch = new Uint32Array(to - from);
    const taken = scratch.subarray(0, to - from);
    fill(taken, stretch.chunk.part.timeTaken, null, stretch);
    deal(dealt, next, groups.subarray(from, to), taken);
  }
  const counters = new Uint32Array(COUNTED);
  return (group) => percentiles(dealt.subarray(starts[group] ?? 0, starts[group + 1] ?? 0), counters);
}

function deal(dealt: Uint32Array, next: Uint32Array, groups: Uint32Array, taken: Uint32Array): void {
  for (let ix = 0; ix < taken.length; ix++) {
    const group = groups[ix] ?? 0;
    const at = next[group] ?? 0;
    next[group] = at + 1;
    dealt[at] = taken[ix] ?? 0;
  }
}

/** Of values in any order, each milliseconds + 1, 0 for none. They may be put in another order. */
function percentiles(values: Uint32Array, counters: Uint32Array): Percentiles {
  const [p50 = null, p95 = null, p99 = null, max = null] =
    values.length < LARGE ? ranked(values) : counted(values, counters);
  return { p50, p95, p99, max };
}

/** Rank of a share of `count` values, from 0. */
const rankOf = (count: number, share: number): number => Math.max(0, Math.ceil(count * share) - 1);

function ranked(values: Uint32Array): readonly number[] {
  values.sort();
  let none = 0;
  while (none < values.length && values[none] === 0) none++;
  const count = values.length - none;
  return count === 0 ? [] : SHARES.map((share) => (values[none + rankOf(count, share)] ?? 1) - 1);
}

function counted(values: Uint32Array, counters: Uint32Array): readonly number[] {
  counters.fill(0);
  const longest: number[] = [];
  for (const value of values) {
    if (value < COUNTED) counters[value] = (counters[value] ?? 0) + 1;
    else longest.push(value);
  }
  const count = values.length - (counters[0] ?? 0);
  if (count === 0) return [];
  const beyond = Uint32Array.from(longest).sort();
  let value = 0;
  let seen = 0;
  return SHARES.map((share) => {
    const rank = rankOf(count, share);
    if (rank >= count - beyond.length) return (beyond[rank - (count - beyond.length)] ?? 1) - 1;
    while (seen <= rank) seen += counters[++value] ?? 0;
    return value - 1;
  });
}
