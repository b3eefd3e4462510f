// `npm test`: every check and every runner, one after the other, and one line that adds them up.
// A step that fails does not stop the others. `npm test -- unit e2e` runs only the steps named.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

const bin = (name) => `node_modules/.bin/${name}`;
const vitest = (project, report, env = {}, ...paths) => ({
  command: [
    bin('vitest'),
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...paths,
  ],
  env,
  count: () => fromVitest(report),
});

/** A step without `count` is one check: passed when its exit status is 0. */
const STEPS = {
  format: {
    command: [
      bin('oxfmt'),
      '--check',
      'src',
      'app',
      'e2e',
      'scripts',
      'vite.config.ts',
      'vitest.config.ts',
      'playwright.config.ts',
    ],
  },
  lint: { command: [bin('oxlint'), '--type-aware', '--deny-warnings', 'src', 'app', 'e2e', 'scripts'] },
  'types of the core': { command: [bin('tsc'), '-p', 'src'] },
  'types of tests and the headless run': { command: [bin('tsc'), '-p', 'src/tsconfig.test.json'] },
  'types of the page': { command: [bin('tsc'), '-p', '.'] },
  'lock file': { command: [process.execPath, 'scripts/lock.mjs', '--check'] },
  imports: { command: [process.execPath, 'scripts/check-imports.mjs'] },
  readmes: { command: [process.execPath, 'scripts/check-readmes.mjs'] },
  'dead code': { command: [bin('knip')] },
  unit: vitest('node', '.cache/unit.json', { TZ: 'UTC' }),
  'unit in a zone with daylight saving': vitest(
    'node',
    '.cache/unit-zone.json',
    { TZ: 'America/New_York' },
    'src/base',
    'src/formats/w3c',
    'src/formats/stdout',
    'app/text',
  ),
  browser: vitest('browser', '.cache/browser.json'),
  build: { command: [bin('vite'), 'build', '--logLevel', 'warn'] },
  size: { command: [process.execPath, 'scripts/check-size.mjs'] },
  bundle: { command: [process.execPath, 'scripts/check-bundle.mjs'] },
  e2e: { command: [bin('playwright'), 'test'], env: {}, count: () => fromPlaywright('.cache/e2e.json') },
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in STEPS));
if (unknown.length > 0) {
  console.error(`no such step: ${unknown.join(', ')}; steps are ${Object.keys(STEPS).join(', ')}`);
  process.exit(2);
}

mkdirSync('.cache', { recursive: true });
const results = [];
for (const [name, step] of Object.entries(STEPS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n== ${name}`);
  for (const argument of step.command) {
    const report = /--outputFile\.json=(.*)$/.exec(argument)?.[1];
    if (report) rmSync(report, { force: true });
  }
  if (name === 'e2e') rmSync('.cache/e2e.json', { force: true });
  const started = Date.now();
  const { status } = spawnSync(step.command[0], step.command.slice(1), {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...step.env },
    shell: process.platform === 'win32',
  });
  const counted = step.count?.() ?? { passed: status === 0 ? 1 : 0, failed: 0 };
  // A runner may fail without a failed test: a file that does not load, no test at all, an unhandled error.
  const failed = status !== 0 && counted.failed === 0 ? 1 : counted.failed;
  const empty = step.count !== undefined && counted.passed + failed === 0;
  results.push({ name, passed: counted.passed, failed: empty ? 1 : failed, seconds: (Date.now() - started) / 1000 });
}

console.log('\nstep                                     passed  failed  seconds');
for (const { name, passed, failed, seconds } of results) {
  console.log(
    `${name.padEnd(40)} ${String(passed).padStart(6)}  ${String(failed).padStart(6)}  ${seconds.toFixed(1).padStart(7)}`,
  );
}
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function fromVitest(file) {
  const report = read(file);
  return report ? { passed: report.numPassedTests, failed: report.numFailedTests } : { passed: 0, failed: 1 };
}

function fromPlaywright(file) {
  const report = read(file);
  return report
    ? { passed: report.stats.expected, failed: report.stats.unexpected + report.stats.flaky }
    : { passed: 0, failed: 1 };
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
