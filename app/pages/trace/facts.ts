import type { TraceView } from '#core/engine/questions/traces';
import { formatSeconds } from '../../text/durations.ts';
import { formatInstant, type Zone } from '../../text/times.ts';

/** One fact of the header. `attribute` is the root attribute it comes from: evidence that names it points here. */
export interface HeaderFactView {
  readonly label: string;
  readonly value: string;
  readonly attribute: string | null;
  /** Text that came from the file, as opposed to words of ours. */
  readonly fromFile: boolean;
}

const NOT_GIVEN = 'not in the file';

/** The facts of a trace under the labels of freb.xsl, then what freb.xsl never said: where, when, and how long by events. */
export function traceFacts(view: TraceView, zone: Zone): readonly HeaderFactView[] {
  const { request } = view;
  const fact = (label: string, attribute: string | null, value: string | null, fromFile = true): HeaderFactView =>
    value === null || value === ''
      ? { label, attribute, value: NOT_GIVEN, fromFile: false }
      : { label, attribute, value, fromFile };
  const users = [request.remoteUserName, request.userName].filter((name) => name !== null && name !== '');
  return [
    fact('Url', 'url', request.url),
    fact('App Pool', 'appPoolId', request.appPool),
    fact('Authentication', 'authenticationType', request.authenticationType),
    fact('User from token', 'tokenUserName', request.tokenUserName),
    ...(users.length === 0 ? [] : [fact('User', 'userName', [...new Set(users)].join(' / '))]),
    fact('Activity ID', 'activityId', request.activityId),
    fact('Site', 'siteId', numberText(request.siteId)),
    fact('Process', 'processId', numberText(request.processId)),
    fact('Failure Reason', 'failureReason', request.failureReason),
    fact('Trigger Status', 'triggerStatusCode', request.triggerStatusCode),
    fact('Final Status', 'statusCode', request.statusCode),
    fact('Time Taken', 'timeTaken', timeTaken(view), false),
    fact('Start', null, formatInstant(view.startedAt, zone), false),
    fact('Server', null, view.computer),
  ];
}

function numberText(value: number | null): string | null {
  return value === null ? null : String(value);
}

/** What the file says, and what the events cover where that differs by more than a clock step. */
function timeTaken({ reportedMs, observedMs, grainMs }: TraceView): string | null {
  const covered = `events cover ${formatSeconds(observedMs, grainMs)}`;
  if (reportedMs === null) return `${NOT_GIVEN}; ${covered}`;
  const told = formatSeconds(reportedMs, grainMs);
  const differs = Math.abs(reportedMs - observedMs) > Math.max(2 * grainMs, reportedMs * 0.02);
  return differs ? `${told}; ${covered}` : told;
}
