// Logs of the size that servers write, dropped on the built page in Chromium: 10, 100 and 1,000 MB, then the largest
// together with 1,000 traces. For each: first numbers on screen, everything read and at rest, longest task of the page,
// memory of the tab, then the page of the log: scrolling to the middle and the end, filters from the last key to the
// rows. Fresh profile each run; median (min to max) of RUNS. `--sizes 10m,100m`, `--traces 0` leaves the last part out.
// Needs `npm run build` first.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { serve } from '../serve.mjs';
import { drop, go, measured, rowsOnScreen, scrollTo, withPage } from './log-drop-page.mjs';
import { spread } from './measure.mjs';

const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise);
};
const RUNS = Number(process.env['RUNS'] ?? 3);
const SIZES = option('--sizes', '10m,100m,1000m').split(',');
const TRACES = Number(option('--traces', '1000'));
const TRACE_SIZE = option('--trace-size', '200k');
/** Typed into the filter, one after the other, with what each costs: a number, a path, a word in any text, a GUID. */
const FILTERS = ['status:502', 'url:/api/orders/*', 'checkout', 'time>2s', '-orders', '3fd0'];
/** What is aimed at: milliseconds, and megabytes of the tab. */
const AIM = { first: 1000, task: 50, megabytes: 400 };

const folder = mkdtempSync(path.join(tmpdir(), 'frebscope-drop-'));
const { server, url } = await serve('dist');
const missed = [];
try {
  console.log(
    `${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)}, ${RUNS} runs each, median (min to max)`,
  );
  const growth = [];
  for (const size of SIZES) growth.push(await logAlone(generateLog(size)));
  if (growth.length > 1) showGrowth(growth);
  if (TRACES > 0) await withTraces(generateLog(SIZES.at(-1)));
  console.log(`\nLoad at the end: ${loadavg()[0].toFixed(1)}`);
  console.log(missed.length === 0 ? '\nAll within the aims.' : `\nOver the aims:\n  ${missed.join('\n  ')}`);
} finally {
  server.close();
  rmSync(folder, { recursive: true, force: true });
}

async function logAlone(log) {
  console.log(`\n${log.name}: ${log.rows.toLocaleString('en')} rows, ${log.size.toLocaleString('en')} bytes`);
  const runs = await repeat(() => withPage(url, '', (page, memory) => visit(page, memory, log, [])));
  report(log, runs, [['first numbers on screen', ({ seen }) => seen.rows, 'ms', AIM.first]]);
  const watched = await repeat(() => withPage(url, '#/log', (page, memory) => drop(page, memory, [log.file])));
  console.log('  with the page of the log open while reading');
  show(log, watched, [
    ['first rows in the grid', ({ seen }) => seen.gridRows, 'ms', AIM.first],
    ['everything read before its eyes, at rest', ({ idle }) => idle, 'ms'],
    ['  longest task', ({ longest }) => longest, 'ms', AIM.task],
  ]);
  const median = (of) => spread(runs.map(of)).median;
  return {
    log,
    idle: median(({ idle }) => idle),
    bytes: median(({ collected }) => collected.total),
  };
}

async function withTraces(log) {
  const traces = generateTraceFiles();
  const bytes = traces.reduce((sum, file) => sum + statSync(file).size, 0);
  console.log(`\n${TRACES} traces (${(bytes / 1e6).toFixed(0)} MB) together with ${log.name}`);
  const runs = await repeat(() => withPage(url, '', (page, memory) => visit(page, memory, log, traces)));
  report({ ...log, name: `${TRACES} traces and ${log.name}` }, runs, [
    ['first numbers on screen', ({ seen }) => seen.traces, 'ms', AIM.first],
    ['all traces listed', ({ seen }) => seen.allTraces, 'ms'],
    ['all verdicts, incidents on screen', ({ seen }) => seen.listed, 'ms'],
  ]);
}

/** Everything a person does with a log, once. */
async function visit(page, memory, log, traces) {
  const dropped = await drop(page, memory, [...traces, log.file], traces.length);
  if (traces.length > 0 && dropped.seen.allTraces === undefined) throw new Error('not all traces were counted');
  const opened = await measured(page, () => go(page, '#/log'));
  const { total } = await rowsOnScreen(page);
  if (total !== log.rows) throw new Error(`the grid has ${total} rows, not ${log.rows}`);
  const looks = await look(page);
  return { ...dropped, opened, looks, rest: await memory.now(), collected: await memory.collected() };
}

function report(log, runs, first) {
  show(log, runs, [
    ...first,
    ['everything read, at rest', ({ idle }) => idle, 'ms'],
    ['  MB a second', ({ idle }) => log.size / idle / 1000, 'MB/s'],
    ['  longest task', ({ longest }) => longest, 'ms', AIM.task],
    ['page of the log opened', ({ opened }) => opened.ms, 'ms'],
    ['  longest task', ({ opened }) => opened.longest, 'ms', AIM.task],
    ...Object.keys(runs[0].looks).flatMap((name) => [
      [name, ({ looks }) => looks[name].ms, 'ms'],
      ['  longest task', ({ looks }) => looks[name].longest, 'ms', AIM.task],
    ]),
    ['tab before', ({ before }) => before.total / 1e6, 'MB'],
    ['tab at the peak of reading', ({ peak }) => peak.total / 1e6, 'MB', AIM.megabytes],
    ['tab after all of this', ({ rest }) => rest.total / 1e6, 'MB', AIM.megabytes],
    ['  array buffers in it', ({ rest }) => rest.buffers / 1e6, 'MB'],
    ['  after collection', ({ collected }) => collected.total / 1e6, 'MB'],
    ['process, more than before, peak', ({ peak, before }) => (peak.resident - before.resident) / 1e6, 'MB'],
    ['process, more than before, after', ({ rest, before }) => (rest.resident - before.resident) / 1e6, 'MB'],
  ]);
}

function showGrowth(growth) {
  console.log('\nGrowth from size to size');
  for (const [ix, now] of growth.entries()) {
    const before = growth[ix - 1];
    if (before === undefined) continue;
    const size = now.log.size / before.log.size;
    const time = now.idle / before.idle;
    const row = (now.bytes - before.bytes) / (now.log.rows - before.log.rows);
    console.log(
      `  ${before.log.name} to ${now.log.name}: ${size.toFixed(1)} times the bytes, ${time.toFixed(1)} times the time, ${row.toFixed(0)} bytes of the tab a further row`,
    );
  }
}

/** Scrolls and filters on the page of the log. */
async function look(page) {
  const looks = {};
  for (const [name, share] of [
    ['scrolled to the middle', 0.5],
    ['scrolled to the end', 1],
  ]) {
    looks[name] = await measured(page, () => scrollTo(page, share));
    const { rows } = await rowsOnScreen(page);
    if (rows.length < 5 || rows.some(({ text }) => !/\d\d:\d\d/.test(text)))
      throw new Error(`${name}: rows without content`);
  }
  const filter = page.getByRole('searchbox', { name: 'Filter' });
  const { total } = await rowsOnScreen(page);
  for (const text of FILTERS) {
    await filter.focus();
    await filter.fill('');
    looks[`filter ${text}, last key to rows`] = await measured(page, () => page.keyboard.type(text));
    const found = await rowsOnScreen(page);
    if (found.total >= total) throw new Error(`filter ${text} left out nothing`);
  }
  return looks;
}

/** The same arguments make the same bytes. The outage is when the traces are from. */
function generateLog(name) {
  const file = path.join(folder, `u_ex${name}.log`);
  const summary = `${file}.json`;
  const args = ['--out', file, '--bytes', name, '--seed', '1', '--burst', '0.32,0.05,0.35', '--summary', summary];
  execFileSync(process.execPath, ['src/testing/generators/gen-w3c.mjs', ...args], { stdio: 'ignore' });
  const { rows } = JSON.parse(readFileSync(summary, 'utf8'));
  return { name, file, size: statSync(file).size, rows };
}

function generateTraceFiles() {
  const out = path.join(folder, 'traces');
  const args = ['--out', out, '--count', String(TRACES), '--size', TRACE_SIZE, '--seed', '7'];
  execFileSync(process.execPath, ['src/testing/generators/gen-freb.mjs', ...args], { stdio: 'ignore' });
  return readdirSync(out)
    .filter((file) => file.endsWith('.xml'))
    .map((file) => path.join(out, file));
}

async function repeat(run) {
  const results = [];
  for (let n = 0; n < RUNS; n++) results.push(await run());
  return results;
}

/** A line for each: name, figure of a run, unit, and what is aimed at. An indented name belongs to the one above it. */
function show(log, runs, lines) {
  let above = '';
  for (const [name, of, unit, aim] of lines) {
    if (!name.startsWith(' ')) above = name;
    const { median, min, max } = spread(runs.map((run) => of(run) ?? Number.NaN));
    const text = (value) => (name.includes('longest') && value === 0 ? 'under 50' : value.toFixed(0));
    const over = aim !== undefined && !(median <= aim);
    const figures = `${text(median)} (${text(min)} to ${text(max)}) ${unit}`;
    console.log(`  ${name.padEnd(44)} ${figures}${over ? `   over ${aim}` : ''}`);
    if (over) missed.push(`${log.name}: ${above}${above === name ? '' : `, ${name.trim()}`} ${text(median)} ${unit}`);
  }
}
