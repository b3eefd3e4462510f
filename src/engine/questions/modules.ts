import type { IcicleNode } from '../../analysis/icicle.ts';
import type { ModuleStats } from '../../analysis/module-stats.ts';
import type { Ms, TraceKey } from '../../model/units.ts';
import type { FieldHint } from '../../query/complete.ts';
import type { FilterError, Page, SortBy } from './paging.ts';

export type { IcicleNode };

/** A row of the grid `Modules`: a module in one notification and pass over the selected traces. */
export interface ModuleRow extends ModuleStats {
  /** `BEGIN_REQUEST`, `END_REQUEST (post)`; '' for time in no module. */
  readonly notificationName: string;
  /** Of the ASP.NET Core Module family. */
  readonly ancm: boolean;
  /** Value of the filter field `ran` of `Requests` that finds the traces with it. */
  readonly ran: string;
}

/** Ids of the sortable columns of `Modules`. */
export type ModuleColumn =
  | 'module'
  | 'notification'
  | 'count'
  | 'traces'
  | 'total'
  | 'self'
  | 'waiting'
  | 'p50'
  | 'p95'
  | 'p99'
  | 'max'
  | 'share';

/** Which rows of the grid `Modules`. */
export interface ModuleQuery {
  /** Filter of `Requests` that selects the traces. */
  readonly traces: string;
  /** Filter over the rows. */
  readonly filter: string;
  readonly sort: SortBy | null;
  readonly from: number;
  readonly count: number;
}

/** A window of the grid `Modules`. */
export interface ModulePage extends Page<ModuleRow> {
  /** Rows before the filter. */
  readonly all: number;
  /** Traces that the rows were made from. While files are being read it may lag behind. */
  readonly traces: number;
  /** Traces that are open. */
  readonly open: number;
  /** Step of the coarsest clock among them: shorter times were not measured. */
  readonly grainMs: Ms;
  readonly error: FilterError | null;
  readonly tracesError: FilterError | null;
}

/** Where the time of the selected traces went. */
export interface TimeSpent {
  readonly revision: number;
  readonly root: IcicleNode;
  readonly grainMs: Ms;
  readonly error: FilterError | null;
}

/** Questions about where the time of traces went. */
export interface ModulesApi {
  /** Where the time of these traces went, merged by pipeline path; traces that are not open are left out. */
  icicle(keys: readonly TraceKey[]): Promise<IcicleNode>;
  /** The same over all traces that a filter of `Requests` leaves. */
  timeSpent(traces: string): Promise<TimeSpent>;
  modules(query: ModuleQuery): Promise<ModulePage>;
  /** What the filter of `Modules` understands, with the values that occur. */
  moduleHints(traces: string): Promise<readonly FieldHint[]>;
}
