import type { CompactLog } from '../../model/logpart.ts';
import type { FileKey } from '../../model/units.ts';
import { arrLogId, squeezed } from './normal.ts';

/**
 * Rows of a log that lie together in memory: a whole small log, or a piece of a large one. Everything is asked by row,
 * so that millions of rows need no object each.
 */
export interface LogSlice {
  readonly file: FileKey;
  readonly path: string;
  readonly rows: number;
  /** Row 0 of the slice, counted over all slices of the source. */
  readonly first: number;
  /** EpochMs of the earliest and the latest row; NaN when no row has a time. */
  readonly from: number;
  readonly to: number;
  /** The end of a row lies in [time, time + widthMs): a log without fractions cuts to the second. */
  readonly widthMs: number;
  readonly localTime: boolean;
  /** What was added to the times of the file to make them true UTC. */
  readonly shiftMs: number;
  /** What the log does not record, see `RequestLogTable`. */
  readonly absent: CompactLog['absent'];
  /** Names of the text fields, lower case. */
  readonly fields: readonly string[];
  /** EpochMs, NaN for none. */
  time(row: number): number;
  /** 1-based. */
  line(row: number): number;
  status(row: number): number;
  subStatus(row: number): number;
  win32(row: number): number;
  /** time-taken in milliseconds, -1 for none. */
  taken(row: number): number;
  /** Whether the slice has a field, and its text at a row ('' for none). By name in lower case. */
  has(field: string): boolean;
  text(field: string, row: number): string;
  /**
   * Rows by path, for the paths asked for (see `normalPath`), each list in the order of time. `statuses`: of these only;
   * null for all.
   */
  rowsOfPaths(paths: ReadonlySet<string>, statuses: ReadonlySet<number> | null): ReadonlyMap<string, Uint32Array>;
  /** Rows that may hold one of these keys (see `keyOf`). */
  rowsWithKeys(keys: ReadonlySet<string>): readonly number[];
  /** Whether any row ended in [from, to), EpochMs. */
  hasRowsIn(from: number, to: number): boolean;
}

/** Where the join takes rows from. */
export interface RowSource {
  readonly slices: readonly LogSlice[];
}

/** A row of a log. */
export interface LogRowRef {
  readonly slice: LogSlice;
  readonly row: number;
}

/** Headers and custom fields that hold an id of one request. */
const KEY_FIELDS = new Map(
  [
    'traceparent',
    'request-id',
    'x-request-id',
    'x-correlation-id',
    'x-ms-request-id',
    'x-ms-client-request-id',
    'x-arr-log-id',
    'x-azure-ref',
    'x-amzn-trace-id',
    'cf-ray',
  ].map((name) => [squeezed(name), name]),
);
KEY_FIELDS.set('correlationid', 'x-correlation-id');
/** Shorter values are counters or names. */
const SHORTEST_KEY = 12;

/** The header or id that a field of a log holds, '' when it is none that tells requests apart. */
export function keyField(name: string): string {
  return KEY_FIELDS.get(squeezed(name)) ?? '';
}

/** `name=value` under which a row with this id is found; '' for a value that is no id. */
export function keyOf(name: string, value: string): string {
  const plain = value.trim().toLowerCase().replaceAll(' ', '+');
  return plain.length < SHORTEST_KEY || plain === '-' ? '' : `${name}=${plain}`;
}

/** Every id that a row holds. */
export function rowKeys({ slice, row }: LogRowRef): readonly string[] {
  const keys: string[] = [];
  const arr = arrLogId(slice.text('cs-uri-query', row));
  if (arr !== '') keys.push(keyOf('x-arr-log-id', arr));
  for (const name of slice.fields) {
    const field = keyField(name);
    const key = field === '' ? '' : keyOf(field, slice.text(name, row));
    if (key !== '') keys.push(key);
  }
  return keys;
}

/** Number of the site of a row: its `s-sitename`, else the folder of its file; null when neither tells. */
export function rowSite({ slice, row }: LogRowRef): number | null {
  const digits =
    /^W3SVC(\d+)$/i.exec(slice.text('s-sitename', row))?.[1] ??
    /(?:^|[/\\!])W3SVC(\d+)(?=[/\\])/i.exec(slice.path)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Whether logs go from before an instant to some time behind it. What is missing in between they do not tell. */
export function reaches(slices: readonly LogSlice[], at: number, moreMs = 0): boolean {
  return slices.some(({ from }) => from <= at) && slices.some(({ to, widthMs }) => at + moreMs < to + widthMs);
}
