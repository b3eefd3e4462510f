import { describe, expect, test } from 'vitest';
import type { LogHistogram } from '#core/engine/questions/logs';
import { epochMs, ms } from '#core/model/units';
import { chartBars, chartTicks, rangeOf, stretchOf } from './chart.ts';

const chart = (series: Record<string, number[]>): LogHistogram => ({
  revision: 1,
  start: epochMs(60_000),
  width: ms(10_000),
  length: 4,
  total: 0,
  series: Object.entries(series).map(([key, counts]) => ({ key, counts: Uint32Array.from(counts) })),
});

describe('bars of the chart', () => {
  test('failures stand at the bottom, the tallest bucket fills the height', () => {
    const bars = chartBars(chart({ '2xx': [6, 0, 0, 3], '5xx': [4, 0, 0, 0] }), 400, 100);
    expect(bars.map(({ key, x, y, height }) => [key, x, y, height])).toEqual([
      ['5xx', 0, 60, 40],
      ['2xx', 0, 0, 60],
      ['2xx', 300, 70, 30],
    ]);
  });

  test('one row among thousands is still drawn', () => {
    const [bar] = chartBars(chart({ '2xx': [0, 5000, 0, 0], '5xx': [1, 0, 0, 0] }), 400, 100);
    expect([bar?.key, bar?.height]).toEqual(['5xx', 2]);
  });
});

describe('the range of time', () => {
  const histogram = chart({ '2xx': [1, 1, 1, 1] });
  test('a stretch of buckets and back', () => {
    const range = rangeOf(histogram, { from: 1, to: 3 });
    expect(range).toEqual({ from: 70_000, to: 90_000 });
    expect(stretchOf(histogram, range)).toEqual({ from: 1, to: 3 });
  });
  test('what lies outside of the chart is cut', () => {
    expect(stretchOf(histogram, { from: 0, to: 1e9 })).toEqual({ from: 0, to: 4 });
  });
});

test('times are written where there is room for them', () => {
  const ticks = chartTicks(chart({ '2xx': [1, 1, 1, 1] }), 300);
  expect(ticks.map(({ time }) => time)).toEqual([60_000, 80_000]);
});
