import type { RequestRow } from '#core/engine/questions/requests';
import type { TraceKey } from '#core/model/units';
import { formatPlace } from '../../route/url.ts';
import { toggleMark } from '../../state/session.ts';
import { STATE_MEANINGS } from '../../text/formats.ts';
import { formatDuration } from '../../text/durations.ts';
import { REQUESTS } from '../../text/requests.ts';
import { formatDateClock, formatZone, type Zone } from '../../text/times.ts';
import { shortUrl } from '../../text/urls.ts';
import { headlineCore } from '../../text/headline-core.ts';
import { CauseTag, Certainty, Severity, StatusBadge } from '../../ui/badges.tsx';
import { FileText } from '../../ui/FileText.tsx';
import type { Column } from '../../ui/grid-columns.ts';

const { columns: TITLES } = REQUESTS;

/** Columns of the grid `Requests`. Ids of sortable ones are those of the engine. */
export function requestColumns(zone: Zone, marked: readonly TraceKey[]): readonly Column<RequestRow>[] {
  return [
    { id: 'mark', title: TITLES.mark, width: 50, cell: (row) => <Mark row={row} marked={marked} /> },
    {
      id: 'status',
      title: TITLES.status,
      term: 'sub-status',
      width: 74,
      sortable: true,
      cell: (row) => <Status row={row} />,
    },
    {
      id: 'headline',
      title: TITLES.headline,
      term: 'verdict',
      width: 200,
      grow: 5,
      sortable: true,
      cell: (row) => <Headline row={row} />,
    },
    {
      id: 'cause',
      title: TITLES.cause,
      term: 'cause',
      width: 178,
      from: 1180,
      cell: (row) => (row.cause === null ? <Nothing /> : <CauseTag cause={row.cause} />),
    },
    {
      id: 'verb',
      title: TITLES.verb,
      width: 58,
      sortable: true,
      cell: (row) => <FileText text={row.verb} clip mono />,
    },
    { id: 'url', title: TITLES.url, width: 150, grow: 3, sortable: true, cell: (row) => <Url url={row.url} /> },
    {
      id: 'module',
      title: TITLES.module,
      term: 'producing event',
      width: 160,
      sortable: true,
      from: 1000,
      cell: (row) => (row.module === '' ? <Nothing /> : <FileText text={row.module} clip />),
    },
    {
      id: 'duration',
      title: TITLES.duration,
      width: 90,
      align: 'end',
      sortable: true,
      cell: (row) => <span className="whitespace-nowrap">{formatDuration(row.durationMs)}</span>,
    },
    {
      id: 'start',
      title: `${TITLES.start} (${formatZone(zone).replace(/ \(.*/, '')})`,
      width: 154,
      sortable: true,
      cell: (row) => <span className="whitespace-nowrap text-ink-2">{formatDateClock(row.start, zone)}</span>,
    },
    {
      id: 'appPool',
      title: TITLES.appPool,
      term: 'application pool',
      width: 100,
      grow: 1,
      sortable: true,
      from: 1280,
      cell: (row) => <FileText text={row.appPool} clip className="text-ink-2" />,
    },
    {
      id: 'file',
      title: TITLES.file,
      width: 116,
      grow: 1,
      sortable: true,
      cell: (row) => <File row={row} />,
    },
  ];
}

/** The file, with a sign when it is not whole. */
function File({ row }: { readonly row: RequestRow }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      {row.state === 'partial' ? (
        <span title={STATE_MEANINGS.partial} className="flex shrink-0">
          <Severity level="warning" />
        </span>
      ) : null}
      <FileText text={row.path} clip className="min-w-0 text-ink-2" />
    </span>
  );
}

/** Marks the request for comparison; `x` on the row does the same, so it is no stop of its own. */
function Mark({ row, marked }: { readonly row: RequestRow; readonly marked: readonly TraceKey[] }) {
  return (
    <input
      type="checkbox"
      tabIndex={-1}
      aria-label={REQUESTS.mark(row.path)}
      checked={marked.includes(row.key)}
      onChange={() => toggleMark(row.key)}
      className="size-3.5 shrink-0 accent-accent"
    />
  );
}

function Nothing() {
  return <span className="text-ink-3">—</span>;
}

function Status({ row }: { readonly row: RequestRow }) {
  return <StatusBadge status={row.statusCode} failed={row.failed} provisional={row.provisional} />;
}

function Headline({ row }: { readonly row: RequestRow }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      {row.certainty === null ? null : <Certainty level={row.certainty} bare />}
      <a
        href={formatPlace({ page: 'trace', key: row.key })}
        tabIndex={-1}
        className={`min-w-0 truncate no-underline hover:underline ${row.headline === '' ? 'text-ink-3' : 'text-ink'}`}
        title={row.headline}
      >
        {row.headline === '' ? headlineOf(row) : headlineCore(row.headline)}
      </a>
    </span>
  );
}

function headlineOf(row: RequestRow): string {
  if (row.headline !== '') return row.headline;
  if (row.failed) return REQUESTS.noVerdict;
  return row.provisional ? REQUESTS.noOutcome : REQUESTS.noFailure;
}

function Url({ url }: { readonly url: string }) {
  const { path, query } = shortUrl(url);
  return <FileText text={`${path}${query}`} clip mono className="min-w-0" />;
}

/** The row as one cell of three lines, where columns have no room. */
export function compactRequest(row: RequestRow, zone: Zone, marked: readonly TraceKey[]) {
  const { path, query } = shortUrl(row.url);
  return (
    <div className="flex h-full min-w-0 flex-col justify-center gap-0.5 py-1">
      <div className="flex min-w-0 items-center gap-2">
        <Mark row={row} marked={marked} />
        <Status row={row} />
        <FileText text={`${row.verb} ${path}${query}`} clip mono className="min-w-0 grow" />
        {row.cause === null ? null : (
          <span className="shrink-0 max-sm:hidden">
            <CauseTag cause={row.cause} />
          </span>
        )}
        <span className="shrink-0 whitespace-nowrap text-ink-2">{formatDuration(row.durationMs)}</span>
      </div>
      <a
        href={formatPlace({ page: 'trace', key: row.key })}
        tabIndex={-1}
        className={`line-clamp-2 no-underline ${row.headline === '' ? 'text-ink-3' : 'text-ink'}`}
      >
        {headlineOf(row)}
      </a>
      <div className="flex min-w-0 gap-2 text-xs text-ink-3">
        <span className="shrink-0 whitespace-nowrap">
          {formatDateClock(row.start, zone)} {formatZone(zone).replace(/ \(.*/, '')}
        </span>
        <File row={row} />
      </div>
    </div>
  );
}
