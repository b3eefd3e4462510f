import { Bar, BarChart, type BarShapeProps, CartesianGrid, Cell, XAxis, YAxis } from 'recharts';
import { formatCount } from '../text/numbers.ts';
import { PLOT } from './plot.ts';

/** One series of stacked columns, one count for each column. */
export interface ChartSeries {
  readonly key: string;
  readonly colour: string;
  readonly counts: ArrayLike<number>;
}

/** A column as its chart is given it: what it begins with, its height, and its parts by series, from the bottom up. */
interface Column {
  readonly label: string;
  readonly total: number;
  readonly parts: readonly number[];
}

/** Columns over time, stacked. `labels`: what each column begins with; every `interval`th is written. */
export function StackedColumns(props: {
  readonly width: number;
  readonly height: number;
  readonly labels: readonly string[];
  readonly interval: number;
  readonly series: readonly ChartSeries[];
}) {
  const { width, height, labels, interval, series } = props;
  const data = labels.map((label, ix): Column => {
    const parts = series.map(({ counts }) => counts[ix] ?? 0);
    return { label, parts, total: parts.reduce((sum, count) => sum + count, 0) };
  });
  return (
    <BarChart
      width={width}
      height={height}
      data={data}
      barCategoryGap={labels.length > 40 ? 1 : '12%'}
      margin={{ top: PLOT.top, right: PLOT.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} verticalCoordinatesGenerator={nowhere} stroke="var(--line)" />
      <XAxis
        dataKey="label"
        height={PLOT.bottom}
        interval={interval}
        tick={<Tick anchor="middle" drop={8} />}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-strong)' }}
      />
      <YAxis
        width={PLOT.left}
        interval={0}
        tick={<Tick anchor="end" drop={4} />}
        tickLine={false}
        axisLine={false}
        allowDecimals={false}
        tickFormatter={(value: number) => formatCount(value)}
      />
      <Bar dataKey="total" isAnimationActive={false} shape={<Stack series={series} />} />
    </BarChart>
  );
}

/** No upright lines: to place them, the grid would measure every label. */
const nowhere = (): number[] => [];

/** One column, cut into the parts of its series: a bar of its own for each would take the chart three times as long. */
function Stack(
  // All but the series are set by the chart.
  props: Partial<Pick<BarShapeProps, 'x' | 'y' | 'width' | 'height' | 'payload'>> & {
    readonly series: readonly ChartSeries[];
  },
) {
  const { x = 0, y = 0, width = 0, height = 0, series } = props;
  const { parts, total } = props.payload as Column;
  let below = 0;
  return series.map(({ key, colour }, k) => {
    const count = parts[k] ?? 0;
    if (count === 0) return null;
    below += count;
    const top = y + height * (1 - below / total);
    return <rect key={key} x={x} y={top} width={width} height={(height * count) / total} fill={colour} />;
  });
}

/** The text of a tick. The chart's own measures each of its words on the page. */
function Tick(props: {
  readonly anchor: 'middle' | 'end';
  /** Baseline below the middle of the tick, in px. */
  readonly drop: number;
  // Set by the axis.
  readonly x?: number;
  readonly y?: number;
  readonly payload?: { readonly value: unknown };
  readonly tickFormatter?: (value: unknown) => string;
}) {
  const { anchor, drop, x, y = 0, payload, tickFormatter } = props;
  const value = payload?.value;
  return (
    <text x={x} y={y + drop} textAnchor={anchor} fill="var(--text-3)" fontSize={11}>
      {tickFormatter === undefined ? String(value) : tickFormatter(value)}
    </text>
  );
}

/** One bar for each count, from the top down, `row` px apart, without words: those stand beside it. */
export function BarRows(props: {
  readonly width: number;
  readonly row: number;
  readonly bars: readonly { readonly key: string; readonly colour: string; readonly count: number }[];
}) {
  const { width, row, bars } = props;
  return (
    <BarChart
      width={width}
      height={row * bars.length}
      data={[...bars]}
      layout="vertical"
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <XAxis type="number" hide domain={[0, 'dataMax']} />
      <YAxis type="category" dataKey="key" hide interval={0} />
      <Bar dataKey="count" barSize={10} minPointSize={2} radius={[0, 2, 2, 0]} isAnimationActive={false}>
        {bars.map(({ key, colour }) => (
          <Cell key={key} fill={colour} />
        ))}
      </Bar>
    </BarChart>
  );
}
