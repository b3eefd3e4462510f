import { expect, it } from 'vitest';
import { compareKey, readCompareKey } from './compare-key.ts';
import { formatPlace, parsePlace } from './url.ts';

it.each([
  ['ab12', 'cd34'],
  ['ab12#2', 'cd34#3'],
  ['ab12', 'usual'],
  ['ab12', 'i1'],
])('%s beside %s comes back from the address', (a, b) => {
  const place = parsePlace(formatPlace({ page: 'compare', key: compareKey(a, b) }));
  expect(place.page).toBe('compare');
  expect(readCompareKey(place.key)).toEqual({ a, b });
});

it.each([
  ['ab12', 'ab12'],
  ['ab12...', 'ab12'],
  ['', ''],
])('an address without a second side, %j, means the usual requests', (key, a) => {
  expect(readCompareKey(key)).toEqual({ a, b: 'usual' });
});
