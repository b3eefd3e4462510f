import { firstWhere } from '../../base/sorted.ts';
import type { RequestLogTable } from '../../model/requestlog.ts';
import { arrLogId } from './normal.ts';

/** A row of a log. */
export interface LogRowRef {
  readonly table: RequestLogTable;
  readonly row: number;
}

/** A stretch of time that a log covers, by its first and last row. EpochMs. */
export interface LogCover {
  readonly path: string;
  readonly siteId: number | null;
  readonly from: number;
  readonly to: number;
}

/** From (inclusive) to (exclusive), EpochMs. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Whether a row of this time and time-taken (-1: none) began in a stretch. */
export function beganIn(time: number, taken: number, begun: Stretch | undefined): boolean {
  return begun === undefined || taken < 0 || (time - taken >= begun.from && time - taken < begun.to);
}

/** Where the join takes rows from: tables in memory, or a store of many millions of rows. */
export interface RowSource {
  /**
   * Rows whose time lies in [from, to), EpochMs, in the order of time within each log. `begun`: only rows whose
   * request, going by its time-taken, began in that stretch; rows without time-taken are not asked. `status`: a source
   * may leave out rows of another status.
   */
  between(from: number, to: number, begun?: Stretch, status?: number): readonly LogRowRef[];
  /** Rows that hold one of these keys, by key. Keys are in lower case. */
  withKeys(keys: ReadonlySet<string>): ReadonlyMap<string, readonly LogRowRef[]>;
  covers(): readonly LogCover[];
}

/** Custom fields that hold an id of one request, by their name without `cs(` and `)`, lower case. */
const KEY_FIELDS = new Set([
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
]);
/** Shorter values are counters or names. */
const SHORTEST_KEY = 12;

/** The header or id that a field of a log holds, '' when it is none that tells requests apart. */
export function keyField(name: string): string {
  const bare = name.toLowerCase().replace(/^(?:cs|sc)\((.*)\)$/, '$1');
  return KEY_FIELDS.has(bare) ? bare : '';
}

/** `name=value` under which a row with this id is found; '' for a value that is no id. */
export function keyOf(name: string, value: string): string {
  const plain = value.trim().toLowerCase().replaceAll(' ', '+');
  return plain.length < SHORTEST_KEY || plain === '-' ? '' : `${name}=${plain}`;
}

/** Every id that a row holds. */
export function rowKeys(table: RequestLogTable, row: number): readonly string[] {
  const keys: string[] = [];
  const arr = arrLogId(table.strings.at(table.query[row] ?? -1));
  if (arr !== '') keys.push(keyOf('x-arr-log-id', arr));
  for (const { name, values } of table.extras) {
    const field = keyField(name);
    const key = field === '' ? '' : keyOf(field, table.strings.at(values[row] ?? -1));
    if (key !== '') keys.push(key);
  }
  return keys;
}

/** Site of a row: its `s-sitename`, else the folder of its file; null when neither is a number. */
export function rowSite(table: RequestLogTable, row: number): number | null {
  const column = table.extras.find((extra) => extra.name.toLowerCase() === 's-sitename');
  const named = column === undefined ? '' : table.strings.at(column.values[row] ?? -1);
  const digits = /^W3SVC(\d+)$/i.exec(named)?.[1] ?? (named === '' ? folderSite(table.path) : undefined);
  return digits === undefined ? null : Number(digits);
}

function folderSite(path: string): string | undefined {
  return /(?:^|[/\\!])W3SVC(\d+)(?=[/\\])/i.exec(path)?.[1];
}

/** Rows of tables that are in memory as they are. */
export function tableSource(tables: readonly RequestLogTable[]): RowSource {
  const ordered = tables.map((table) => {
    const rows = Array.from({ length: table.length }, (_, row) => row).filter((row) => !Number.isNaN(table.time[row]));
    // Stable: rows of one second keep the order of the file.
    rows.sort((a, b) => (table.time[a] ?? 0) - (table.time[b] ?? 0));
    return { table, rows, times: Float64Array.from(rows, (row) => table.time[row] ?? 0) };
  });
  return {
    between: (from, to, begun) =>
      ordered.flatMap(({ table, rows, times }) =>
        rows
          .slice(firstAtOrAfter(times, from), firstAtOrAfter(times, to))
          .filter((row) => beganIn(table.time[row] ?? 0, table.timeTaken[row] ?? -1, begun))
          .map((row) => ({ table, row })),
      ),
    withKeys(keys) {
      const found = new Map<string, LogRowRef[]>();
      if (keys.size === 0) return found;
      for (const table of tables) {
        for (let row = 0; row < table.length; row++) {
          for (const key of rowKeys(table, row)) {
            if (keys.has(key)) found.set(key, [...(found.get(key) ?? []), { table, row }]);
          }
        }
      }
      return found;
    },
    covers: () =>
      ordered.flatMap(({ table, times }) => {
        const [first, last] = [times[0], times.at(-1)];
        if (first === undefined || last === undefined) return [];
        return [{ path: table.path, siteId: rowSite(table, 0), from: first, to: last }];
      }),
  };
}

const firstAtOrAfter = (times: Float64Array, at: number): number =>
  firstWhere(0, times.length, (ix) => (times[ix] ?? 0) >= at);
