import { SITE_TRACING } from '../knowledge/tracing.ts';
import { ANCM_AREA_GUID, WWW_AREAS } from '../knowledge/areas.ts';
import type { ModuleVersion, TraceFacts } from '../model/facts.ts';
import type { Trace } from '../model/trace.ts';

/** What one loaded trace tells about how it was captured. */
export interface CapturedTrace {
  readonly siteId: number | null;
  readonly status: number;
  /** The status is an outcome, and one of 400 or more. */
  readonly failed: boolean;
  /** Cut by the time rule while the request ran. */
  readonly cutByTime: boolean;
  readonly cutBySize: boolean;
  readonly moduleVersion: ModuleVersion | null;
  readonly hasAncmEvents: boolean;
  /** START and END of modules are there: the verbosity was enough for a timeline. */
  readonly hasTimeline: boolean;
  /** Events of the notifications are there at all. */
  readonly hasNotifications: boolean;
}

const NOTIFICATIONS_GUID = WWW_AREAS.find((area) => area.name === 'RequestNotifications')?.guid ?? '';
const PER_FOLDER = SITE_TRACING.maxLogFiles;

/** Reads from a trace how it was captured. */
export function capturedTrace(trace: Trace, facts: TraceFacts): CapturedTrace {
  const { events } = trace;
  const ancm = events.strings.find(ANCM_AREA_GUID);
  const notifications = events.strings.find(NOTIFICATIONS_GUID);
  const start = events.strings.find('NOTIFY_MODULE_START');
  return {
    siteId: trace.request.siteId,
    status: facts.finalStatus,
    failed: !facts.provisional && facts.finalStatus >= 400,
    cutByTime: trace.gaps.some((gap) => gap.kind === 'time-rule'),
    cutBySize: trace.gaps.some((gap) => gap.kind === 'size-limit'),
    moduleVersion: facts.moduleVersion,
    hasAncmEvents: ancm >= 0 && events.area.includes(ancm),
    hasTimeline: start >= 0 && events.name.includes(start),
    hasNotifications: notifications >= 0 && events.area.includes(notifications),
  };
}

/** What a trace lacks: one rule each. */
export type CaptureNeedId =
  | 'none-loaded'
  | 'notifications'
  | 'verbosity'
  | 'ancm-area'
  | 'size-limit'
  | 'time-rule'
  | 'folder-full';

/** One thing that the loaded traces lack, and in how many of them. */
export interface CaptureNeed {
  readonly id: CaptureNeedId;
  readonly count: number;
  readonly text: string;
}

/** What to capture differently next time; empty when the loaded traces lack nothing. */
export function captureNeeds(traces: readonly CapturedTrace[]): readonly CaptureNeed[] {
  if (traces.length === 0) {
    return [
      { id: 'none-loaded', count: 0, text: 'No trace is loaded. This rule records everything that a diagnosis needs.' },
    ];
  }
  const needs: CaptureNeed[] = [];
  const need = (id: CaptureNeedId, count: number, text: string): void => {
    if (count > 0) needs.push({ id, count, text: `${text} (${count} of ${traces.length})` });
  };
  const count = (test: (trace: CapturedTrace) => boolean): number => traces.filter(test).length;
  need(
    'notifications',
    count((one) => !one.hasNotifications),
    'The rule left out RequestNotifications, so nothing shows which module set the status.',
  );
  need(
    'verbosity',
    count((one) => one.hasNotifications && !one.hasTimeline),
    'The verbosity was too low for the starts and ends of modules, so there is no timeline.',
  );
  need(
    'ancm-area',
    count((one) => one.moduleVersion === 'V2' && !one.hasAncmEvents),
    'The area ANCM was not traced, so what the module did between forwarding and failure is not there.',
  );
  need(
    'size-limit',
    count((one) => one.cutBySize),
    'IIS stopped at the size limit, and the end of the request is missing.',
  );
  need(
    'time-rule',
    count((one) => one.cutByTime),
    'The time rule wrote the file while the request was running. A request is traced once, so its failure was not recorded.',
  );
  const perSite = new Map<number | null, number>();
  for (const one of traces) perSite.set(one.siteId, (perSite.get(one.siteId) ?? 0) + 1);
  const fullest = Math.max(...perSite.values());
  if (fullest >= PER_FOLDER) {
    needs.push({
      id: 'folder-full',
      count: fullest,
      text: `${fullest} traces of one site are loaded. IIS keeps ${PER_FOLDER} unless told otherwise and deletes the oldest: the first failure may be gone.`,
    });
  }
  return needs;
}
