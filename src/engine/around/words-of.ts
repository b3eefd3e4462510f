import type { Words } from '../../analysis/correlate/applog.ts';
import { type RequestId, requestIds } from '../../analysis/correlate/request-id.ts';
import { logScopes } from '../../knowledge/log-scopes.ts';
import type { AppLogEntry, EventLogRecord } from '../../model/sidefiles.ts';
import type { AroundScene } from './scene.ts';

/** Words with the entry or record that they were taken from. */
export interface WordsOf<T> extends Words {
  readonly of: T;
}

export function wordsOfEntry(entry: AppLogEntry): WordsOf<AppLogEntry> {
  const { time, requestId, traceId = '', parentId = '', requestPath = '', message, exception } = entry;
  return { of: entry, time, requestId, traceId, parentId, requestPath, text: `${message}\n${exception}` };
}

export function wordsOfRecord(record: EventLogRecord): WordsOf<EventLogRecord> {
  return { of: record, time: record.time, ...logScopes(record.message), text: record.message };
}

/** The ids of the request, and the instant at which IIS passed it on (EpochMs, null: the trace does not say). */
export function requestMarks({ stored, subject }: AroundScene): {
  readonly ids: readonly RequestId[];
  readonly forwardedAt: number | null;
} {
  const { facts, trace } = stored;
  const at = facts.lastForward === null ? Number.NaN : (trace.events.time[facts.lastForward] ?? Number.NaN);
  return {
    ids: requestIds(subject, facts.responseHeaders),
    forwardedAt: subject.from === null || Number.isNaN(at) ? null : subject.from + at,
  };
}
