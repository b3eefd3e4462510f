// Assembles the WebAssembly modules of the repository and writes each as a TypeScript module that holds its bytes.
// `node scripts/wasm/build.mjs` writes, `--check` only says whether what is there is what the source gives.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { logScanModule } from './log-scan.mjs';
import { COLUMN, COLUMN_BYTES, CONFIG, FIELD_BYTES, LAYOUT, ROLE, STOP } from './log-scan-layout.mjs';

/** Path of the generated file and its text. */
export function logScanFile() {
  const path = fileURLToPath(new URL('../../src/formats/w3c/scan/module.ts', import.meta.url));
  const base64 = Buffer.from(logScanModule()).toString('base64');
  const constant = (name, about, value) => {
    const lines = (object) => Object.entries(object).map(([key, at]) => `  ${key}: ${at},\n`);
    const entries = typeof value === 'number' ? value : `{\n${lines(value).join('')}}`;
    return `/** ${about} */\nexport const ${name} = ${entries} as const;\n`;
  };
  const text = [
    '// Made by `node scripts/wasm/build.mjs` from scripts/wasm/log-scan.mjs. Not to be edited.\n',
    '/** The scanner as a WebAssembly module, base64. */',
    `export const MODULE =\n  '${base64}';\n`,
    constant('LAYOUT', 'Places in its memory.', LAYOUT),
    constant('CONFIG', 'Words of its configuration.', CONFIG),
    constant('FIELD_BYTES', 'Bytes of the role of one field.', FIELD_BYTES),
    constant('COLUMN_BYTES', 'Bytes of the description of one column.', COLUMN_BYTES),
    constant('COLUMN', 'Words of a column.', COLUMN),
    constant('ROLE', 'What a field is for.', ROLE),
    constant('STOP', 'Why a scan stopped.', STOP),
  ].join('\n');
  return { path, text };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { path, text } = logScanFile();
  if (process.argv.includes('--check')) {
    if (readFileSync(path, 'utf8') !== text) {
      console.error(`${path} is not what its source gives: run node scripts/wasm/build.mjs`);
      process.exit(1);
    }
  } else writeFileSync(path, text);
}
