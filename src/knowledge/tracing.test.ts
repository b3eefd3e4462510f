import { describe, expect, it } from 'vitest';
import { statusCodesCover } from './tracing.ts';

describe('statusCodesCover', () => {
  it.each<[string, number, number, boolean]>([
    ['400-599', 502, 3, true],
    ['400-499', 502, 3, false],
    ['502', 502, 3, true],
    ['502.3', 502, 3, true],
    ['502.3', 502, 5, false],
    ['404, 500-503', 503, 0, true],
    ['500.30', 500, 3, false],
    ['', 502, 3, false],
    ['5xx', 502, 3, false],
  ])('%j and %d.%d: %s', (codes, status, sub, covered) => {
    expect(statusCodesCover(codes, status, sub)).toBe(covered);
  });
});
