import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Median, minimum and maximum of some figures. */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)], min: sorted[0], max: sorted[sorted.length - 1] };
}

/** Writes seeded traces below `folder` and returns them as { name, content }. The same arguments make the same bytes. */
export function generateTraces(folder, name, { count, size, seed, mix }) {
  const out = path.join(folder, name);
  const args = [
    'src/testing/generators/gen-freb.mjs',
    '--out',
    out,
    '--count',
    String(count),
    '--size',
    size,
    '--seed',
    String(seed),
  ];
  if (mix) args.push('--mix', mix);
  execFileSync(process.execPath, args, { stdio: 'ignore' });
  return readdirSync(out)
    .filter((file) => file.endsWith('.xml'))
    .sort()
    .map((file) => ({ name: file, content: readFileSync(path.join(out, file)) }));
}
