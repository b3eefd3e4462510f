// What diagnosis costs beside reading: 1,000 generated traces in Node, one thread, each step timed by itself; median
// (min to max) of RUNS runs after one that is not counted. Aim: facts and rules add less than 10 % to reading, which is
// key, events and spans.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { generateTraces, spread } from './measure.mjs';

const RUNS = Number(process.env['RUNS'] ?? 5);
const COUNT = Number(process.env['COUNT'] ?? 1000);
const READING = ['key', 'events', 'spans'];
const DIAGNOSIS = ['facts', 'index', 'rules', 'incidents'];

const outDir = path.resolve('.cache/bench');
mkdirSync(outDir, { recursive: true });
await build({
  configFile: false,
  logLevel: 'error',
  build: {
    outDir,
    emptyOutDir: false,
    target: 'es2023',
    lib: { entry: path.resolve('scripts/bench/diagnosis-parts.mjs'), formats: ['es'], fileName: () => 'diagnosis.mjs' },
  },
});
const { diagnoseAll } = await import(pathToFileURL(path.join(outDir, 'diagnosis.mjs')).href);

const folder = mkdtempSync(path.join(tmpdir(), 'frebscope-bench-'));
try {
  console.log(`Node ${process.version}, ${COUNT} traces, ${RUNS} runs each, ms: median (min to max)`);
  for (const size of ['200k', '20k']) {
    const files = generateTraces(folder, size, { count: COUNT, size, seed: 6 });
    await diagnoseAll(files);
    const runs = [];
    for (let run = 0; run < RUNS; run++) runs.push(await diagnoseAll(files));
    const bytes = files.reduce((total, { content }) => total + content.length, 0);
    const [{ verdicts, incidents }] = runs;
    console.log(
      `\n${COUNT} traces of ${Math.round(bytes / COUNT / 1024)} KB (${(bytes / 2 ** 20).toFixed(1)} MB): ${verdicts} verdicts, ${incidents} incidents`,
    );
    const sum = ({ ms }, parts) => parts.reduce((total, part) => total + ms[part], 0);
    const row = (name, values, digits = 0) => {
      const { median, min, max } = spread(values);
      console.log(`  ${name.padEnd(26)} ${median.toFixed(digits)} (${min.toFixed(digits)} to ${max.toFixed(digits)})`);
    };
    for (const part of [...READING, ...DIAGNOSIS])
      row(
        part,
        runs.map(({ ms }) => ms[part]),
      );
    row(
      'reading',
      runs.map((run) => sum(run, READING)),
    );
    row(
      'facts and rules',
      runs.map((run) => sum(run, DIAGNOSIS)),
    );
    row(
      'facts and rules / reading',
      runs.map((run) => sum(run, DIAGNOSIS) / sum(run, READING)),
      3,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
