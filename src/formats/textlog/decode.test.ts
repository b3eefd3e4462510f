import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeLine } from './decode.ts';

const line = (...bytes: readonly number[]) => decodeLine(Uint8Array.from(bytes));

it('reads each value by itself: UTF-8 where it is, else windows-1252 with its letters at 0x80 to 0x9F', () => {
  expect(line(0xc3, 0xa9, 0x20, 0x80, 0x93, 0xe9)).toEqual({ text: 'é €“é', utf8: false });
});

it('leaves what is UTF-8 as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(decodeLine(new TextEncoder().encode(text))).toEqual({ text, utf8: true });
    }),
  );
});
