import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { logScanFile } from './build.mjs';

it('the scanner in the repository is what its source gives', () => {
  const { path, text } = logScanFile();
  expect(readFileSync(path, 'utf8') === text, 'run node scripts/wasm/build.mjs').toBe(true);
});
