import type { StringTable } from '../base/strings.ts';
import { SPAN_KINDS, type ModuleSpanTable, type SpanKind } from '../model/spans.ts';

/** The spans of one trace with the strings that their columns point into. */
export interface SpanSet {
  readonly spans: ModuleSpanTable;
  readonly strings: StringTable;
}

/**
 * Total, self and waiting time of every span in whole microseconds. Sums over many traces are then exact, so that they
 * do not depend on the order in which traces are added, and parts add up to their whole.
 */
export interface SpanMicros {
  readonly total: Float64Array;
  readonly self: Float64Array;
  readonly waiting: Float64Array;
}

const micros = (ms: number): number => Math.round(ms * 1000);

/** Times of spans in whole microseconds, so that sums of many traces are exact. */
export function spanMicros(spans: ModuleSpanTable): SpanMicros {
  const { length } = spans;
  const total = new Float64Array(length);
  const self = new Float64Array(length);
  const waiting = new Float64Array(length);
  for (let s = 0; s < length; s++) {
    const time = micros(spans.end[s] ?? 0) - micros(spans.start[s] ?? 0);
    total[s] = time;
    self[s] = (self[s] ?? 0) + time;
    const parent = spans.parent[s] ?? -1;
    if (parent >= 0) self[parent] = (self[parent] ?? 0) - time;
  }
  for (let s = 0; s < length; s++) waiting[s] = Math.min(self[s] ?? 0, micros(spans.waiting[s] ?? 0));
  return { total, self, waiting };
}

/** Word for the kind of a span. */
export function spanKind(spans: Pick<ModuleSpanTable, 'kind'>, span: number): SpanKind {
  return SPAN_KINDS[spans.kind[span] ?? 0] ?? 'phase';
}

/** Label without what differs from request to request: the URL of a child request, the name of a file. */
export function commonLabel({ spans, strings }: SpanSet, span: number): string {
  const label = strings.at(spans.label[span] ?? -1);
  if (spanKind(spans, span) === 'child-request') return 'Child request';
  return label.startsWith('File cache: ') ? 'File cache' : label;
}
