import { type GroupBy, groupKeys } from './log-group-keys.ts';
import { takenByGroup } from './log-percentiles.ts';
import { fill, rowsIn, stretches, type Stretch, type Walk } from './log-walk.ts';

export type { GroupBy } from './log-group-keys.ts';

/** Rows that share a value. Times are time-taken in milliseconds over the rows that have one; null when none has. */
export interface LogGroup {
  readonly key: string;
  readonly count: number;
  /** Rows of status 500 and up. */
  readonly failures: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

const UNTIMED = { p50: null, p95: null, p99: null, max: null };

/**
 * Rows of a walk by what they have in common, the largest group first. `timed`: with percentiles of time-taken;
 * percentile p is the smallest value that p % of the rows do not exceed.
 */
export function groupLog(walk: Walk, by: GroupBy, timed = true): readonly LogGroup[] {
  const keys = groupKeys(by);
  // Percentiles need the group of every row at hand; counting needs those of one chunk at a time.
  const all = timed ? new Uint32Array(rowsIn(walk)) : null;
  const tally = new Tally();
  let scratch = new Uint32Array(0);
  for (const stretch of stretches(walk)) {
    const { from, to } = stretch;
    if (all === null && scratch.length < to - from) scratch = new Uint32Array(to - from);
    const groups = all?.subarray(from, to) ?? scratch.subarray(0, to - from);
    keys.number(groups, stretch);
    tally.add(groups, stretch);
  }
  const names = keys.keys;
  const counts = tally.counts(names.length);
  const taken = all === null ? () => UNTIMED : takenByGroup(walk, all, counts);
  return names
    .map((key, ix) => ({ key, count: counts[ix] ?? 0, failures: tally.failures(ix), ...taken(ix) }))
    .filter((group) => group.count > 0)
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

/** Rows and failing rows of each group. */
class Tally {
  #counts = new Uint32Array(64);
  #failures = new Uint32Array(64);
  #failing = new Uint32Array(0);

  add(groups: Uint32Array, stretch: Stretch): void {
    const { triple, triples } = stretch.chunk.part;
    const failed = Uint32Array.from({ length: triples.length / 3 }, (_, ix) => ((triples[ix * 3] ?? 0) >= 500 ? 1 : 0));
    let most = 0;
    for (const group of groups) if (group > most) most = group;
    this.#reserve(most + 1);
    count(this.#counts, groups);
    if (!failed.includes(1)) return;
    if (this.#failing.length < groups.length) this.#failing = new Uint32Array(groups.length);
    const failing = this.#failing.subarray(0, groups.length);
    fill(failing, triple, failed, stretch);
    countSome(this.#failures, groups, failing);
  }

  /** Rows of the groups 0 to `length - 1`. */
  counts(length: number): Uint32Array {
    this.#reserve(length);
    return this.#counts.subarray(0, length);
  }

  failures(group: number): number {
    return this.#failures[group] ?? 0;
  }

  #reserve(length: number): void {
    if (length <= this.#counts.length) return;
    const grown = (old: Uint32Array): Uint32Array<ArrayBuffer> => {
      const more = new Uint32Array(Math.max(length, old.length * 2));
      more.set(old);
      return more;
    };
    this.#counts = grown(this.#counts);
    this.#failures = grown(this.#failures);
  }
}

function count(counts: Uint32Array, groups: Uint32Array): void {
  for (let at = 0; at < groups.length; at++) {
    const group = groups[at] ?? 0;
    counts[group] = (counts[group] ?? 0) + 1;
  }
}

function countSome(counts: Uint32Array, groups: Uint32Array, some: Uint32Array): void {
  for (let at = 0; at < groups.length; at++) {
    const group = groups[at] ?? 0;
    counts[group] = (counts[group] ?? 0) + (some[at] ?? 0);
  }
}
