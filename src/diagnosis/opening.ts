import type { Scene } from './scene.ts';
import { medianTaken } from './side/rows.ts';
import { codeText, count, duration, some } from './words.ts';

/**
 * First half of every headline: who answered, with which status and code, after which silence.
 *
 *   AspNetCoreModule answered 502.3 with ERROR_WINHTTP_TIMEOUT / WININET_E_TIMEOUT (0x80072EE2, 2147954402)
 *   after 122.05 s of silence
 */
export function opening(scene: Scene): string {
  const { answer } = scene;
  if (answer === null) return 'The logs tell of a failure';
  const { rows } = answer;
  if (rows !== null) {
    const median = medianTaken(rows);
    const took = median === null ? '' : ` after ${duration(median)}`;
    const who = answer.module === '' ? '' : ` by ${answer.module}`;
    return `${count(rows.count, 'request')} (${some(rows.stems, 2)}) ended with ${answer.text}${who} and ${codeText(answer.code)}${took}`;
  }
  return `${moduleOf(scene)} answered ${answer.text} with ${codeText(answer.code)}${wait(scene)}`;
}

/** A wait for a back end is silence; a start or an answer of the module's own is counted from its beginning. */
function wait({ gap, phase, facts }: Scene): string {
  if (phase === 'forward' || phase === 'client') return waited(gap);
  const ms = facts?.moduleMs ?? null;
  return ms === null || (phase !== 'start' && phase !== 'offline' && phase !== 'shutdown')
    ? ''
    : ` ${duration(ms)} after it began`;
}

function waited(gap: Scene['gap']): string {
  if (gap === null) return '';
  return gap.silent ? ` after ${duration(gap.ms)} of silence` : ` ${duration(gap.ms)} after the request was handed on`;
}

/** Name of the module that answered, as it stands in the trace. */
export function moduleOf(scene: Scene): string {
  const name = scene.answer?.module ?? '';
  return name === '' ? (scene.answer?.actor === 'proxy' ? 'The proxying module' : 'The server') : name;
}
