import type { RequestLogTable } from '../model/requestlog.ts';
import { type EpochMs, type IncidentId, rowIx, type RowIx } from '../model/units.ts';
import type { LogsApi, LogSummary, RowGroup } from './engine.ts';
import { askRules } from './judging.ts';
import { inputIndex } from './verdicts.ts';
import type { EngineWorkspace } from './workspace.ts';

/** Groups of one log that are put to the rules: the most frequent ones. */
const JUDGED_GROUPS = 40;

export function logsApi(workspace: EngineWorkspace): LogsApi {
  return {
    async logSummaries() {
      return workspace.side.requestLogs.map((table) => summarise(workspace, table));
    },
  };
}

function summarise(workspace: EngineWorkspace, table: RequestLogTable): LogSummary {
  const counts = new Map<string, number>();
  const failing = new Map<string, { readonly status: string; readonly win32: number; readonly rows: RowIx[] }>();
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < table.length; row++) {
    const time = table.time[row] ?? Number.NaN;
    if (time < from) from = time;
    if (time > to) to = time;
    const status = statusText(table, row);
    counts.set(status, (counts.get(status) ?? 0) + 1);
    if ((table.status[row] ?? 0) < 400) continue;
    const win32 = table.win32[row] ?? 0;
    const key = `${status} ${win32}`;
    const group = failing.get(key);
    if (group === undefined) failing.set(key, { status, win32, rows: [rowIx(row)] });
    else group.rows.push(rowIx(row));
  }
  const groups = [...failing.values()].toSorted((a, b) => b.rows.length - a.rows.length);
  return {
    path: table.path,
    rows: table.length,
    from: from === Number.POSITIVE_INFINITY ? null : (from as EpochMs),
    to: to === Number.NEGATIVE_INFINITY ? null : (to as EpochMs),
    byStatus: [...counts].toSorted((a, b) => b[1] - a[1]),
    groups: groups.map((group, ix) => judged(workspace, table, group, ix < JUDGED_GROUPS)),
  };
}

function judged(
  workspace: EngineWorkspace,
  table: RequestLogTable,
  { status, win32, rows }: { readonly status: string; readonly win32: number; readonly rows: readonly RowIx[] },
  ask: boolean,
): RowGroup {
  if (!ask) return { status, win32, count: rows.length, cause: null, certainty: null };
  const subject = `${table.file} ${status} ${win32}` as IncidentId;
  const inputs = () => inputIndex(workspace).forRows({ logRows: [{ table, rows }], httpErr: [] });
  const lead = askRules(inputs, subject).verdict?.lead ?? null;
  return { status, win32, count: rows.length, cause: lead?.cause ?? null, certainty: lead?.certainty ?? null };
}

function statusText(table: RequestLogTable, row: number): string {
  const sub = table.substatus[row] ?? 0;
  return sub === 0 ? `${table.status[row] ?? 0}` : `${table.status[row] ?? 0}.${sub}`;
}
