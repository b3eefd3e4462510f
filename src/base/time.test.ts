import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, formatInstant, parseInstant, utc } from './time.ts';

describe('instants', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 0],
    ['1970-01-01T00:00:00.001Z', 1],
    ['1970-01-01T00:00:00.0000001Z', 0.0001],
    ['1970-01-01T01:00:00+01:00', 0],
    ['1969-12-31T18:30:00-05:30', 0],
    ['2024-02-29T00:00:00Z', 1_709_164_800_000],
  ])('%s is %d ms', (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
  });

  it.each([
    '',
    '2026-03-12',
    '2026-03-12T14:21:37',
    '2026-03-12 14:21:37Z',
    '2025-02-29T00:00:00Z',
    '2025-02-31T25:00:00Z',
    '2025-13-01T00:00:00Z',
    '2025-00-01T00:00:00Z',
    '2025-01-01T24:00:00Z',
    '2025-01-01T00:00:60Z',
    '2025-01-01T00:00:00+24:00',
    '2025-01-01T00:00:00.Z',
    'x2025-01-01T00:00:00Z',
  ])('%j is none', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it('come back from what the platform writes, in any year', () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true, min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31') }),
        (date) => {
          expect(parseInstant(date.toISOString())).toBe(date.getTime());
          expect(formatInstant(date.getTime())).toBe(date.toISOString());
        },
      ),
    );
  });

  it('are written as nothing when no calendar holds them', () => {
    expect(formatInstant(Number.NaN)).toBe('');
    expect(formatInstant(1e20)).toBe('');
  });

  it('of the years 0 to 99 are not taken for the 20th century', () => {
    expect(utc(50, 1, 1, 0, 0, 0)).toBe(new Date('0050-01-01T00:00:00Z').getTime());
  });
});

describe('durations', () => {
  it.each([
    [0, '0 ms'],
    [0.04, '0 ms'],
    [7.25, '7.3 ms'],
    [15.6, '16 ms'],
    [999.4, '999 ms'],
    [1_000, '1 s'],
    [4_218, '4.22 s'],
    [60_000, '1 min'],
    [120_093, '2 min 0.1 s'],
    [179_960, '3 min'],
    [3_600_000, '1 h'],
    [3_780_000, '1 h 3 min'],
    [-1_500, '-1.5 s'],
    [Number.NaN, 'unknown'],
    [Number.POSITIVE_INFINITY, 'unknown'],
  ])('%d ms reads %s', (ms, expected) => {
    expect(formatDuration(ms)).toBe(expected);
  });
});
