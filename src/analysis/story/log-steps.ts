import type { RequestLogTable } from '../../model/requestlog.ts';
import type { StepKind } from '../../model/story.ts';
import { rowSource, source, type Draft } from './draft.ts';
import { headerBlocks } from './field-change.ts';
import { reasonRuns } from './httperr-steps.ts';
import type { StoryInputs } from './inputs.ts';
import { isServerFailure, quantile, startOfRow } from './runs.ts';
import { counted, fileName, some, took } from './words.ts';

/** A stretch without any row is worth a word when it is so long, and so many times as long as usual. */
const SILENCE = 30_000;
const UNUSUAL = 10;
/** How close to a failure a silence must be to have to do with it. */
const NEAR = 60_000;
/** The first requests after an outage are those that begin within this. */
const FIRST_REQUESTS = 15_000;
/** A first request is slow when it takes so many times the usual. */
const SLOW_START = 10;

/** Rows of one log that lie in the window, in order of time. */
interface Rows {
  readonly table: RequestLogTable;
  readonly rows: readonly number[];
}

/** What the logs tell beside failures: ordinary traffic, silences, changed fields, and when requests are served again. */
export function logSteps(inputs: StoryInputs, failures: readonly Draft[]): readonly Draft[] {
  const whole = inputs.logs.filter(({ file }) => !inputs.failingOnly.has(file));
  const logs = whole.map((table) => rowsIn(table, inputs.window)).filter(({ rows }) => rows.length > 0);
  const silent = logs.flatMap((log) => silences(log, failures));
  return [
    ...logs.flatMap((log) => traffic(log, failures)),
    ...silent,
    ...servedAgain(inputs, logs, [...failures, ...silent.filter(({ kind }) => kind === 'silence')]),
    ...logs.flatMap(({ table }) => fieldChanges(table, inputs.window)),
  ];
}

function rowsIn(table: RequestLogTable, window: StoryInputs['window']): Rows {
  const rows: number[] = [];
  for (let row = 0; row < table.length; row++) {
    const time = table.time[row] ?? Number.NaN;
    if (time >= window.from && time <= window.to) rows.push(row);
  }
  return { table, rows: rows.toSorted((a, b) => (table.time[a] ?? 0) - (table.time[b] ?? 0) || a - b) };
}

function traffic({ table, rows }: Rows, failures: readonly Draft[]): readonly Draft[] {
  const firstFailure = Math.min(...failures.map(({ at }) => at));
  const before = rows.filter((row) => (table.time[row] ?? 0) < firstFailure && startOfRow(table, row) < firstFailure);
  const [first] = before;
  if (first === undefined || failures.length === 0) return [];
  const failed = before.filter((row) => isServerFailure(table.status[row] ?? 0)).length;
  return [
    {
      kind: 'traffic',
      at: table.time[first] ?? 0,
      title:
        failed === 0
          ? 'Ordinary traffic: no request fails on the server.'
          : `Traffic before: ${counted(failed, 'request')} of ${before.length} failed on the server.`,
      details: [`${counted(before.length, 'row')} in ${fileName(table.path)} until the first sign of trouble.`],
      count: before.length,
      sources: [rowSource(table, first, 'request')],
    },
  ];
}

/** Stretches in which the log has no row, next to a failure. HTTP.sys may have answered meanwhile. */
function silences({ table, rows }: Rows, failures: readonly Draft[]): readonly Draft[] {
  const times = rows.map((row) => table.time[row] ?? 0);
  const gaps = times.slice(1).map((time, k) => time - (times[k] ?? 0));
  const usual =
    quantile(
      gaps.toSorted((a, b) => a - b),
      0.9,
    ) ?? 0;
  return gaps.flatMap((gap, k): readonly Draft[] => {
    if (gap < SILENCE || gap < usual * UNUSUAL) return [];
    const from = times[k] ?? 0;
    const near = failures.some((draft) => draft.at <= from + gap + NEAR && (draft.to ?? draft.at) >= from - NEAR);
    if (!near) return [];
    const sources = [rowSource(table, rows[k] ?? 0, 'request'), rowSource(table, rows[k + 1] ?? 0, 'request')];
    const common = { at: from, to: from + gap, count: 0, sources };
    // HTTP.sys says what it did meanwhile: the silence is a part of that.
    const told = failures.some(
      (draft) => draft.kind === 'pool-stopped' && draft.at < from + gap && (draft.to ?? draft.at) > from,
    );
    if (told)
      return [{ ...common, kind: 'pool-stopped', title: `${fileName(table.path)} has no row for ${took(gap)}.` }];
    return [
      {
        ...common,
        kind: 'silence',
        title: `No request reaches IIS for ${took(gap)}.`,
        details: [
          `${fileName(table.path)} has no row in that time: either nobody called, or HTTP.sys answered by itself, which only HTTPERR tells.`,
        ],
      },
    ];
  });
}

/** Kinds during which nothing was served. */
const OUTAGE: ReadonlySet<StepKind> = new Set([
  'process-ended',
  'refused',
  'offline',
  'start-failed',
  'pool-stopped',
  'silence',
]);

/** The first request that is served after the last outage; its log row, or what HTTP.sys says of the pool meanwhile. */
function servedAgain(inputs: StoryInputs, logs: readonly Rows[], failures: readonly Draft[]): readonly Draft[] {
  const outages = failures.filter(({ kind, sources }) => OUTAGE.has(kind) && sources.length > 0);
  const over = Math.max(...outages.map(({ at, to }) => to ?? at));
  if (outages.length === 0 || !Number.isFinite(over)) return [];
  const stopped = outages.some(({ kind, to, at }) => kind === 'pool-stopped' && (to ?? at) >= over - NEAR);
  const ended = stopped
    ? Math.max(...outages.filter(({ kind }) => kind === 'pool-stopped').map(({ at, to }) => to ?? at))
    : over;
  const served = logs.flatMap(({ table, rows }) =>
    rows
      .filter(
        (row) =>
          (table.status[row] ?? 0) < 500 && (table.time[row] ?? 0) >= ended && startOfRow(table, row) > ended - 1000,
      )
      .map((row) => ({ table, row, start: startOfRow(table, row) })),
  );
  // A pool that turns requests away because its queue is full has been started.
  const queued = reasonRuns(inputs).filter(({ reason, from }) => /^QueueFull$/i.test(reason) && from >= ended);
  const earliest = Math.min(...served.map(({ start }) => start), ...queued.map(({ from }) => from));
  if (!Number.isFinite(earliest)) return [];
  // A row ends within its second, so what happened last before it may be as late as that.
  const at = Math.max(earliest, ended + (stopped ? 1000 : 0));
  const first = served.toSorted((a, b) => a.start - b.start).at(0);
  const slow = slowest(served, at);
  return [
    {
      kind: 'served-again',
      at,
      title: stopped ? 'The pool is started again and takes requests.' : 'Requests are served again.',
      details: slow === null ? [] : [`The slowest of the first requests takes ${took(slow)}: the application starts.`],
      count: served.length,
      sources: [
        ...(first === undefined ? [] : [rowSource(first.table, first.row, 'request')]),
        ...queued.slice(0, 1).map(({ table, rows }) => rowSource(table, rows[0] ?? 0, 'httperr')),
      ],
    },
  ];
}

function slowest(
  served: readonly { table: RequestLogTable; row: number; start: number }[],
  from: number,
): number | null {
  const taken = served.map(({ table, row }) => table.timeTaken[row] ?? 0).toSorted((a, b) => a - b);
  const usual = quantile(taken, 0.5) ?? 0;
  const first = served
    .filter(({ start }) => start <= from + FIRST_REQUESTS)
    .map(({ table, row }) => table.timeTaken[row] ?? 0);
  const most = Math.max(0, ...first);
  return most >= 1000 && most >= usual * SLOW_START ? most : null;
}

function fieldChanges(table: RequestLogTable, window: StoryInputs['window']): readonly Draft[] {
  return headerBlocks(table).flatMap(({ row, line, gained, lost }): readonly Draft[] => {
    const at = table.time[row] ?? Number.NaN;
    if (!(at >= window.from && at <= window.to) || gained.length + lost.length === 0) return [];
    return [
      {
        kind: 'fields',
        at,
        title: `The fields of the log change: ${[
          ...(gained.length > 0 ? [`${some(gained)} ${gained.length === 1 ? 'is' : 'are'} written from now on`] : []),
          ...(lost.length > 0 ? [`${some(lost)} no longer`] : []),
        ].join(', ')}.`,
        details: [
          `${fileName(table.path)} has a new header block at line ${line}: somebody changed the logging of the site.`,
        ],
        sources: [source(table, line)],
      },
    ];
  });
}
