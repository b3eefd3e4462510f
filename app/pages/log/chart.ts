import type { LogHistogram } from '#core/engine/questions/logs';

/** One drawn bar: a class within a bucket. Px. */
export interface Bar {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Order of stacking: what failed stands at the bottom, where it is seen however little it is. */
const STACK = ['5xx', '4xx', '3xx', '2xx', 'other'];
/** A bar of one row among thousands is still to be seen. */
const LEAST = 2;

/** Bars of a chart of this size. */
export function chartBars(histogram: LogHistogram, width: number, height: number): readonly Bar[] {
  const step = width / histogram.length;
  const totals = totalsOf(histogram);
  const most = Math.max(1, ...totals);
  const series = STACK.flatMap((key) => histogram.series.filter((one) => one.key === key));
  const bars: Bar[] = [];
  for (let bucket = 0; bucket < histogram.length; bucket++) {
    let top = height;
    for (const { key, counts } of series) {
      const count = counts[bucket] ?? 0;
      if (count === 0) continue;
      const size = Math.min(top, Math.max(LEAST, (count / most) * height));
      top -= size;
      bars.push({ key, x: bucket * step, y: top, width: Math.max(1, step - (step > 3 ? 1 : 0)), height: size });
    }
  }
  return bars;
}

/** Rows in each bucket. */
function totalsOf(histogram: LogHistogram): readonly number[] {
  return Array.from({ length: histogram.length }, (_, ix) =>
    histogram.series.reduce((sum, { counts }) => sum + (counts[ix] ?? 0), 0),
  );
}

/** A stretch of buckets, `to` exclusive. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Buckets that a range of time touches. */
export function stretchOf(histogram: LogHistogram, range: { readonly from: number; readonly to: number }): Stretch {
  const at = (time: number): number => (time - histogram.start) / histogram.width;
  const within = (value: number): number => Math.min(histogram.length, Math.max(0, value));
  return { from: within(Math.floor(at(range.from))), to: within(Math.ceil(at(range.to))) };
}

/** The range of time that a stretch of buckets stands for. */
export function rangeOf(
  histogram: LogHistogram,
  { from, to }: Stretch,
): { readonly from: number; readonly to: number } {
  return { from: histogram.start + from * histogram.width, to: histogram.start + to * histogram.width };
}

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000] as const;
/** Steps between written times, which a clock shows as round ones. */
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 364].map((count) => count * DAY),
];
/** Room that a written time takes, with some to spare. Px. */
const TICK_PX = 92;

export interface ChartTicks {
  /** Ms between two of them. */
  readonly step: number;
  readonly ticks: readonly { readonly x: number; readonly time: number }[];
}

/** Where to write times: at round instants of the clock that is `offsetMs` from UTC, as many as have room. */
export function chartTicks(histogram: Omit<LogHistogram, 'series'>, width: number, offsetMs = 0): ChartTicks {
  const { start, length } = histogram;
  const span = length * histogram.width;
  const most = Math.max(1, Math.floor(width / TICK_PX));
  const step = STEPS.find((one) => one >= histogram.width && span / one <= most) ?? Math.ceil(span / most / DAY) * DAY;
  const ticks: { x: number; time: number }[] = [];
  const first = Math.ceil((start + offsetMs) / step) * step - offsetMs;
  for (let time = first; time < start + span; time += step) {
    const x = ((time - start) / span) * width;
    if (x <= width - TICK_PX / 2) ticks.push({ x, time });
  }
  return { step, ticks };
}

/** The tallest bucket. */
export function tallest(histogram: LogHistogram): number {
  return Math.max(0, ...totalsOf(histogram));
}
