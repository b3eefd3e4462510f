// Exit status 0 when every package of the lock file that fits this machine is installed in the locked version.
import { existsSync, readFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
for (const [folder, entry] of Object.entries(lock.packages)) {
  if (folder === '' || entry.optional || entry.peer) continue;
  const file = `${folder}/package.json`;
  if (!existsSync(file) || JSON.parse(readFileSync(file, 'utf8')).version !== entry.version) process.exit(1);
}
