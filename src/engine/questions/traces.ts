import type { ModuleSpanTable } from '../../model/spans.ts';
import type { RequestFacts, Silence, TraceGap } from '../../model/trace.ts';
import type { EpochMs, EventIx, Ms, TraceKey } from '../../model/units.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { TraceLogRow } from './joins.ts';
import type { Page } from './paging.ts';

/** Header and verdict of one trace: everything above the tabs. */
export interface TraceView {
  readonly revision: number;
  readonly key: TraceKey;
  readonly path: string;
  readonly request: RequestFacts;
  readonly computer: string;
  readonly startedAt: EpochMs | null;
  readonly reportedMs: Ms | null;
  readonly observedMs: Ms;
  readonly grainMs: Ms;
  readonly events: number;
  /** IIS recorded the whole request. */
  readonly complete: boolean;
  readonly gaps: readonly TraceGap[];
  readonly failed: boolean;
  /** null: the request did not fail and nothing is worth saying. */
  readonly verdict: Verdict | null;
  readonly provisional: boolean;
  /** Its row in a request log. null: no request log is open. */
  readonly logRow: TraceLogRow | null;
}

/** What the timeline draws. Typed arrays are transferred copies. `strings` is the list behind the StrIx columns. */
export interface TimelineView {
  readonly key: TraceKey;
  readonly strings: readonly string[];
  readonly spans: ModuleSpanTable;
  /** Ms of every event, for "by order" and for marks. */
  readonly eventTime: Float64Array;
  readonly eventLevel: Uint8Array;
  /** StrIx of each event's name, -1 for none: what a mark is called when a pointer rests on it. */
  readonly eventName: Int32Array;
  readonly eventSpan: Int32Array;
  readonly silences: readonly Silence[];
  readonly producing: { readonly event: EventIx; readonly label: string } | null;
  readonly grainMs: Ms;
  readonly observedMs: Ms;
}

/** A header of the request or response, and who set it. */
export interface HeaderLine {
  readonly name: string;
  readonly value: string;
  readonly secret: boolean;
  readonly event: EventIx;
  /** request as received, set on the request by a module, response as sent, set on the response by a module. */
  readonly group: 'request' | 'set-request' | 'response' | 'set-response';
  readonly module: string;
}

/** Questions about one trace. */
export interface TracesApi {
  trace(key: TraceKey): Promise<TraceView | null>;
  timeline(key: TraceKey): Promise<TimelineView | null>;
  headers(key: TraceKey): Promise<readonly HeaderLine[] | null>;
  /** Lines of the raw file: `from` and `count` are line numbers from 0. Secrets are not masked: the page asks first. */
  raw(key: TraceKey, from: number, count: number): Promise<Page<string> | null>;
}
