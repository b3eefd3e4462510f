import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TripleCounts } from './triple-counts.ts';

it('numbers and counts triples as they come', () => {
  const number = fc.oneof(fc.nat(3), fc.constantFrom(0xffff_ffff, 12_002, 0x8007_2ee2));
  const added = fc.array(fc.tuple(number, number, number, fc.nat(5)), { maxLength: 300 });
  fc.assert(
    fc.property(added, (list) => {
      const counts = new TripleCounts();
      const truth = new Map<string, { readonly ix: number; count: number }>();
      for (const [a, b, c, count] of list) {
        const key = `${a} ${b} ${c}`;
        const known = truth.get(key) ?? { ix: truth.size, count: 0 };
        known.count += count;
        truth.set(key, known);
        expect(counts.add(a, b, c, count)).toBe(known.ix);
      }
      expect([...counts.entries()].map(([triple, count]) => [triple.join(' '), count])).toEqual(
        [...truth].map(([key, { count }]) => [key, count]),
      );
      expect([...counts.triples()]).toEqual([...truth.keys()].flatMap((key) => key.split(' ').map(Number)));
      expect(counts.size).toBe(truth.size);
    }),
  );
});
