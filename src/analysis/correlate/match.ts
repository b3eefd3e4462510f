import type { RequestLogTable } from '../../model/requestlog.ts';
import { normalPath } from './normal.ts';
import { type LogRowRef, rowSite, type Stretch } from './source.ts';
import type { JoinSubject } from './subject.ts';

/** Step of the clock that stamps events: two clocks of one machine differ by as much. */
export const GRAIN_MS = 16;
/** A row may take this much longer than its trace: the wait before the pipeline and the last send. */
export const USUAL_SLACK_MS = 250;
/** Cold start, queue, slow reader: the slack of last resort. */
export const WIDE_SLACK_MS = 120_000;

/** How far a row may be from a trace to be one with it. */
export interface Reach {
  readonly slackMs: number;
  /** The row's server port is the one of the URL. */
  readonly port: boolean;
}

/** Text of a column at a row, '' for none. */
export function textAt(table: RequestLogTable, column: Int32Array | undefined, row: number): string {
  return column === undefined ? '' : table.strings.at(column[row] ?? -1);
}

/** Text of a further field at a row, by its lower-case name; '' for none. */
export function extraAt({ table, row }: LogRowRef, name: string): string {
  return textAt(table, table.extras.find((extra) => extra.name.toLowerCase() === name)?.values, row);
}

/** A row without fraction was cut to its second: its end lies anywhere in it. */
export function rowWidth(time: number): number {
  return time % 1000 === 0 ? 1000 : 1;
}

/** Whether a row is of the same site, verb, path and status. What either side does not say cannot speak against it. */
export function sameRequest(subject: JoinSubject, ref: LogRowRef, reach: Reach): boolean {
  const { table, row } = ref;
  const site = rowSite(table, row);
  if (site !== null && subject.siteId !== null && site !== subject.siteId) return false;
  if (isKudu(ref) !== subject.host.includes('.scm.')) return false;
  const verb = textAt(table, table.method, row);
  if (verb.toLowerCase() !== subject.verb.toLowerCase()) return false;
  if (normalPath(textAt(table, table.stem, row)) !== subject.path) return false;
  if (reach.port && subject.port !== null) {
    const port = extraAt(ref, 's-port');
    if (port !== '' && Number(port) !== subject.port) return false;
  }
  return subject.open || sameStatus(subject, ref);
}

function sameStatus(subject: JoinSubject, { table, row }: LogRowRef): boolean {
  if (table.status[row] !== subject.status) return false;
  return table.absent?.includes('substatus') === true || table.substatus[row] === subject.subStatus;
}

/** Rows of the Kudu site of an App Service stand in the same file under a name with `~1`. */
function isKudu(ref: LogRowRef): boolean {
  return extraAt(ref, 's-sitename').startsWith('~1');
}

/**
 * Milliseconds by which a row is longer than the trace, when the trace fits into the row; null when it does not.
 * Interval arithmetic on time-taken: the row's start may not be after the trace's, its end not before the trace's end.
 */
export function fitIn(subject: JoinSubject, { table, row }: LogRowRef, slackMs: number): number | null {
  const time = table.time[row] ?? Number.NaN;
  if (subject.from === null || subject.to === null || Number.isNaN(time)) return null;
  const width = rowWidth(time);
  const taken = table.timeTaken[row] ?? -1;
  if (taken < 0) {
    // The format has no duration: only the ends can be compared.
    const fits = time + width > subject.to - GRAIN_MS && (subject.open || time <= subject.to + slackMs);
    return fits ? Math.max(0, time - subject.to) : null;
  }
  const cost = taken - subject.took;
  if (cost < -GRAIN_MS) return null;
  const [startFrom, startTo] = [time - taken, time - taken + width];
  if (startFrom > subject.from + GRAIN_MS || startTo <= subject.from - slackMs - GRAIN_MS) return null;
  if (time + width <= subject.to - GRAIN_MS) return null;
  // A trace that was cut while the request ran says nothing of its end.
  if (subject.open) return Math.max(0, subject.from - startTo);
  return cost <= slackMs + GRAIN_MS ? Math.max(0, cost) : null;
}

/** The stretches in which the rows of a subject can end, and begin as far as time-taken tells; null without a time. */
export function windowOf(
  subject: JoinSubject,
  slackMs: number,
): { readonly end: Stretch; readonly begun: Stretch } | null {
  const { from, to } = subject;
  if (from === null || to === null) return null;
  // An upgraded connection ends hours later; a day is as far as a log reaches.
  const after = subject.open ? 24 * 3_600_000 : slackMs;
  return {
    end: { from: to - GRAIN_MS - 1000, to: to + after + 1 },
    begun: { from: from - slackMs - GRAIN_MS - 1000, to: from + GRAIN_MS + 1 },
  };
}
