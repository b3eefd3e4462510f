import { ofOtherServer } from './server.ts';
import { type LogRowRef, type LogSlice, rowKeys, rowSite } from './source.ts';
import type { JoinSubject } from './subject.ts';

/** Step of the clock that stamps events: two clocks of one machine differ by as much. */
export const GRAIN_MS = 16;
/** A row may take this much longer than its trace: the wait before the pipeline and the last send. */
export const USUAL_SLACK_MS = 250;
/** Slow networks and short queues; then cold start, long queues, slow readers: the slack of last resort. */
export const MORE_SLACK_MS = 2000;
export const WIDE_SLACK_MS = 120_000;

/** From (inclusive) to (exclusive), EpochMs. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * The stretch in which rows of a subject can end, by the times that logs write; of a trace that was written while the
 * request ran, in which they can begin. null without a time.
 */
export function rowsWithin({ from, to, open }: JoinSubject, slackMs: number): Stretch | null {
  if (from === null || to === null) return null;
  if (open) return { from: from - slackMs - GRAIN_MS - 1000, to: from + GRAIN_MS + 1 };
  return { from: to - GRAIN_MS - 1000, to: to + slackMs + GRAIN_MS + 1 };
}

/**
 * Milliseconds by which a row is longer than the trace, when the trace fits into the row; null when it does not.
 * Interval arithmetic on time-taken: the row's start may not be after the trace's, its end not before the trace's end.
 */
export function fitIn(subject: JoinSubject, slice: LogSlice, row: number, slackMs: number): number | null {
  const { from, to } = subject;
  const time = slice.time(row);
  if (from === null || to === null || Number.isNaN(time)) return null;
  if (time + slice.widthMs <= to - GRAIN_MS) return null;
  const taken = slice.taken(row);
  if (taken < 0) {
    // The format has no duration: only the ends can be compared.
    return subject.open || time <= to + slackMs ? Math.max(0, time - to) : null;
  }
  const cost = taken - subject.took;
  if (cost < -GRAIN_MS) return null;
  const [startFrom, startTo] = [time - taken, time - taken + slice.widthMs];
  if (startFrom > from + GRAIN_MS || startTo <= from - slackMs - GRAIN_MS) return null;
  // A trace that was cut while the request ran says nothing of its end.
  if (subject.open) return Math.max(0, from - startTo);
  return cost <= slackMs + GRAIN_MS ? Math.max(0, cost) : null;
}

/** How well a row is of the same request by what both say: `rewritten` and `otherPort` are not the usual. */
export interface Kinship {
  readonly rewritten: boolean;
  readonly otherPort: boolean;
}

/**
 * Whether a row that shows one of the subject's paths is of the same site, server, verb and status; null: it is not.
 * What either side does not say cannot speak against it.
 */
export function kinship(subject: JoinSubject, ref: LogRowRef, rewritten: boolean): Kinship | null {
  const { slice, row } = ref;
  if (!subject.open && !sameStatus(subject, ref)) return null;
  if (slice.text('cs-method', row).toLowerCase() !== subject.verb.toLowerCase()) return null;
  const site = rowSite(ref);
  if (site !== null && subject.siteId !== null && site !== subject.siteId) return null;
  if (isKudu(ref) !== (subject.host.includes('.scm.') || subject.host.startsWith('~1'))) return null;
  if (ofOtherServer(subject, ref) || hasOtherId(subject, ref)) return null;
  const port = slice.text('s-port', row);
  const ports = [subject.port, subject.serverPort].filter((one) => one !== null);
  return { rewritten, otherPort: port !== '' && ports.length > 0 && !ports.includes(Number(port)) };
}

function sameStatus(subject: JoinSubject, { slice, row }: LogRowRef): boolean {
  if (slice.status(row) !== subject.status) return false;
  return slice.absent.includes('substatus') || slice.subStatus(row) === subject.subStatus;
}

/** Rows of the Kudu site of an App Service stand in the same file under a name with `~1`. */
function isKudu({ slice, row }: LogRowRef): boolean {
  return slice.text('s-sitename', row).startsWith('~1');
}

/** Whether row and trace hold an id of the same kind, and not the same one. */
function hasOtherId(subject: JoinSubject, ref: LogRowRef): boolean {
  if (subject.ids.length === 0) return false;
  const kindOf = (key: string): string => key.slice(0, key.indexOf('='));
  return rowKeys(ref).some((key) => {
    const same = subject.ids.filter((id) => kindOf(id) === kindOf(key));
    return same.length > 0 && !same.includes(key);
  });
}
