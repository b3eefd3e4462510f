import { decodeCode } from '../../knowledge/decode.ts';
import { isSecretColumn } from '../../knowledge/secrets/columns.ts';
import { formatStatus, statusMeaning } from '../../knowledge/substatus.ts';
import { epochMs, type FileKey, hresult, ms } from '../../model/units.ts';
import { chunkOf, chunkTime, type LogChunk } from '../../store/log-chunks.ts';
import { findField } from '../../query/field.ts';
import { literalValue } from '../../query/print.ts';
import { chunkFields, partColumn } from '../../store/log-fields.ts';
import { partLine, partText, partTriple } from '../../store/log-part.ts';
import type { RowTraces } from './join-api.ts';
import type { LoadedLogs } from './loaded-logs.ts';
import type { LogFieldView, LogRow } from '../questions/logs.ts';

/** Rows of the store as the grid shows them. */
export function logRowsAt(
  logs: LoadedLogs,
  rows: Iterable<number>,
  columns: readonly string[],
  traces: RowTraces,
): readonly LogRow[] {
  const { chunks } = logs.store;
  return Array.from(rows).flatMap((row) => {
    const chunk = chunkOf(chunks, row);
    return chunk === undefined ? [] : logRowAt(chunk, row - chunk.first, columns, traces);
  });
}

function logRowAt(chunk: LogChunk, row: number, columns: readonly string[], traces: RowTraces): LogRow {
  const { part, log } = chunk;
  const { status, substatus, win32 } = partTriple(part, part.triple[row] ?? 0);
  const time = chunkTime(chunk, row);
  const taken = part.timeTaken[row] ?? 0;
  const line = chunk.firstLine + partLine(part, row);
  const text = (name: string): string => {
    const column = partColumn(part, name);
    return column === undefined ? '' : partText(column, row);
  };
  return {
    file: log.file,
    path: log.path,
    line,
    time: Number.isNaN(time) ? null : epochMs(time),
    status,
    statusText: status === 0 ? '' : formatStatus(status, substatus),
    win32: log.absent.includes('win32') ? null : win32,
    method: text('cs-method'),
    stem: text('cs-uri-stem'),
    query: text('cs-uri-query'),
    takenMs: taken === 0 ? null : ms(taken - 1),
    client: text('c-ip'),
    userAgent: text('cs(User-Agent)'),
    host: text('cs-host'),
    server: text('s-computername') || text('s-ip'),
    more: columns.map(text),
    failed: status >= 500,
    upgraded: status === 101,
    trace: traces.traceOf(log.file, line),
  };
}

/** Names that a filter can begin with. */
const NAMEABLE = /^[A-Za-z_][\w.-]*(\([^\s()]*\))?$/;

/** Every field of a row by its name in the log, with what its number means. */
export function rowFields(chunk: LogChunk, row: number): readonly LogFieldView[] {
  const { part } = chunk;
  const { status, substatus, win32 } = partTriple(part, part.triple[row] ?? 0);
  const names = chunkFields(chunk, [], 0);
  const field = (name: string, value: string, decoded: string, filter: string): LogFieldView => {
    const secret = isSecretColumn(name) && value !== '';
    return { name, value, description: '', decoded, secret, filter: secret ? '' : filter };
  };
  const meaning = statusMeaning(status, substatus);
  const fixed = [
    field('sc-status', String(status), meaning === null ? '' : `${meaning.name}. ${meaning.text}`, `status:${status}`),
    ...(chunk.log.absent.includes('substatus')
      ? []
      : [field('sc-substatus', String(substatus), '', `status:${status}.${substatus}`)]),
    ...(chunk.log.absent.includes('win32')
      ? []
      : [field('sc-win32-status', String(win32), win32Meaning(win32), `win32:${win32}`)]),
  ];
  const texts = part.columns.map((column) => {
    const value = partText(column, row);
    const name = findField(names, column.name)?.name ?? column.name;
    return field(column.name, value, '', NAMEABLE.test(name) ? `${name}=${literalValue(value)}` : '');
  });
  return [...fixed, ...texts.filter(({ value }) => value !== '')];
}

/** `ERROR_WINHTTP_TIMEOUT: The operation timed out`, '' for success and for what the tables do not know. */
function win32Meaning(win32: number): string {
  if (win32 === 0) return '';
  const decoded = decodeCode(hresult(win32));
  return decoded === null ? '' : `${decoded.names.join(' / ')}: ${decoded.text}`;
}

/** Store row of a line, with its chunk; null when that line is no row. */
export function rowOfLine(
  logs: LoadedLogs,
  file: FileKey,
  line: number,
): { readonly chunk: LogChunk; readonly row: number; readonly id: number } | null {
  const id = logs.store.rowOfLine(file, line);
  const chunk = id < 0 ? undefined : logs.store.chunkOf(id);
  return chunk === undefined ? null : { chunk, row: id - chunk.first, id };
}
