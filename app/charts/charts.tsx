import { Bar, BarChart, CartesianGrid, Cell, XAxis, YAxis } from 'recharts';
import { formatCount } from '../text/numbers.ts';
import { PLOT } from './plot.ts';

/** One series of stacked columns, one count for each column. */
export interface ChartSeries {
  readonly key: string;
  readonly colour: string;
  readonly counts: ArrayLike<number>;
}

const TICK = { fill: 'var(--text-3)', fontSize: 11 };

/** Columns over time, stacked. `labels`: what each column begins with; every `interval`th is written. */
export function StackedColumns(props: {
  readonly width: number;
  readonly height: number;
  readonly labels: readonly string[];
  readonly interval: number;
  readonly series: readonly ChartSeries[];
}) {
  const { width, height, labels, interval, series } = props;
  const data = labels.map((label, ix) => {
    const column: Record<string, number | string> = { label };
    series.forEach(({ counts }, k) => {
      const count = counts[ix] ?? 0;
      if (count > 0) column[`s${k}`] = count;
    });
    return column;
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
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="label"
        height={PLOT.bottom}
        interval={interval}
        tick={TICK}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-strong)' }}
      />
      <YAxis
        width={PLOT.left}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        allowDecimals={false}
        tickFormatter={(value: number) => formatCount(value)}
      />
      {series.map(({ key, colour }, k) => (
        <Bar key={key} dataKey={`s${k}`} stackId="all" fill={colour} isAnimationActive={false} />
      ))}
    </BarChart>
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
