import { useMemo, useState } from 'react';
import type { Engine } from '#core/engine/engine';
import type { EventPage, EventRow } from '#core/engine/questions/events';
import { levelName } from '#core/knowledge/levels';
import { eventIx, type EventIx, type Ms, type TraceKey } from '#core/model/units';
import { copyText } from '../../../state/copy-text.ts';
import { useEngine } from '../../../state/engine.tsx';
import { track } from '../../../state/pending.ts';
import { setFilter, useSession } from '../../../state/session.ts';
import { useGridLayout } from '../../../state/grid-layouts.ts';
import { useHints } from '../../../state/useHints.ts';
import { useQuery } from '../../../state/useQuery.ts';
import { useRows } from '../../../state/useRows.ts';
import { formatSeconds } from '../../../text/durations.ts';
import { FileText } from '../../../ui/FileText.tsx';
import { FilterBox } from '../../../ui/FilterBox.tsx';
import type { Column } from '../../../ui/grid-columns.ts';
import { Empty, Loading } from '../../../ui/states.tsx';
import { VirtualRows } from '../../../ui/VirtualRows.tsx';
import { EVENTS } from '../words.ts';
import { EventDetail } from './EventDetail.tsx';
import { eventText } from './event-text.ts';

export interface EventsTabProps {
  readonly trace: TraceKey;
  readonly events: number;
  readonly grainMs: Ms;
  readonly selected: EventIx | null;
  readonly onEvent: (event: EventIx | null) => void;
}

/** All events, the filter over them, and everything about the one that is chosen. */
export function EventsTab({ trace, events, grainMs, selected, onEvent }: EventsTabProps) {
  const engine = useEngine();
  const filter = useSession((session) => session.filters.events);
  const rows = useRows<EventRow, EventPage>(
    (engine, from, count) => engine.events(trace, { filter, from, count }),
    `events ${trace} ${filter}`,
  );
  const columns = useMemo(() => eventColumns(grainMs), [grainMs]);
  const { active, onActive } = useActiveRow(trace, filter, selected, rows.rowAt, onEvent);
  const { hints, want } = useHints((one) => one.eventHints(trace), `event hints ${trace}`);
  const kept = useGridLayout('events');
  const error = rows.answer?.error ?? null;
  return (
    <div className="flex min-h-0 grow flex-col gap-2 pt-2">
      <FilterBox
        value={filter}
        onChange={(text) => setFilter('events', text)}
        error={error}
        placeholder={EVENTS.placeholder}
        hints={hints}
        onFocus={want}
        {...(error === null && !rows.loading ? { count: EVENTS.count(rows.total, events) } : {})}
        className="max-w-3xl"
      />
      <div className="flex min-h-0 grow flex-col overflow-hidden rounded-md border border-line bg-surface xl:flex-row">
        <VirtualRows
          label="Events"
          primary
          columns={columns}
          kept={kept}
          total={rows.total}
          rowAt={rows.rowAt}
          onWindow={rows.onWindow}
          active={active}
          onActive={onActive}
          rowHeight={24}
          onKey={(event, ix) => {
            const row = rows.rowAt(ix);
            if (event.key !== 'c' || event.ctrlKey || event.metaKey || row === undefined) return false;
            void copyEvent(engine, trace, row.ix);
            return true;
          }}
          tone={(row) => (row.producing ? 'fail' : row.level >= 1 && row.level <= 3 ? 'warn' : 'plain')}
          compact={COMPACT}
          empty={rows.loading ? <Loading /> : <Empty title={events === 0 ? EVENTS.none : EVENTS.noneLeft} />}
          className="min-h-56"
        />
        {selected === null ? null : <EventDetail trace={trace} event={selected} onClose={() => onEvent(null)} />}
      </div>
    </div>
  );
}

async function copyEvent(engine: Engine, trace: TraceKey, event: EventIx): Promise<void> {
  const view = await track(engine.event(trace, event)).catch(() => null);
  if (view !== null) await copyText(eventText(view), EVENTS.copied);
}

/** The row of the selected event. A row that the keyboard reaches before its data is there is asked for by itself. */
function useActiveRow(
  trace: TraceKey,
  filter: string,
  selected: EventIx | null,
  rowAt: (ix: number) => EventRow | undefined,
  onEvent: (event: EventIx) => void,
) {
  const engine = useEngine();
  const [known, setKnown] = useState<{ event: EventIx | null; filter: string; ix: number } | null>(null);
  const asked = selected !== null && filter !== '' && !(known?.event === selected && known.filter === filter);
  const position = useQuery(
    (one) => (asked ? one.eventPosition(trace, filter, selected) : Promise.resolve(-1)),
    asked ? `position ${filter} ${selected}` : 'position',
    trace,
  );

  function choose(event: EventIx, ix: number): void {
    setKnown({ event, filter, ix });
    onEvent(event);
  }

  function onActive(ix: number): void {
    const event = filter === '' ? eventIx(ix) : rowAt(ix)?.ix;
    if (event !== undefined) {
      choose(event, ix);
      return;
    }
    setKnown({ event: selected, filter, ix });
    track(engine.events(trace, { filter, from: ix, count: 1 })).then(
      (page) => {
        const row = page?.rows[0];
        return row === undefined ? undefined : choose(row.ix, ix);
      },
      () => undefined,
    );
  }

  if (selected === null) return { active: -1, onActive };
  if (known !== null && known.event === selected && known.filter === filter) return { active: known.ix, onActive };
  return { active: filter === '' ? selected : (position.data ?? -1), onActive };
}

function eventColumns(grainMs: Ms): readonly Column<EventRow>[] {
  return [
    {
      id: 'number',
      title: EVENTS.number,
      width: 56,
      align: 'end',
      cell: (row) => <span className="text-ink-3">{row.ix + 1}</span>,
    },
    {
      id: 'name',
      title: EVENTS.event,
      width: 280,
      grow: 2,
      cell: (row) => (
        <span className={row.producing ? 'min-w-0 font-semibold text-fail' : 'min-w-0'}>
          <FileText text={row.damaged ? EVENTS.damaged : row.name} clip />
          {row.producing ? <span className="sr-only"> {EVENTS.producing}</span> : null}
        </span>
      ),
    },
    {
      id: 'module',
      title: EVENTS.module,
      width: 150,
      grow: 1,
      from: 860,
      cell: (row) => <FileText text={row.module} clip />,
    },
    {
      id: 'notification',
      title: EVENTS.notification,
      term: 'notification',
      width: 170,
      from: 1180,
      cell: (row) => <span className="truncate text-ink-2">{`${row.notification}${row.post ? EVENTS.post : ''}`}</span>,
    },
    { id: 'time', title: EVENTS.time, width: 84, align: 'end', cell: (row) => timeCell(row.timeMs) },
    {
      id: 'delta',
      title: EVENTS.delta,
      width: 84,
      align: 'end',
      cell: (row) => <Delta ms={row.deltaMs} grain={grainMs} />,
    },
    {
      id: 'level',
      title: EVENTS.level,
      term: 'level',
      width: 92,
      from: 700,
      cell: (row) => <Level level={row.level} />,
    },
    {
      id: 'key',
      title: EVENTS.key,
      width: 160,
      grow: 4,
      from: 640,
      cell: (row) => (
        <span className="min-w-0 text-ink-2">
          <FileText text={row.key} clip />
        </span>
      ),
    },
  ];
}

function timeCell(ms: Ms | null) {
  return <span className="whitespace-nowrap text-ink-2">{ms === null ? '—' : formatSeconds(ms)}</span>;
}

/** Time since the event before; a step of the clock or less is no measured time. */
function Delta({ ms, grain }: { readonly ms: Ms | null; readonly grain: Ms }) {
  if (ms === null) return <span className="text-ink-3">—</span>;
  if (ms === 0) return <span className="text-ink-3">·</span>;
  return <span className={ms > grain * 2 ? 'font-medium' : 'text-ink-2'}>{`+${formatSeconds(ms)}`}</span>;
}

function Level({ level }: { readonly level: number }) {
  const bad = level >= 1 && level <= 3;
  return <span className={bad ? 'font-medium text-warn' : 'text-ink-3'}>{levelName(level)}</span>;
}

function compactRow(row: EventRow) {
  return (
    <span className="flex h-full min-w-0 flex-col justify-center">
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="shrink-0 text-xs text-ink-3">{row.ix + 1}</span>
        <span className={row.producing ? 'min-w-0 font-semibold text-fail' : 'min-w-0'}>
          <FileText text={row.damaged ? EVENTS.damaged : row.name} clip />
        </span>
        <span className="ml-auto shrink-0 text-xs text-ink-2">
          {row.timeMs === null ? '' : formatSeconds(row.timeMs)}
        </span>
      </span>
      <span className="min-w-0 text-xs text-ink-3">
        <FileText text={row.module === '' ? row.key : `${row.module} ${row.key}`} clip />
      </span>
    </span>
  );
}

const COMPACT = { below: 560, height: 44, cell: compactRow };
