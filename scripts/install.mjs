// Installs the locked packages when they are missing or older than the lock file. Plain Node, no packages needed.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`frebscope needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}

const stamp = 'node_modules/.package-lock.json';
const fresh = existsSync(stamp) && statSync(stamp).mtimeMs >= statSync('package-lock.json').mtimeMs;
if (!fresh && !installedMatchesLock()) {
  console.error('Installing the locked packages ...');
  const npm = process.env['npm_execpath'];
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const done = npm
    ? spawnSync(process.execPath, [npm, ...args], { stdio: ['ignore', 'inherit', 'inherit'] })
    : spawnSync('npm', args, { stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' });
  if (done.status !== 0) {
    console.error('npm could not install the packages named in package-lock.json.');
    process.exit(1);
  }
}

/** A fresh checkout may carry a lock file with a newer date than packages that are right all the same. */
function installedMatchesLock() {
  if (!existsSync(stamp)) return false;
  const listed = spawnSync(process.execPath, ['scripts/lock-matches.mjs'], { stdio: 'ignore' });
  return listed.status === 0;
}
