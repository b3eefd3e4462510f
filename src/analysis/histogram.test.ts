import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochMs } from '../model/units.ts';
import { MOST_BUCKETS, bucketsFor, histogram } from './histogram.ts';

const T = Date.UTC(2026, 2, 12, 14, 21, 37, 204);
const MINUTE = 60_000;

describe('bucketsFor', () => {
  test.each([
    ['one instant', 0, 60, 1, 1],
    ['a second', 1000, 60, 20, 51],
    ['ten minutes', 10 * MINUTE, 60, 15_000, 41],
    ['a day', 1440 * MINUTE, 60, 30 * MINUTE, 49],
    ['a month', 43_200 * MINUTE, 60, 1440 * MINUTE, 31],
  ])('%s', (_, span, most, width, length) => {
    expect(bucketsFor(epochMs(T), epochMs(T + span), most)).toMatchObject({ width, length });
  });

  test('a day of hours begins at the full hour', () => {
    const buckets = bucketsFor(epochMs(T), epochMs(T + 1440 * MINUTE), 30);
    expect(buckets).toMatchObject({ start: Date.UTC(2026, 2, 12, 14), width: 60 * MINUTE, length: 25 });
  });

  test('any range fits, and both ends lie inside', () => {
    const instant = fc.integer({ min: -8.64e15, max: 8.64e15 });
    fc.assert(
      fc.property(instant, instant, fc.integer({ min: 2, max: MOST_BUCKETS }), (a, b, most) => {
        const { start, width, length } = bucketsFor(epochMs(a), epochMs(b), most);
        expect(length).toBeLessThanOrEqual(most);
        expect(length).toBeGreaterThanOrEqual(1);
        expect(start).toBeLessThanOrEqual(Math.min(a, b));
        expect(start + width * length).toBeGreaterThan(Math.max(a, b));
      }),
    );
  });
});

describe('histogram', () => {
  test('series are counted apart and stack to the total', () => {
    const times = [T, T + MINUTE, T + MINUTE, NaN, T + 2 * MINUTE];
    const counted = histogram(times, [0, 0, 1, 0, -1], ['a', 'b'], null, 4);
    expect(counted?.width).toBe(MINUTE);
    expect(counted?.series.map(({ key, counts }) => [key, [...counts]])).toEqual([
      ['a', [1, 1, 0]],
      ['b', [0, 1, 0]],
    ]);
    expect(counted?.total).toBe(3);
  });

  test('a range leaves out what is beyond it', () => {
    const range = { from: epochMs(T), to: epochMs(T + MINUTE) };
    expect(histogram([T - 1, T, T + MINUTE, T + MINUTE + 1], [0, 0, 0, 0], ['a'], range)?.total).toBe(2);
  });

  test('no time, no histogram', () => {
    expect(histogram([NaN], [0], ['a'])).toBeNull();
    expect(histogram([], [], [])).toBeNull();
  });

  test('every instant is in the bucket that holds it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4e12 }), { minLength: 1, maxLength: 60 }), (times) => {
        const counted = histogram(
          times,
          times.map(() => 0),
          ['x'],
        );
        const expected = new Map<number, number>();
        const { start, width } = counted ?? { start: 0, width: 1 };
        for (const time of times) {
          const at = [...Array(counted?.length ?? 0).keys()].find((k) => time < start + (k + 1) * width) ?? -1;
          expected.set(at, (expected.get(at) ?? 0) + 1);
        }
        counted?.series[0]?.counts.forEach((n, k) => expect(n).toBe(expected.get(k) ?? 0));
      }),
      { numRuns: 50 },
    );
  });
});
