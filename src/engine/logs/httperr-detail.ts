import { joinHttpErr } from '../../analysis/correlate/httperr.ts';
import { normalAddress } from '../../analysis/correlate/normal.ts';
import { joinSubject } from '../../analysis/correlate/subject.ts';
import type { HttpErrTable } from '../../model/sidefiles.ts';
import type { FileKey } from '../../model/units.ts';
import { literalValue } from '../../query/print.ts';
import type { HttpErrRow, HttpErrRowView } from '../questions/httperr.ts';
import type { EngineWorkspace } from '../workspace.ts';
import { httpErrRowsOf } from './httperr-rows.ts';

/** Everything a row of HTTPERR says, and the traces of its connection; null when no open log has it. */
export function httpErrRow(workspace: EngineWorkspace, file: FileKey, line: number): HttpErrRowView | null {
  for (const table of workspace.side.httpErr) {
    const ix = table.file === file ? table.line.indexOf(line) : -1;
    const row = httpErrRowsOf(table)[ix];
    if (row !== undefined)
      return { row, fields: fieldsOf(table, ix, row), traces: tracesOf(workspace, table, ix, row) };
  }
  return null;
}

function fieldsOf(table: HttpErrTable, ix: number, row: HttpErrRow): HttpErrRowView['fields'] {
  const text = (column: Int32Array): string => table.strings.at(column[ix] ?? -1);
  const number = (value: number | null | undefined): string =>
    value === null || value === undefined || value < 0 ? '' : String(value);
  const field = (name: string, value: string, filter: string): HttpErrRowView['fields'][number] => ({
    name,
    value,
    filter: filter === '' ? '' : `${filter}${literalValue(value)}`,
  });
  return [
    field('s-reason', row.reason, 'reason='),
    field('sc-status', row.status === 0 ? '' : String(row.status), 'status:'),
    field('cs-method', row.method, 'method='),
    field('cs-uri', row.url, ''),
    field('cs-version', text(table.version), ''),
    field('c-ip', row.client, 'client='),
    field('c-port', number(row.clientPort), 'port:'),
    field('s-ip', text(table.serverIp), ''),
    field('s-port', number(table.serverPort[ix]), ''),
    field('s-siteid', number(row.siteId), 'site:'),
    field('s-queuename', row.queue, 'queue='),
  ].filter(({ value }) => value !== '');
}

/** Traces that the join leads to this row. Only those of the same client address and port are asked. */
function tracesOf(
  { traces, side }: EngineWorkspace,
  table: HttpErrTable,
  ix: number,
  row: HttpErrRow,
): HttpErrRowView['traces'] {
  if (row.client === '' || row.clientPort === null) return [];
  const client = normalAddress(row.client);
  return traces.all().flatMap(({ trace, facts }) => {
    const subject = joinSubject(trace, facts);
    if (normalAddress(subject.clientIp) !== client || subject.clientPort !== row.clientPort) return [];
    const join = joinHttpErr(subject, side.httpErr);
    const found = join.kind === 'one' && join.match.table === table && join.match.row === ix;
    return found ? [{ key: trace.key, path: trace.path, why: join.why }] : [];
  });
}
