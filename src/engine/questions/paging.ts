/** Rows `from` to `from + rows.length` of `total`. Carries the revision it was made from; views drop older answers. */
export interface Page<Row> {
  readonly revision: number;
  readonly from: number;
  readonly total: number;
  readonly rows: readonly Row[];
}

/** Column order: `key` is a column id of the grid in question; ties keep the order of time. */
export interface SortBy {
  readonly key: string;
  readonly descending: boolean;
}

/** Where a filter text stops being understood. Character offsets. */
export interface FilterError {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}
