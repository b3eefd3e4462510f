import type { RequestLogTable } from '../../model/requestlog.ts';
import type { StepKind } from '../../model/story.ts';
import { rowSource, type Draft } from './draft.ts';
import { reasonRuns } from './httperr-steps.ts';
import type { StoryInputs } from './inputs.ts';
import { quantile, startOfRow, type Rows } from './runs.ts';
import { took } from './words.ts';

/** Kinds during which nothing may have been served. */
const OUTAGE: ReadonlySet<StepKind> = new Set([
  'process-ended',
  'refused',
  'offline',
  'start-failed',
  'pool-stopped',
  'failing',
  'silence',
]);
/** A stopped pool and what ends it may be put this far apart by two files. */
const NEAR = 60_000;
/** Log rows know their second and no less. */
const SECOND = 1_000;
/** Nothing was served for so long, and for so many times the usual: that is worth a step. */
const PAUSE = 3_000;
const UNUSUAL = 5;
/** The first requests after an outage are those that begin within this. */
const FIRST_REQUESTS = 15_000;
/** A first request is slow when it takes so many times the usual. */
const SLOW_START = 10;
/** An application that is asked for its first request starts within this, or has its own story. */
const STARTS_WITHIN = 150_000;

/** A request that was served. */
interface Served {
  readonly table: RequestLogTable;
  readonly row: number;
  readonly start: number;
  /** The second in which it ended. */
  readonly end: number;
}

/**
 * The first request that is served after the last outage; its log row, or what HTTP.sys says of the pool meanwhile.
 * Where requests were served all along, as in a recycle with overlap, nothing was out.
 */
export function servedAgain(inputs: StoryInputs, logs: readonly Rows[], trouble: readonly Draft[]): readonly Draft[] {
  const served = logs.flatMap(servedOf).toSorted((a, b) => a.start - b.start);
  const outages = trouble.filter(
    (draft) => OUTAGE.has(draft.kind) && draft.sources.length > 0 && isTotal(draft, served),
  );
  const over = Math.max(...outages.map(endOf));
  if (outages.length === 0 || !Number.isFinite(over)) return [];
  const stops = outages.filter(({ kind }) => kind === 'pool-stopped');
  const stopped = stops.some((draft) => endOf(draft) >= over - NEAR);
  const ended = stopped ? Math.max(...stops.map(endOf)) : over;
  const after = served.filter(({ start, end }) => end >= ended && start > ended - SECOND);
  // A pool that turns requests away because its queue is full has been started.
  const queued = reasonRuns(inputs).filter(({ reason, from }) => /^QueueFull$/i.test(reason) && from >= ended);
  const earliest = Math.min(...after.slice(0, 1).map(({ start }) => start), ...queued.map(({ from }) => from));
  if (!Number.isFinite(earliest)) return [];
  if (!stopped && queued.length === 0 && !wasInterrupted(served, ended)) return [];
  const slow = slowest(after, earliest);
  const [first] = after;
  return [
    {
      kind: 'served-again',
      at: instantOf({ earliest, ended, stopped }, first, trouble),
      title: stopped ? 'The pool is started again and takes requests.' : 'Requests are served again.',
      details: slow === null ? [] : [`The slowest of the first requests takes ${took(slow)}: the application starts.`],
      count: after.length,
      sources: [
        ...(first === undefined ? [] : [rowSource(first.table, first.row, 'request')]),
        ...queued.slice(0, 1).map(({ table, rows }) => rowSource(table, rows[0] ?? 0, 'httperr')),
      ],
    },
  ];
}

const endOf = ({ at, to }: Draft): number => to ?? at;

function servedOf({ table, rows }: Rows): readonly Served[] {
  return rows.flatMap((row) => {
    const status = table.status[row] ?? 0;
    return status > 0 && status < 500
      ? [{ table, row, start: startOfRow(table, row), end: table.time[row] ?? Number.NaN }]
      : [];
  });
}

/** No request was begun and served while it lasted. */
function isTotal(draft: Draft, served: readonly Served[]): boolean {
  const to = endOf(draft);
  return !served.some(({ start, end }) => start > draft.at + SECOND && end < to);
}

/** Around this instant no answer was given for longer than is usual. */
function wasInterrupted(served: readonly Served[], instant: number): boolean {
  const ends = served.map(({ end }) => end).toSorted((a, b) => a - b);
  const pauses = ends.slice(1).map((end, k) => end - (ends[k] ?? 0));
  const usual = quantile(
    pauses.toSorted((a, b) => a - b),
    0.9,
  );
  if (usual === null) return true;
  const next = ends.findIndex((end) => end >= instant);
  if (next <= 0) return next === 0;
  // An answer of this very second may have been given before or after.
  const pause = Math.max((ends[next] ?? 0) - (ends[next - 1] ?? 0), (ends[next + 1] ?? 0) - (ends[next] ?? 0));
  return pause >= PAUSE && pause >= usual * UNUSUAL;
}

/** When a request waited for the application to start, it is served once that is done. */
function instantOf(
  { earliest, ended, stopped }: { readonly earliest: number; readonly ended: number; readonly stopped: boolean },
  first: Served | undefined,
  trouble: readonly Draft[],
): number {
  // A row ends within its second, so what happened last before it may be as late as that.
  const at = Math.max(earliest, ended + (stopped ? SECOND : 0));
  if (first === undefined || stopped) return at;
  const started = trouble
    .filter(({ kind, at: begun }) => kind === 'start' && begun >= at && begun <= first.end + SECOND)
    .map(({ at: begun, to }) => to ?? begun)
    .filter((begun) => begun <= at + STARTS_WITHIN);
  return Math.max(at, ...started);
}

function slowest(served: readonly Served[], from: number): number | null {
  const taken = served.map(({ table, row }) => table.timeTaken[row] ?? 0).toSorted((a, b) => a - b);
  const usual = quantile(taken, 0.5) ?? 0;
  const first = served
    .filter(({ start }) => start <= from + FIRST_REQUESTS)
    .map(({ table, row }) => table.timeTaken[row] ?? 0);
  const most = Math.max(0, ...first);
  return most >= 1000 && most >= usual * SLOW_START ? most : null;
}
