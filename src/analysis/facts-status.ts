import type { TraceEventTable } from '../model/events.ts';
import type { StatusEvent } from '../model/facts.ts';
import type { ModuleSpanTable } from '../model/spans.ts';
import type { RequestFacts } from '../model/trace.ts';
import { eventIx, ms } from '../model/units.ts';
import { codeField, numberField, type FieldReader } from './fields.ts';
import { spanKind } from './span-totals.ts';

/** Reads MODULE_SET_RESPONSE_ERROR_STATUS or MODULE_SET_RESPONSE_SUCCESS_STATUS. */
export function readStatusEvent(
  events: TraceEventTable,
  event: number,
  success: boolean,
  time: number,
  childLevel: number,
  fields: FieldReader,
): StatusEvent {
  return {
    event: eventIx(event),
    module: events.strings.at(events.module[event] ?? -1),
    notification: events.notification[event] ?? 0,
    status: numberField(fields, event, 'HttpStatus') ?? 0,
    subStatus: numberField(fields, event, 'HttpSubStatus') ?? 0,
    reason: fields.field(event, 'HttpReason') ?? '',
    errorCode: codeField(fields, event, 'ErrorCode'),
    configExceptionInfo: fields.field(event, 'ConfigExceptionInfo') ?? '',
    time: ms(time),
    childLevel,
    success,
  };
}

/** How many child requests a span lies in. */
export function childLevelOf(spans: ModuleSpanTable, span: number): number {
  let level = 0;
  for (let at = span; at >= 0; at = spans.parent[at] ?? -1) if (spanKind(spans, at) === 'child-request') level++;
  return level;
}

/**
 * Which status event explains the final status. The first error names the culprit, unless a later one has the final
 * status and the first has not. An error that a good final status has replaced explains nothing; while no final status
 * is known, the last error stands.
 */
export function producingStatus(
  statusEvents: readonly StatusEvent[],
  request: Pick<RequestFacts, 'status' | 'subStatus'>,
  provisional: boolean,
): { readonly producing: StatusEvent | null; readonly firstError: StatusEvent | null } {
  const errors = statusEvents.filter((event) => event.status >= 400);
  const first = errors[0] ?? null;
  const producing = provisional
    ? lastStanding(statusEvents)
    : request.status >= 400
      ? explaining(errors, request)
      : null;
  return { producing, firstError: first === producing ? null : first };
}

function explaining(
  errors: readonly StatusEvent[],
  { status, subStatus }: Pick<RequestFacts, 'status' | 'subStatus'>,
): StatusEvent | null {
  return (
    errors.find((event) => event.status === status && event.subStatus === subStatus) ??
    errors.find((event) => event.status === status) ??
    errors.find((event) => event.childLevel === 0) ??
    errors[0] ??
    null
  );
}

/** The last error of the request itself that no success replaced. */
function lastStanding(statusEvents: readonly StatusEvent[]): StatusEvent | null {
  const last = statusEvents.findLast((event) => event.childLevel === 0);
  return last !== undefined && last.status >= 400 ? last : null;
}
