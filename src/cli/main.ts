import { writeSync } from 'node:fs';
import { HELP, readArguments } from './arguments.ts';

/** Put in by the build. */
declare const FREBSCOPE_VERSION: string;

/** Runs the command line and gives the exit status. */
export async function main(args: readonly string[]): Promise<number> {
  const command = readArguments(args);
  if (!command.ok) {
    write(2, `${command.error}\n\n${HELP}`);
    return 2;
  }
  if (command.value.kind !== 'diagnose') {
    write(1, command.value.kind === 'help' ? HELP : `${FREBSCOPE_VERSION}\n`);
    return 0;
  }
  // Loaded only now: the engine is large, and help should not wait for it.
  const { diagnosePaths } = await import('./run.ts');
  return diagnosePaths(command.value.paths, command.value.form, {
    version: FREBSCOPE_VERSION,
    out: (text) => write(1, text),
    warn: (text) => write(2, text),
    watched: process.stderr.isTTY,
  });
}

/** Writes all of it before it returns: exiting must not cut a long document that goes into a pipe. */
function write(descriptor: 1 | 2, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      // The pipe is full: try again. The reader is gone (EPIPE): nobody is left to read the rest.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return;
    }
  }
}
