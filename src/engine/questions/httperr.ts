import type { EpochMs, FileKey, TraceKey } from '../../model/units.ts';
import type { FieldHint } from '../../query/complete.ts';
import type { FilterError, Page, SortBy } from './paging.ts';

/** A row of HTTPERR: what HTTP.sys answered or dropped by itself. */
export interface HttpErrRow {
  readonly file: FileKey;
  readonly path: string;
  readonly line: number;
  readonly time: EpochMs | null;
  readonly status: number;
  readonly reason: string;
  /** What the reason means, '' for an unknown one. */
  readonly meaning: string;
  /** Weight of the reason in an incident; `none` is noise. */
  readonly weight: 'high' | 'medium' | 'low' | 'none';
  readonly method: string;
  readonly url: string;
  readonly client: string;
  readonly clientPort: number | null;
  readonly siteId: number | null;
  readonly queue: string;
}

/** One row with all its fields, and the traces whose client had the same connection. */
export interface HttpErrRowView {
  readonly row: HttpErrRow;
  /** By their names in the log; with the filter of HTTPERR that finds the same value, '' for none. */
  readonly fields: readonly { readonly name: string; readonly value: string; readonly filter: string }[];
  readonly traces: readonly { readonly key: TraceKey; readonly path: string; readonly why: readonly string[] }[];
}

/** Which rows of HTTPERR. */
export interface HttpErrQuery {
  readonly filter: string;
  readonly zoneMinutes: number;
  /** Show the harmless idle time-outs too. */
  readonly idle: boolean;
  readonly sort: SortBy | null;
  readonly from: number;
  readonly count: number;
}

/** A window of the grid of HTTPERR. */
export interface HttpErrPage extends Page<HttpErrRow> {
  readonly all: number;
  /** Idle time-outs that are left out. */
  readonly hidden: number;
  readonly byReason: readonly {
    readonly reason: string;
    readonly count: number;
    readonly filter: string;
    readonly idle: boolean;
  }[];
  readonly hints: readonly FieldHint[];
  readonly error: FilterError | null;
}
