import type { LogRow } from '#core/engine/questions/logs';
import { decodeCode } from '#core/knowledge/decode';
import { isSecretColumn } from '#core/knowledge/secrets/columns';
import { type EpochMs, hresult } from '#core/model/units';
import { formatPlace } from '../../route/url.ts';
import { formatExact } from '../../text/durations.ts';
import { formatDateClock, formatInstant, formatOffset, type Zone } from '../../text/times.ts';
import { shortUrl } from '../../text/urls.ts';
import { WORDS } from '../../text/words.ts';
import { Badge, StatusBadge } from '../../ui/badges.tsx';
import { FileText } from '../../ui/FileText.tsx';
import type { Column } from '../../ui/grid-columns.ts';
import { LOG } from './words.ts';

const { columns: TITLES } = LOG;

/**
 * Columns of the grid `Log rows`. Ids of sortable ones are names that the engine knows. `more`: fields chosen;
 * `recorded`: fields that some log has, null for all columns. `at`: when the offset of the zone is that of the heading.
 */
export function logColumns(
  zone: Zone,
  more: readonly string[],
  recorded: readonly string[] | null,
  at: EpochMs | null,
): readonly Column<LogRow>[] {
  const all: readonly Column<LogRow>[] = [
    {
      id: 'at',
      title: `${TITLES.at} (${formatOffset(zone, at)})`,
      width: 152,
      sortable: true,
      cell: (row) => <span className="whitespace-nowrap text-ink-2">{formatDateClock(row.time, zone)}</span>,
    },
    { id: 'status', title: TITLES.status, width: 76, sortable: true, cell: (row) => <Status row={row} /> },
    {
      id: 'win32',
      title: TITLES.win32,
      width: 92,
      grow: 1,
      sortable: true,
      cell: (row) => <Win32 win32={row.win32} />,
    },
    {
      id: 'method',
      title: TITLES.method,
      width: 64,
      sortable: true,
      cell: (row) => <FileText text={row.method} clip mono />,
    },
    { id: 'url', title: TITLES.url, width: 180, grow: 4, sortable: true, cell: (row) => <Url row={row} /> },
    { id: 'time', title: TITLES.time, width: 104, align: 'end', sortable: true, cell: (row) => <Taken row={row} /> },
    {
      id: 'client',
      title: TITLES.client,
      width: 118,
      sortable: true,
      from: 850,
      cell: (row) => <FileText text={row.client} clip mono />,
    },
    ...more.map((name, ix): Column<LogRow> => moreColumn(name, ix)),
    { id: 'trace', title: TITLES.trace, width: 78, cell: (row) => <TraceLink row={row} /> },
    {
      id: 'agent',
      title: TITLES.agent,
      width: 110,
      grow: 2,
      sortable: true,
      from: 1000,
      cell: (row) => <FileText text={row.userAgent} clip className="text-ink-2" />,
    },
    {
      id: 'host',
      title: TITLES.host,
      width: 110,
      grow: 1,
      sortable: true,
      from: 1300,
      cell: (row) => <FileText text={row.host} clip className="text-ink-2" />,
    },
    {
      id: 'server',
      title: TITLES.server,
      width: 96,
      sortable: true,
      from: 1180,
      cell: (row) => <FileText text={row.server} clip className="text-ink-2" />,
    },
  ];
  if (recorded === null) return all;
  return all.filter(({ id }) => RECORDED.get(id)?.some((name) => recorded.includes(name)) ?? true);
}

/** Columns that are ours: others are named after fields of a log, and nothing of a file is kept. */
export const OWN_COLUMNS: ReadonlySet<string> = new Set(
  logColumns({ kind: 'utc' }, [], null, null).map(({ id }) => id),
);

/** Columns that are left out when no log has one of these fields. */
const RECORDED = new Map<string, readonly string[]>([
  ['client', ['c-ip']],
  ['agent', ['cs(User-Agent)']],
  ['host', ['cs-host']],
  ['server', ['s-computername', 's-ip']],
]);

function moreColumn(name: string, ix: number): Column<LogRow> {
  return {
    id: name,
    title: name,
    width: 110,
    grow: 1,
    sortable: true,
    cell: (row) => {
      const text = row.more[ix] ?? '';
      if (text !== '' && isSecretColumn(name))
        return <span className="tracking-widest text-ink-3">{WORDS.masked}</span>;
      return <FileText text={maskedText(name, text)} clip className="text-ink-2" />;
    },
  };
}

/** A value as lists show it: what is an address or a query loses its secrets. */
export function maskedText(name: string, text: string): string {
  if (/referer|location|origin|url|link/i.test(name)) {
    const { host, path, query } = shortUrl(text);
    return text === '' ? '' : `${host}${path}${query}`;
  }
  return text;
}

/** Path and query of a row, secrets masked. */
export function rowUrl(row: Pick<LogRow, 'stem' | 'query'>): { readonly path: string; readonly query: string } {
  if (row.stem === '' && row.query === '') return { path: '', query: '' };
  const { query } = shortUrl(`/?${row.query}`);
  const { path } = shortUrl(row.stem);
  return { path: row.stem === '' ? '' : path, query: row.query === '' ? '' : query };
}

function Status({ row }: { readonly row: LogRow }) {
  return row.upgraded ? (
    <Badge title={LOG.upgradedDetail}>
      <span className="font-mono">{row.statusText}</span> ⇄<span className="sr-only"> {LOG.upgraded}</span>
    </Badge>
  ) : (
    <StatusBadge status={row.statusText} failed={row.failed} />
  );
}

/** The code with its name where there is room. */
function Win32({ win32 }: { readonly win32: number | null }) {
  if (win32 === null) return <span className="text-ink-3">—</span>;
  if (win32 === 0) return <span className="font-mono text-ink-3">0</span>;
  const decoded = decodeCode(hresult(win32));
  return (
    <span
      className="block min-w-0 truncate"
      title={decoded === null ? '' : `${decoded.names.join(' / ')}: ${decoded.text}`}
    >
      <span className="font-mono">{win32}</span> <span className="text-xs text-ink-3">{decoded?.names[0] ?? ''}</span>
    </span>
  );
}

function Url({ row }: { readonly row: LogRow }) {
  const { path, query } = rowUrl(row);
  return (
    <span className="block min-w-0 truncate" title={`${path}${query}`.slice(0, 2000)}>
      <FileText text={path} />
      <span className="text-ink-3">
        <FileText text={query} />
      </span>
    </span>
  );
}

function Taken({ row }: { readonly row: LogRow }) {
  if (row.takenMs === null) return <span className="text-ink-3">—</span>;
  return (
    <span
      className={row.upgraded ? 'whitespace-nowrap text-ink-3 italic' : 'whitespace-nowrap'}
      title={row.upgraded ? LOG.upgradedDetail : `${row.takenMs} ms`}
    >
      {formatExact(row.takenMs)}
    </span>
  );
}

function TraceLink({ row }: { readonly row: LogRow }) {
  if (row.trace === null) return null;
  return (
    <a href={formatPlace({ page: 'trace', key: row.trace })} tabIndex={-1} title={LOG.openTrace}>
      {LOG.trace}
    </a>
  );
}

/** A row where columns have no room. */
export function compactLogRow(row: LogRow, zone: Zone) {
  return (
    <span className="flex h-full flex-col justify-center gap-0.5">
      <span className="flex min-w-0 items-center gap-2">
        <Status row={row} />
        <span className="max-w-24 shrink-0 truncate">
          <FileText text={row.method} mono />
        </span>
        <Url row={row} />
      </span>
      <span className="flex min-w-0 items-center gap-3 text-xs whitespace-nowrap text-ink-2">
        <span>{formatDateClock(row.time, zone)}</span>
        <Taken row={row} />
        {row.win32 === null || row.win32 === 0 ? null : <span className="font-mono">{row.win32}</span>}
        <FileText text={row.client} clip mono />
        <span className="ml-auto">
          <TraceLink row={row} />
        </span>
      </span>
    </span>
  );
}

/** A row as a line of text for a ticket, secrets masked, time in UTC. */
export function logRowAsText(row: LogRow): string {
  const { path, query } = rowUrl(row);
  return [
    formatInstant(row.time, { kind: 'utc' }),
    row.statusText,
    row.win32 === null ? '' : `win32 ${row.win32}`,
    `${row.method} ${path}${query}`,
    row.takenMs === null ? '' : `${row.takenMs} ms`,
    row.client,
    `${row.path} line ${row.line}`,
  ]
    .filter((part) => part !== '')
    .join('\t');
}
