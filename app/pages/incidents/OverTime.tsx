import { useId, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Overview } from '#core/engine/questions/overview';
import { epochMs } from '#core/model/units';
import { PLOT } from '../../charts/plot.ts';
import { useZone } from '../../state/prefs.ts';
import { INCIDENTS } from '../../text/incidents.ts';
import { counted, formatCount } from '../../text/numbers.ts';
import { formatDateClock, formatZone, type Zone } from '../../text/times.ts';
import { AfterPaint } from '../../state/AfterPaint.tsx';
import { seriesColour } from '../../ui/series-colour.ts';
import { useWidth } from '../../ui/useWidth.ts';
import { LaterColumns, PICTURE } from './charts-later.tsx';
import {
  columnAt,
  columnLabels,
  columnsOfTime,
  labelInterval,
  timeOfColumns,
  type ColumnRange,
  type TimeRange,
} from './columns.ts';

/** Least height of the chart in px. */
const LEAST = 190;
type Histogram = NonNullable<Overview['overTime']>;

/** The figure `Failures over time`: stacked by cause; dragging, clicking or Enter narrows the page to a time. */
export function OverTime(props: {
  readonly overTime: Histogram;
  readonly range: TimeRange | null;
  readonly onRange: (range: TimeRange | null) => void;
  /** Height of what stands beside it, in px. */
  readonly beside: number;
}) {
  const { overTime, range, onRange } = props;
  const height = Math.max(LEAST, props.beside);
  const zone = useZone();
  const titleId = useId();
  return (
    <figure
      aria-labelledby={titleId}
      className="flex min-w-0 flex-col gap-1 rounded-lg border border-line bg-surface p-3"
    >
      <figcaption className="flex flex-wrap items-baseline gap-x-3">
        <span id={titleId} className="text-sm font-semibold">
          {INCIDENTS.overTime}
        </span>
        <span className="text-xs text-ink-3">
          {INCIDENTS.byStart} {formatZone(zone, overTime.start)}
        </span>
      </figcaption>
      <div className="relative" style={{ height }}>
        {/* The incidents are the answer: they are painted before anything is drawn here. */}
        <AfterPaint rank={PICTURE}>
          <Picture overTime={overTime} height={height} range={range} zone={zone} onRange={onRange} />
        </AfterPaint>
      </div>
      <AfterPaint rank={PICTURE}>
        <HistogramTable overTime={overTime} zone={zone} />
      </AfterPaint>
    </figure>
  );
}

interface PictureProps {
  readonly overTime: Histogram;
  readonly range: TimeRange | null;
  readonly zone: Zone;
  readonly onRange: (range: TimeRange | null) => void;
}

/** The columns, and over them what takes pointer and keys. */
function Picture({ height, ...props }: PictureProps & { readonly height: number }) {
  const { overTime, zone } = props;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const labels = columnLabels(overTime, zone);
  const plot = Math.max(1, width - PLOT.left - PLOT.right);
  return (
    <div ref={box}>
      {width === 0 ? null : (
        <>
          <div aria-hidden>
            <LaterColumns
              width={width}
              height={height}
              labels={labels}
              interval={labelInterval(labels, plot)}
              series={overTime.series.map(({ key, counts }, ix) => ({ key, counts, colour: seriesColour(ix) }))}
            />
          </div>
          <Chooser plot={plot} {...props} />
        </>
      )}
    </div>
  );
}

/** The layer over the columns that takes pointer and keys. */
function Chooser(props: PictureProps & { readonly plot: number }) {
  const { overTime, plot, range, zone, onRange } = props;
  const hintId = useId();
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const [hover, setHover] = useState<number | null>(null);
  const [held, setHeld] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const [focused, setFocused] = useState(false);
  const chosen = columnsOfTime(overTime, range);
  const cursor = held ?? { from: chosen?.first ?? 0, to: chosen?.last ?? chosen?.first ?? 0 };
  const shown = drag === null ? (focused && held !== null ? ordered(held) : chosen) : ordered(drag);
  const step = plot / overTime.length;

  const at = (event: PointerEvent<HTMLElement>): number =>
    columnAt(event.clientX - event.currentTarget.getBoundingClientRect().left, plot, overTime.length);
  const narrow = (columns: ColumnRange): void => {
    // A click on the only column that is chosen shows all again.
    const same = chosen !== null && chosen.first === columns.first && chosen.last === columns.last;
    onRange(same ? null : timeOfColumns(overTime, columns));
  };

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = overTime.length - 1;
    const to = { ArrowLeft: cursor.to - 1, ArrowRight: cursor.to + 1, Home: 0, End: last }[event.key];
    if (to !== undefined) {
      const next = Math.min(last, Math.max(0, to));
      setHeld({ from: event.shiftKey ? cursor.from : next, to: next });
    } else if (event.key === 'Enter' || event.key === ' ') {
      narrow(ordered(cursor));
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      setHeld(null);
      onRange(null);
    } else return;
    event.preventDefault();
  }

  const told = drag === null ? (focused ? cursor : hover === null ? null : { from: hover, to: hover }) : drag;
  return (
    <div className="absolute inset-y-0" style={{ left: PLOT.left, right: PLOT.right }}>
      <div
        role="slider"
        tabIndex={0}
        aria-label={INCIDENTS.chooseTime}
        aria-describedby={hintId}
        aria-valuemin={0}
        aria-valuemax={overTime.length - 1}
        aria-valuenow={cursor.to}
        aria-valuetext={columnText(overTime, ordered(cursor), zone)}
        className="absolute inset-x-0 top-0 cursor-crosshair touch-pan-y rounded-sm"
        style={{ bottom: PLOT.bottom }}
        onKeyDown={onKeyDown}
        onFocus={(event) => setFocused(event.currentTarget.matches(':focus-visible'))}
        onBlur={() => {
          setFocused(false);
          setHeld(null);
        }}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setHeld(null);
          setDrag({ from: at(event), to: at(event) });
        }}
        onPointerMove={(event) => {
          const column = at(event);
          setHover(column);
          setDrag((old) => (old === null ? null : { ...old, to: column }));
        }}
        onPointerUp={(event) => {
          if (drag !== null) narrow(ordered({ ...drag, to: at(event) }));
          setDrag(null);
        }}
        onPointerCancel={() => setDrag(null)}
        onPointerLeave={() => setHover(null)}
      >
        {shown === null ? null : (
          <>
            <div className="absolute inset-y-0 left-0 bg-surface opacity-65" style={{ width: shown.first * step }} />
            <div
              className="absolute inset-y-0 right-0 bg-surface opacity-65"
              style={{ left: (shown.last + 1) * step }}
            />
            <div
              className="absolute inset-y-0 border-x border-accent"
              style={{ left: shown.first * step, width: (shown.last - shown.first + 1) * step }}
            />
          </>
        )}
      </div>
      {told === null ? null : (
        <ColumnCard overTime={overTime} columns={ordered(told)} zone={zone} x={(told.to + 0.5) * step} within={plot} />
      )}
      <span id={hintId} className="sr-only">
        {INCIDENTS.chooseTimeKeys}
      </span>
    </div>
  );
}

const ordered = ({ from, to }: { readonly from: number; readonly to: number }): ColumnRange => ({
  first: Math.min(from, to),
  last: Math.max(from, to),
});

const CARD_WIDTH = 230;

/** What some columns hold. */
function ColumnCard(props: {
  readonly overTime: Histogram;
  readonly columns: ColumnRange;
  readonly zone: Zone;
  readonly x: number;
  readonly within: number;
}) {
  const { overTime, columns, zone, x, within } = props;
  const left = x + 12 + CARD_WIDTH > within ? Math.max(-PLOT.left, x - CARD_WIDTH - 12) : x + 12;
  return (
    <div
      className="pointer-events-none absolute top-1 z-20 rounded-md border border-line bg-surface px-2.5 py-1.5 text-xs shadow-pop"
      style={{ left, width: CARD_WIDTH }}
    >
      <p className="font-medium">{columnTime(overTime, columns, zone)}</p>
      <ul>
        {overTime.series.map(({ key, counts }, ix) => {
          const count = sum(counts, columns);
          return count === 0 ? null : (
            <li key={key} className="flex items-center gap-1.5">
              <span className="size-2 shrink-0 rounded-[2px]" style={{ background: seriesColour(ix) }} />
              <span className="grow font-mono text-ink-2">{key}</span>
              <span>{formatCount(count)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function sum(counts: ArrayLike<number>, { first, last }: ColumnRange): number {
  let total = 0;
  for (let ix = first; ix <= last; ix += 1) total += counts[ix] ?? 0;
  return total;
}

function columnTime(overTime: Histogram, columns: ColumnRange, zone: Zone): string {
  const { from, to } = timeOfColumns(overTime, columns);
  const [start, end] = [formatDateClock(from, zone), formatDateClock(to, zone)];
  return `${start} – ${start.slice(0, 10) === end.slice(0, 10) ? end.slice(11) : end}`;
}

function columnText(overTime: Histogram, columns: ColumnRange, zone: Zone): string {
  const parts = overTime.series.flatMap(({ key, counts }) => {
    const count = sum(counts, columns);
    return count === 0 ? [] : [`${formatCount(count)} ${key}`];
  });
  return `${columnTime(overTime, columns, zone)}: ${parts.length === 0 ? counted(0, 'request') : parts.join(', ')}`;
}

/** The same counts as a table, for those who do not see the picture. Columns without a failure are left out. */
function HistogramTable({ overTime, zone }: { readonly overTime: Histogram; readonly zone: Zone }) {
  const { series, length, start, width } = overTime;
  const filled = Array.from({ length }, (_, ix) => ix).filter((ix) =>
    series.some(({ counts }) => (counts[ix] ?? 0) > 0),
  );
  return (
    <div className="sr-only">
      <table>
        <caption>{INCIDENTS.overTime}</caption>
        <thead>
          <tr>
            <th scope="col">{INCIDENTS.time}</th>
            {series.map(({ key }) => (
              <th key={key} scope="col">
                {key}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {filled.map((ix) => (
            <tr key={ix}>
              <th scope="row">{formatDateClock(epochMs(start + ix * width), zone)}</th>
              {series.map(({ key, counts }) => (
                <td key={key}>{counts[ix] ?? 0}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
