// `npm run casebook`: judges the cases of src/testing/cases and prints the table by category, cases with quoted evidence
// apart. Node 20 does not run TypeScript, so Vite bundles first. Exits 1 when a case has a fault.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const { scoreAll } = await bundled();
const outcomes = await scoreAll();

printTable('All cases', outcomes);
printTable(
  'Cases with quoted evidence',
  outcomes.filter(({ of }) => of.quoted),
);
const faulty = outcomes.filter(({ right, faults }) => !right || faults.length > 0);
printNotExact(outcomes);
printFaults(faulty);
process.exitCode = faulty.length > 0 ? 1 : 0;

/** The cases and the way to judge them, in one module that Node can load. */
async function bundled() {
  const outDir = path.join(root, '.cache', 'casebook');
  mkdirSync(outDir, { recursive: true });
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: path.join(root, 'src/testing/cases/score.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      copyPublicDir: false,
    },
  });
  return import(pathToFileURL(path.join(outDir, 'score.js')).href);
}

function printTable(title, of) {
  const groups = new Map();
  for (const outcome of of) groups.set(outcome.of.cause, [...(groups.get(outcome.of.cause) ?? []), outcome]);
  console.log(`\n${title}`);
  console.log(`${'cause'.padEnd(28)} cases  exact  right  high medium low  faults`);
  for (const [cause, list] of [...groups].sort(([a], [b]) => a.localeCompare(b))) printRow(cause, list);
  printRow('total', of);
}

function printRow(name, list) {
  const share = (test) => String(list.filter(test).length).padStart(5);
  const level = (certainty) => share(({ verdict }) => verdict?.lead.certainty === certainty);
  const cells = [String(list.length).padStart(5), share((o) => o.exact), share((o) => o.right)];
  const levels = `${level('high')} ${level('medium')} ${level('low')}`;
  const percent = name === 'total' ? `  exact ${rate(list, 'exact')}, right ${rate(list, 'right')}` : '';
  console.log(`${name.padEnd(28)} ${cells.join('  ')} ${levels}  ${share((o) => o.faults.length > 0)}${percent}`);
}

function rate(list, key) {
  return `${((list.filter((o) => o[key]).length / Math.max(1, list.length)) * 100).toFixed(1)} %`;
}

function printNotExact(of) {
  const others = of.filter(({ exact, right }) => right && !exact);
  if (others.length === 0) return;
  console.log('\nRight by an accepted alternative');
  for (const { of: one, verdict } of others) console.log(`  ${one.id}  ${one.cause} -> ${verdict?.lead.cause}`);
}

function printFaults(list) {
  if (list.length === 0) return;
  console.log('\nFaults');
  for (const { of: one, verdict, right, faults } of list) {
    const cause = right ? '' : `${verdict?.lead.cause ?? 'no verdict'} instead of ${one.cause}; `;
    console.log(`  ${one.id}  ${cause}${faults.join('; ')}`);
  }
}
