import { useMemo, useState } from 'react';
import type { LogOverview, LogSelection } from '#core/engine/questions/logs';
import type { Place } from '../../route/url.ts';
import { adjust, step } from '../../route/useRoute.ts';
import { useGridLayout } from '../../state/grid-layouts.ts';
import { setFilter, useSession } from '../../state/session.ts';
import { useZone } from '../../state/prefs.ts';
import { useQuery } from '../../state/useQuery.ts';
import { zoneMinutes } from '../../text/times.ts';
import { FilterBox } from '../../ui/FilterBox.tsx';
import { ColumnsChoice } from './ColumnsChoice.tsx';
import { GroupsTab } from './GroupsTab.tsx';
import { logColumns, OWN_COLUMNS } from './log-columns.tsx';
import { LogChart } from './LogChart.tsx';
import { LogGrid } from './LogGrid.tsx';
import { narrowed, useLogView } from './log-view.ts';
import { RowOrder } from './RowOrder.tsx';
import { selectRow } from './select-row.ts';
import { useSettled } from './useSettled.ts';
import { LOG, rowsShown } from './words.ts';

/** With more rows than this a filter is asked for when typing pauses. */
const MANY = 300_000;
const PAUSE_MS = 250;

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Filter and chart of the request logs, with the rows that pass or their groups below. */
export function RequestLogs(props: {
  readonly overview: LogOverview;
  readonly place: Place;
  readonly view: 'rows' | 'groups';
}) {
  const { overview, place, view } = props;
  const zone = useZone();
  const typed = useSession((session) => session.filters.log);
  const asked = useSettled(typed, overview.rows > MANY ? PAUSE_MS : 0);
  const { from, to } = place.params;
  const until = useSession((session) => session.summary?.to ?? null);
  const minutes = zoneMinutes(zone, until);
  const range = useMemo((): Range | null => (from === null || to === null ? null : { from, to }), [from, to]);
  const { data: counts, loading } = useQuery(
    (engine) =>
      engine.logRows({ filter: asked, range, zoneMinutes: minutes, sort: null, from: 0, count: 0, columns: [] }),
    `counts ${from} ${to} ${minutes} ${asked}`,
  );
  // A filter that is not understood, as most are while they are typed, leaves the rows of the one before.
  const error = counts?.error ?? null;
  const [filter, setUsed] = useState(asked);
  if (!loading && error === null && filter !== asked) setUsed(asked);
  const selection = useMemo((): LogSelection => ({ filter, range, zoneMinutes: minutes }), [filter, range, minutes]);
  const selectionKey = `${from} ${to} ${minutes} ${filter}`;

  const [zoom, setZoom] = useState<Range | null>(null);
  const part = zoom !== null && (range === null || (range.from >= zoom.from && range.to <= zoom.to)) ? zoom : null;
  const { data: histogram } = useQuery(
    (engine) => engine.logHistogram({ ...selection, range: part }),
    `histogram ${minutes} ${part?.from} ${part?.to} ${filter}`,
  );
  const chosen = useLogView((state) => state.columns);
  const kept = useGridLayout('logRows', OWN_COLUMNS);
  const { recorded } = overview;
  const columns = useMemo(() => logColumns(zone, chosen, recorded, until), [zone, chosen, recorded, until]);

  const counted = overview.logs.reduce((sum, log) => sum + log.countedOnly, 0);
  const onFilter = (more: string): void => {
    setFilter('log', narrowed(typed, more));
    if (view === 'groups') step({ tab: null });
  };
  return (
    <div className="flex min-h-0 grow flex-col">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-surface px-2 py-2 sm:px-3">
        <FilterBox
          className="min-w-48 max-w-3xl grow"
          value={typed}
          placeholder={LOG.placeholder}
          error={error}
          hints={overview.hints}
          onChange={(text) => setFilter('log', text)}
          onEnter={() => document.querySelector<HTMLElement>('[role="grid"] [data-ix][tabindex="0"]')?.focus()}
        />
        <p className="text-xs text-ink-2" role="status">
          {counts === undefined
            ? ''
            : error === null
              ? rowsShown(counts.total, counts.all, counts.failing, counted)
              : LOG.asBefore}
        </p>
        {view === 'rows' ? (
          <>
            <ColumnsChoice columns={columns} kept={kept} fields={overview.fields} />
            <RowOrder place={place} />
          </>
        ) : null}
      </div>
      {histogram === undefined || histogram === null ? null : (
        <LogChart
          histogram={histogram}
          range={range}
          onRange={(next, again) => {
            const params = { from: next?.from ?? null, to: next?.to ?? null };
            if (again) adjust(params);
            else step(params);
          }}
          zoomed={part !== null}
          onZoom={setZoom}
        />
      )}
      {view === 'rows' ? (
        <LogGrid
          place={place}
          columns={columns}
          kept={kept}
          fields={overview.fields}
          selection={selection}
          selectionKey={selectionKey}
          onFilter={onFilter}
          onSelect={selectRow}
        />
      ) : (
        <GroupsTab
          place={place}
          selection={selection}
          selectionKey={selectionKey}
          fields={overview.fields}
          onFilter={onFilter}
        />
      )}
    </div>
  );
}
