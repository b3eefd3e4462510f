import { useMemo } from 'react';
import type { HttpErrPage, HttpErrRow } from '#core/engine/questions/httperr';
import type { FileKey } from '#core/model/units';
import type { Place } from '../../route/url.ts';
import { step } from '../../route/useRoute.ts';
import { setFilter, useSession } from '../../state/session.ts';
import { useZone } from '../../state/prefs.ts';
import { useQuery } from '../../state/useQuery.ts';
import { useRows } from '../../state/useRows.ts';
import { counted, formatCount } from '../../text/numbers.ts';
import { zoneMinutes } from '../../text/times.ts';
import { Button } from '../../ui/Button.tsx';
import { FileText } from '../../ui/FileText.tsx';
import { FilterBox } from '../../ui/FilterBox.tsx';
import type { GridSort } from '../../ui/grid-columns.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { HttpErrDetail } from './HttpErrDetail.tsx';
import { compactHttpErrRow, httpErrColumns } from './httperr-columns.tsx';
import { OtherLog } from './OtherLog.tsx';
import { narrowed, setIdle, useLogView } from './log-view.ts';
import { selectRow } from './select-row.ts';
import { useRowChoice } from './useRowChoice.ts';
import { HTTPERR, LOG } from './words.ts';

const COMPACT = { below: 640, height: 52 };
const SORTABLE = ['at', 'reason', 'status', 'url', 'client', 'queue'] as const;

/** What HTTP.sys answered or dropped by itself. Idle time-outs, half of it, are hidden until asked for. */
export function HttpErrTab({ place }: { readonly place: Place }) {
  const zone = useZone();
  const filter = useSession((session) => session.filters.httpErr);
  const idle = useLogView((view) => view.idle);
  const sortKey = SORTABLE.find((key) => key === place.params.sort);
  const sort = sortKey === undefined ? null : { key: sortKey, descending: place.params.descending };
  const until = useSession((session) => session.summary?.to ?? null);
  const minutes = zoneMinutes(zone, until);
  const list = `${filter}\n${idle}\n${sortKey} ${place.params.descending}\n${minutes}`;
  const rows = useRows<HttpErrRow, HttpErrPage>(
    (engine, from, count) => engine.httpErrRows({ filter, zoneMinutes: minutes, idle, sort, from, count }),
    list,
  );
  const columns = useMemo(() => httpErrColumns(zone, until), [zone, until]);
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
  const choice = useRowChoice({
    list,
    file,
    line,
    position: position.data ?? -1,
    rowAt: rows.rowAt,
    onSelect: selectRow,
  });
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
      <div className="flex min-h-0 grow flex-col xl:flex-row">
        <VirtualRows<HttpErrRow>
          label={HTTPERR.title}
          className="bg-surface"
          primary
          columns={columns}
          total={rows.total}
          rowAt={rows.rowAt}
          onWindow={rows.onWindow}
          active={choice.active}
          onActive={choice.pick}
          sort={sort}
          onSort={(next: GridSort | null) => step({ sort: next?.key ?? null, descending: next?.descending ?? false })}
          tone={(row) => (row.weight === 'none' ? 'quiet' : 'plain')}
          compact={{ ...COMPACT, cell: (row) => compactHttpErrRow(row, zone) }}
          empty={<Empty title={HTTPERR.noMatch} />}
        />
        {line === null || file === '' || position.data === null ? null : (
          <HttpErrDetail
            file={file}
            line={line}
            onFilter={(more) => narrow(more, false)}
            onClose={() => {
              choice.drop();
              step({ line: null });
            }}
          />
        )}
      </div>
    </div>
  );
}
