import type { Cause, Certainty, Verdict } from './verdict.ts';
import type { EpochMs, FileKey, IncidentId, RowIx, TraceKey } from './units.ts';

/** Traces and rows of one cause, process and window. */
export interface Incident {
  readonly id: IncidentId;
  /** Versioned grouping key, for example `1|AspNetCoreModule|502.3|0x80072EE2|app-timeout|forward|/api/reports`. */
  readonly signature: string;
  /** The parts of the signature in words: why these belong together. */
  readonly why: readonly string[];
  readonly cause: Cause;
  readonly certainty: Certainty;
  readonly headline: string;
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
  readonly traces: readonly TraceKey[];
  readonly rows: readonly { readonly file: FileKey; readonly rows: readonly RowIx[] }[];
  /** Requests in it: traces and rows, each request once. */
  readonly requests: number;
  readonly representative: TraceKey | null;
  readonly verdict: Verdict;
  /** Incidents that followed from this one. */
  readonly consequences: readonly IncidentId[];
  readonly urls: readonly string[];
  readonly pools: readonly string[];
  readonly processes: readonly number[];
  readonly computers: readonly string[];
}
