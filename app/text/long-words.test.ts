import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortWords } from './long-words.ts';

test('a sentence of ordinary words stays as it is', () => {
  const text =
    'AspNetCoreModule answered 502.3 after 120.05 s of silence: https://orders.example.com/api/reports/monthly?x=1';
  expect(shortWords(text)).toBe(text);
});

test('a very long word keeps its beginning and its end', () => {
  const word = `/api/${'a'.repeat(2000)}/report-of-the-month`;
  const short = shortWords(`GET ${word} failed`);
  expect(short).toMatch(/^GET \/api\/a+….*\/report-of-the-month failed$/);
  expect(short.length).toBeLessThan(110);
});

test('whatever the text, no word is longer and no character is cut in half', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      const short = shortWords(text);
      expect(/\p{Surrogate}/u.test(short)).toBe(/\p{Surrogate}/u.test(text));
      expect(Math.max(...short.split(/\s/).map((word) => Array.from(word).length))).toBeLessThanOrEqual(97);
    }),
  );
});
