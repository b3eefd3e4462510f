import { formatStatus } from '../../knowledge/substatus.ts';
import type { Silence } from '../../model/trace.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { StoredTrace } from '../../store/traces.ts';
import { formatCode } from '../../knowledge/decode.ts';
import type { TimelineView, TracesApi, TraceView } from '../questions/traces.ts';
import { logRowOf } from '../logs/join-api.ts';
import { hasFailed } from './failing.ts';
import { fieldReader } from '../events/field-reader.ts';
import { rawLines } from './raw-lines.ts';
import { traceHeaders } from './trace-headers.ts';
import { verdictOf } from '../judging/verdicts.ts';
import type { EngineWorkspace } from '../workspace.ts';

export function tracesApi(workspace: EngineWorkspace): TracesApi {
  return {
    async trace(key) {
      const stored = workspace.traces.get(key);
      return stored === null ? null : traceView(workspace, stored);
    },
    async timeline(key) {
      const stored = workspace.traces.get(key);
      return stored === null ? null : timelineView(stored, verdictOf(workspace, stored));
    },
    async headers(key) {
      const stored = workspace.traces.get(key);
      if (stored === null) return null;
      const bytes = await workspace.bytesOf(stored);
      return traceHeaders(stored, fieldReader(stored.trace.events, bytes));
    },
    async raw(key, from, count) {
      const stored = workspace.traces.get(key);
      if (stored === null) return null;
      const bytes = await workspace.bytesOf(stored);
      return { revision: workspace.revision.number, from, ...rawLines(bytes, from, count) };
    },
  };
}

function traceView(workspace: EngineWorkspace, stored: StoredTrace): TraceView {
  const { trace, facts } = stored;
  return {
    revision: workspace.revision.number,
    key: trace.key,
    path: trace.path,
    request: trace.request,
    computer: trace.computer,
    startedAt: trace.startedAt,
    reportedMs: trace.reported,
    observedMs: trace.observed,
    grainMs: trace.grain,
    events: trace.events.length,
    complete: isComplete(stored),
    gaps: trace.gaps,
    failed: hasFailed(stored),
    verdict: verdictOf(workspace, stored),
    provisional: facts.provisional,
    logRow: logRowOf(workspace, trace.key),
  };
}

/** Gaps that mean that IIS or a copy left out a part; the others only changed how characters look. */
const LOSSES = new Set(['late-start', 'size-limit', 'time-rule', 'cut-copy', 'bad-event', 'pasted']);

/** True when the trace holds the whole request. */
function isComplete({ trace }: Pick<StoredTrace, 'trace'>): boolean {
  return !trace.gaps.some((gap) => LOSSES.has(gap.kind));
}

function timelineView(stored: StoredTrace, verdict: Verdict | null): TimelineView {
  const { trace, spans, eventSpans, silences, facts } = stored;
  const { events } = trace;
  const { producing } = facts;
  return {
    key: trace.key,
    strings: [...events.strings.toList()],
    spans: {
      length: spans.length,
      parent: spans.parent.slice(),
      depth: spans.depth.slice(),
      kind: spans.kind.slice(),
      label: spans.label.slice(),
      module: spans.module.slice(),
      notification: spans.notification.slice(),
      flags: spans.flags.slice(),
      outcome: spans.outcome.slice(),
      start: spans.start.slice(),
      end: spans.end.slice(),
      self: spans.self.slice(),
      waiting: spans.waiting.slice(),
      firstEvent: spans.firstEvent.slice(),
      lastEvent: spans.lastEvent.slice(),
    },
    eventTime: events.time.slice(),
    eventLevel: events.level.slice(),
    eventSpan: eventSpans.slice(),
    eventName: events.name.slice(),
    silences: silences.map((silence) => withLimit(silence, verdict)),
    producing: producing === null ? null : { event: producing.event, label: producingLabel(stored) },
    grainMs: trace.grain,
    observedMs: trace.observed,
  };
}

/** Rules know the limits of the loaded configuration; reading a trace alone knows the defaults. */
function withLimit(silence: Silence, verdict: Verdict | null): Silence {
  const gap = verdict?.gap ?? null;
  if (gap === null || gap.from !== silence.from || gap.to !== silence.to) return silence;
  return {
    ...silence,
    limit: gap.limit === null || gap.limitMs === null ? null : { name: gap.limit, ms: gap.limitMs },
  };
}

/** `502.3`, with the code behind it when there is one: `502.3 WININET_E_TIMEOUT (0x80072EE2)`. */
function producingLabel({ facts }: StoredTrace): string {
  const { producing } = facts;
  if (producing === null) return '';
  const status = formatStatus(producing.status, producing.subStatus);
  const { errorCode } = producing;
  return errorCode === null || errorCode === 0 ? status : `${status} ${formatCode(errorCode)}`;
}
