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

/** Where to write times: at most one each 110 px, at readable instants. */
export function chartTicks(
  histogram: LogHistogram,
  width: number,
): readonly { readonly x: number; readonly time: number }[] {
  const most = Math.max(2, Math.floor(width / 110));
  const every = Math.max(1, Math.ceil(histogram.length / most));
  const ticks: { x: number; time: number }[] = [];
  for (let bucket = 0; bucket < histogram.length; bucket += every)
    ticks.push({ x: (bucket / histogram.length) * width, time: histogram.start + bucket * histogram.width });
  return ticks.filter(({ x }) => x < width - 60);
}
