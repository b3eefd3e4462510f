// Reading FREB XML: our reader beside fast-xml-parser and saxes in Node, and beside those, DOMParser and DOMParser with
// a transformation in Chromium. Same files, one thread, contenders alternate; median (min to max) of RUNS runs.
// Warm: everything ran before. Cold: the first file of a fresh process or page.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { BROWSER_ARGS, ensureBrowser } from '../browser.mjs';
import { generateTraces, spread } from './measure.mjs';

/** Shortest time of a warm run, ms. */
const LEAST = 300;
const RUNS = Number(process.env['RUNS'] ?? 5);
const COUNT = Number(process.env['COUNT'] ?? 200);
const [PEER, OURS] = ['fast-xml-parser', 'ours'];

const [mode, ...rest] = process.argv.slice(2);
if (mode === '--cold') await coldChild(...rest);
else await main();

async function main() {
  const bundle = await bundled();
  const folder = mkdtempSync(path.join(tmpdir(), 'frebscope-bench-'));
  try {
    const sets = [
      {
        name: `${COUNT} traces of 200 KB`,
        files: generateTraces(folder, 'many', { count: COUNT, size: '200k', seed: 1 }),
      },
      { name: '1 trace of 10 MB', files: generateTraces(folder, 'big', { count: 1, size: '10m', seed: 2 }) },
    ];
    const first = path.join(folder, 'many', sets[0].files[0].name);
    const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
    console.log(`fast-xml-parser ${version('fast-xml-parser')}, saxes ${version('saxes')}; ${RUNS} runs each`);

    console.log(`\nNode ${process.version}`);
    const { contenders, timed } = await import(pathToFileURL(bundle).href);
    const present = [...contenders].filter(([, read]) => read !== null).map(([name]) => name);
    for (const { name, files } of sets) {
      const bytes = files.map(({ content }) => new Uint8Array(content));
      for (const one of present) await timed(one, bytes.slice(0, 20));
      await warm(name, bytes, present, (one) => timed(one, bytes, LEAST));
    }
    await cold(present, (one) => {
      const args = [fileURLToPath(import.meta.url), '--cold', bundle, one, first];
      return Number(execFileSync(process.execPath, args, { encoding: 'utf8' }));
    });

    await inChromium(bundle, sets);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Our reader and the libraries in one module that Node and a page can load. */
async function bundled() {
  const outDir = path.resolve('.cache/bench');
  mkdirSync(outDir, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2023',
      lib: { entry: path.resolve('scripts/bench/freb-contenders.mjs'), formats: ['es'], fileName: () => 'freb.mjs' },
    },
  });
  return path.join(outDir, 'freb.mjs');
}

async function warm(name, files, present, run) {
  const megabytes = files.reduce((sum, file) => sum + file.length, 0) / 1e6;
  const speeds = new Map(present.map((one) => [one, []]));
  for (let n = 0; n < RUNS; n++) {
    for (const one of present) speeds.get(one).push((megabytes / (await run(one))) * 1000);
  }
  console.log(`  warm, ${name} (${megabytes.toFixed(1)} MB), MB/s`);
  for (const one of present) {
    const ratios = speeds.get(OURS).map((speed, n) => speed / speeds.get(one)[n]);
    console.log(
      `    ${one.padEnd(18)} ${figures(speeds.get(one), 1)}${one === OURS ? '' : `   ours is ${figures(ratios, 1)} times as fast`}`,
    );
  }
  const least = spread(speeds.get(OURS).map((speed, n) => speed / speeds.get(PEER)[n])).median;
  console.log(`    aim: 15 times ${PEER}: ${least >= 15 ? 'reached' : 'missed'}`);
}

async function cold(present, run) {
  console.log('  cold, the first file of 200 KB, ms');
  const times = new Map(present.map((one) => [one, []]));
  for (let n = 0; n < RUNS; n++) for (const one of present) times.get(one).push(await run(one));
  for (const one of present) console.log(`    ${one.padEnd(18)} ${figures(times.get(one), 1)}`);
}

/** A process of its own: the module is loaded, then the clock runs over one file. */
async function coldChild(bundle, name, file) {
  const { timed } = await import(pathToFileURL(bundle).href);
  const bytes = new Uint8Array(readFileSync(file));
  process.stdout.write(String(await timed(name, [bytes])));
}

async function inChromium(bundle, sets) {
  const executablePath = await ensureBrowser();
  const browser = await chromium.launch({ executablePath, args: BROWSER_ARGS });
  try {
    console.log(`\nChromium ${browser.version()}`);
    const page = await freshPage(browser, bundle, sets);
    const all = await page.evaluate(() => [...window.bench.contenders].map(([name, read]) => [name, read !== null]));
    for (const [name, there] of all) if (!there) console.log(`  ${name}: missing in this browser`);
    const present = all.filter(([, there]) => there).map(([name]) => name);
    const run = (target, name, set, count, least) =>
      target.evaluate(
        ([name, set, count, least]) => window.bench.timed(name, window.sets[set].slice(0, count), least),
        [name, set, count, least],
      );
    for (const [ix, { name, files }] of sets.entries()) {
      for (const one of present) await run(page, one, ix, 20, 0);
      await warm(
        name,
        files.map(({ content }) => content),
        present,
        (one) => run(page, one, ix, files.length, LEAST),
      );
    }
    await page.close();
    await cold(present, async (one) => {
      const other = await freshPage(browser, bundle, [{ files: sets[0].files.slice(0, 1) }]);
      const elapsed = await run(other, one, 0, 1, 0);
      await other.context().close();
      return elapsed;
    });
  } finally {
    await browser.close();
  }
}

/** A page in a context of its own with the bundle loaded and the files in memory. Nothing leaves the process. */
async function freshPage(browser, bundle, sets) {
  const page = await (await browser.newContext()).newPage();
  const origin = 'http://bench.invalid';
  await page.route(`${origin}/**`, (route) => {
    const [, set, file] = new URL(route.request().url()).pathname.split('/');
    if (file === undefined)
      return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>bench</title>' });
    return route.fulfill({ body: sets[Number(set)].files[Number(file)].content });
  });
  await page.goto(`${origin}/`);
  await page.addScriptTag({ type: 'module', content: readFileSync(bundle, 'utf8') });
  await page.waitForFunction(() => 'bench' in window);
  await page.evaluate(
    async ([counts, sheet]) => {
      window.benchSheetText = sheet;
      window.sets = [];
      for (const [set, count] of counts.entries()) {
        const files = [];
        for (let n = 0; n < count; n++) files.push(new Uint8Array(await (await fetch(`/${set}/${n}`)).arrayBuffer()));
        window.sets.push(files);
      }
    },
    [sets.map(({ files }) => files.length), readFileSync('scripts/bench/events.xsl', 'utf8')],
  );
  return page;
}

function figures(values, digits) {
  const { median, min, max } = spread(values);
  return `${median.toFixed(digits)} (${min.toFixed(digits)} to ${max.toFixed(digits)})`;
}
