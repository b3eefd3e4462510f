import { Columns3 } from 'lucide-react';
import { useMemo } from 'react';
import type { LogOverview, LogSelection } from '#core/engine/questions/logs';
import type { Place } from '../../route/url.ts';
import { adjust, goInstead } from '../../route/useRoute.ts';
import { setFilter, useSession } from '../../state/session.ts';
import { useZone } from '../../state/prefs.ts';
import { useQuery } from '../../state/useQuery.ts';
import { zoneMinutes } from '../../text/times.ts';
import { buttonClass } from '../../ui/button-class.ts';
import { FilterBox } from '../../ui/FilterBox.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { GroupsTab } from './GroupsTab.tsx';
import { LogChart } from './LogChart.tsx';
import { LogGrid } from './LogGrid.tsx';
import { narrowed, toggleColumn, useLogView } from './log-view.ts';
import { useSettled } from './useSettled.ts';
import { LOG, rowsShown } from './words.ts';

/** With more rows than this a filter is asked for when typing pauses. */
const MANY = 300_000;
const PAUSE_MS = 250;

/** Filter and chart of the request logs, with the rows that pass or their groups below. */
export function RequestLogs(props: {
  readonly overview: LogOverview;
  readonly place: Place;
  readonly view: 'rows' | 'groups';
}) {
  const { overview, place, view } = props;
  const zone = useZone();
  const typed = useSession((session) => session.filters.log);
  const filter = useSettled(typed, overview.rows > MANY ? PAUSE_MS : 0);
  const { from, to } = place.params;
  const minutes = zoneMinutes(
    zone,
    useSession((session) => session.summary?.to ?? null),
  );
  const selection = useMemo((): LogSelection => {
    return { filter, range: from === null || to === null ? null : { from, to }, zoneMinutes: minutes };
  }, [filter, from, to, minutes]);
  const selectionKey = `${from} ${to} ${minutes} ${filter}`;
  const all = { ...selection, range: null };
  const { data: histogram } = useQuery((engine) => engine.logHistogram(all), `histogram ${minutes} ${filter}`);
  const { data: counts } = useQuery(
    (engine) => engine.logRows({ ...selection, sort: null, from: 0, count: 0, columns: [] }),
    `counts ${selectionKey}`,
  );
  const onFilter = (more: string): void => {
    setFilter('log', narrowed(typed, more));
    if (view === 'groups') adjust({ tab: null });
  };
  return (
    <div className="flex min-h-0 grow flex-col">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-surface px-2 py-2 sm:px-3">
        <FilterBox
          className="min-w-48 max-w-3xl grow"
          value={typed}
          placeholder={LOG.placeholder}
          error={counts?.error ?? null}
          hints={overview.hints}
          onChange={(text) => setFilter('log', text)}
          onEnter={() => document.querySelector<HTMLElement>('[role="grid"] [data-ix][tabindex="0"]')?.focus()}
        />
        <p className="text-xs text-ink-2">
          {counts === undefined ? '' : rowsShown(counts.total, counts.all, counts.failing)}
        </p>
        {view === 'rows' ? <ColumnMenu overview={overview} /> : null}
      </div>
      {histogram === undefined || histogram === null ? null : (
        <LogChart
          histogram={histogram}
          range={selection.range}
          onRange={(range) => adjust({ from: range?.from ?? null, to: range?.to ?? null })}
        />
      )}
      {view === 'rows' ? (
        <LogGrid
          place={place}
          recorded={overview.recorded}
          selection={selection}
          selectionKey={selectionKey}
          onFilter={onFilter}
          onSelect={(file, line) => goInstead({ page: 'log', key: file, params: { ...place.params, line } })}
        />
      ) : (
        <GroupsTab
          selection={selection}
          selectionKey={selectionKey}
          rows={counts?.total ?? 0}
          fields={overview.fields}
          onFilter={onFilter}
        />
      )}
    </div>
  );
}

/** Which further fields of the logs are columns. */
function ColumnMenu({ overview }: { readonly overview: LogOverview }) {
  const columns = useLogView((view) => view.columns);
  return (
    <Menu
      trigger={
        <button type="button" aria-label={LOG.moreColumnsLabel} className={buttonClass('plain', 'sm')}>
          <Columns3 size={14} aria-hidden />
          {LOG.moreColumns}
        </button>
      }
    >
      {overview.fields.length === 0 ? (
        <MenuItem label={LOG.noMoreColumns} disabled onSelect={() => undefined} />
      ) : (
        overview.fields.map(({ name }) => (
          <MenuItem
            key={name}
            label={name}
            icon={columns.includes(name) ? '✓' : null}
            onSelect={() => toggleColumn(name)}
          />
        ))
      )}
    </Menu>
  );
}
