import type { ByteSource, FormatReader, ParsedItem, ReadSummary } from '../formats/reader.ts';
import type { RequestLogTable } from '../model/requestlog.ts';
import type { ParseIssue } from '../model/source.ts';
import type { HttpErrTable } from '../model/sidefiles.ts';

/** Everything a reader said about one source. */
export interface ReadResult {
  readonly items: readonly ParsedItem[];
  readonly issues: readonly ParseIssue[];
  readonly summary: ReadSummary;
}

export async function readWith(reader: FormatReader, source: ByteSource): Promise<ReadResult> {
  const items: ParsedItem[] = [];
  const issues: ParseIssue[] = [];
  const sink = {
    add: (item: ParsedItem) => void items.push(item),
    issue: (issue: ParseIssue) => void issues.push(issue),
    progress: () => {},
  };
  const summary = await reader.read(source, sink, new AbortController().signal);
  return { items, issues, summary };
}

/** A request row as a plain object: the fixed columns by name and all extras, none left out. */
export interface PlainRow {
  readonly line: number;
  readonly time: string | null;
  readonly status: string;
  readonly win32: number;
  readonly taken: number;
  readonly [field: string]: string | number | null;
}

/** Rows of a table as plain objects, for comparing with a truth. Values `none` are left out. */
export function plainRows(table: RequestLogTable): readonly PlainRow[] {
  const rows: PlainRow[] = [];
  for (let row = 0; row < table.length; row++) {
    const time = table.time[row] ?? Number.NaN;
    const texts: [string, Int32Array][] = [
      ['method', table.method],
      ['stem', table.stem],
      ['query', table.query],
      ['host', table.host],
      ['clientIp', table.clientIp],
      ['user', table.user],
      ['userAgent', table.userAgent],
      ...table.extras.map((extra): [string, Int32Array] => [extra.name, extra.values]),
    ];
    const known = texts.filter(([, column]) => (column[row] ?? -1) >= 0);
    rows.push({
      ...Object.fromEntries(known.map(([name, column]) => [name, table.strings.at(column[row] ?? -1)])),
      line: table.line[row] ?? 0,
      time: Number.isNaN(time) ? null : new Date(time).toISOString(),
      status: `${table.status[row]}.${table.substatus[row]}`,
      win32: table.win32[row] ?? 0,
      taken: table.timeTaken[row] ?? -1,
    });
  }
  return rows;
}

/** Rows of an HTTPERR table as plain objects. */
export function plainHttpErr(table: HttpErrTable): readonly Readonly<Record<string, string | number | null>>[] {
  const text = (column: Int32Array, row: number): string | null => {
    const ix = column[row] ?? -1;
    return ix < 0 ? null : table.strings.at(ix);
  };
  return Array.from({ length: table.length }, (_, row) => {
    const time = table.time[row] ?? Number.NaN;
    return {
      line: table.line[row] ?? 0,
      time: Number.isNaN(time) ? null : new Date(time).toISOString(),
      clientIp: text(table.clientIp, row),
      clientPort: table.clientPort[row] ?? -1,
      serverPort: table.serverPort[row] ?? -1,
      version: text(table.version, row),
      method: text(table.method, row),
      url: text(table.url, row),
      status: table.status[row] ?? 0,
      siteId: table.siteId[row] ?? -1,
      reason: text(table.reason, row),
      queue: text(table.queue, row),
    };
  });
}
