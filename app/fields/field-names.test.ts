import { expect, test } from 'vitest';
import { fieldNames, matchOf } from './field-names.ts';

test.each([
  ['#Fields: date time  cs-method', ['date', 'time', 'cs-method']],
  ['fields:date\ttime', ['date', 'time']],
  [' date cs(User-Agent)\n', ['date', 'cs(User-Agent)']],
  ['#Fields:', []],
  ['', []],
])('names of %j', (line, names) => {
  expect(fieldNames(line)).toEqual(names);
});

test('names fit a row of as many values', () => {
  expect([matchOf(['a', 'b'], 2), matchOf(['a'], 2), matchOf([], 0)]).toEqual(['fits', 'differs', 'nothing']);
});
