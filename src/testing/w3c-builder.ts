/** Fields that IIS 8 and later write unless told otherwise. */
export const DEFAULT_FIELDS =
  'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken';

/** First field set of HTTPERR. */
const HTTPERR_FIELDS =
  'date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename';

/**
 * One row. `at` is `2026-03-12 14:23:39`, `status` is `502.3`; everything else goes in by the name of its field.
 * What is not given is an ordinary successful GET.
 */
export interface W3cRow {
  readonly at?: string;
  readonly status?: string;
  readonly win32?: number;
  readonly taken?: number;
  readonly method?: string;
  readonly stem?: string;
  readonly query?: string;
  readonly ip?: string;
  readonly user?: string;
  readonly more?: Readonly<Record<string, string>>;
}

/** A block of a log: a field list and its rows. A string is a line that goes in as it stands. */
export interface W3cBlock {
  readonly fields?: string;
  readonly date?: string;
  readonly rows: readonly (W3cRow | string)[];
}

/** Text of an IIS log: header and rows of every block, CRLF unless told otherwise. */
export function w3cText(
  blocks: W3cBlock | readonly W3cBlock[],
  options: { readonly eol?: string; readonly software?: string } = {},
): string {
  const eol = options.eol ?? '\r\n';
  const software = options.software ?? 'Microsoft Internet Information Services 10.0';
  const list: readonly W3cBlock[] = 'rows' in blocks ? [blocks] : blocks;
  const lines = list.flatMap((block) => {
    const fields = block.fields ?? DEFAULT_FIELDS;
    return [
      `#Software: ${software}`,
      '#Version: 1.0',
      `#Date: ${block.date ?? '2026-03-12 14:00:00'}`,
      `#Fields: ${fields}`,
      ...block.rows.map((row) => (typeof row === 'string' ? row : w3cLine(row, fields))),
    ];
  });
  return lines.map((line) => line + eol).join('');
}

/** One row as a line without end. */
export function w3cLine(row: W3cRow, fields = DEFAULT_FIELDS): string {
  const [date = '', time = ''] = (row.at ?? '2026-03-12 14:00:00').split(' ');
  const [status = '200', substatus = '0'] = (row.status ?? '200.0').split('.');
  const values = new Map<string, string>([
    ['date', date],
    ['time', time],
    ['s-ip', '10.20.0.11'],
    ['cs-method', row.method ?? 'GET'],
    ['cs-uri-stem', row.stem ?? '/'],
    ['cs-uri-query', row.query ?? '-'],
    ['s-port', '443'],
    ['cs-username', row.user ?? '-'],
    ['c-ip', row.ip ?? '203.0.113.9'],
    ['cs(User-Agent)', 'Mozilla/5.0'],
    ['sc-status', status],
    ['sc-substatus', substatus],
    ['sc-win32-status', String(row.win32 ?? 0)],
    ['time-taken', String(row.taken ?? 12)],
    ...Object.entries(row.more ?? {}),
  ]);
  return fields
    .split(' ')
    .map((field) => values.get(field) ?? '-')
    .join(' ');
}

/** One row of HTTPERR. `more` holds any field by its name. */
export interface HttpErrRow {
  readonly at?: string;
  readonly ip?: string;
  readonly port?: number;
  readonly status?: string;
  readonly reason: string;
  readonly queue?: string;
  readonly site?: number;
  readonly url?: string;
  readonly more?: Readonly<Record<string, string>>;
}

/** Text of an HTTPERR log. */
export function httpErrText(rows: readonly HttpErrRow[], fields = HTTPERR_FIELDS): string {
  const lines = rows.map((row) =>
    w3cLine(
      {
        ...(row.at === undefined ? {} : { at: row.at }),
        ...(row.ip === undefined ? {} : { ip: row.ip }),
        more: {
          'c-port': String(row.port ?? 50_000),
          'cs-version': 'HTTP/1.1',
          'cs-uri': row.url ?? '/',
          'sc-status': row.status ?? '-',
          's-siteid': String(row.site ?? 1),
          's-reason': row.reason,
          's-queuename': row.queue ?? 'ReportsPool',
          ...row.more,
        },
      },
      fields,
    ),
  );
  return w3cText({ fields, rows: lines }, { software: 'Microsoft HTTP API 2.0' });
}
