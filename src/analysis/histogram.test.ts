import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochMs } from '../model/units.ts';
import { MOST_BUCKETS, bucketsFor } from './histogram.ts';

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
