import { useMemo, useState } from 'react';
import type { LogField, LogGroupColumn, LogGroupRow, LogSelection } from '#core/engine/questions/logs';
import { isSecretColumn } from '#core/knowledge/secrets/columns';
import type { Place } from '../../route/url.ts';
import { step } from '../../route/useRoute.ts';
import { useQuery } from '../../state/useQuery.ts';
import { formatExact } from '../../text/durations.ts';
import { formatCount, formatShare } from '../../text/numbers.ts';
import { FileText } from '../../ui/FileText.tsx';
import type { Column, GridSort } from '../../ui/grid-columns.ts';
import { Empty, Loading } from '../../ui/states.tsx';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { groupText } from './group-text.ts';
import { GROUPINGS, setGroupBy, useLogView } from './log-view.ts';
import { LOG } from './words.ts';

const SORTABLE: readonly LogGroupColumn[] = ['key', 'count', 'failures', 'p50', 'p95', 'p99', 'max'];
const COMPACT = { below: 640, height: 52 };
/** Groups that are listed; a column of ids has one for every row. */
const MOST = 10_000;

/** Rows by what they have in common, with failures and percentiles of time-taken. */
export function GroupsTab(props: {
  readonly place: Place;
  readonly selection: LogSelection;
  readonly selectionKey: string;
  readonly fields: readonly LogField[];
  readonly onFilter: (filter: string) => void;
}) {
  const { place, selection, selectionKey, fields, onFilter } = props;
  const by = useLogView((view) => view.groupBy);
  const { descending } = place.params;
  const sortKey = SORTABLE.find((key) => key === place.params.sort);
  const sort = sortKey === undefined ? null : { key: sortKey, descending };
  const [active, setActive] = useState(-1);
  const order = `${sortKey ?? ''} ${descending}`;
  const { data } = useQuery((engine) => engine.logGroups(selection, by, sort, MOST), `${by} ${order} ${selectionKey}`);
  const rows = data?.rows ?? 0;
  const columns = useMemo(() => groupColumns(by, rows), [by, rows]);
  // A list of cookies or keys would put every secret on the screen.
  const choices = [
    ...GROUPINGS,
    ...fields.filter(({ name }) => !isSecretColumn(name)).map(({ name }) => ({ id: name, label: name })),
  ];
  return (
    <div className="flex min-h-0 grow flex-col">
      <div className="flex flex-wrap items-center gap-3 border-b border-line bg-surface px-2 py-1.5 text-xs text-ink-2 sm:px-3">
        <label className="flex items-center gap-2">
          {LOG.groupBy}
          <select
            className="h-7 rounded-md border border-line-strong bg-surface px-1.5 text-sm text-ink"
            value={by}
            onChange={(event) => {
              setGroupBy(event.target.value);
              setActive(-1);
            }}
          >
            {choices.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
        {data === undefined ? null : <span>{LOG.groupCount(data.total, data.groups.length)}</span>}
        {data === undefined || data.leftOut === 0 ? null : (
          <span className="text-warn">{LOG.groupsLeaveOut(data.leftOut)}</span>
        )}
        {data?.approximate === true ? <span>{LOG.approximate}</span> : null}
      </div>
      {data === undefined ? (
        <Loading />
      ) : (
        <VirtualRows<LogGroupRow>
          label={LOG.groupsLabel}
          className="bg-surface"
          primary
          columns={columns}
          total={data.groups.length}
          rowAt={(ix) => data.groups[ix]}
          active={active}
          onActive={setActive}
          onOpen={(ix) => {
            const group = data.groups[ix];
            if (group !== undefined) onFilter(group.filter);
          }}
          clickOpens
          sort={sort}
          onSort={(next: GridSort | null) => step({ sort: next?.key ?? null, descending: next?.descending ?? false })}
          compact={{ ...COMPACT, cell: (group) => compactGroup(group, by) }}
          empty={<Empty title={LOG.noMatch} />}
        />
      )}
    </div>
  );
}

const { group: TITLES } = LOG;

/** A group where columns have no room. */
function compactGroup(group: LogGroupRow, by: string) {
  const times = (['p50', 'p95', 'p99'] as const).flatMap((id) => {
    const time = group[id];
    return time === null ? [] : [`${TITLES[id]} ${formatExact(time)}`];
  });
  return (
    <span className="flex h-full flex-col justify-center gap-0.5">
      <span className="flex min-w-0 items-center gap-3">
        <span className="min-w-0 grow">
          <FileText text={groupText(by, group.key)} clip />
        </span>
        {group.failures === 0 ? null : (
          <span className="shrink-0 text-fail" title={TITLES.failures}>
            {formatCount(group.failures)}
          </span>
        )}
        <span className="shrink-0">{formatCount(group.count)}</span>
      </span>
      <span className="truncate text-xs text-ink-2">{times.join(' · ')}</span>
    </span>
  );
}

function groupColumns(by: string, rows: number): readonly Column<LogGroupRow>[] {
  const time = (id: 'p50' | 'p95' | 'p99' | 'max', from = 0): Column<LogGroupRow> => ({
    id,
    title: TITLES[id],
    width: 96,
    align: 'end',
    sortable: true,
    from,
    cell: (group) => <span className="whitespace-nowrap">{group[id] === null ? '—' : formatExact(group[id])}</span>,
  });
  return [
    {
      id: 'key',
      title: TITLES.key,
      width: 180,
      grow: 4,
      sortable: true,
      cell: (group) => <FileText text={groupText(by, group.key)} clip />,
    },
    {
      id: 'count',
      title: TITLES.count,
      width: 84,
      align: 'end',
      sortable: true,
      cell: (group) => formatCount(group.count),
    },
    {
      id: 'share',
      title: TITLES.share,
      width: 76,
      align: 'end',
      from: 600,
      cell: (group) => <span className="text-ink-2">{formatShare(rows === 0 ? 0 : group.count / rows)}</span>,
    },
    {
      id: 'failures',
      title: TITLES.failures,
      width: 120,
      align: 'end',
      sortable: true,
      cell: (group) =>
        group.failures === 0 ? (
          <span className="text-ink-3">0</span>
        ) : (
          <span className="whitespace-nowrap">
            <span className="text-fail">{formatCount(group.failures)}</span>{' '}
            <span className="text-xs text-ink-3">{formatShare(group.failures / group.count)}</span>
          </span>
        ),
    },
    time('p50', 500),
    time('p95', 500),
    time('p99', 800),
    time('max', 900),
  ];
}
