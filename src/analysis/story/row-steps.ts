import { formatStatus } from '../../knowledge/substatus.ts';
import { isClientWin32 } from '../../knowledge/client-win32.ts';
import { statusMeaning } from '../../knowledge/substatus.ts';
import type { StoryInputs } from './inputs.ts';
import { rowSource, type Draft } from './draft.ts';
import { quantile, RUN_PAUSE, rowRuns, topPaths, type RowRun } from './runs.ts';
import { between, counted, some, took } from './words.ts';

/** A request that takes this long waits for something. */
const LONG = 10_000;
/** So many requests that end in one second, begun at different times, were ended by something that went away. */
const BURST = 3;
/** What answers without asking an application does so within this. */
const AT_ONCE = 1_000;
const CANNOT_CONNECT = 12_029;
const CONNECTION_BROKEN = 12_030;
/** Rows know their second: requests this far apart began at different times. */
const APART = 2_000;
/** Failures that are so small a part of the requests around them (of a minute before and after) are nothing new. */
const FEW = 0.05;
const BESIDE = 60_000;

/** What runs of failing log rows tell. */
export function rowSteps(inputs: Pick<StoryInputs, 'logs' | 'also' | 'window'>): readonly Draft[] {
  return overFiles(rowRuns(inputs).map(stepOfRun));
}

/** What goes on in the log of the next day, or of the next server, is one step. */
function overFiles(drafts: readonly Draft[]): readonly Draft[] {
  const out: Draft[] = [];
  for (const draft of drafts.toSorted((a, b) => a.at - b.at)) {
    const ix = out.findIndex(
      (known) =>
        known.kind === draft.kind &&
        known.like === draft.like &&
        known.sources[0]?.file !== draft.sources[0]?.file &&
        draft.at <= (known.to ?? known.at) + RUN_PAUSE,
    );
    const known = out[ix];
    if (known === undefined) out.push(draft);
    else
      out[ix] = {
        ...known,
        to: Math.max(known.to ?? known.at, draft.to ?? draft.at),
        count: (known.count ?? 1) + (draft.count ?? 1),
        details: [...(known.details ?? []), ...(draft.details ?? [])],
        sources: [...known.sources, ...draft.sources],
        gentle: known.gentle === true && draft.gentle === true,
      };
  }
  return out;
}

function stepOfRun(run: RowRun): Draft {
  const { table, rows, status, substatus, win32 } = run;
  const paths = topPaths(table, rows);
  const median = quantile(run.taken, 0.5) ?? 0;
  const triple = `${formatStatus(status, substatus)}${win32 === 0 ? '' : ` (sc-win32-status ${win32})`}`;
  const answered = `${counted(rows.length, 'request')} answered with ${triple}`;
  const common = {
    count: rows.length,
    to: run.lastEnd,
    like: triple,
    sources: [rowSource(table, rows[0] ?? 0, 'request')],
  };
  if (isClientWin32(win32)) {
    return {
      ...common,
      kind: 'clients-left',
      gentle: true,
      at: run.firstEnd,
      title: `Callers of ${some(paths)} leave before the answer is complete.`,
      details: [`${answered}: the client had closed its connection.`],
    };
  }
  if (endedAtOnce(run)) {
    return {
      ...common,
      kind: 'process-ended',
      at: run.burst.at,
      title: `What served ${some(paths)} goes away: ${counted(run.burst.rows, 'request')} in flight are cut within one second.`,
      details: [`${answered}; they had run for ${between(run.taken[0] ?? 0, run.taken.at(-1) ?? 0)}.`],
    };
  }
  if (win32 === CANNOT_CONNECT) {
    return {
      ...common,
      kind: 'refused',
      at: run.firstStart,
      title: 'Nothing listens on the back-end port any more.',
      details: [`${answered}, after ${took(median)} in the median.`],
    };
  }
  if (isStartFailure(status, substatus)) {
    return {
      ...common,
      kind: 'start-failed',
      at: run.firstStart,
      title: 'The application does not start.',
      details: [`${answered}, after ${took(median)} in the median.`],
    };
  }
  if (status === 503 && median <= AT_ONCE) {
    return {
      ...common,
      kind: 'offline',
      at: run.firstEnd,
      title: 'The application is off line: every request is answered with 503 at once, as app_offline.htm makes it.',
      details: [`${answered}, after ${took(median)} in the median.`],
    };
  }
  if (isHang(run, median)) {
    return {
      ...common,
      kind: 'hang',
      at: run.firstStart,
      title: `${some(paths)} stops answering: each call is cut after ${between(quantile(run.taken, 0.1) ?? 0, quantile(run.taken, 0.9) ?? 0)}.`,
      details: [`${answered}; the first of them began here.`],
    };
  }
  const meaning = statusMeaning(status, substatus);
  return {
    ...common,
    kind: 'failing',
    gentle: isBackground(run),
    at: median >= AT_ONCE ? run.firstStart : run.firstEnd,
    title: `${some(paths)} ${paths.length === 1 ? 'fails' : 'fail'} with ${triple}.`,
    details: [
      `${counted(rows.length, 'request')}, after ${took(median)} in the median.`,
      ...(substatus === 0 || meaning === null ? [] : [`${meaning.written} ${meaning.name}: ${meaning.text}`]),
    ],
  };
}

/** Few among many that were served meanwhile: most applications have some of these on any day. */
function isBackground({ table, rows, firstEnd, lastEnd }: RowRun): boolean {
  const [from, to] = [firstEnd - BESIDE, lastEnd + BESIDE];
  let all = 0;
  for (const time of table.time) if (time >= from && time <= to) all++;
  return rows.length < all * FEW;
}

/** Requests that began at different times end in one second. The code of a broken connection needs less to say so. */
function endedAtOnce({ burst, rows, firstStart, lastStart, taken, win32 }: RowRun): boolean {
  if (burst.rows < BURST || burst.rows < rows.length * 0.6) return false;
  const broken = win32 === CONNECTION_BROKEN;
  return (
    lastStart - firstStart >= (broken ? APART : LONG) && (quantile(taken, 0.5) ?? 0) >= (broken ? APART / 4 : AT_ONCE)
  );
}

/** 502.5 is a back end that did not start, 500.30 to 500.39 an in-process application that did not. */
function isStartFailure(status: number, substatus: number): boolean {
  return (status === 502 && substatus === 5) || (status === 500 && substatus >= 30 && substatus < 40);
}

/** Long, and of one length: a limit cut them, not chance. */
function isHang({ taken }: RowRun, median: number): boolean {
  const low = quantile(taken, 0.1) ?? 0;
  const high = quantile(taken, 0.9) ?? 0;
  return median >= LONG && high - low <= Math.max(2_500, median * 0.05);
}
