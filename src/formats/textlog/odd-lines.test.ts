import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineSplitter } from './lines.ts';
import { OddLines } from './odd-lines.ts';

const FIELDS = 4;
const WHOLE = ['a b c d', 'date time /x 200', '- - - -', '"a b" c d'];
const ODD = ['#Fields: a b c d', 'a b c', 'a b c d e', 'a  b c d', '', 'x\0y z w', '\0\0\0', 'ü b c d e'];

/** Lines that come out, with their numbers; `cuts`: where the bytes are cut into chunks. */
function lines(text: string, cuts: readonly number[], odd: boolean): readonly string[] {
  const found: string[] = [];
  const splitter = new LineSplitter('utf-8', (line, number, ended) => found.push(`${number} ${ended} ${line}`));
  const into = odd ? new OddLines(splitter, () => FIELDS) : splitter;
  const bytes = new TextEncoder().encode(text);
  let from = 0;
  for (const cut of [...cuts.map((one) => one % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]) {
    into.push(bytes.subarray(from, cut));
    from = cut;
  }
  into.end();
  return found;
}

test('of lines of any kind, in chunks of any size, those that are not ordinary rows come out as they would alone', () => {
  const texts = fc
    .tuple(fc.array(fc.constantFrom(...WHOLE, ...ODD), { maxLength: 30 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
    .map(([list, end, ended]) => list.join(end) + (ended ? end : ''));
  fc.assert(
    fc.property(texts, fc.array(fc.nat(), { maxLength: 6 }), (text, cuts) => {
      const all = lines(text, [], false);
      const some = lines(text, cuts, true);
      // Whole rows may come too, where a chunk cuts them; nothing else may be missing or differ.
      expect(all.filter((line) => some.includes(line))).toEqual(some);
      const missing = all.filter((line) => !some.includes(line));
      expect(missing.every((line) => WHOLE.some((row) => line.endsWith(` ${row}`)))).toBe(true);
    }),
  );
});

test('ordinary rows are passed over', () => {
  expect(lines(`${WHOLE.join('\n')}\na b c\n`, [], true)).toEqual(['5 true a b c']);
});
