import type { FileState } from '../../model/source.ts';
import type { EpochMs, Ms, TraceKey } from '../../model/units.ts';
import type { Cause, Certainty } from '../../model/verdict.ts';
import type { FieldHint } from '../../query/complete.ts';
import type { FilterError, Page, SortBy } from './paging.ts';

/** A row of the grid `Requests`. */
export interface RequestRow {
  readonly key: TraceKey;
  readonly path: string;
  readonly statusCode: string;
  readonly status: number;
  /** The status is not an outcome: cut by the time rule. */
  readonly provisional: boolean;
  readonly failed: boolean;
  readonly cause: Cause | null;
  readonly certainty: Certainty | null;
  readonly headline: string;
  readonly verb: string;
  readonly url: string;
  /** Module that produced the status, '' when none did. */
  readonly module: string;
  readonly durationMs: Ms | null;
  readonly start: EpochMs | null;
  readonly appPool: string;
  readonly siteId: number | null;
  readonly processId: number | null;
  readonly computer: string;
  readonly state: FileState;
  readonly gaps: number;
}

/** Ids of the sortable columns of `Requests`. */
export type RequestColumn =
  | 'status'
  | 'headline'
  | 'verb'
  | 'url'
  | 'module'
  | 'duration'
  | 'start'
  | 'appPool'
  | 'file';

/** Which rows of the grid `Requests`. */
export interface RequestQuery {
  readonly filter: string;
  readonly sort: SortBy | null;
  readonly from: number;
  readonly count: number;
}

/** A window of the grid `Requests`. */
export interface RequestPage extends Page<RequestRow> {
  readonly failing: number;
  readonly error: FilterError | null;
}

/** Questions about the list of traces. */
export interface RequestsApi {
  requests(query: RequestQuery): Promise<RequestPage>;
  /** What the filter of `Requests` understands, with the values that occur: for completion. */
  requestHints(): Promise<readonly FieldHint[]>;
  /** Next (+1) or previous (-1) failing trace in the order of the query; null at the end. */
  neighbour(key: TraceKey, step: 1 | -1, query: Pick<RequestQuery, 'filter' | 'sort'>): Promise<TraceKey | null>;
}
