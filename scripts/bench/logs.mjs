// Reading IIS logs: ours in Node and in Chromium with 1, 2 and 4 workers beside goaccess, lnav, mawk, gawk and DuckDB, for
// the same work: count by (status, sub-status, Windows status), p50, p95 and p99 of time-taken for each URL, failures
// for each minute. Contenders alternate; median (min to max) of RUNS runs. `--sizes 200m,1g`, `--slow` lets goaccess run
// above 200 MB, once, whatever RUNS says (some eight minutes for 1 GB). `--peers goaccess,mawk`, `--modes needed,lean`
// and `--widths 4` leave the others out, `--no-browser` leaves Chromium out. `--install` fetches DuckDB into .cache/bench.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, statSync, closeSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import { DUCK_VERSION, installDuckdb, peers } from './log-peers.mjs';
import { spread } from './measure.mjs';

const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise);
};
const RUNS = Number(process.env['RUNS'] ?? 5);
const SIZES = option('--sizes', '200m,1g').split(',');
const WIDTHS = option('--widths', '1,2,4').split(',').map(Number);
const MODES = option('--modes', 'read,needed,all,lean').split(',');
const PEERS = option('--peers', '')
  .toLowerCase()
  .split(',')
  .filter((name) => name !== '');

if (process.argv.includes('--install')) installDuckdb();
const folder = mkdtempSync(path.join(tmpdir(), 'frebscope-logs-'));
try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function main() {
  const bundle = await bundled();
  const { run } = await import(pathToFileURL(bundle).href);
  const list = (await peers()).filter(
    ({ name }) => PEERS.length === 0 || PEERS.some((wanted) => name.toLowerCase().startsWith(wanted)),
  );
  for (const { name } of list.filter((peer) => peer.run === null)) {
    const hint = name.startsWith('DuckDB') ? ` (run with --install, version ${DUCK_VERSION})` : '';
    console.log(`${name}: missing here${hint}`);
  }
  console.log(`Node ${process.version}, ${availableParallelism()} cores, ${RUNS} runs each`);
  for (const size of SIZES) {
    const log = generate(size);
    console.log(`\n${size}: ${log.summary.rows} rows, ${log.size} bytes`);
    const times = new Map();
    const truth = { answers: null };
    for (let n = 0; n < RUNS; n++) {
      for (const peer of list) await measurePeer(peer, log, times, truth, n);
      for (const mode of MODES)
        for (const width of WIDTHS) await measureOurs(run, bundle, log, mode, width, times, truth);
    }
    print('Node', times, log);
    if (!process.argv.includes('--no-browser'))
      await (
        await import('./log-page.mjs')
      ).inChromium(bundle, log, {
        modes: MODES,
        widths: WIDTHS,
        runs: RUNS,
        print,
        check: (answers, mode) => check(answers, mode, log, truth),
      });
    rmSync(log.file);
  }
}

/** The same arguments make the same bytes. One field list throughout, because most peers know no other. */
function generate(size) {
  const file = path.join(folder, `${size}.log`);
  const args = [
    'src/testing/generators/gen-w3c.mjs',
    '--out',
    file,
    '--bytes',
    size,
    '--seed',
    '1',
    '--fields',
    'same',
    '--summary',
    `${file}.summary`,
  ];
  execFileSync(process.execPath, args, { stdio: 'ignore' });
  return { name: size, file, size: statSync(file).size, summary: JSON.parse(readFileSync(`${file}.summary`, 'utf8')) };
}

async function measurePeer(peer, log, times, truth, run) {
  if (peer.run === null) return;
  if (peer.slow === true && (run > 0 || (log.size > 250e6 && !process.argv.includes('--slow')))) return;
  const { ms, answers } = await peer.run(log.file);
  if (answers !== null) {
    check(answers, 'needed', log, truth);
    truth.answers ??= answers;
  }
  add(times, `${peer.name} (${peer.work})`, { ms });
}

async function measureOurs(run, bundle, log, mode, width, times, truth) {
  const pool = Array.from(
    { length: width },
    () =>
      new Worker(fileURLToPath(new URL('log-worker.mjs', import.meta.url)), {
        workerData: { bundle: pathToFileURL(bundle).href, file: log.file },
      }),
  );
  try {
    await Promise.all(pool.map((worker) => new Promise((resolve) => worker.once('online', resolve))));
    const head = Buffer.alloc(65_536);
    const handle = openSync(log.file, 'r');
    readSync(handle, head, 0, head.length, 0);
    closeSync(handle);
    const asking = askers(pool, (worker, listener) => worker.on('message', listener));
    // The first pass compiles; the second is the one that counts, as with a page that is open.
    await run(mode, { size: Math.min(log.size, 64e6), head, width, ask: asking });
    const result = await run(mode, { size: log.size, head, width, ask: asking });
    if (mode !== 'read') check(result.answers, mode, log, truth);
    add(times, `ours, ${mode}, ${width} worker${width > 1 ? 's' : ''}`, result);
  } finally {
    await Promise.all(pool.map((worker) => worker.terminate()));
  }
}

/** Puts questions to idle workers. */
function askers(pool, listen) {
  const idle = [...pool];
  const waiting = [];
  const answers = new Map();
  let next = 0;
  for (const worker of pool) {
    listen(worker, ({ id, scan }) => {
      answers.get(id)(scan);
      answers.delete(id);
      idle.push(worker);
      waiting.shift()?.();
    });
  }
  return async (question) => {
    if (idle.length === 0) await new Promise((resolve) => waiting.push(resolve));
    const worker = idle.pop();
    const id = next++;
    const answered = new Promise((resolve) => answers.set(id, resolve));
    worker.postMessage({ id, ...question }, []);
    return answered;
  };
}

/** Nobody may skip the work: the generator knows the counts, DuckDB the percentiles. */
function check(answers, mode, log, truth) {
  const counts = Object.fromEntries(answers.triples);
  for (const [key, count] of Object.entries(log.summary.counts))
    if (counts[key] !== count) throw new Error(`${mode}: ${key} is ${counts[key]}, not ${count}`);
  const minutes = new Map(
    answers.minutes.map(([minute, count]) => [new Date(minute * 60_000).toISOString().slice(0, 16), count]),
  );
  for (const [minute, count] of Object.entries(log.summary.fivexxPerMinute))
    if (minutes.get(minute) !== count)
      throw new Error(`${mode}: minute ${minute} has ${minutes.get(minute)}, not ${count}`);
  if (truth.answers === null || mode === 'lean') return;
  const stems = new Map(truth.answers.stems.map(([stem, ...rest]) => [stem, rest.join(' ')]));
  for (const [stem, ...rest] of answers.stems)
    if (stems.get(stem) !== rest.join(' '))
      throw new Error(`${mode}: ${stem} is ${rest.join(' ')}, not ${stems.get(stem)}`);
}

function add(times, name, result) {
  times.set(name, [...(times.get(name) ?? []), result]);
}

function print(place, times, log) {
  console.log(`  ${place}, ${log.name}`);
  const median = (name) => (times.has(name) ? spread(times.get(name).map(({ ms }) => ms)).median : null);
  for (const [name, results] of times) {
    const { median: ms, min, max } = spread(results.map((result) => result.ms));
    const last = results.at(-1);
    const floor = median(name.replace(/ours, \w+/, 'ours, read'));
    const more = [
      `${(log.size / ms / 1000).toFixed(0)} MB/s`,
      ...(name.startsWith('ours') && !name.includes('read') && floor !== null
        ? [`${(ms / floor).toFixed(2)} times reading`]
        : []),
      ...(last.bytes
        ? [`${(last.bytes / 1e6).toFixed(0)} MB kept, ${(last.bytes / last.rows).toFixed(1)} bytes a row`]
        : []),
      ...(last.first
        ? [`first rows after ${last.first.toFixed(0)} ms, scanned after ${last.scanned.toFixed(0)} ms`]
        : []),
    ];
    console.log(
      `    ${name.padEnd(44)} ${(ms / 1000).toFixed(2)} s (${(min / 1000).toFixed(2)} to ${(max / 1000).toFixed(2)})  ${more.join(', ')}`,
    );
  }
  const duck = median('DuckDB, 4 threads (all three)');
  const best = median('ours, needed, 4 workers');
  if (duck !== null && best !== null)
    console.log(`    ours with 4 workers is ${(duck / best).toFixed(2)} times as fast as DuckDB with 4 threads`);
  const report = median('goaccess (full report)');
  if (report !== null && best !== null) console.log(`    and ${(report / best).toFixed(0)} times as fast as goaccess`);
}

/** Our part in one module that Node, its workers and a page can load. */
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
      lib: { entry: path.resolve('scripts/bench/log-work.mjs'), formats: ['es'], fileName: () => 'logs.mjs' },
    },
  });
  return path.join(outDir, 'logs.mjs');
}
