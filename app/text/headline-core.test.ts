import { expect, test } from 'vitest';
import { headlineCore } from './headline-core.ts';

test.each([
  [
    'AspNetCoreModule answered 502.3 with A / B (0x80072EE2, 2147954402) after 120 s of silence: a time-out, no answer.',
    'A time-out, no answer.',
  ],
  ['IIS Web Core answered 404 with X (0x80070002): ANCM did not set this status.', 'ANCM did not set this status.'],
  [
    'GET / took 17.34 s and ended with 200: 17.25 s passed in Page Load.',
    'GET / took 17.34 s and ended with 200: 17.25 s passed in Page Load.',
  ],
  ['AspNetCoreModule answered 502.3.', 'AspNetCoreModule answered 502.3.'],
])('%s', (headline, core) => {
  expect(headlineCore(headline)).toBe(core);
});
