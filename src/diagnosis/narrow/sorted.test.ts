import fc from 'fast-check';
import { expect, test } from 'vitest';
import { between, byTime, nearest } from './sorted.ts';

const instants = fc
  .array(fc.integer({ min: 0, max: 50 }), { maxLength: 60 })
  .map((list) => list.toSorted((a, b) => a - b));

test('nearest gives the whole window while it is small enough, and never more than asked for', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 80 }), (times, at, most) => {
      const column = Float64Array.from(times);
      const items = times.map((time, ix) => ({ time, ix }));
      const window = { from: at - 10, to: at + 10, at };
      const all = between(items, column, window.from, window.to);
      const some = nearest(items, column, window, most);
      expect(some.length).toBe(Math.min(all.length, most));
      for (const item of some) expect(all).toContain(item);
      if (all.length > most && most > 1) {
        const rank = all.findIndex((item) => item === some[0]);
        expect(rank).toBeGreaterThanOrEqual(0);
        expect(some.map((item) => item.ix)).toEqual(all.slice(rank, rank + most).map((item) => item.ix));
      }
    }),
  );
});

test('nearest keeps the items at the instant itself', () => {
  const items = Array.from({ length: 1000 }, (_, ix) => ix);
  const times = Float64Array.from(items);
  const some = nearest(items, times, { from: 0, to: 999, at: 500 }, 10);
  expect(some).toEqual([495, 496, 497, 498, 499, 500, 501, 502, 503, 504]);
});

test('byTime puts what has no time last and leaves a sorted list alone', () => {
  const sorted = [1, 2, 3];
  expect(byTime(sorted, (item) => item)).toBe(sorted);
  expect(byTime([3, Number.NaN, 1], (item) => item)).toEqual([1, 3, Number.NaN]);
});
