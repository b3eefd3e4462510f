import { notificationName } from '../knowledge/notifications.ts';
import { SPAN_KINDS, SpanFlag } from '../model/spans.ts';
import type { SpanIx } from '../model/units.ts';
import type { TraceInput } from './rule.ts';

/** One span in words, with the times that matter for a slow request. */
export interface SpanWords {
  readonly span: SpanIx;
  /** `AspNetCoreModule in EXECUTE_REQUEST_HANDLER`, `Page Load of ManagedPipelineHandler`. */
  readonly name: string;
  readonly kind: string;
  readonly ms: number;
  readonly selfMs: number;
  readonly waitingMs: number;
  readonly ancm: boolean;
}

/** Name and times of a span of a trace. */
export function spanWords({ spans, trace }: TraceInput, span: SpanIx): SpanWords {
  const { strings } = trace.events;
  const label = strings.at(spans.label[span] ?? -1);
  const module = strings.at(spans.module[span] ?? -1);
  const where = notificationName(spans.notification[span] ?? 0);
  const of = module === '' || label.includes(module) ? '' : ` of ${module}`;
  const place = where === '' || label.includes(where) ? '' : ` in ${where}`;
  return {
    span,
    name: `${label === '' ? 'the request' : label}${of}${place}`,
    kind: SPAN_KINDS[spans.kind[span] ?? 0] ?? 'request',
    ms: (spans.end[span] ?? 0) - (spans.start[span] ?? 0),
    selfMs: spans.self[span] ?? 0,
    waitingMs: spans.waiting[span] ?? 0,
    ancm: ((spans.flags[span] ?? 0) & SpanFlag.ancm) !== 0,
  };
}
