import type { SpanChange, SpanTimes } from '../../analysis/compare.ts';
import type { SpanKind, SpanOutcome } from '../../model/spans.ts';
import type { IncidentId, Ms, SpanIx, TraceKey } from '../../model/units.ts';
import type { RequestRow } from './requests.ts';
import type { HeaderLine } from './traces.ts';

/** The other side of a comparison: a trace, the traces of an incident, or the successful requests to the same URL. */
export type CompareWith = TraceKey | IncidentId | 'usual';

/** What a trace is held against. */
export interface ComparedSide {
  readonly kind: 'trace' | 'usual' | 'incident';
  /** The trace; of a group the member whose duration is the median, for what cannot be averaged. */
  readonly row: RequestRow;
  /** Traces on this side. */
  readonly count: number;
  /** Of a group: the URL template, or the headline of the incident. '' for a trace. */
  readonly name: string;
}

/** Times of a span on one side; `span` is null where only the medians of a group are known. */
export interface ComparedTimes extends SpanTimes {
  readonly span: SpanIx | null;
  readonly outcome: SpanOutcome | null;
}

/** One row of the alignment. */
export interface ComparedRow {
  /** `added`: only the second side has it. `removed`: only the first. */
  readonly change: SpanChange;
  readonly label: string;
  readonly kind: SpanKind;
  /** `BEGIN_REQUEST (post)`; '' for spans of no module. */
  readonly notification: string;
  readonly ancm: boolean;
  readonly depth: number;
  readonly a: ComparedTimes | null;
  readonly b: ComparedTimes | null;
  /** Second less first; what is not there counts as 0. */
  readonly delta: SpanTimes;
  /** Part of the second side that has it, 0 to 1. */
  readonly share: number;
}

/** What is set side by side besides times, in the order in which it is shown. */
export type ComparedFactId =
  | 'status'
  | 'statusPath'
  | 'setBy'
  | 'handler'
  | 'handlerModules'
  | 'hosting'
  | 'rewrittenTo'
  | 'rewriteRules'
  | 'authentication'
  | 'appPool'
  | 'processId'
  | 'computer'
  | 'physicalPath'
  | 'childRequests'
  | 'bytesReceived'
  | 'bytesSent';

/** A fact of both sides as text; '' where a side has none. */
export interface ComparedFact {
  readonly id: ComparedFactId;
  readonly a: string;
  /** Of a group: its most frequent value. */
  readonly b: string;
  /** Part of the second side that has `b`. */
  readonly share: number;
}

/** One header of both sides; null where a side does not have it. */
export interface ComparedHeader {
  readonly group: HeaderLine['group'];
  readonly name: string;
  readonly a: string | null;
  readonly b: string | null;
  /** Mask the values until asked for. */
  readonly secret: boolean;
  readonly share: number;
}

/** A module that only one side ran. */
export interface ComparedModule {
  readonly module: string;
  readonly only: 'a' | 'b';
}

/** Two sides aligned: rows in the order of the pipeline. */
export interface Comparison {
  readonly revision: number;
  /** null: not loaded. */
  readonly a: RequestRow | null;
  /** null: not loaded, or a group without members. */
  readonly b: ComparedSide | null;
  /** Step of the coarsest clock among all traces: smaller differences were not measured. */
  readonly grainMs: Ms;
  /** Empty unless both sides are there. */
  readonly rows: readonly ComparedRow[];
  readonly modules: readonly ComparedModule[];
  readonly facts: readonly ComparedFact[];
  readonly headers: readonly ComparedHeader[];
  /** Members whose facts and headers were read: the nearest ones of a large group. */
  readonly read: number;
}

/** What a trace could be held against. */
export interface CompareOffers {
  /** URL of the trace with what differs from request to request folded. */
  readonly template: string;
  /** Successful requests to the same URL template, nearest first. */
  readonly successes: readonly RequestRow[];
  /** Other requests to it, which did not succeed. */
  readonly sameUrl: readonly RequestRow[];
  /** Successful requests to other URLs, those of the same application pool first. */
  readonly elsewhere: readonly RequestRow[];
  /** The incident that the trace belongs to, when others belong to it too. */
  readonly incident: { readonly id: IncidentId; readonly headline: string; readonly others: number } | null;
}

/** Questions that hold a trace against another one. */
export interface CompareApi {
  compare(a: TraceKey, b: CompareWith): Promise<Comparison>;
  /** null: no such trace. At most `MOST_OFFERED` of each kind. */
  compareOffers(key: TraceKey): Promise<CompareOffers | null>;
}
