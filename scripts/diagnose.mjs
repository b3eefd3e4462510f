// `npm run -s diagnose -- PATH...`: the headless run. Bundles src/cli when a source file is newer than the bundle.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { listFiles } from './list-files.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = path.join(root, '.cache', 'cli');
const bundle = path.join(folder, 'main.js');

/** Newest change of anything that goes into the bundle. */
function newestSource() {
  let newest = statSync(path.join(root, 'package-lock.json')).mtimeMs;
  for (const file of listFiles(path.join(root, 'src')))
    if (file.endsWith('.ts') && !file.endsWith('.test.ts')) newest = Math.max(newest, statSync(file).mtimeMs);
  return newest;
}

/** Two runs may bundle at the same time: each builds beside and moves its result into place. */
async function buildBundle() {
  const { build } = await import('vite');
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const beside = `${folder}-${process.pid}`;
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    define: { FREBSCOPE_VERSION: JSON.stringify(version) },
    ssr: { noExternal: true },
    build: {
      ssr: path.join(root, 'src/cli/main.ts'),
      outDir: beside,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      copyPublicDir: false,
    },
  });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.dirname(folder), { recursive: true });
  try {
    renameSync(beside, folder);
  } catch {
    // Another run was quicker: its bundle is of the same sources.
    rmSync(beside, { recursive: true, force: true });
  }
}

if (!existsSync(bundle) || statSync(bundle).mtimeMs < newestSource()) await buildBundle();
const { main } = await import(pathToFileURL(bundle).href);
process.exitCode = await main(process.argv.slice(2));
