import { describe, expect, test } from 'vitest';
import { narrowed } from './log-view.ts';
import { offsetText } from './words.ts';

describe('narrowing a filter by a click', () => {
  test.each([
    ['', 'status:502.3', 'status:502.3'],
    ['  ', 'status:502.3', 'status:502.3'],
    ['url:/api/*', 'status:502.3', 'url:/api/* status:502.3'],
    ['url:/a OR url:/b', 'status:502.3', '(url:/a OR url:/b) status:502.3'],
    ['url:/a status:502.3', 'status:502.3', 'url:/a status:502.3'],
  ])('%j and %j', (filter, more, expected) => {
    expect(narrowed(filter, more)).toBe(expected);
  });
});

test('the zone of a clock is the opposite of its shift', () => {
  expect([-3_600_000, 0, 16_200_000].map(offsetText)).toEqual(['UTC+01:00', 'UTC+00:00', 'UTC-04:30']);
});
