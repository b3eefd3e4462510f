import { useMemo } from 'react';
import type { ModulePage, ModuleRow } from '#core/engine/questions/modules';
import type { SortBy } from '#core/engine/questions/paging';
import type { Place } from '../../route/url.ts';
import { adjust, go } from '../../route/useRoute.ts';
import { copyText } from '../../state/copy-text.ts';
import { useGridLayout } from '../../state/grid-layouts.ts';
import { setFilter, useSession } from '../../state/session.ts';
import { useHints } from '../../state/useHints.ts';
import { useQuery } from '../../state/useQuery.ts';
import { useRows } from '../../state/useRows.ts';
import { formatExact } from '../../text/durations.ts';
import { narrowedTo } from '../../text/narrow.ts';
import { FilterBox } from '../../ui/FilterBox.tsx';
import { focusFirstRow } from '../../ui/focus-grid.ts';
import { Empty, Failed, Loading, Partial } from '../../ui/states.tsx';
import { Term } from '../../ui/Term.tsx';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { compactModule, moduleColumns, SORTABLE } from './module-columns.tsx';
import { moduleAsText } from './module-text.ts';
import { TimeSpentPanel } from './TimeSpentPanel.tsx';
import { MODULES, modulesShown } from './words.ts';

const COMPACT = { below: 620, height: 66 };

/** Where time went, over all traces that a filter leaves. */
export function ModulesPage({ place }: { readonly place: Place }) {
  const traces = useSession((session) => session.filters.requests);
  const filter = useSession((session) => session.filters.modules);
  const summary = useSession((session) => session.summary);
  const reading = useSession((session) => session.jobs.length > 0);
  const sort = sortOf(place);
  const rows = useRows<ModuleRow, ModulePage>(
    (engine, from, count) => engine.modules({ traces, filter, sort, from, count }),
    `${traces}\n${filter}\n${sort?.key ?? ''}\n${sort?.descending ?? ''}`,
  );
  const spent = useQuery((engine) => engine.timeSpent(traces), traces);
  const ofTraces = useHints((engine) => engine.requestHints(), 'request hints');
  const ofModules = useHints((engine) => engine.moduleHints(traces), traces);
  const grain = rows.answer?.grainMs ?? 0;
  const columns = useMemo(() => moduleColumns(grain), [grain]);
  const kept = useGridLayout('modules');
  const active = place.params.row === null ? -1 : place.params.row - 1;

  if (rows.failed || spent.failed) return <Failed title={MODULES.failed}>{MODULES.failedDetail}</Failed>;
  if (summary !== null && summary.traces === 0 && !reading)
    return (
      <Empty title={MODULES.none} page>
        {MODULES.noneDetail}
      </Empty>
    );
  if (rows.answer === null || spent.data === undefined) return <Loading />;

  const narrow = (ran: string): void => {
    setFilter('requests', narrowedTo(traces, ran));
    go({ page: 'requests' });
  };
  const { answer } = rows;
  return (
    <div className="flex min-h-full grow flex-col">
      <h1 className="sr-only">{MODULES.title}</h1>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-surface px-2 py-2 sm:px-3">
        <FilterBox
          className="min-w-48 max-w-xl grow basis-64"
          label={MODULES.tracesLabel}
          value={traces}
          placeholder={MODULES.tracesPlaceholder}
          error={answer.tracesError}
          hints={ofTraces.hints}
          onFocus={ofTraces.want}
          onChange={(text) => {
            setFilter('requests', text);
            adjust({ row: null });
          }}
        />
        <FilterBox
          className="min-w-48 max-w-xl grow basis-64"
          value={filter}
          placeholder={MODULES.placeholder}
          error={answer.error}
          hints={ofModules.hints}
          onFocus={ofModules.want}
          onChange={(text) => {
            setFilter('modules', text);
            adjust({ row: null });
          }}
          onEnter={focusFirstRow}
        />
        <p className="text-xs text-ink-2">
          {modulesShown(answer)}; <Term term="clock grain" /> {formatExact(grain)}
        </p>
      </div>
      {reading ? (
        <div className="p-2">
          <Partial>{MODULES.reading(answer.traces)}</Partial>
        </div>
      ) : null}
      {answer.traces === 0 ? (
        <Empty title={MODULES.noTraces} />
      ) : (
        <>
          <TimeSpentPanel root={spent.data.root} grainMs={spent.data.grainMs} onNarrow={narrow} />
          <VirtualRows<ModuleRow>
            label={MODULES.title}
            className="h-96 min-h-80 bg-surface"
            primary
            columns={columns}
            kept={kept}
            total={rows.total}
            rowAt={rows.rowAt}
            onWindow={rows.onWindow}
            active={active}
            onActive={(ix) => adjust({ row: ix + 1 })}
            onOpen={(ix) => {
              const row = rows.rowAt(ix);
              if (row !== undefined && row.traces > 0) narrow(row.ran);
            }}
            clickOpens
            onKey={(event, ix) => {
              const row = rows.rowAt(ix);
              if (event.key !== 'c' || event.ctrlKey || event.metaKey || row === undefined) return false;
              void copyText(moduleAsText(row, grain), MODULES.copied);
              return true;
            }}
            sort={sort}
            onSort={(next) => adjust({ sort: next?.key ?? null, descending: next?.descending ?? false, row: null })}
            compact={{ ...COMPACT, cell: (row) => compactModule(row, grain) }}
            empty={<Empty title={MODULES.noMatch} />}
          />
        </>
      )}
    </div>
  );
}

function sortOf(place: Place): SortBy | null {
  const key = SORTABLE.find((column) => column === place.params.sort);
  return key === undefined ? null : { key, descending: place.params.descending };
}
