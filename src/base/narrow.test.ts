import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { ByteColumn, NarrowColumn } from './narrow.ts';

it('keeps every number in the narrowest array that holds them all, also when it is used again', () => {
  const blocks = fc.array(
    fc.array(fc.oneof(fc.nat(255), fc.nat(65_535), fc.integer({ min: 0, max: 0xffff_ffff })), { maxLength: 700 }),
    { maxLength: 5 },
  );
  const column = new NarrowColumn();
  fc.assert(
    fc.property(blocks, fc.nat(3000), (list, pad) => {
      column.clear();
      for (const block of list) column.append(Uint32Array.from(block));
      column.push(7);
      column.pad(pad);
      const truth = [...list.flat(), 7];
      while (truth.length < pad) truth.push(0);
      const array = column.finish();
      expect([...array]).toEqual(truth);
      const most = Math.max(...truth);
      expect(array.BYTES_PER_ELEMENT).toBe(most > 65_535 ? 4 : most > 255 ? 2 : 1);
      expect([...column.finishWide()]).toEqual(truth);
      expect(array.byteLength).toBe(array.buffer.byteLength);
    }),
  );
});

it('keeps bytes as they come', () => {
  const column = new ByteColumn();
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 5000 }), { maxLength: 4 }), fc.nat(9000), (list, pad) => {
      column.clear();
      for (const block of list) column.append(block);
      column.pad(pad);
      const truth = list.flatMap((block) => [...block]);
      while (truth.length < pad) truth.push(0);
      expect([...column.finish()]).toEqual(truth);
    }),
  );
});
