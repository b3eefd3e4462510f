import { COMMANDS } from '../text/commands.ts';
import { say } from './session.ts';

/** Copies a text and says `done`, or that the browser did not allow it. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    say(COMMANDS.notCopied, 'warn');
  }
}
