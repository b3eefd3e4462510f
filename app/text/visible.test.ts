import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visibleRuns } from './visible.ts';

test('direction, zero-width and control characters become marks', () => {
  expect(visibleRuns('a\u202eb\u200bc\u0000')).toEqual([
    { text: 'a', mark: null },
    { text: '[U+202E]', mark: 'U+202E' },
    { text: 'b', mark: null },
    { text: '[U+200B]', mark: 'U+200B' },
    { text: 'c', mark: null },
    { text: '\u2400', mark: 'U+0000' },
  ]);
});

test('lines are kept where asked for, a lone carriage return is not', () => {
  expect(visibleRuns('a\r\n\tb\rc', true)).toEqual([
    { text: 'a\r\n\tb', mark: null },
    { text: '\u240d', mark: 'U+000D' },
    { text: 'c', mark: null },
  ]);
  expect(visibleRuns('a\nb').some((run) => run.mark === 'U+000A')).toBe(true);
});

test('whole surrogate pairs stay, halves are shown', () => {
  expect(visibleRuns('\u{1f600}')).toEqual([{ text: '\u{1f600}', mark: null }]);
  expect(visibleRuns('\ud83d')).toEqual([{ text: '[U+D83D]', mark: 'U+D83D' }]);
});

test('nothing hidden is left, and nothing visible is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, lines) => {
      const runs = visibleRuns(text, lines);
      const kept = runs.map((run) => run.text).join('');
      expect(lines ? kept.replace(/[\r\n\t]/g, '') : kept).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b]/u);
      const back = runs.map((run) =>
        run.mark === null ? run.text : String.fromCharCode(Number.parseInt(run.mark.slice(2), 16)),
      );
      expect(back.join('')).toBe(text);
    }),
  );
});
