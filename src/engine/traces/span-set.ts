import type { SpanSet } from '../../analysis/span-totals.ts';
import type { StoredTrace } from '../../store/traces.ts';

/** The spans of a trace as the analysis over many traces takes them. */
export function spanSetOf({ spans, trace }: Pick<StoredTrace, 'spans' | 'trace'>): SpanSet {
  return { spans, strings: trace.events.strings };
}
