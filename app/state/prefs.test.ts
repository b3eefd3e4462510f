import { expect, test } from 'vitest';
import { parsePrefs } from './prefs.ts';

const DEFAULTS = { theme: 'system', zone: 'utc', clock: 'locale', hintsSeen: [], serverOffset: 0 };

test('damaged or foreign storage falls back as a whole', () => {
  for (const text of [null, '', '{', 'null', '[]', '7', '"dark"'])
    expect(parsePrefs(text), String(text)).toEqual(DEFAULTS);
});

test('a bad field falls back alone', () => {
  expect(
    parsePrefs('{"theme":"pink","zone":"server","serverOffset":60,"clock":"12","hintsSeen":["no"],"more":1}'),
  ).toEqual({
    ...DEFAULTS,
    zone: 'server',
    clock: '12',
    serverOffset: 60,
  });
  expect(parsePrefs('{"theme":"dark","zone":7,"serverOffset":1e9}')).toEqual({ ...DEFAULTS, theme: 'dark' });
});
