import { ByteDictionary, textAt } from '../base/byte-dictionary.ts';
import { CountMap } from '../base/count-map.ts';
import { TripleCounts } from '../base/triple-counts.ts';
import { durationOf, type LogTotals, STATUS_CLASSES } from '../model/logtotals.ts';
import type { LogGroup } from './log-groups.ts';

/** Classes of duration are below this, so a path and a class fit into one key. */
const CLASSES = 1024;

/** Counts of several slices as those of one log. */
export function joinTotals(list: readonly LogTotals[]): LogTotals {
  const triples = new TripleCounts();
  const minutes = new Map<number, Uint32Array>();
  const texts = new ByteDictionary();
  const stems: number[] = [];
  const taken = new CountMap();
  let [rows, from, to] = [0, Number.NaN, Number.NaN];
  for (const totals of list) {
    rows += totals.rows;
    if (!(from <= totals.from)) from = Number.isNaN(totals.from) ? from : totals.from;
    if (!(to >= totals.to)) to = Number.isNaN(totals.to) ? to : totals.to;
    addTriples(triples, totals.triples);
    addMinutes(minutes, totals.minutes);
    const ids = Uint32Array.from({ length: totals.texts.ends.length }, (_, ix) =>
      texts.add(totals.texts.bytes, ix === 0 ? 0 : (totals.texts.ends[ix - 1] ?? 0), totals.texts.ends[ix] ?? 0),
    );
    for (const [ix, id] of ids.entries()) {
      for (const field of [0, 1])
        stems[id * 2 + field] = (stems[id * 2 + field] ?? 0) + (totals.stems[ix * 2 + field] ?? 0);
    }
    addTaken(taken, totals.taken, ids);
  }
  const joined = new Uint32Array(taken.size * 3);
  let at = 0;
  for (const [key, count] of taken.entries()) {
    joined[at++] = Math.floor(key / CLASSES);
    joined[at++] = key % CLASSES;
    joined[at++] = count;
  }
  return {
    rows,
    from,
    to,
    triples: Uint32Array.from([...triples.entries()].flatMap(([triple, count]) => [...triple, count])),
    minutes: Uint32Array.from(
      [...minutes].toSorted((a, b) => a[0] - b[0]).flatMap(([minute, counts]) => [minute, ...counts]),
    ),
    texts: texts.finish(),
    stems: Uint32Array.from(stems),
    taken: joined,
  };
}

function addTriples(into: TripleCounts, triples: Uint32Array): void {
  for (let at = 0; at < triples.length; at += 4)
    into.add(triples[at] ?? 0, triples[at + 1] ?? 0, triples[at + 2] ?? 0, triples[at + 3] ?? 0);
}

function addMinutes(into: Map<number, Uint32Array>, minutes: Uint32Array): void {
  const classes = STATUS_CLASSES.length;
  for (let at = 0; at < minutes.length; at += classes + 1) {
    const minute = minutes[at] ?? 0;
    const counts = into.get(minute) ?? new Uint32Array(classes);
    into.set(minute, counts);
    for (let ix = 0; ix < classes; ix++) counts[ix] = (counts[ix] ?? 0) + (minutes[at + 1 + ix] ?? 0);
  }
}

function addTaken(into: CountMap, taken: Uint32Array, ids: Uint32Array): void {
  for (let at = 0; at < taken.length; at += 3)
    into.add((ids[taken[at] ?? 0] ?? 0) * CLASSES + (taken[at + 1] ?? 0), taken[at + 2] ?? 0);
}

/** Groups by path with percentiles that are at most 1.6 % off; the largest first. */
export function stemGroups(totals: LogTotals): readonly LogGroup[] {
  const durations = new Map<number, (readonly [number, number])[]>();
  for (let at = 0; at < totals.taken.length; at += 3) {
    const stem = totals.taken[at] ?? 0;
    const list = durations.get(stem) ?? [];
    list.push([totals.taken[at + 1] ?? 0, totals.taken[at + 2] ?? 0]);
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
