/** Values of `ModuleSpanTable.kind`. */
export const SPAN_KINDS = [
  'request',
  'child-request',
  'notification',
  'module',
  'handler',
  'filter',
  'phase',
  'outside',
] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

/** Values of `ModuleSpanTable.outcome`. */
export const SPAN_OUTCOMES = ['unknown', 'continue', 'pending', 'finished', 'failed'] as const;
export type SpanOutcome = (typeof SPAN_OUTCOMES)[number];

/** Bits of `ModuleSpanTable.flags`. */
export const SpanFlag = {
  /** Post pass of its notification. */
  post: 1,
  /** The start was seen and no end: it ends where its parent or the trace ends. */
  open: 2,
  /** The end was seen and no start (late start). */
  noStart: 4,
  /** The module belongs to the ASP.NET Core Module family. */
  ancm: 8,
} as const;

/**
 * Spans of one trace in order of `firstEvent`; a parent stands before its children. Struct of arrays.
 * Times are Ms since the first event, like `TraceEventTable.time`.
 *
 *   ix     0 request   1 module (parent 0)   2 module (parent 0)   3 child-request (parent 2)
 */
export interface ModuleSpanTable {
  readonly length: number;
  /** SpanIx or -1. */
  readonly parent: Int32Array;
  readonly depth: Uint16Array;
  /** Index into SPAN_KINDS. */
  readonly kind: Uint8Array;
  /** StrIx of the trace's string table. */
  readonly label: Int32Array;
  /** StrIx or -1. */
  readonly module: Int32Array;
  readonly notification: Uint32Array;
  /** SpanFlag bits. */
  readonly flags: Uint8Array;
  /** Index into SPAN_OUTCOMES. */
  readonly outcome: Uint8Array;
  readonly start: Float64Array;
  /** For open spans the end of the parent or of the trace: never NaN. */
  readonly end: Float64Array;
  /** Time in no child span. */
  readonly self: Float64Array;
  /** Part of `self` spent in silence after the last work of an asynchronous module: waiting for others. */
  readonly waiting: Float64Array;
  /** EventIx. `lastEvent` is the end event, or the last event inside for open spans. */
  readonly firstEvent: Int32Array;
  readonly lastEvent: Int32Array;
}

/** For each event the innermost span that holds it: SpanIx or -1. Same length as the event table. */
export type EventSpans = Int32Array;
