import type { TraceEventTable } from './events.ts';
import type { EventSpans, ModuleSpanTable } from './spans.ts';
import type { EpochMs, EventIx, FileKey, Ms, SpanIx, TraceKey } from './units.ts';

/** Root attributes of `failedRequest`. null: the attribute is not there (short form) or cannot be read. */
export interface RequestFacts {
  readonly url: string;
  readonly siteId: number | null;
  readonly appPool: string;
  readonly processId: number | null;
  readonly verb: string;
  readonly remoteUserName: string | null;
  readonly userName: string | null;
  readonly tokenUserName: string | null;
  readonly authenticationType: string;
  readonly activityId: string;
  readonly failureReason: string;
  /** As written: `502.3`, `404`, `500.30`. Never a number: 500.30 is not 500.3. */
  readonly statusCode: string;
  readonly status: number;
  readonly subStatus: number;
  readonly triggerStatusCode: string;
  /** All attributes in file order, also those unknown to us. */
  readonly attributes: readonly (readonly [string, string])[];
}

/** Why a trace does not hold all of its request. */
export interface TraceGap {
  readonly kind:
    | 'late-start'
    | 'size-limit'
    | 'time-rule'
    | 'cut-copy'
    | 'replaced-characters'
    | 'bad-event'
    | 'unescaped-attributes'
    | 're-encoded'
    /** The events come from pasted text; its file says what that text does not hold. */
    | 'pasted';
  readonly at?: EventIx;
  readonly count?: number;
}

/** A stretch without any event that is longer than the clock grain. */
export interface Silence {
  readonly from: EventIx;
  readonly to: EventIx;
  readonly ms: Ms;
  /** Innermost span open during the silence, -1 outside of all. */
  readonly owner: SpanIx | -1;
  /** A known limit that this silence reaches: name and value; null if none fits. */
  readonly limit: { readonly name: LimitName; readonly ms: Ms } | null;
}

/** Time limits that can end a request or a start: knowledge/limits.ts. */
export type LimitName =
  | 'requestTimeout'
  | 'startupTimeLimit'
  | 'shutdownTimeLimit'
  | 'arrTimeout'
  | 'appServiceFrontEnd';

/** One FREB file, read. Bytes stay with the store; columns hold offsets into them. */
export interface Trace {
  readonly key: TraceKey;
  readonly file: FileKey;
  readonly path: string;
  readonly request: RequestFacts;
  /** `Computer` of the first event. */
  readonly computer: string;
  /** Instant of the first event. */
  readonly startedAt: EpochMs | null;
  /** `timeTaken` of the root; null when absent or not a number. */
  readonly reported: Ms | null;
  /** First to last event. Differs from `reported`. */
  readonly observed: Ms;
  /** Clock step seen in the events, often 15 to 16 ms. Shorter spans are "under grain", never 0. */
  readonly grain: Ms;
  readonly events: TraceEventTable;
  /** Empty: IIS recorded the whole request and the file is whole. */
  readonly gaps: readonly TraceGap[];
}

/** A trace with all that analysis adds to it: what the store keeps and the views draw. */
export interface AnalysedTrace {
  readonly trace: Trace;
  readonly spans: ModuleSpanTable;
  readonly eventSpans: EventSpans;
  readonly silences: readonly Silence[];
}
