import { expect, test } from 'vitest';
import { clockText } from './clock-words.ts';

const log = (shiftMs: number, traces: number | null, path = 'u_ex.log') => ({
  path,
  shiftMs,
  shiftFrom: traces === null ? null : { traces },
});

test.each([
  [[log(3187, 12)], 'u_ex.log: the clock is 3.2 s behind that of the traces, 12 traces agree.'],
  [[log(-41_012, 1)], 'u_ex.log: the clock is 41 s ahead of that of the traces, 1 trace agrees.'],
  [[log(930, 3), log(930, 0, 'b.log')], '2 logs: the clock is 900 ms behind that of the traces, 3 traces agree.'],
  [[log(-5000, null)], 'u_ex.log: times are shown 5 s earlier than written, as you set it.'],
  [[log(0, null)], 'u_ex.log: times are shown as they are written, as you set it.'],
])('%j', (logs, words) => {
  expect(clockText(logs)).toContain(words);
});
