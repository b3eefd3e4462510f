import { ByteDictionary } from '../../base/byte-dictionary.ts';
import { CountMap } from '../../base/count-map.ts';
import { durationClass, type LogTotals } from '../../model/logtotals.ts';
import type { LogChunk } from '../../store/log-chunks.ts';
import { type GroupBy, groupLog, type LogGroup } from '../../store/log-groups.ts';
import { groupKeys } from '../../store/log-group-keys.ts';
import { joinTotals, stemGroups } from '../../store/log-totals.ts';
import { stretches, type Walk } from '../../store/log-walk.ts';
import type { LoadedLogs } from './loaded-logs.ts';

const NO_TIMES = { p50: null, p95: null, p99: null, max: null };
/** Classes of duration are below this. */
const CLASSES = 1024;

/**
 * Groups over all rows, those that are only counted included; null where they are not counted by this. Percentiles by
 * URL template are then at most 1.6 % off; by status there are none for what is only counted.
 */
export function allGroups(
  logs: LoadedLogs,
  by: GroupBy,
  template: boolean,
  timed: boolean,
): readonly LogGroup[] | null {
  const { chunks } = logs.store;
  const whole = chunks.filter(({ log }) => !logs.totals.has(log.file));
  if (template) return stemGroups(joinTotals([...logs.totals.values(), totalsOf({ chunks: whole, rows: null }, by)]));
  if (by.by === 'column') return null;
  const counts = new Map<string, { count: number; failures: number }>();
  const add = (key: string, count: number, failures: number): void => {
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { count, failures });
    else {
      known.count += count;
      known.failures += failures;
    }
  };
  for (const { key, count, failures } of groupLog({ chunks: whole, rows: null }, by, false)) add(key, count, failures);
  for (const { triples } of logs.totals.values()) {
    for (let at = 0; at < triples.length; at += 4) {
      const [status = 0, substatus = 0, win32 = 0, count = 0] = triples.subarray(at, at + 4);
      add(keyOf(by.by, status, substatus, win32), count, status >= 500 ? count : 0);
    }
  }
  // Failing rows are all kept, so what is said of their durations holds.
  const kept = new Map(groupLog({ chunks, rows: null }, by, timed).map((group) => [group.key, group]));
  return [...counts]
    .map(([key, { count, failures }]): LogGroup => {
      const known = kept.get(key);
      return known?.count === count ? known : { key, count, failures, ...NO_TIMES };
    })
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

function keyOf(by: Exclude<GroupBy['by'], 'column'>, status: number, substatus: number, win32: number): string {
  if (by === 'win32') return String(win32);
  if (by === 'class') return status === 0 ? '' : `${Math.floor(status / 100)}xx`;
  return by === 'status' ? `${status}.${substatus}` : `${status} ${substatus} ${win32}`;
}

/** Rows that are kept, counted as those are that are not: so that both can be added up. */
function totalsOf(walk: Walk, by: GroupBy): LogTotals {
  const keys = groupKeys(by);
  const taken = new CountMap();
  const rows: number[] = [];
  const failures: number[] = [];
  for (const stretch of stretches(walk)) {
    const groups = new Uint32Array(stretch.to - stretch.from);
    keys.number(groups, stretch);
    countChunk(stretch.chunk, groups, { rows, failures, taken });
  }
  const texts = new ByteDictionary();
  const encoder = new TextEncoder();
  const stems: number[] = [];
  const ids = keys.keys.map((key, group) => {
    const bytes = encoder.encode(key);
    const id = texts.add(bytes, 0, bytes.length);
    stems[id * 2] = (stems[id * 2] ?? 0) + (rows[group] ?? 0);
    stems[id * 2 + 1] = (stems[id * 2 + 1] ?? 0) + (failures[group] ?? 0);
    return id;
  });
  return {
    rows: 0,
    from: Number.NaN,
    to: Number.NaN,
    triples: new Uint32Array(0),
    minutes: new Uint32Array(0),
    texts: texts.finish(),
    stems: Uint32Array.from(stems),
    taken: Uint32Array.from(
      [...taken.entries()].flatMap(([key, count]) => [ids[Math.floor(key / CLASSES)] ?? 0, key % CLASSES, count]),
    ),
  };
}

function countChunk(
  { part }: LogChunk,
  groups: Uint32Array,
  into: { readonly rows: number[]; readonly failures: number[]; readonly taken: CountMap },
): void {
  const failed = Uint8Array.from({ length: part.triples.length / 3 }, (_, ix) =>
    (part.triples[ix * 3] ?? 0) >= 500 ? 1 : 0,
  );
  for (const [row, group] of groups.entries()) {
    into.rows[group] = (into.rows[group] ?? 0) + 1;
    into.failures[group] = (into.failures[group] ?? 0) + (failed[part.triple[row] ?? 0] ?? 0);
    const duration = part.timeTaken[row] ?? 0;
    if (duration > 0) into.taken.add(group * CLASSES + durationClass(duration - 1));
  }
}
