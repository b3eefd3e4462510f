import { expect, test } from 'vitest';
import { epochMs } from '#core/model/units';
import { formatClock, formatDateClock, formatDateMinute, formatInstant, formatZone, zoneMinutes } from './times.ts';

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

/** The zones in which the unit tests run. */
const OFFSETS = new Map([
  ['UTC', [0, 0]],
  ['America/New_York', [-300, -240]],
]).get(Intl.DateTimeFormat().resolvedOptions().timeZone);

test.runIf(OFFSETS !== undefined)('the zone of the browser is that of the instant, summer or winter', () => {
  const [winter, summer] = [epochMs(Date.UTC(2026, 0, 15)), epochMs(Date.UTC(2026, 6, 15))];
  expect([winter, summer].map((at) => zoneMinutes({ kind: 'browser' }, at))).toEqual(OFFSETS);
  expect(zoneMinutes({ kind: 'server', offset: 345 }, summer)).toBe(345);
});

test('on a clock of twelve hours noon and midnight are 12, and the half is named', () => {
  const at = (hour: number) => epochMs(Date.UTC(2026, 2, 12, hour, 5, 9, 7));
  const utc = { kind: 'utc', hour12: true } as const;
  expect([0, 1, 11, 12, 13, 23].map((hour) => formatDateMinute(at(hour), utc).slice(11))).toEqual([
    '12:05\u202fAM',
    '01:05\u202fAM',
    '11:05\u202fAM',
    '12:05\u202fPM',
    '01:05\u202fPM',
    '11:05\u202fPM',
  ]);
  expect(formatInstant(at(14), utc)).toBe('2026-03-12 02:05:09.007\u202fPM UTC');
  expect(formatDateMinute(at(14), { kind: 'utc' })).toBe('2026-03-12 14:05');
});

test('what has no time, or an impossible one, says so', () => {
  expect(formatInstant(null, { kind: 'utc' })).toBe('no time');
  expect(formatInstant(epochMs(Number.NaN), { kind: 'utc' })).toBe('no time');
  expect(formatInstant(epochMs(9e15), { kind: 'utc' })).toBe('no time');
});
