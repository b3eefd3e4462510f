import type { Histogram } from '../../analysis/histogram.ts';
import type { Incident } from '../../model/incident.ts';
import type { EpochMs, IncidentId, Ms, TraceKey } from '../../model/units.ts';
import type { Cause } from '../../model/verdict.ts';
import type { IncidentView } from './incidents.ts';

/** Narrows the overview; null: not narrowed. */
export interface OverviewQuery {
  /** Requests that began in [from, to). */
  readonly range: { readonly from: EpochMs; readonly to: EpochMs } | null;
  readonly cause: Cause | null;
}

/** How often a cause led. */
export interface CauseCount {
  readonly cause: Cause;
  readonly requests: number;
  readonly incidents: number;
}

/** An incident as the overview shows it. */
export type IncidentCard = Omit<Incident, 'signature' | 'traces' | 'rows' | 'representative' | 'verdict'> & {
  /** Requests of it that the overview is not narrowed away from. */
  readonly matching: number;
  /** How many traces it has. */
  readonly traces: number;
  readonly representative: { readonly key: TraceKey; readonly path: string } | null;
  /** The incident that this one followed from. */
  readonly causedBy: IncidentId | null;
  /** Requests over the time of all incidents, for a spark line. */
  readonly spark: readonly number[];
};

/** By what failing requests are counted. */
export type FacetId = 'cause' | 'status' | 'template' | 'module' | 'pool' | 'process' | 'machine' | 'site' | 'hour';

/** A value that failing requests have in common. */
export interface FacetValue {
  /** For `hour` the EpochMs at which it begins, in decimal. */
  readonly value: string;
  readonly requests: number;
  readonly traces: number;
  /** Filter text of `Requests` that leaves these traces; null when none of them is traced. */
  readonly filter: string | null;
  /** Rows of request logs among them. */
  readonly rows: number;
  /** Filter text of `Log rows` that leaves rows with this value; null when there is none. */
  readonly logFilter: string | null;
}

/** What the requests of all incidents have in common, most frequent first. */
export interface Facet {
  readonly id: FacetId;
  readonly values: readonly FacetValue[];
  /** Values that are not listed. */
  readonly others: number;
}

/** A trace or a row of a log that took long. */
export interface SlowRequest {
  readonly verb: string;
  readonly url: string;
  readonly status: string;
  readonly tookMs: Ms;
  readonly at: EpochMs | null;
  readonly trace: TraceKey | null;
  readonly path: string;
  readonly line: number | null;
}

/** What went wrong in everything that is open. */
export interface Overview {
  readonly revision: number;
  /** Requests of all incidents, each once. */
  readonly total: number;
  /** Those that are left when narrowed. */
  readonly matching: number;
  /** No request failed; there may be incidents all the same, of slow requests. */
  readonly nothingFailed: boolean;
  /** By begin of the request, one series for each cause, most frequent first; not narrowed. null: no times are known. */
  readonly overTime: Histogram | null;
  /** Most frequent first; narrowed by time only. */
  readonly byCause: readonly CauseCount[];
  /** Earliest first. */
  readonly incidents: readonly IncidentCard[];
  readonly facets: readonly Facet[];
  /** Filled when nothing failed. */
  readonly slowest: readonly SlowRequest[];
}

/** What the pages over many requests show. */
export interface OverviewApi {
  overview(query: OverviewQuery): Promise<Overview>;
  /** What the page of one incident shows. `range`: part of the time axis, null for all of it. */
  incidentView(id: IncidentId, range: IncidentView['range'] | null): Promise<IncidentView | null>;
}
