// `npm run bench:join`: the join of traces and log rows against a truth that is known without it, as a table by situation
// and by the fields that the log has; then how long it takes to join 1,000 traces with 4 million rows, and to look at the
// clock. right: the row, sure. weak: the row, with a doubt. among: several rows, the right one with them. others: several
// without it. none: no row, rightly. missed: no row, but there is one. weak bad: another row, with a doubt. Exits 1 when a wrong row was called sure. `--seed 1`, `--sets path,query,client,bytes`, `--only farm`,
// `--rows 4000000` (0: no timing), RUNS=5.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { spread } from './measure.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise);
};
const RUNS = Number(process.env['RUNS'] ?? 5);
const SEED = Number(option('--seed', '1'));
const ONLY = option('--only', '');
const ROWS = Number(option('--rows', '4000000'));
const WIDTH = 9;

const { FIELD_SETS, GENERATED, OUTCOMES, judged, scenarios, storeOf, subjectsOf, timed } = await bundled();
const folder = mkdtempSync(path.join(tmpdir(), 'frebscope-join-'));
try {
  const wrong = await table();
  if (ROWS > 0) await speed();
  process.exitCode = wrong > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function table() {
  const logs = [
    {
      name: 'the sample',
      text: readFileSync(path.join(root, 'src/testing/samples/logs/W3SVC1/u_ex260312.log'), 'utf8'),
    },
    ...GENERATED.map(({ name, args }) => ({ name, text: readFileSync(generated(args), 'utf8') })),
  ];
  let wrong = 0;
  const all = [];
  for (const set of option('--sets', Object.keys(FIELD_SETS).join(',')).split(',')) {
    console.log(`\nFields: ${FIELD_SETS[set]}`);
    console.log(
      ['traces', ...OUTCOMES, 'one, right', 'clock'].reduce((line, word) => line + cell(word), ' '.repeat(48)),
    );
    const sums = [];
    for (const scenario of scenarios(set, SEED, logs)) {
      if (!scenario.name.includes(ONLY)) continue;
      const { traces, shift } = await judged(scenario);
      sums.push(...traces);
      printRow(scenario.name, traces, clockText(scenario, shift));
    }
    printRow('all', sums, '');
    wrong += sums.filter(({ outcome }) => outcome === 'WRONG').length;
    all.push(...sums);
  }
  printRow('all sets', all, '');
  return wrong;
}

function printRow(name, traces, clock) {
  const count = (outcome) => traces.filter((one) => one.outcome === outcome).length;
  const there = traces.filter(({ of }) => of.row !== null).length;
  const right = there === 0 ? '' : `${(((count('right') + count('weak')) / there) * 100).toFixed(1)} %`;
  const cells = [traces.length, ...OUTCOMES.map((outcome) => count(outcome) || ''), right, clock];
  console.log(cells.reduce((line, value) => line + cell(String(value)), name.padEnd(48)));
}

/** A shift that was found, and whether it is the one that is there. */
function clockText({ behindMs }, shift) {
  if (shift === null) return behindMs === undefined ? '' : 'missed';
  if (behindMs === undefined) return `false ${shift} ms`;
  return `${shift - behindMs >= 0 ? '+' : ''}${shift - behindMs} ms`;
}

function cell(text) {
  return ` ${text.padStart(WIDTH)}`;
}

async function speed() {
  for (const azure of ['0', '1']) {
    const args = ['--rows', String(ROWS), '--azure', azure, '--fields', 'same', '--seed', '1'];
    const file = generated(args);
    const store = await storeOf(file, 'W3SVC1/u_ex.log');
    const subjects = await subjectsOf(file, 1000);
    const size = (statSync(file).size / 1e6).toFixed(0);
    console.log(`\n${subjects.length} traces, ${store.rows} rows (${size} MB${azure === '1' ? ', X-ARR-LOG-ID' : ''})`);
    const slow = await subjectsOf(file, 1000, 5000);
    const open = slow.map((one) => ({
      ...one,
      took: 5000,
      to: one.from + 5000,
      open: true,
      status: 200,
      subStatus: 0,
    }));
    const lost = subjects.map((one) => ({ ...one, from: one.from + 137_000, to: one.to + 137_000, ids: [] }));
    printTimes('rows that are there', subjects, store);
    printTimes('written after 5 s of the request', open, store);
    printTimes('rows that are not there', lost, store);
    rmSync(file);
  }
}

function printTimes(name, subjects, store) {
  timed(subjects, store);
  const runs = Array.from({ length: RUNS }, () => timed(subjects, store));
  const told = (key) => {
    const { median, min, max } = spread(runs.map((run) => run[key]));
    return `${median.toFixed(0)} ms (${min.toFixed(0)} to ${max.toFixed(0)})`;
  };
  console.log(`  ${name.padEnd(32)} join ${told('joinMs')}, clock ${told('clockMs')}, ${runs[0].found} found`);
}

function generated(args) {
  const file = path.join(folder, `${args.join('')}.log`);
  const all = [path.join(root, 'src/testing/generators/gen-w3c.mjs'), '--out', file, '--seed', String(SEED), ...args];
  execFileSync(process.execPath, all, { stdio: 'ignore' });
  return file;
}

async function bundled() {
  const outDir = path.join(root, '.cache', 'bench-join');
  mkdirSync(outDir, { recursive: true });
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: path.join(root, 'scripts/bench/join-work.mjs'),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      copyPublicDir: false,
    },
  });
  return import(pathToFileURL(path.join(outDir, 'join-work.js')).href);
}
