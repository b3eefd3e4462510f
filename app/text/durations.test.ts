import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ms } from '#core/model/units';
import { formatDuration, formatExact } from './durations.ts';

describe('formatDuration', () => {
  test('says "under" for what is shorter than the clock step, never 0', () => {
    expect(formatDuration(ms(0))).toBe('under 16 ms');
    expect(formatDuration(ms(15))).toBe('under 16 ms');
    expect(formatDuration(ms(16))).toBe('16 ms');
  });

  test('says unknown for what is not known', () => {
    expect(formatDuration(null)).toBe('unknown');
    expect(formatDuration(ms(Number.NaN))).toBe('unknown');
  });
});

describe('formatExact', () => {
  const KNOWN: readonly (readonly [number, string])[] = [
    [0, '0 ms'],
    [0.25, '0.25 ms'],
    [999, '999 ms'],
    [999.7, '1 s'],
    [4218, '4.22 s'],
    [59_949, '59.9 s'],
    [59_960, '1 min'],
    [120_000, '2 min'],
    [122_078, '2 min 2.1 s'],
    [179_990, '3 min'],
    [3_600_000, '1 h'],
    [3_840_000, '1 h 4 min'],
    [-31, '−31 ms'],
  ];
  for (const [value, text] of KNOWN) test(`${value} is ${text}`, () => expect(formatExact(value)).toBe(text));

  test('never shows 60 in a place where 59 is the most', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (value) => {
        const text = formatExact(value);
        expect(text).not.toMatch(/\b60(\.0)? s|\b60 min|\b1000 ms/);
      }),
    );
  });
});
