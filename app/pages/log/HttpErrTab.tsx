import { useMemo, useState } from 'react';
import type { HttpErrPage, HttpErrRow } from '#core/engine/questions/httperr';
import type { FileKey } from '#core/model/units';
import type { Place } from '../../route/url.ts';
import { adjust } from '../../route/useRoute.ts';
import { setFilter, useSession } from '../../state/session.ts';
import { useZone } from '../../state/prefs.ts';
import { useQuery } from '../../state/useQuery.ts';
import { useRows } from '../../state/useRows.ts';
import { counted, formatCount } from '../../text/numbers.ts';
import { formatDateClock, formatZone, zoneMinutes, type Zone } from '../../text/times.ts';
import { shortUrl } from '../../text/urls.ts';
import { Badge } from '../../ui/badges.tsx';
import { Button } from '../../ui/Button.tsx';
import { FileText } from '../../ui/FileText.tsx';
import { FilterBox } from '../../ui/FilterBox.tsx';
import type { Column, GridSort } from '../../ui/grid-columns.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { OtherLog } from './OtherLog.tsx';
import { narrowed, setIdle, useLogView } from './log-view.ts';
import { HTTPERR, LOG } from './words.ts';

const SORTABLE = ['at', 'reason', 'status', 'url', 'client', 'queue'] as const;

/** What HTTP.sys answered or dropped by itself. Idle time-outs, half of it, are hidden until asked for. */
export function HttpErrTab({ place }: { readonly place: Place }) {
  const zone = useZone();
  const filter = useSession((session) => session.filters.httpErr);
  const idle = useLogView((view) => view.idle);
  const sortKey = SORTABLE.find((key) => key === place.params.sort);
  const sort = sortKey === undefined ? null : { key: sortKey, descending: place.params.descending };
  const minutes = zoneMinutes(
    zone,
    useSession((session) => session.summary?.to ?? null),
  );
  const list = `${filter}\n${idle}\n${sortKey} ${place.params.descending}\n${minutes}`;
  const rows = useRows<HttpErrRow, HttpErrPage>(
    (engine, from, count) => engine.httpErrRows({ filter, zoneMinutes: minutes, idle, sort, from, count }),
    list,
  );
  const columns = useMemo(() => httpErrColumns(zone), [zone]);
  const { line } = place.params;
  const file = place.key as FileKey;
  const position = useQuery(
    (engine) =>
      line === null || file === ''
        ? Promise.resolve(-1)
        : engine.httpErrPosition({ filter, zoneMinutes: minutes, idle, sort }, file, line),
    `httperr position ${line} ${list}`,
    file,
  );
  // What was chosen here is active; until then it is the row that the address names.
  const here = `${list}\n${file} ${line}`;
  const [picked, setPicked] = useState<{ readonly here: string; readonly ix: number } | null>(null);
  const active = picked?.here === here ? picked.ix : (position.data ?? -1);
  const { answer } = rows;
  if (rows.failed) return <Failed title={LOG.failed}>{LOG.failedDetail}</Failed>;
  if (answer === null) return <Loading />;
  if (answer.all === 0) return <Empty title={HTTPERR.none}>{HTTPERR.noneDetail}</Empty>;
  const narrow = (more: string, noise: boolean) => {
    if (noise) setIdle(true);
    setFilter('httpErr', narrowed(filter, more));
  };
  return (
    <div className="flex min-h-0 grow flex-col">
      {position.data === null ? <OtherLog line={line} /> : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-surface px-2 py-2 sm:px-3">
        <FilterBox
          className="min-w-48 max-w-2xl grow"
          label={HTTPERR.filter}
          value={filter}
          placeholder={HTTPERR.placeholder}
          error={answer.error}
          hints={answer.hints}
          onChange={(text) => setFilter('httpErr', text)}
        />
        <p className="text-xs text-ink-2">
          {rows.total === answer.all ? '' : `${formatCount(rows.total)} of `}
          {counted(answer.all, 'row')}
          {answer.hidden > 0 ? `, ${HTTPERR.hidden(answer.hidden)}` : ''}
        </p>
        <Button size="sm" aria-pressed={idle} onClick={() => setIdle(!idle)}>
          {idle ? HTTPERR.hide : HTTPERR.show}
        </Button>
      </div>
      <div className="scroll-thin flex shrink-0 gap-1 overflow-x-auto border-b border-line bg-surface px-2 py-1.5 sm:flex-wrap sm:px-3">
        {answer.byReason.map(({ reason, count, filter: more, idle: noise }) => (
          <Button key={reason} size="sm" title={LOG.filterTo(reason)} onClick={() => narrow(more, noise)}>
            <FileText text={reason === '' ? LOG.nothing : reason} />{' '}
            <span className="text-ink-3">{formatCount(count)}</span>
          </Button>
        ))}
      </div>
      <VirtualRows<HttpErrRow>
        label={HTTPERR.title}
        className="bg-surface"
        primary
        columns={columns}
        total={rows.total}
        rowAt={rows.rowAt}
        onWindow={rows.onWindow}
        active={active}
        onActive={(ix) => setPicked({ here, ix })}
        sort={sort}
        onSort={(next: GridSort | null) => adjust({ sort: next?.key ?? null, descending: next?.descending ?? false })}
        tone={(row) => (row.weight === 'none' ? 'quiet' : 'plain')}
        compact={{ ...COMPACT, cell: (row) => compactRow(row, zone) }}
        empty={<Empty title={HTTPERR.noMatch} />}
      />
    </div>
  );
}

const { columns: TITLES } = HTTPERR;
const COMPACT = { below: 640, height: 52 };

/** A row where columns have no room. */
function compactRow(row: HttpErrRow, zone: Zone) {
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

function httpErrColumns(zone: Zone): readonly Column<HttpErrRow>[] {
  return [
    {
      id: 'at',
      title: `${TITLES.at} (${formatZone(zone).replace(/ \(.*/, '')})`,
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
      cell: (row) => (
        <FileText text={row.clientPort === null ? row.client : `${row.client}:${row.clientPort}`} clip mono />
      ),
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
  const { host, path, query } = shortUrl(url);
  return <FileText text={`${host}${path}${query}`} clip />;
}
