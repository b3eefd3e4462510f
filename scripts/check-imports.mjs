// Fails on any import between folders that docs/contributing.md does not allow. Deny by default.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { listFiles } from './list-files.mjs';

/** What a folder of src/ may import besides itself. Tests and benches are free within src/. */
const SRC = {
  base: [],
  model: ['base'],
  knowledge: ['base', 'model'],
  intake: ['base', 'model'],
  formats: ['base', 'model', 'knowledge', 'intake'],
  analysis: ['base', 'model', 'knowledge'],
  diagnosis: ['base', 'model', 'knowledge', 'analysis'],
  query: ['base', 'model'],
  store: ['base', 'model', 'analysis', 'query'],
  export: ['base', 'model', 'knowledge', 'store'],
  engine: ['base', 'model', 'knowledge', 'intake', 'formats', 'analysis', 'diagnosis', 'query', 'store', 'export'],
  workers: ['base', 'model', 'intake', 'formats', 'analysis', 'engine'],
  cli: ['base', 'model', 'knowledge', 'engine', 'export', 'intake'],
  testing: [
    'base',
    'model',
    'knowledge',
    'intake',
    'formats',
    'analysis',
    'diagnosis',
    'query',
    'store',
    'export',
    'engine',
  ],
};

/** What the page may take from src/, as `#core/...` prefixes. `type:` edges may be imported as types only. */
const CORE = [
  'base/',
  'knowledge/',
  'query/complete',
  'workers/client',
  'type:model/',
  'type:engine/engine',
  'type:engine/questions/',
  'type:export/',
];
/** Model files without behaviour that the page may import as values. */
const MODEL_VALUES = ['model/units', 'model/spans', 'model/events', 'model/verdict'];

/** What a folder of app/ may import besides itself and the packages. */
const APP = {
  ui: ['text'],
  text: [],
  platform: [],
  route: [],
  samples: [],
  charts: ['ui', 'text'],
  timeline: ['ui', 'text', 'route', 'state'],
  verdict: ['ui', 'text', 'route', 'state'],
  fields: ['ui', 'text', 'state'],
  state: ['platform', 'route', 'text', 'samples'],
  commands: ['ui', 'text', 'state', 'route', 'platform'],
  pages: ['ui', 'text', 'state', 'route', 'platform', 'charts', 'timeline', 'verdict', 'fields', 'commands', 'samples'],
};

/** Edges that are not right yet, each with its reason. Empty is the aim. */
const DEBT = new Map([]);

const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\(\s*'([^']+)'\s*\)/g;
const problems = [];

for (const file of [...listFiles('src'), ...listFiles('app'), ...listFiles('e2e')]) {
  if (!/\.(ts|tsx)$/.test(file)) continue;
  const text = readFileSync(file, 'utf8');
  for (const match of text.matchAll(IMPORT)) {
    const target = match[2] ?? match[3];
    const reason = judge(file, target, match[1] !== undefined);
    if (reason && !DEBT.has(`${file} -> ${target}`)) problems.push(`${file}: ${target}: ${reason}`);
  }
}

if (problems.length > 0) {
  console.error(problems.join('\n'));
  console.error(`${problems.length} import(s) against docs/contributing.md`);
  process.exit(1);
}
console.log('import rules hold');

/** null when the import is allowed, otherwise why not. */
function judge(file, target, typeOnly) {
  const [root, folder] = file.split('/');
  const isTest = /\.(test|bench)\.tsx?$/.test(file);
  if (target.startsWith('.')) {
    const resolved = path.posix.normalize(path.posix.join(path.posix.dirname(file), target));
    const [toRoot, toFolder] = resolved.split('/');
    if (toRoot === 'scripts' && (root === 'e2e' || isTest)) return null;
    if (toRoot !== root) return root === 'src' && isTest ? null : 'reach other roots only through #core';
    if (root === 'src') return judgeSrc(folder, toFolder, isTest);
    if (root === 'app') return judgeApp(file, resolved);
    return null;
  }
  if (target.startsWith('#core/')) {
    const inner = target.slice('#core/'.length);
    if (root === 'src') return 'inside src imports are relative';
    if (root === 'e2e') return inner.startsWith('testing/') ? null : 'e2e may take only src/testing';
    if (isTest) return null;
    const allowed =
      CORE.some((edge) =>
        edge.startsWith('type:') ? typeOnly && inner.startsWith(edge.slice(5)) : inner.startsWith(edge),
      ) || MODEL_VALUES.includes(inner);
    return allowed
      ? null
      : typeOnly
        ? 'not part of what the page may see'
        : 'not part of what the page may import as a value';
  }
  if (root === 'src' && !isTest && /^(react|react-dom|recharts|@base-ui|wouter|zustand)/.test(target))
    return 'src knows no page';
  if (root === 'src' && target.startsWith('node:') && !['cli', 'testing'].includes(folder) && !isTest)
    return 'Node only in src/cli';
  if (root === 'app' && target.startsWith('recharts') && folder !== 'charts') return 'recharts only in app/charts';
  return null;
}

function judgeSrc(from, to, isTest) {
  if (from === to) return null;
  if (isTest) return null;
  if (to === 'testing') return 'src/testing is for tests';
  return SRC[from]?.includes(to) ? null : `src/${from} may not import src/${to}`;
}

function judgeApp(file, resolved) {
  const from = file.split('/').slice(1, -1);
  const to = resolved.split('/').slice(1, -1);
  if (from.length === 0) return null;
  if (to.length === 0) return 'the shell is not for import';
  if (from[0] === 'pages' && to[0] === 'pages') return from[1] === to[1] ? null : 'pages never import each other';
  if (from[0] === to[0]) return null;
  return APP[from[0]]?.includes(to[0]) ? null : `app/${from[0]} may not import app/${to[0]}`;
}
