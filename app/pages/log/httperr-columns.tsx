import type { HttpErrRow } from '#core/engine/questions/httperr';
import type { EpochMs } from '#core/model/units';
import { formatDateClock, formatOffset, type Zone } from '../../text/times.ts';
import { shortUrl } from '../../text/urls.ts';
import { Badge } from '../../ui/badges.tsx';
import { FileText } from '../../ui/FileText.tsx';
import type { Column } from '../../ui/grid-columns.ts';
import { HTTPERR, LOG } from './words.ts';

const { columns: TITLES } = HTTPERR;
/** A row where columns have no room. */
export function compactHttpErrRow(row: HttpErrRow, zone: Zone) {
  return (
    <span className="flex h-full flex-col justify-center gap-0.5">
      <span className="flex min-w-0 items-center gap-2">
        {row.status === 0 ? null : <Badge>{row.status}</Badge>}
        <Reason row={row} />
        <span className="ml-auto min-w-0 truncate text-ink-2">
          <FileText text={row.queue} />
        </span>
      </span>
      <span className="flex min-w-0 items-center gap-3 text-xs whitespace-nowrap text-ink-2">
        <span>{formatDateClock(row.time, zone)}</span>
        <span className="min-w-0">
          <Url url={row.url} />
        </span>
      </span>
    </span>
  );
}

/** Columns of the grid `HTTPERR rows`. Ids of sortable ones are names that the engine knows. */
export function httpErrColumns(zone: Zone, at: EpochMs | null): readonly Column<HttpErrRow>[] {
  return [
    {
      id: 'at',
      title: `${TITLES.at} (${formatOffset(zone, at)})`,
      width: 152,
      sortable: true,
      cell: (row) => <span className="whitespace-nowrap text-ink-2">{formatDateClock(row.time, zone)}</span>,
    },
    { id: 'reason', title: TITLES.reason, width: 190, grow: 2, sortable: true, cell: (row) => <Reason row={row} /> },
    {
      id: 'status',
      title: TITLES.status,
      width: 68,
      sortable: true,
      cell: (row) => (row.status === 0 ? <span className="text-ink-3">—</span> : <Badge>{row.status}</Badge>),
    },
    {
      id: 'method',
      title: TITLES.method,
      width: 64,
      from: 700,
      cell: (row) => <FileText text={row.method} clip mono />,
    },
    { id: 'url', title: TITLES.url, width: 150, grow: 3, sortable: true, cell: (row) => <Url url={row.url} /> },
    {
      id: 'client',
      title: TITLES.client,
      width: 160,
      sortable: true,
      from: 800,
      cell: (row) => <FileText text={clientText(row)} clip mono />,
    },
    {
      id: 'queue',
      title: TITLES.queue,
      width: 120,
      grow: 1,
      sortable: true,
      cell: (row) => <FileText text={row.queue} clip />,
    },
    { id: 'site', title: TITLES.site, width: 56, align: 'end', from: 900, cell: (row) => row.siteId ?? '—' },
  ];
}

/** `203.0.113.9:50123`; the address of IPv6 stands in brackets, where its end would not be seen. */
export function clientText({ client, clientPort }: Pick<HttpErrRow, 'client' | 'clientPort'>): string {
  if (clientPort === null) return client;
  return client.includes(':') ? `[${client}]:${clientPort}` : `${client}:${clientPort}`;
}

function Reason({ row }: { readonly row: HttpErrRow }) {
  return (
    <span className="flex min-w-0 items-center gap-2" title={row.meaning}>
      <span className="min-w-0 truncate">
        <FileText text={row.reason === '' ? LOG.nothing : row.reason} />
      </span>
      {row.weight === 'none' ? <Badge>{HTTPERR.idle}</Badge> : null}
    </span>
  );
}

function Url({ url }: { readonly url: string }) {
  if (url === '') return <span className="text-ink-3">—</span>;
  return <FileText text={shownUrl(url)} clip />;
}

/** An address as lists show it: secrets are masked. */
export function shownUrl(url: string): string {
  const { host, path, query } = shortUrl(url);
  return `${host}${path}${query}`;
}
