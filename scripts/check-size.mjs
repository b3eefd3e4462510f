// Budgets of the built page, gzip level 9. Reads dist/, fails when one is exceeded.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { listFiles } from './list-files.mjs';

const KB = 1024;
const size = (file) => gzipSync(readFileSync(file), { level: 9 }).length;
const html = readFileSync('dist/index.html', 'utf8');
const first = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map((match) => `dist/${match[1]}`);
const scripts = listFiles('dist').filter((file) => file.endsWith('.js'));

const rows = [
  { what: 'first script and what it preloads', bytes: sum(first), budget: 180 * KB },
  { what: 'charts', bytes: sum(scripts.filter((file) => /\/charts?-[^/]*\.js$/i.test(file))), budget: 110 * KB },
  // The parser of XML, which reads what no writer of IIS wrote, is a quarter of the parse worker.
  { what: 'parse worker', bytes: sum(worker('parse')), budget: 96 * KB },
  { what: 'engine worker', bytes: sum(worker('engine')), budget: 240 * KB },
  { what: 'archive worker', bytes: sum(worker('archive')), budget: 50 * KB },
  { what: 'all scripts, samples included', bytes: sum(scripts), budget: 900 * KB },
];
let over = first.length === 0;
if (over) console.error('dist/index.html names no script');
for (const { what, bytes, budget } of rows) {
  if (bytes === 0 || bytes > budget) over = true;
  console.log(
    `${what.padEnd(36)} ${(bytes / KB).toFixed(1).padStart(7)} KB of ${(budget / KB).toFixed(0)} KB${bytes === 0 ? '  MISSING' : bytes > budget ? '  OVER' : ''}`,
  );
}
process.exitCode = over ? 1 : 0;

function worker(name) {
  return scripts.filter((file) => file.includes(`/${name}.worker-`));
}

function sum(files) {
  return files.reduce((total, file) => total + size(file), 0);
}
