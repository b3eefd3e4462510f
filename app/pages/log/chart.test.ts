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

describe('written times', () => {
  const DAY = 86_400_000;
  const day = { revision: 1, start: epochMs(0), width: ms(600_000), length: 144, total: 0 };

  test('are round, and no more than have room', () => {
    const { step, ticks } = chartTicks({ ...day, start: epochMs(7 * 60_000) }, 1000);
    expect(step).toBe(3 * 3_600_000);
    expect(ticks.every(({ time }) => time % step === 0)).toBe(true);
    expect(ticks.every(({ x }, ix) => ix === 0 || x - (ticks[ix - 1]?.x ?? 0) >= 92)).toBe(true);
    expect(ticks.every(({ x }) => x >= 0 && x < 960)).toBe(true);
  });

  test('are round on the clock that is shown', () => {
    const { step, ticks } = chartTicks(day, 1000, 5.5 * 3_600_000);
    expect(ticks.length).toBeGreaterThan(5);
    expect(ticks.every(({ time }) => (time + 5.5 * 3_600_000) % step === 0)).toBe(true);
  });

  test('are at most one for each bucket, and some for any span', () => {
    expect(chartTicks(chart({ '2xx': [1, 1, 1, 1] }), 5000).step).toBe(10_000);
    const years = chartTicks({ ...day, width: ms(364 * DAY), length: 200 }, 800);
    expect(years.ticks.length).toBeGreaterThan(2);
    expect(years.ticks.length).toBeLessThan(10);
  });
});
