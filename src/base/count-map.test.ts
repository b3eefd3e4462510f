import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { CountMap } from './count-map.ts';

it('counts like a Map does', () => {
  const keys = fc.array(fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 0xffff_ffff })), {
    maxLength: 600,
  });
  fc.assert(
    fc.property(keys, (list) => {
      const ours = new CountMap();
      const truth = new Map<number, number>();
      for (const key of list) {
        ours.add(key);
        truth.set(key, (truth.get(key) ?? 0) + 1);
      }
      const order = (a: readonly number[], b: readonly number[]): number => (a[0] ?? 0) - (b[0] ?? 0);
      expect([...ours.entries()].toSorted(order)).toEqual([...truth].toSorted(order));
      expect(ours.size).toBe(truth.size);
      expect(ours.get(41)).toBe(truth.get(41) ?? 0);
    }),
  );
});
