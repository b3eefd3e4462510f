// Keeps package-lock.json usable everywhere: `node scripts/lock.mjs` mends it, `--check` only looks.
// npm leaves out optional packages of other platforms that it could not see when it wrote the file, and `npm ci` then
// refuses the file. Their names say which platform they are for, their parents say which version. No entry names an address.
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = 'package-lock.json';
const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32'];

const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const problems = [];
for (const [folder, entry] of Object.entries(lock.packages)) {
  if (entry.resolved !== undefined) {
    problems.push(`${folder} names the address it was fetched from`);
    delete entry.resolved;
  }
}
for (const [folder, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (found(folder, name)) continue;
    problems.push(`${name} of ${folder} is missing`);
    lock.packages[`node_modules/${name}`] = {
      version,
      ...platform(name),
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
    };
  }
}

if (process.argv.includes('--check')) {
  console.log(problems.length === 0 ? 'lock file is complete and names no address' : problems.join('\n'));
  if (problems.length > 0) console.log('node scripts/lock.mjs mends it');
  process.exitCode = problems.length === 0 ? 0 : 1;
} else if (problems.length > 0) {
  const names = Object.keys(lock.packages).sort((a, b) => (a < b ? -1 : 1));
  lock.packages = Object.fromEntries(names.map((name) => [name, lock.packages[name]]));
  writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${problems.length} entries mended`);
}

/** Node's own look-up: the folder's node_modules, then those of the folders above it. */
function found(folder, name) {
  const parts = folder.split('/node_modules/');
  for (let length = parts.length; length > 0; length--) {
    if (lock.packages[`${parts.slice(0, length).join('/node_modules/')}/node_modules/${name}`]) return true;
  }
  return lock.packages[`node_modules/${name}`] !== undefined;
}

/** `@scope/binding-linux-arm64-gnu` is for os linux, cpu arm64, libc glibc. */
function platform(name) {
  const words = name.split(/[/-]/).map((word) => (word === 'i686' ? 'ia32' : word));
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) =>
    words.some((word) => word === processor || (processor === 'ppc64' && word === 'ppc64le')),
  );
  const libc = words.includes('musl') ? 'musl' : words.includes('gnu') && os === 'linux' ? 'glibc' : null;
  return { ...(cpu ? { cpu: [cpu] } : {}), ...(libc ? { libc: [libc] } : {}), ...(os ? { os: [os] } : {}) };
}
