import type { RequestLogTable } from '../../model/requestlog.ts';
import { isHarmless, rowSource, source, type Draft } from './draft.ts';
import { headerBlocks } from './field-change.ts';
import type { StoryInputs } from './inputs.ts';
import { isServerFailure, quantile, rowsIn, startOfRow, type Rows } from './runs.ts';
import { servedAgain } from './served-again.ts';
import { slowdowns } from './slow-steps.ts';
import { counted, fileName, some, took } from './words.ts';

/** A stretch without any row is worth a word when it is so long, and so many times as long as usual. */
const SILENCE = 30_000;
const UNUSUAL = 10;
/** Log rows know their second and no less. */
const SECOND = 1_000;
/** How close to a failure a silence must be to have to do with it. */
const NEAR = 60_000;
/**
 * What the logs tell beside failures: ordinary traffic, requests that grow slow, silences, changed fields, and when
 * requests are served again. `told`: what the other files and the failing rows tell.
 */
export function logSteps(inputs: StoryInputs, told: readonly Draft[]): readonly Draft[] {
  const whole = inputs.logs.filter(({ file }) => !inputs.failingOnly.has(file));
  const logs = whole.map((table) => rowsIn(table, inputs.window)).filter(({ rows }) => rows.length > 0);
  const trouble = told.filter(({ kind }) => !isHarmless(kind));
  const hard = trouble.filter(({ gentle }) => gentle !== true);
  const failures = hard.length > 0 ? hard : trouble;
  const silent = logs.flatMap((log) => silences(log, failures));
  const slow = logs.flatMap((log) => slowdowns(log, failures));
  return [
    ...logs.flatMap((log) => traffic(log, [...failures, ...slow])),
    ...slow,
    ...silent,
    ...servedAgain(inputs, logs, [...told, ...silent.filter(({ kind }) => kind === 'silence')]),
    ...logs.flatMap(({ table }) => fieldChanges(table, inputs.window)),
  ];
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

/**
 * Stretches next to a failure in which the log has no row and no request began that was logged later. HTTP.sys may have
 * answered meanwhile.
 */
function silences({ table, rows }: Rows, failures: readonly Draft[]): readonly Draft[] {
  const times = rows.map((row) => table.time[row] ?? 0);
  const begun = rows.map((row) => startOfRow(table, row)).toSorted((a, b) => a - b);
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
    // The row that ends it may be of a request that had begun before.
    const to = Math.min(begun[firstAfter(begun, from + SECOND)] ?? Infinity, from + gap);
    const sources = [rowSource(table, rows[k] ?? 0, 'request'), rowSource(table, rows[k + 1] ?? 0, 'request')];
    const common = { at: from, to, count: 0, sources };
    // HTTP.sys says what it did meanwhile: the silence is a part of that.
    const told = failures.some(
      (draft) => draft.kind === 'pool-stopped' && draft.at < from + gap && (draft.to ?? draft.at) > from,
    );
    if (told)
      return [{ ...common, kind: 'pool-stopped', title: `${fileName(table.path)} has no row for ${took(gap)}.` }];
    if (to - from < SILENCE) return [];
    return [
      {
        ...common,
        kind: 'silence',
        title: `No request reaches IIS for ${took(to - from)}.`,
        details: [
          `${fileName(table.path)} has no row in that time: either nobody called, or HTTP.sys answered by itself, which only HTTPERR tells.`,
        ],
      },
    ];
  });
}

/** Index of the first of the sorted values that is greater. */
function firstAfter(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
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
