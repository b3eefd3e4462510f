import type { AppLogEntry, EventLogRecord } from '../../model/sidefiles.ts';
import { inProcessRequestId } from './request-id.ts';
import type { JoinSubject } from './subject.ts';

/** Lines of application logs and records of the event log that name the request of a trace. */
export interface RequestWords {
  readonly entries: readonly AppLogEntry[];
  readonly records: readonly EventLogRecord[];
  /** The id they share, '' when nothing was found. */
  readonly id: string;
}

/** Request ids repeat after a reboot; a line of another day is of another request. */
const WITHIN_MS = 10 * 60_000;

/** Every id under which an application may log a request: its own form of the id, and those that headers carry. */
function requestIds(subject: JoinSubject): readonly string[] {
  const ids = [inProcessRequestId(subject.activityId)];
  const parent = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-/.exec(
    (subject.headers.get('traceparent') ?? '').toLowerCase(),
  );
  ids.push(parent?.[1] ?? '');
  for (const name of ['request-id', 'x-request-id', 'x-correlation-id', 'x-arr-log-id']) {
    ids.push((subject.headers.get(name) ?? '').toLowerCase());
  }
  return [...new Set(ids.filter((id) => id.length >= 12))];
}

export function joinWords(
  subject: JoinSubject,
  entries: readonly AppLogEntry[],
  records: readonly EventLogRecord[],
): RequestWords {
  const near = (time: number | null): boolean =>
    time === null ||
    subject.from === null ||
    subject.to === null ||
    (time >= subject.from - WITHIN_MS && time <= subject.to + WITHIN_MS);
  for (const id of requestIds(subject)) {
    const ours = entries.filter(
      (one) => near(one.time) && (one.requestId.toLowerCase() === id || one.message.toLowerCase().includes(id)),
    );
    const theirs = records.filter((one) => near(one.time) && one.message.toLowerCase().includes(id));
    if (ours.length > 0 || theirs.length > 0) return { entries: ours, records: theirs, id };
  }
  return { entries: [], records: [], id: '' };
}
