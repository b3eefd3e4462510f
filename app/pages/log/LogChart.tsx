import { useMemo, useRef, useState, type PointerEvent } from 'react';
import type { LogHistogram } from '#core/engine/questions/logs';
import { epochMs } from '#core/model/units';
import { useZone } from '../../state/prefs.ts';
import { counted, formatCount } from '../../text/numbers.ts';
import { formatDateClock, formatSpan, formatZone, zoneMinutes } from '../../text/times.ts';
import { formatExact } from '../../text/durations.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/class-names.ts';
import { useWidth } from '../../ui/useWidth.ts';
import { chartBars, chartTicks, rangeOf, stretchOf, tallest, type Stretch } from './chart.ts';
import { ChartHandle } from './ChartHandle.tsx';
import { CHART } from './words.ts';

const HEIGHT = 72;
/** Fill of each class; red is for failures of the server alone. */
const FILLS = new Map<string, string>([
  ['2xx', 'fill-[var(--span-line)]'],
  ['3xx', 'fill-[var(--span)]'],
  ['4xx', 'fill-[var(--warn-line)]'],
  ['5xx', 'fill-[var(--fail)]'],
  ['other', 'fill-[var(--silence)]'],
]);
const SWATCHES = new Map<string, string>([
  ['2xx', 'bg-[var(--span-line)]'],
  ['3xx', 'bg-[var(--span)]'],
  ['4xx', 'bg-[var(--warn-line)]'],
  ['5xx', 'bg-[var(--fail)]'],
  ['other', 'bg-[var(--silence)]'],
]);

interface Range {
  readonly from: number;
  readonly to: number;
}

interface LogChartProps {
  readonly histogram: LogHistogram;
  readonly range: Range | null;
  /** `again`: a further move of an end of the range. */
  readonly onRange: (range: Range | null, again: boolean) => void;
  /** The chart shows a part of the time. */
  readonly zoomed: boolean;
  readonly onZoom: (range: Range | null) => void;
}

/** Rows over time. A drag chooses a range; its ends are sliders for the keyboard. */
export function LogChart({ histogram, range, onRange, zoomed, onZoom }: LogChartProps) {
  const zone = useZone();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const start = useRef<number | null>(null);
  const [drag, setDrag] = useState<Stretch | null>(null);
  const [hover, setHover] = useState<number | null>(null);
  const bars = useMemo(() => (width === 0 ? [] : chartBars(histogram, width, HEIGHT)), [histogram, width]);
  const offsetMs = zoneMinutes(zone, histogram.start) * 60_000;
  const { step, ticks } = useMemo(() => chartTicks(histogram, width, offsetMs), [histogram, width, offsetMs]);
  const most = useMemo(() => tallest(histogram), [histogram]);
  const chosen = drag ?? (range === null ? null : stretchOf(histogram, range));
  const shown = chosen ?? { from: 0, to: histogram.length };
  const px = (bucket: number): number => (bucket / histogram.length) * width;

  /** Buckets from the left edge of the chart. */
  function bucketsTo(clientX: number): number {
    const { left = 0 } = box.current?.getBoundingClientRect() ?? {};
    return ((clientX - left) / width) * histogram.length;
  }
  function bucketAt(event: PointerEvent): number {
    return Math.min(histogram.length - 1, Math.max(0, Math.floor(bucketsTo(event.clientX))));
  }
  function onDown(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0 || width === 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = bucketAt(event);
  }
  function onMove(event: PointerEvent<HTMLDivElement>) {
    if (width === 0) return;
    const here = bucketAt(event);
    setHover(here);
    if (start.current === null) return;
    setDrag({ from: Math.min(start.current, here), to: Math.max(start.current, here) + 1 });
  }
  function onUp() {
    // A click without a drag chooses nothing, and leaves a range that is there.
    if (start.current !== null && drag !== null) choose(drag, false);
    start.current = null;
    setDrag(null);
  }
  function choose(stretch: Stretch, again: boolean) {
    const all = !zoomed && stretch.to - stretch.from >= histogram.length;
    onRange(all ? null : rangeOf(histogram, stretch), again && range !== null);
  }

  const at = hover ?? null;
  return (
    <figure aria-label={CHART.title} className="border-b border-line bg-surface px-2 pt-2 pb-1 sm:px-3">
      <figcaption className="mb-1 flex min-h-6 flex-wrap items-center gap-x-4 gap-y-0.5 text-xs text-ink-2">
        {histogram.series.map(({ key, counts }) => (
          <Legend key={key} name={key} count={sum(counts)} />
        ))}
        <span className="ml-auto flex items-center gap-2">
          {at === null ? (
            <span className="text-ink-3">
              {range === null && !zoomed ? <span className="max-lg:hidden">{CHART.hint} </span> : null}
              {CHART.scale(formatExact(histogram.width), most)}
            </span>
          ) : (
            <span>{bucketText(histogram, at, formatDateClock(timeAt(histogram, at), zone))}</span>
          )}
          {range === null ? null : (
            <>
              <span className="hidden text-ink lg:inline">
                {formatSpan(epochMs(range.from), epochMs(range.to), zone)}
              </span>
              {chosen !== null && chosen.to - chosen.from < histogram.length ? (
                <Button size="sm" onClick={() => onZoom(range)}>
                  {CHART.zoomIn}
                </Button>
              ) : null}
            </>
          )}
          {zoomed ? (
            <Button size="sm" onClick={() => onZoom(null)}>
              {CHART.zoomOut}
            </Button>
          ) : null}
          {range === null ? null : (
            <Button size="sm" onClick={() => onRange(null, false)}>
              {CHART.whole}
            </Button>
          )}
        </span>
      </figcaption>
      <div ref={box} className="relative">
        <svg width={width} height={HEIGHT} aria-hidden className="block">
          {bars.map((bar) => (
            <rect
              key={`${bar.key} ${bar.x}`}
              x={bar.x}
              y={bar.y}
              width={bar.width}
              height={bar.height}
              className={FILLS.get(bar.key)}
            />
          ))}
          <line x1={0} x2={width} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} stroke="var(--line-strong)" />
          {hover === null ? null : (
            <rect x={px(hover)} y={0} width={Math.max(1, px(1))} height={HEIGHT} fill="var(--accent)" opacity={0.15} />
          )}
          {chosen === null ? null : (
            <>
              <rect x={0} y={0} width={px(chosen.from)} height={HEIGHT} fill="var(--surface)" opacity={0.65} />
              <rect
                x={px(chosen.to)}
                y={0}
                width={Math.max(0, width - px(chosen.to))}
                height={HEIGHT}
                fill="var(--surface)"
                opacity={0.65}
              />
              <rect
                x={px(chosen.from) + 0.5}
                y={0.5}
                width={Math.max(1, px(chosen.to) - px(chosen.from) - 1)}
                height={HEIGHT - 1}
                fill="none"
                stroke="var(--accent)"
              />
            </>
          )}
        </svg>
        <div
          className="absolute inset-x-0 top-0 cursor-crosshair touch-pan-y"
          style={{ height: HEIGHT }}
          data-chart
          onPointerDown={onDown}
          onPointerMove={onMove}
          onPointerUp={onUp}
          onPointerCancel={() => {
            start.current = null;
            setDrag(null);
          }}
          onPointerLeave={() => setHover(null)}
        />
        <ChartHandle
          label={CHART.from}
          x={px(shown.from)}
          value={shown.from}
          most={histogram.length - 1}
          text={formatDateClock(timeAt(histogram, shown.from), zone)}
          height={HEIGHT}
          live={range !== null}
          bucketAt={(clientX) => Math.round(bucketsTo(clientX))}
          onChange={(value) => choose({ from: Math.min(value, shown.to - 1), to: shown.to }, true)}
          onClear={() => onRange(null, false)}
        />
        <ChartHandle
          label={CHART.to}
          x={px(shown.to)}
          value={shown.to}
          most={histogram.length}
          text={formatDateClock(timeAt(histogram, shown.to), zone)}
          height={HEIGHT}
          live={range !== null}
          bucketAt={(clientX) => Math.round(bucketsTo(clientX))}
          onChange={(value) => choose({ from: shown.from, to: Math.max(value, shown.from + 1) }, true)}
          onClear={() => onRange(null, false)}
        />
        <div aria-hidden className="relative h-4 text-xs text-ink-3">
          {ticks.map(({ x, time }) => (
            <span
              key={time}
              className="absolute border-l border-line-strong pl-1 whitespace-nowrap"
              style={{ left: x }}
            >
              {tickText(formatDateClock(epochMs(time), zone), step)}
            </span>
          ))}
          {width > 700 ? (
            <span className="absolute right-0 bg-surface pl-1">{formatZone(zone, histogram.start)}</span>
          ) : null}
        </div>
      </div>
    </figure>
  );
}

function Legend({ name, count }: { readonly name: string; readonly count: number }) {
  if (count === 0) return null;
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <span aria-hidden className={cx('size-2.5 rounded-sm', SWATCHES.get(name))} />
      {name} <span className="text-ink-3">{formatCount(count)}</span>
    </span>
  );
}

const timeAt = (histogram: LogHistogram, bucket: number) => epochMs(histogram.start + bucket * histogram.width);
const sum = (counts: Uint32Array): number => counts.reduce((total, count) => total + count, 0);

/** Days need no clock, and a midnight is told by the day that begins; seconds only where they differ. */
function tickText(text: string, step: number): string {
  const [date = '', time = ''] = text.split(' ');
  if (step >= 86_400_000 || /^(00:00:00|12:00:00\WAM)/.test(time)) return date;
  return step < 60_000 ? time : time.replace(/^(\d\d:\d\d):\d\d/, '$1');
}

function bucketText(histogram: LogHistogram, bucket: number, when: string): string {
  const parts = histogram.series.flatMap(({ key, counts }) => {
    const count = counts[bucket] ?? 0;
    return count === 0 ? [] : [`${key} ${formatCount(count)}`];
  });
  const rows = histogram.series.reduce((total, { counts }) => total + (counts[bucket] ?? 0), 0);
  return `${when} + ${formatExact(histogram.width)}: ${counted(rows, 'row')}${parts.length > 1 ? ` (${parts.join(', ')})` : parts.length === 1 ? ` (${parts[0]})` : ''}`;
}
