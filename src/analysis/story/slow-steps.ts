import { greatestOf } from '../../base/extent.ts';
import { rowSource, type Draft } from './draft.ts';
import { quantile, startOfRow, topPaths, type Rows } from './runs.ts';
import { counted, some, took } from './words.ts';

/** A request is slow when it takes so long, and so many times what its path takes at its best. */
const SLOW = 3_000;
const TIMES = 10;
/** So many requests of one path tell what it usually takes. */
const KNOWN = 8;
/** Slow requests that begin within this of one another are of one slowdown. */
const PAUSE = 60_000;
/** Fewer slow requests are chance. */
const FEWEST = 5;
/** And of those that begin meanwhile so great a part must be slow. */
const SHARE = 0.5;

interface Slow {
  readonly row: number;
  readonly start: number;
  readonly end: number;
  readonly taken: number;
  readonly usual: number;
}

/**
 * Requests that succeed and take many times as long as their path does at other times, before or while others fail:
 * the application was short of something before it failed.
 */
export function slowdowns(log: Rows, failures: readonly Draft[]): readonly Draft[] {
  const last = Math.max(...failures.map(({ at, to }) => to ?? at));
  if (!Number.isFinite(last)) return [];
  const slow = slowRows(log).toSorted((a, b) => a.start - b.start);
  const runs: Slow[][] = [];
  for (const one of slow) {
    const run = runs.at(-1);
    if (run !== undefined && one.start - (run.at(-1)?.start ?? 0) <= PAUSE) run.push(one);
    else runs.push([one]);
  }
  return runs
    .filter((run) => run.length >= FEWEST && (run[0]?.start ?? last) < last && isMost(log, run))
    .map((run) => stepOf(log, run));
}

function slowRows({ table, rows }: Rows): readonly Slow[] {
  const usual = usualByPath({ table, rows });
  return rows.flatMap((row) => {
    const taken = table.timeTaken[row] ?? -1;
    const normal = usual.get(table.stem[row] ?? -1);
    if (!isServed(table.status[row] ?? 0) || normal === undefined) return [];
    if (taken < SLOW || taken < normal * TIMES) return [];
    return [{ row, start: startOfRow(table, row), end: table.time[row] ?? Number.NaN, taken, usual: normal }];
  });
}

/** An upgraded connection lives as long as its page. */
const isServed = (status: number): boolean => status >= 200 && status < 500;

/** What a path takes at its best, for those that were asked for often enough. Ms by string of the path. */
function usualByPath({ table, rows }: Rows): ReadonlyMap<number, number> {
  const taken = new Map<number, number[]>();
  for (const row of rows) {
    const ms = table.timeTaken[row] ?? -1;
    const stem = table.stem[row] ?? -1;
    if (stem < 0 || ms < 0 || !isServed(table.status[row] ?? 0)) continue;
    const known = taken.get(stem);
    if (known === undefined) taken.set(stem, [ms]);
    else known.push(ms);
  }
  const usual = new Map<number, number>();
  for (const [stem, list] of taken) {
    const best = quantile(
      list.toSorted((a, b) => a - b),
      0.25,
    );
    if (best !== null && list.length >= KNOWN) usual.set(stem, best);
  }
  return usual;
}

function isMost({ table, rows }: Rows, run: readonly Slow[]): boolean {
  const from = run[0]?.start ?? 0;
  const to = run.at(-1)?.start ?? 0;
  const begun = rows.filter((row) => {
    const start = startOfRow(table, row);
    return start >= from && start <= to && isServed(table.status[row] ?? 0);
  });
  return run.length >= begun.length * SHARE;
}

function stepOf({ table }: Rows, run: readonly Slow[]): Draft {
  const rows = run.map(({ row }) => row);
  const middle = (values: readonly number[]): number =>
    quantile(
      values.toSorted((a, b) => a - b),
      0.5,
    ) ?? 0;
  const paths = topPaths(table, rows);
  return {
    kind: 'slow',
    at: run[0]?.start ?? 0,
    to: greatestOf(run.map(({ end }) => end)),
    title: `Requests grow slow: ${some(paths)} ${paths.length === 1 ? 'takes' : 'take'} ${took(middle(run.map(({ taken }) => taken)))} in the median, ${took(middle(run.map(({ usual }) => usual)))} before.`,
    details: [
      `${counted(run.length, 'request')} ${run.length === 1 ? 'is' : 'are'} served far slower than ${paths.length === 1 ? 'this path is' : 'these paths are'} at other times.`,
    ],
    count: run.length,
    sources: [rowSource(table, rows[0] ?? 0, 'request')],
  };
}
