import { formatStatus } from '../../knowledge/substatus.ts';
import type { RequestLogTable } from '../../model/requestlog.ts';
import type { StoryInputs } from './inputs.ts';

/** A pause of this length between rows of one kind begins a new run. */
export const RUN_PAUSE = 5 * 60_000;

/** Rows of one log that lie in the window, in order of time. */
export interface Rows {
  readonly table: RequestLogTable;
  readonly rows: readonly number[];
}

export function rowsIn(table: RequestLogTable, window: StoryInputs['window']): Rows {
  const rows: number[] = [];
  for (let row = 0; row < table.length; row++) {
    const time = table.time[row] ?? Number.NaN;
    if (time >= window.from && time <= window.to) rows.push(row);
  }
  return { table, rows: rows.toSorted((a, b) => (table.time[a] ?? 0) - (table.time[b] ?? 0) || a - b) };
}

/** A story of more steps than these of one kind of file is none: the smallest are left out. */
const MOST_RUNS = 200;

/** The largest runs, in the order that they have. */
export function largest<Run>(runs: readonly Run[], size: (run: Run) => number): readonly Run[] {
  if (runs.length <= MOST_RUNS) return runs;
  const kept = new Set(runs.toSorted((a, b) => size(b) - size(a)).slice(0, MOST_RUNS));
  return runs.filter((run) => kept.has(run));
}

/** Log rows of one status triple that follow one another. Row indexes in file order. */
export interface RowRun {
  readonly table: RequestLogTable;
  readonly rows: readonly number[];
  readonly status: number;
  readonly substatus: number;
  readonly win32: number;
  /** Ends of the first and the last request, as logged: the second in which they ended. */
  readonly firstEnd: number;
  readonly lastEnd: number;
  /** Earliest and latest begin of a request. */
  readonly firstStart: number;
  readonly lastStart: number;
  /** Ms, sorted; rows without a time-taken are left out. */
  readonly taken: readonly number[];
  /** Most rows that ended in one second, and that second. */
  readonly burst: { readonly rows: number; readonly at: number };
}

/** 501 and 505 are answers to odd requests; what the server could not do is told by the others. */
const ANSWERS = new Set([501, 505]);

/** A failure of the server. */
export const isServerFailure = (status: number): boolean => status >= 500 && status < 600 && !ANSWERS.has(status);

/** When the request of a row began: a row is written at its end. */
export function startOfRow(table: RequestLogTable, row: number): number {
  return (table.time[row] ?? Number.NaN) - Math.max(0, table.timeTaken[row] ?? 0);
}

/** Runs of failing rows of every log within the window, by status, sub-status and Windows status. */
export function rowRuns({ logs, also, window }: Pick<StoryInputs, 'logs' | 'also' | 'window'>): readonly RowRun[] {
  return logs.flatMap((table) => {
    const lines = also.get(table.file);
    const open = new Map<string, number[]>();
    const runs: number[][] = [];
    for (let row = 0; row < table.length; row++) {
      const time = table.time[row] ?? Number.NaN;
      if (!(time >= window.from && time <= window.to)) continue;
      if (!isServerFailure(table.status[row] ?? 0) && lines?.has(table.line[row] ?? 0) !== true) continue;
      const key = tripleKey(table, row);
      const known = open.get(key);
      if (known !== undefined && time - (table.time[known.at(-1) ?? -1] ?? 0) <= RUN_PAUSE) known.push(row);
      else {
        const begun = [row];
        open.set(key, begun);
        runs.push(begun);
      }
    }
    return largest(runs, (rows) => rows.length).map((rows) => runOf(table, rows));
  });
}

/** `502.3 12002`, `503 0`: how a triple is written. */
export function tripleKey(table: RequestLogTable, row: number): string {
  const substatus = table.substatus[row] ?? 0;
  return `${formatStatus(table.status[row] ?? 0, substatus)} ${table.win32[row] ?? 0}`;
}

function runOf(table: RequestLogTable, rows: readonly number[]): RowRun {
  const first = rows[0] ?? 0;
  let [firstEnd, lastEnd, firstStart, lastStart] = [Infinity, -Infinity, Infinity, -Infinity];
  const seconds = new Map<number, number>();
  let burst = { rows: 0, at: 0 };
  const taken: number[] = [];
  for (const row of rows) {
    const end = table.time[row] ?? Number.NaN;
    const start = startOfRow(table, row);
    if (end < firstEnd) firstEnd = end;
    if (end > lastEnd) lastEnd = end;
    if (start < firstStart) firstStart = start;
    if (start > lastStart) lastStart = start;
    const ms = table.timeTaken[row] ?? -1;
    if (ms >= 0) taken.push(ms);
    const second = Math.floor(end / 1000) * 1000;
    const many = (seconds.get(second) ?? 0) + 1;
    seconds.set(second, many);
    if (many > burst.rows) burst = { rows: many, at: second };
  }
  return {
    table,
    rows,
    status: table.status[first] ?? 0,
    substatus: table.substatus[first] ?? 0,
    win32: table.win32[first] ?? 0,
    firstEnd,
    lastEnd,
    firstStart,
    lastStart,
    taken: taken.toSorted((a, b) => a - b),
    burst,
  };
}

/** The value that so great a part of the sorted values does not exceed; null for none. */
export function quantile(sorted: readonly number[], part: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? null;
}

/** The most frequent paths of some rows, most frequent first. */
export function topPaths(table: RequestLogTable, rows: readonly number[]): readonly string[] {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const stem = table.stem[row] ?? -1;
    if (stem >= 0) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([stem]) => table.strings.at(stem));
}
