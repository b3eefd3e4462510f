import { expect, test } from 'vitest';
import { epochMs } from '#core/model/units';
import { formatClock, formatDateClock, formatInstant, formatZone } from './times.ts';

const AT = epochMs(Date.UTC(2026, 2, 12, 14, 21, 37, 204));

test('an instant always names its zone', () => {
  expect(formatInstant(AT, { kind: 'utc' })).toBe('2026-03-12 14:21:37.204 UTC');
  expect(formatInstant(AT, { kind: 'server', offset: 60 })).toBe('2026-03-12 15:21:37.204 UTC+01:00');
  expect(formatInstant(AT, { kind: 'server', offset: -570 })).toBe('2026-03-12 04:51:37.204 UTC-09:30');
  expect(formatInstant(AT, { kind: 'browser' })).toMatch(/ UTC[+-]\d\d:\d\d$/);
});

test('columns leave the zone to their heading', () => {
  expect(formatClock(AT, { kind: 'utc' })).toBe('14:21:37.204');
  expect(formatDateClock(AT, { kind: 'server', offset: 600 })).toBe('2026-03-13 00:21:37');
  expect(formatZone({ kind: 'server', offset: 345 })).toBe('UTC+05:45 (server)');
});

test('what has no time, or an impossible one, says so', () => {
  expect(formatInstant(null, { kind: 'utc' })).toBe('no time');
  expect(formatInstant(epochMs(Number.NaN), { kind: 'utc' })).toBe('no time');
  expect(formatInstant(epochMs(9e15), { kind: 'utc' })).toBe('no time');
});
