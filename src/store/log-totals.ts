import { ByteDictionary, textAt } from '../base/byte-dictionary.ts';
import { durationOf, type LogTotals } from '../model/logtotals.ts';
import type { LogGroup } from './log-groups.ts';

/** Counts of several slices as those of one log. */
export function joinTotals(list: readonly LogTotals[]): LogTotals {
  const triples = new Map<string, number>();
  const minutes = new Map<number, number[]>();
  const texts = new ByteDictionary();
  const stems: number[] = [];
  const taken = new Map<number, number>();
  let [rows, from, to] = [0, Number.NaN, Number.NaN];
  for (const totals of list) {
    rows += totals.rows;
    if (!(from <= totals.from)) from = Number.isNaN(totals.from) ? from : totals.from;
    if (!(to >= totals.to)) to = Number.isNaN(totals.to) ? to : totals.to;
    for (const [status, sub, win32, count] of groupsOf(totals.triples, 4)) {
      const key = `${status} ${sub} ${win32}`;
      triples.set(key, (triples.get(key) ?? 0) + (count ?? 0));
    }
    for (const [minute, ...counts] of groupsOf(totals.minutes, 6)) {
      const known = minutes.get(minute ?? 0) ?? [0, 0, 0, 0, 0];
      minutes.set(
        minute ?? 0,
        known.map((one, ix) => one + (counts[ix] ?? 0)),
      );
    }
    const ids = Uint32Array.from({ length: totals.texts.ends.length }, (_, ix) =>
      texts.add(totals.texts.bytes, ix === 0 ? 0 : (totals.texts.ends[ix - 1] ?? 0), totals.texts.ends[ix] ?? 0),
    );
    for (const [ix, id] of ids.entries()) {
      for (const field of [0, 1])
        stems[id * 2 + field] = (stems[id * 2 + field] ?? 0) + (totals.stems[ix * 2 + field] ?? 0);
    }
    for (const [stem, duration, count] of groupsOf(totals.taken, 3)) {
      const key = (ids[stem ?? 0] ?? 0) * 1024 + (duration ?? 0);
      taken.set(key, (taken.get(key) ?? 0) + (count ?? 0));
    }
  }
  return {
    rows,
    from,
    to,
    triples: Uint32Array.from([...triples].flatMap(([key, count]) => [...key.split(' ').map(Number), count])),
    minutes: Uint32Array.from([...minutes].toSorted((a, b) => a[0] - b[0]).flat(2)),
    texts: texts.finish(),
    stems: Uint32Array.from(stems),
    taken: Uint32Array.from([...taken].flatMap(([key, count]) => [Math.floor(key / 1024), key % 1024, count])),
  };
}

/** Groups by path with percentiles that are at most 1.6 % off; the largest first. */
export function stemGroups(totals: LogTotals): readonly LogGroup[] {
  const durations = new Map<number, (readonly [number, number])[]>();
  for (const [stem = 0, duration = 0, count = 0] of groupsOf(totals.taken, 3)) {
    const list = durations.get(stem) ?? [];
    list.push([duration, count]);
    durations.set(stem, list);
  }
  return Array.from({ length: totals.texts.ends.length }, (_, ix) => ({
    key: textAt(totals.texts, ix),
    count: totals.stems[ix * 2] ?? 0,
    failures: totals.stems[ix * 2 + 1] ?? 0,
    ...percentiles((durations.get(ix) ?? []).toSorted((a, b) => a[0] - b[0])),
  }))
    .filter((group) => group.count > 0)
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

function percentiles(
  sorted: readonly (readonly [duration: number, count: number])[],
): Pick<LogGroup, 'p50' | 'p95' | 'p99' | 'max'> {
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return { p50: null, p95: null, p99: null, max: null };
  const at = (share: number): number => {
    let left = Math.max(1, Math.ceil(total * share));
    for (const [duration, count] of sorted) {
      left -= count;
      if (left <= 0) return durationOf(duration);
    }
    return 0;
  };
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

function* groupsOf(numbers: Uint32Array, size: number): IterableIterator<readonly number[]> {
  for (let at = 0; at < numbers.length; at += size) yield [...numbers.subarray(at, at + size)];
}
