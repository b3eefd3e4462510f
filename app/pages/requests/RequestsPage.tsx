import { useEffect, useMemo } from 'react';
import type { RequestColumn, RequestPage, RequestRow } from '#core/engine/questions/requests';
import type { SortBy } from '#core/engine/questions/paging';
import { OpenButtons } from '../../commands/OpenButtons.tsx';
import { FirstVisit } from '../../commands/FirstVisit.tsx';
import type { Place } from '../../route/url.ts';
import { adjust, go } from '../../route/useRoute.ts';
import { copyText } from '../../state/copy-text.ts';
import { setFilter, setRequestOrder, toggleMark, useSession } from '../../state/session.ts';
import { useZone } from '../../state/prefs.ts';
import { useGridLayout } from '../../state/grid-layouts.ts';
import { useHints } from '../../state/useHints.ts';
import { useRows } from '../../state/useRows.ts';
import { requestsShown, REQUESTS } from '../../text/requests.ts';
import { FilterBox } from '../../ui/FilterBox.tsx';
import { focusFirstRow } from '../../ui/focus-grid.ts';
import type { GridSort } from '../../ui/grid-columns.ts';
import type { RowTone } from '../../ui/GridRow.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { requestAsText } from '../../text/request-row.ts';
import { MarkedRequests } from './MarkedRequests.tsx';
import { compactRequest, requestColumns } from './request-columns.tsx';

const SORTABLE: readonly RequestColumn[] = [
  'status',
  'headline',
  'verb',
  'url',
  'module',
  'duration',
  'start',
  'appPool',
  'file',
];
const COMPACT = { below: 860, height: 92 };

/** The list of all traces. */
export function RequestsPage({ place }: { readonly place: Place }) {
  const zone = useZone();
  const filter = useSession((session) => session.filters.requests);
  const summary = useSession((session) => session.summary);
  const sort = sortOf(place);
  const rows = useRows<RequestRow, RequestPage>(
    (engine, from, count) => engine.requests({ filter, sort, from, count }),
    `${filter}\n${sort?.key ?? ''}\n${sort?.descending ?? ''}`,
  );
  const { key: sortKey, descending } = sort ?? { key: '', descending: false };
  useEffect(() => setRequestOrder(sortKey === '' ? null : { key: sortKey, descending }), [sortKey, descending]);
  const marked = useSession((session) => session.marked);
  const columns = useMemo(() => requestColumns(zone, marked), [zone, marked]);
  const { hints, want } = useHints((engine) => engine.requestHints(), 'request hints');
  const kept = useGridLayout('requests');
  const active = place.params.row === null ? -1 : place.params.row - 1;

  if (rows.failed) return <Failed title={REQUESTS.failed}>{REQUESTS.failedDetail}</Failed>;
  if (summary !== null && summary.traces === 0)
    return (
      <Empty title={REQUESTS.none} page>
        <p>{REQUESTS.noneDetail}</p>
        <div className="mt-3 flex flex-wrap justify-center gap-2">
          <OpenButtons />
        </div>
      </Empty>
    );
  if (rows.answer === null) return <Loading />;

  const all = summary?.traces ?? rows.total;
  return (
    <div className="flex min-h-80 grow flex-col">
      <h1 className="sr-only">{REQUESTS.title}</h1>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-surface px-2 py-2 sm:px-3">
        <FilterBox
          className="min-w-48 max-w-2xl grow"
          value={filter}
          placeholder={REQUESTS.placeholder}
          hints={hints}
          onFocus={want}
          error={rows.answer.error}
          onChange={(text) => {
            setFilter('requests', text);
            adjust({ row: null });
          }}
          onEnter={focusFirstRow}
        />
        <p className="text-xs text-ink-2">{requestsShown(rows.total, all, rows.answer.failing)}</p>
        <FirstVisit hint="requests" />
        <MarkedRequests marked={marked} />
      </div>
      <VirtualRows<RequestRow>
        label={REQUESTS.title}
        className="bg-surface"
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
          if (row !== undefined) go({ page: 'trace', key: row.key });
        }}
        clickOpens
        onKey={(event, ix) => {
          const row = rows.rowAt(ix);
          if (event.ctrlKey || event.metaKey || row === undefined) return false;
          if (event.key === 'c') void copyText(requestAsText(row), REQUESTS.copied);
          else if (event.key === 'x') toggleMark(row.key);
          else return false;
          return true;
        }}
        sort={sort}
        onSort={(next: GridSort | null) =>
          adjust({ sort: next?.key ?? null, descending: next?.descending ?? false, row: null })
        }
        tone={toneOf}
        compact={{ ...COMPACT, cell: (row) => compactRequest(row, zone, marked) }}
        empty={<Empty title={REQUESTS.noMatch} />}
      />
    </div>
  );
}

/** Rows whose file is not whole are marked; the failure itself is red in its status alone. */
function toneOf(row: RequestRow): RowTone {
  return row.state === 'partial' ? 'warn' : 'plain';
}

function sortOf(place: Place): SortBy | null {
  const key = SORTABLE.find((column) => column === place.params.sort);
  return key === undefined ? null : { key, descending: place.params.descending };
}
