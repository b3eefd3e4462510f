import { httpErrReason } from '../../knowledge/httperr.ts';
import type { HttpErrTable } from '../../model/sidefiles.ts';
import { epochMs, type FileKey } from '../../model/units.ts';
import { compileText } from '../../query/compile.ts';
import { type Field, type FieldTable, fieldTable } from '../../query/field.ts';
import { literalValue } from '../../query/print.ts';
import type { SortBy } from '../questions/paging.ts';
import { fieldHints } from '../hints.ts';
import type { HttpErrPage, HttpErrQuery, HttpErrRow } from '../questions/httperr.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** What a query leaves, before a window of it is cut out. */
type Passing = Omit<HttpErrPage, 'revision' | 'from'>;

/** The last answer: a grid asks for window after window of one query. */
const last = new WeakMap<
  EngineWorkspace,
  { readonly key: string; readonly tables: readonly HttpErrTable[]; readonly passing: Passing }
>();

/** Rows of all HTTPERR logs that pass; idle time-outs are left out unless they are asked for. */
export function httpErrRows(workspace: EngineWorkspace, query: HttpErrQuery): HttpErrPage {
  const { from, count } = query;
  const { rows, ...answer } = passingRows(workspace, query);
  return { ...answer, revision: workspace.revision.number, from, rows: rows.slice(from, from + count) };
}

function passingRows(workspace: EngineWorkspace, query: Omit<HttpErrQuery, 'from' | 'count'>): Passing {
  const { filter, zoneMinutes, idle, sort } = query;
  const tables = workspace.side.httpErr;
  const key = `${zoneMinutes} ${idle} ${sort?.key} ${sort?.descending} ${filter}`;
  const known = last.get(workspace);
  const same = known?.key === key && known.tables.length === tables.length;
  if (same && known.tables.every((table, ix) => table === tables[ix])) return known.passing;
  const passing = selectRows(tables, query);
  last.set(workspace, { key, tables: [...tables], passing });
  return passing;
}

function selectRows(
  tables: readonly HttpErrTable[],
  { filter, zoneMinutes, idle, sort }: Omit<HttpErrQuery, 'from' | 'count'>,
): Passing {
  const all = tables.flatMap(httpErrRowsOf);
  const fields = httpErrFields(all, zoneMinutes * 60_000);
  const answer = { all: all.length, hints: fieldHints(fields, all.length) };
  const test = compileText(filter, fields);
  if (!test.ok) return { ...answer, total: 0, rows: [], hidden: 0, byReason: [], error: test.error };
  const passing = all.filter((_, ix) => test.value(ix));
  const telling = passing.filter((row) => row.weight !== 'none');
  const shown = idle ? passing : telling;
  return {
    ...answer,
    total: shown.length,
    rows: sorted(shown, sort),
    hidden: passing.length - shown.length,
    byReason: reasons(passing),
    error: null,
  };
}

/** Where a row stands among those of a query, see `LogsApi.httpErrPosition`. */
export function httpErrPosition(
  workspace: EngineWorkspace,
  query: Pick<HttpErrQuery, 'filter' | 'zoneMinutes' | 'idle' | 'sort'>,
  file: FileKey,
  line: number,
): number | null {
  if (!workspace.side.httpErr.some((table) => table.file === file && table.line.includes(line))) return null;
  const { rows } = passingRows(workspace, query);
  return rows.findIndex((row) => row.file === file && row.line === line);
}

const known = new WeakMap<HttpErrTable, readonly HttpErrRow[]>();

/** Rows of one log; a table never changes, so they are made once. */
export function httpErrRowsOf(table: HttpErrTable): readonly HttpErrRow[] {
  const made = known.get(table) ?? makeRows(table);
  known.set(table, made);
  return made;
}

function makeRows(table: HttpErrTable): readonly HttpErrRow[] {
  const text = (column: Int32Array, row: number): string => table.strings.at(column[row] ?? -1);
  return Array.from({ length: table.length }, (_, row) => {
    const time = table.time[row] ?? Number.NaN;
    const reason = text(table.reason, row);
    const about = httpErrReason(reason);
    const port = table.clientPort[row] ?? -1;
    const site = table.siteId[row] ?? -1;
    return {
      file: table.file,
      path: table.path,
      line: table.line[row] ?? 0,
      time: Number.isNaN(time) ? null : epochMs(time),
      status: table.status[row] ?? 0,
      reason,
      meaning: about?.meaning ?? '',
      weight: about?.weight ?? 'low',
      method: text(table.method, row),
      url: text(table.url, row),
      client: text(table.clientIp, row),
      clientPort: port < 0 ? null : port,
      siteId: site < 0 ? null : site,
      queue: text(table.queue, row),
    };
  });
}

function httpErrFields(rows: readonly HttpErrRow[], offsetMs: number): FieldTable {
  const text = (name: string, about: string, of: (row: HttpErrRow) => string, more: object = {}): Field => {
    const at = (ix: number): string => {
      const row = rows[ix];
      return row === undefined ? '' : of(row);
    };
    return { kind: 'text', name, about, source: { text: at }, ...more };
  };
  const number = (name: string, about: string, of: (row: HttpErrRow) => number | null): Field => {
    return {
      kind: 'number',
      name,
      about,
      at: (ix) => {
        const row = rows[ix];
        return (row === undefined ? null : of(row)) ?? Number.NaN;
      },
    };
  };
  return fieldTable([
    { field: text('reason', 'why HTTP.sys acted', (row) => row.reason, { bare: true, whole: true }) },
    {
      field: {
        kind: 'status',
        name: 'status',
        about: 'status that was sent',
        status: (ix) => rows[ix]?.status ?? 0,
        sub: () => 0,
      },
    },
    { field: text('url', 'path and query', (row) => row.url, { bare: true }) },
    { field: text('method', 'HTTP method', (row) => row.method, { whole: true }), aliases: ['verb'] },
    { field: text('client', 'address of the client', (row) => row.client, { whole: true }), aliases: ['c-ip', 'ip'] },
    { field: number('port', 'port of the client', (row) => row.clientPort), aliases: ['c-port'] },
    { field: number('site', 'site id', (row) => row.siteId), aliases: ['s-siteid'] },
    { field: text('queue', 'request queue: the pool', (row) => row.queue, { bare: true }), aliases: ['pool'] },
    { field: text('weight', 'how much it says: high to none', (row) => row.weight, { whole: true }) },
    {
      field: { kind: 'time', name: 'at', about: 'time of the row', at: (ix) => rows[ix]?.time ?? Number.NaN, offsetMs },
    },
    { field: number('line', 'line in the file', (row) => row.line) },
    { field: text('file', 'path of the log', (row) => row.path) },
  ]);
}

function reasons(rows: readonly HttpErrRow[]): HttpErrPage['byReason'] {
  const counts = new Map<string, number>();
  for (const { reason } of rows) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([reason, count]) => ({
      reason,
      count,
      filter: reason === '' ? 'reason:-' : `reason=${literalValue(reason)}`,
      idle: httpErrReason(reason)?.weight === 'none',
    }));
}

const SORT_KEYS = new Map<string, (row: HttpErrRow) => string | number>([
  ['at', (row) => row.time ?? Number.POSITIVE_INFINITY],
  ['reason', (row) => row.reason],
  ['status', (row) => row.status],
  ['url', (row) => row.url],
  ['client', (row) => row.client],
  ['queue', (row) => row.queue],
]);

/** In order of time unless asked otherwise; stable. */
function sorted(rows: readonly HttpErrRow[], sort: SortBy | null): readonly HttpErrRow[] {
  const keyOf = SORT_KEYS.get(sort?.key ?? 'at') ?? SORT_KEYS.get('at');
  if (keyOf === undefined) return rows;
  const sign = sort?.descending === true ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    return left < right ? -sign : left > right ? sign : 0;
  });
}
