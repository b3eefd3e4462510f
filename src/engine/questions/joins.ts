import type { FileKey } from '../../model/units.ts';

/** A row of a log that may be the request of a trace. */
export interface JoinedRow {
  readonly file: FileKey;
  readonly path: string;
  readonly line: number;
  /** 0 to 1. */
  readonly score: number;
}

/** What the logs say of the request of a trace: one row, several that fit alike, or none, and why. */
export type TraceLogRow =
  | {
      readonly kind: 'one';
      readonly how: 'key' | 'unique' | 'weak';
      readonly row: JoinedRow;
      readonly why: readonly string[];
    }
  | { readonly kind: 'several'; readonly candidates: readonly JoinedRow[]; readonly why: readonly string[] }
  | { readonly kind: 'none'; readonly why: readonly string[] };
