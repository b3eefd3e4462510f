import { greatestOf, leastOf } from '../../base/extent.ts';
import { httpErrReason } from '../../knowledge/httperr.ts';
import type { HttpErrTable } from '../../model/sidefiles.ts';
import type { StepKind } from '../../model/story.ts';
import { rowSource, type Draft } from './draft.ts';
import type { StoryInputs } from './inputs.ts';
import { largest, RUN_PAUSE } from './runs.ts';
import { counted } from './words.ts';

/** What a run of one reason means for the application, in words that fit before "n requests". */
const KINDS: ReadonlyMap<string, readonly [StepKind, string]> = new Map([
  [
    'disabled',
    ['pool-stopped', 'The application pool is stopped by an administrator: HTTP.sys answers 503 by itself.'],
  ],
  [
    'appoffline',
    ['pool-stopped', 'The application pool is switched off after repeated failures: HTTP.sys answers 503 by itself.'],
  ],
  ['appshutdown', ['recycle', 'The application pool shuts down: requests that come meanwhile get 503.']],
  ['queuefull', ['queue', 'The request queue of the pool overflows: HTTP.sys turns requests away with 503.']],
  ['apppooltimer', ['queue', 'The pool is too busy to take requests.']],
  ['timer_reqqueue', ['queue', 'Requests wait too long in the queue of the pool.']],
  ['timer_apppool', ['queue', 'Requests wait too long in the queue of the pool.']],
  ['connlimit', ['queue', 'The connection limit of the site is reached.']],
  ['connection_dropped', ['clients-left', 'Callers leave before the answer is complete.']],
  ['connection_dropped_list_full', ['clients-left', 'So many callers leave that HTTP.sys cannot keep count.']],
  ['client_reset', ['clients-left', 'Callers leave before a worker process took their request.']],
  ['connection_abandoned_by_reqqueue', ['process-ended', 'The worker process ends while requests wait for it.']],
  ['connection_abandoned_by_apppool', ['process-ended', 'The worker process ends while requests wait for it.']],
  ['connections_refused', ['failing', 'The kernel is short of memory and refuses connections.']],
]);

/** Rows of one reason that follow one another. */
export interface ReasonRun {
  readonly table: HttpErrTable;
  readonly reason: string;
  readonly rows: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** Runs of each reason that bears on the application; idle time-outs and what clients do wrong are left out. */
export function reasonRuns({ httpErr, window }: Pick<StoryInputs, 'httpErr' | 'window'>): readonly ReasonRun[] {
  return httpErr.flatMap(({ table, rows }) => {
    const open = new Map<string, number[]>();
    const runs: number[][] = [];
    for (const row of rows) {
      const time = table.time[row] ?? Number.NaN;
      const reason = reasonOf(table, row);
      if (!(time >= window.from && time <= window.to) || !KINDS.has(reason.toLowerCase())) continue;
      const known = open.get(reason);
      if (known !== undefined && time - (table.time[known.at(-1) ?? -1] ?? 0) <= RUN_PAUSE) known.push(row);
      else {
        const begun = [row];
        open.set(reason, begun);
        runs.push(begun);
      }
    }
    return largest(runs, (run) => run.length).map((run): ReasonRun => {
      const times = run.map((row) => table.time[row] ?? Number.NaN);
      const [first = 0] = run;
      return { table, reason: reasonOf(table, first), rows: run, from: leastOf(times), to: greatestOf(times) };
    });
  });
}

/** `s-reason` of a row. */
export const reasonOf = (table: HttpErrTable, row: number): string => table.strings.at(table.reason[row] ?? -1);

/** What runs of HTTPERR rows tell. None of these requests has a row in the log of IIS. */
export function httpErrSteps(inputs: Pick<StoryInputs, 'httpErr' | 'window'>): readonly Draft[] {
  return reasonRuns(inputs).map((run): Draft => {
    const [kind, title] = KINDS.get(run.reason.toLowerCase()) ?? ['record', httpErrReason(run.reason)?.meaning ?? ''];
    const [first = 0] = run.rows;
    const queue = run.table.strings.at(run.table.queue[first] ?? -1);
    return {
      kind,
      at: run.from,
      to: run.to,
      title,
      details: [
        `HTTPERR: ${counted(run.rows.length, 'row')} with reason ${run.reason}${queue === '' ? '' : ` for ${queue}`}; these requests have no row in the log of IIS.`,
      ],
      count: run.rows.length,
      sources: [rowSource(run.table, first, 'httperr')],
      // Who left first may be in either log.
      exact: kind !== 'clients-left',
      gentle: kind === 'clients-left',
    };
  });
}
