import { expect, test } from 'vitest';
import { beyond, saidOnce } from './said-once.ts';

test('the same words are said once', () => {
  expect(saidOnce([{ t: 'a' }, { t: 'b' }, { t: 'a' }], (one) => one.t).map((one) => one.t)).toEqual(['a', 'b']);
});

const LEAD = 'M answered 502.3 after 120 s: a time-out.';
test.each([
  ['M answered 502.3 after 120 s: if others time out too, all is stuck.', 'If others time out too, all is stuck.'],
  ['N answered 500: it crashed.', 'N answered 500: it crashed.'],
  ['Nothing in common', 'Nothing in common'],
  [LEAD, 'A time-out.'],
])('an alternative says only what the leading headline does not: %s', (headline, said) => {
  expect(beyond(headline, LEAD)).toBe(said);
});
