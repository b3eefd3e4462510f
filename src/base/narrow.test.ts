import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { NarrowColumn } from './narrow.ts';

it('keeps every number in the narrowest array that holds them all', () => {
  const blocks = fc.array(
    fc.array(fc.oneof(fc.nat(255), fc.nat(65_535), fc.integer({ min: 0, max: 0xffff_ffff })), { maxLength: 700 }),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(blocks, fc.nat(3000), (list, pad) => {
      const column = new NarrowColumn();
      for (const block of list) column.append(Uint32Array.from(block));
      column.push(7);
      column.pad(pad);
      const truth = [...list.flat(), 7];
      while (truth.length < pad) truth.push(0);
      const array = column.finish();
      expect([...array]).toEqual(truth);
      const most = Math.max(...truth);
      expect(array.BYTES_PER_ELEMENT).toBe(most > 65_535 ? 4 : most > 255 ? 2 : 1);
    }),
  );
});
