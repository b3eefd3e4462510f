import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { ByteDictionary, textAt } from './byte-dictionary.ts';

it('gives every text one index, and the text back', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 6, unit: 'grapheme' }), { maxLength: 500 }), (list) => {
      const dictionary = new ByteDictionary();
      const encoder = new TextEncoder();
      const indexes = list.map((text) => {
        const bytes = encoder.encode(`x${text}y`);
        return dictionary.add(bytes, 1, bytes.length - 1);
      });
      const distinct = [...new Set(list)];
      expect(indexes).toEqual(list.map((text) => distinct.indexOf(text)));
      const texts = dictionary.finish();
      expect(distinct.map((_, ix) => textAt(texts, ix))).toEqual(distinct);
      expect(distinct.map((text) => dictionary.find(text))).toEqual(distinct.map((_, ix) => ix));
      expect([dictionary.find('never added'), dictionary.at(-1), textAt(texts, distinct.length)]).toEqual([-1, '', '']);
    }),
  );
});
