// Fails when a folder of src/ or app/ has no README.md. Folders of input files are free.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { listFiles } from './list-files.mjs';

const FREE = /^(?:src\/testing\/samples|app\/samples)\//;

const folders = new Set([...listFiles('src'), ...listFiles('app')].map((file) => path.posix.dirname(file)));
const missing = [...folders].filter((folder) => !FREE.test(`${folder}/`) && !existsSync(`${folder}/README.md`));
if (missing.length > 0) {
  console.error(`no README.md that says what lives there and what must not:\n${missing.toSorted().join('\n')}`);
  process.exit(1);
}
console.log('every folder says what lives in it');
