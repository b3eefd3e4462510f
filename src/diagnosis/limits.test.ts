import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestTimeoutFit, startupLimitFit, timeSpanMs } from './limits.ts';

describe('limits', () => {
  it.each([
    ['00:02:00', 120_000],
    ['01:00:00', 3_600_000],
    ['1.00:00:00', 86_400_000],
    ['00:00:45', 45_000],
  ])('reads the time span %s', (text, ms) => {
    expect(timeSpanMs(text)).toBe(ms);
  });

  it.each(['', '120', 'two minutes', '00:02', '-00:02:00'])('takes "%s" for no time span', (text) => {
    expect(timeSpanMs(text)).toBeNull();
  });

  it('finds the default from 0.1 s below to 2.5 s above it, and nothing outside', () => {
    expect(requestTimeoutFit(119_900, [])).toMatchObject({ ms: 120_000, from: 'default' });
    expect(requestTimeoutFit(122_500, [])).toMatchObject({ ms: 120_000, from: 'default' });
    expect(requestTimeoutFit(119_800, [])).toBeNull();
    expect(requestTimeoutFit(122_600, [])).toBeNull();
  });

  it('infers only whole minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7_200_000 }), (gap) => {
        const fit = requestTimeoutFit(gap, []);
        if (fit === null) return;
        expect(fit.ms % 60_000).toBe(0);
        expect(gap - fit.ms).toBeGreaterThanOrEqual(-100);
        expect(gap - fit.ms).toBeLessThanOrEqual(2500);
      }),
    );
  });

  it('allows two tries of a start', () => {
    expect(startupLimitFit(120_031, [])?.ms).toBe(120_000);
    expect(startupLimitFit(240_500, [])?.ms).toBe(120_000);
    expect(startupLimitFit(60_000, [])).toBeNull();
  });
});
