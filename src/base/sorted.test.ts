import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstWhere } from './sorted.ts';

it('finds what a look at every index finds', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(21), fc.nat(30), (list, wanted, start) => {
      const sorted = list.toSorted((a, b) => a - b);
      const from = Math.min(start, sorted.length);
      const truth = sorted.findIndex((value, ix) => ix >= from && value >= wanted);
      expect(firstWhere(from, sorted.length, (ix) => (sorted[ix] ?? 0) >= wanted)).toBe(
        truth < 0 ? sorted.length : truth,
      );
    }),
  );
});
