import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { filesIn, type SampleFile } from './samples.ts';

/**
 * Runs a generator of `generators/` into a folder that is gone afterwards; `read` gets the folder, which is `@` at the
 * beginning of an argument.
 */
export function withGenerated<T>(generator: string, args: readonly string[], read: (folder: URL) => T): T {
  const script = fileURLToPath(new URL(`generators/${generator}`, import.meta.url));
  const folder = mkdtempSync(path.join(tmpdir(), 'frebscope-'));
  try {
    execFileSync(process.execPath, [script, ...args.map((arg) => arg.replace(/^@/, folder))], { stdio: 'ignore' });
    return read(pathToFileURL(`${folder}${path.sep}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the generator says a trace was built to show: a line of its `expected.jsonl`. */
export interface ExpectedTrace {
  readonly name: string;
  readonly events: number;
  readonly status: string;
  readonly timeTaken: number;
  readonly url: string;
  readonly truncated: boolean;
}

/** Traces of gen-freb.mjs with what is expected of them; `args` as on its command line, without --out and --list. */
export function generatedTraces(
  ...args: readonly string[]
): readonly (SampleFile & { readonly expected: ExpectedTrace })[] {
  return withGenerated('gen-freb.mjs', ['--out', '@', '--list', ...args], (folder) => {
    const lines = readFileSync(new URL('expected.jsonl', folder), 'utf8').trim().split('\n');
    const expected = new Map(lines.map((line) => JSON.parse(line) as ExpectedTrace).map((one) => [one.name, one]));
    return filesIn(folder, '.xml').map((file) => {
      const one = expected.get(file.name);
      if (one === undefined) throw new Error(`${file.name} is not in expected.jsonl`);
      return { ...file, expected: one };
    });
  });
}
