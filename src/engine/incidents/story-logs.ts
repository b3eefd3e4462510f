import type { RequestLogTable } from '../../model/requestlog.ts';
import type { FileKey } from '../../model/units.ts';
import { chunkTime } from '../../store/log-chunks.ts';
import { siteParts } from '../../diagnosis/narrow/site-parts.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** More rows in the window of a story than these are not unpacked: the failing ones tell it then. */
const MOST_ROWS = 50_000;

/** Logs for a story, and which of them hold their failing rows only. */
export interface StoryLogs {
  readonly logs: readonly RequestLogTable[];
  readonly failingOnly: ReadonlySet<FileKey>;
}

/**
 * The logs of one application as a story takes them. Of a large log the workspace holds only the telling rows as a table;
 * the others are unpacked for the window, unless they were only counted or are too many. `wanted`: whether a row is of
 * the application; asked once for a log of one site.
 */
export function storyLogs(
  workspace: EngineWorkspace,
  wanted: (table: RequestLogTable, row: number) => boolean,
  window: { readonly from: number; readonly to: number },
): StoryLogs {
  const failingOnly = new Set<FileKey>();
  const logs = workspace.side.requestLogs.flatMap((telling) => {
    const parts = siteParts(telling);
    if (parts === null ? !wanted(telling, 0) : ![...parts.firstRows.values()].some((row) => wanted(telling, row)))
      return [];
    const whole = wholeTable(workspace, telling, window);
    if (whole === null) failingOnly.add(telling.file);
    const table = whole ?? telling;
    return parts === null ? [table] : [tableOfRows(table, (row) => wanted(table, row))];
  });
  return { logs, failingOnly };
}

function wholeTable(
  { logs }: EngineWorkspace,
  table: RequestLogTable,
  { from, to }: { readonly from: number; readonly to: number },
): RequestLogTable | null {
  const chunks = logs.store.chunks.filter(({ log }) => log.file === table.file);
  const stored = chunks.reduce((sum, { part }) => sum + part.rows, 0);
  if (logs.countedOnly(table.file) > 0) return null;
  if (stored <= table.length) return table;
  const rows: number[] = [];
  for (const chunk of chunks) {
    if (chunk.from > to || chunk.to < from) continue;
    for (let row = 0; row < chunk.part.rows; row++) {
      const time = chunkTime(chunk, row);
      if (time >= from && time <= to) rows.push(chunk.first + row);
      if (rows.length > MOST_ROWS) return null;
    }
  }
  return logs.store.tables(rows).find(({ file }) => file === table.file) ?? null;
}

/** Some rows of a table, as a table. */
function tableOfRows(table: RequestLogTable, wanted: (row: number) => boolean): RequestLogTable {
  const rows: number[] = [];
  for (let row = 0; row < table.length; row++) if (wanted(row)) rows.push(row);
  const numbers = (column: Int32Array): Int32Array => Int32Array.from(rows, (row) => column[row] ?? -1);
  return {
    ...table,
    length: rows.length,
    time: Float64Array.from(rows, (row) => table.time[row] ?? Number.NaN),
    line: Uint32Array.from(rows, (row) => table.line[row] ?? 0),
    method: numbers(table.method),
    stem: numbers(table.stem),
    query: numbers(table.query),
    host: numbers(table.host),
    clientIp: numbers(table.clientIp),
    user: numbers(table.user),
    userAgent: numbers(table.userAgent),
    status: Uint16Array.from(rows, (row) => table.status[row] ?? 0),
    substatus: Uint16Array.from(rows, (row) => table.substatus[row] ?? 0),
    win32: Uint32Array.from(rows, (row) => table.win32[row] ?? 0),
    timeTaken: numbers(table.timeTaken),
    extras: table.extras.map(({ name, values }) => ({ name, values: numbers(values) })),
  };
}
