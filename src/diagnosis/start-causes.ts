import { CODE, isHostCode, isNativeCrash, startCause } from './codes.ts';
import type { LimitFit } from './limits.ts';
import type { Cause } from '../model/verdict.ts';
import type { Scene } from './scene.ts';
import type { ClueKind } from './side/clues.ts';
import type { SideEvent } from './side/events.ts';

/** Lines of text that name a cause of a failed start. */
export const CLUE_CAUSES: ReadonlyMap<ClueKind, Cause> = new Map<ClueKind, Cause>([
  ['framework-missing', 'runtime-missing'],
  ['sdk-commands', 'runtime-missing'],
  ['host-missing', 'runtime-missing'],
  ['runtime-config', 'runtime-missing'],
  ['assembly-missing', 'runtime-missing'],
  ['program-missing', 'process-launch-failed'],
  ['bad-image', 'bitness-mismatch'],
  ['bind-failed', 'port-binding'],
  ['override', 'port-binding'],
  ['ports', 'port-exhaustion'],
  ['start-timeout', 'process-start-timeout'],
  ['unhandled', 'startup-crash'],
  ['stack-overflow', 'startup-crash'],
  ['out-of-memory', 'startup-crash'],
]);

/** The most telling exit code: a host code, an exception, a native crash before a bare HRESULT. */
export function exitCodeOf(records: readonly SideEvent[]): number | null {
  const codes = records.flatMap((event) => (event.code === null ? [] : [event.code as number]));
  return (
    codes.find(isHostCode) ??
    codes.find((code) => code === CODE.managedException || isNativeCrash(code)) ??
    codes.find((code) => code !== 0) ??
    null
  );
}

const PLACEHOLDER = /%LAUNCHER_(?:PATH|ARGS)%/i;

/** Cause of a failed start that a record names by its kind, its text or its code; null: it names none. */
export function causeOfRecord(event: SideEvent): Cause | null {
  const { kind, code, commandLine, record } = event;
  if (kind === 'pool-shared') return 'pool-shared';
  if (kind === 'config-error' || kind === 'module-disabled') return 'bad-web-config';
  if (kind === 'handler-missing') return 'runtime-missing';
  if (kind === 'start-timeout') return 'process-start-timeout';
  if (kind === 'ports') return 'port-exhaustion';
  if (kind === 'memory') return null;
  const { message } = record;
  if (PLACEHOLDER.test(message) || (commandLine !== null && isEmptyCommand(commandLine))) return 'bad-web-config';
  if (kind === 'start-error') {
    // "either crashed or did not respond or did not listen" names three possibilities and so none of them.
    const listens = /(?:failed to|did not|doesn't|does not) listen/i.test(message);
    if (listens && !/crashed/i.test(message)) return 'port-binding';
    if (/different process|another process is listening|wrong process/i.test(message)) return 'port-binding';
  }
  if (kind === 'crash') return event.worker && code === null ? null : 'startup-crash';
  if (kind === 'start-error' && code !== null) return startCause(code) === 'bad-web-config' ? null : namedByCode(code);
  return null;
}

/** Codes of a record that say more than "it failed". */
function namedByCode(code: number): Cause | null {
  // 0x8000FFFF is telling as the code of 500.31 only; elsewhere it is one more word for "failed".
  if (code === 0 || code === CODE.fail || code === CODE.unhandled || code === 0x8027025b || code === 0x8000ffff)
    return null;
  return startCause(code);
}

/** V1 puts processPath and arguments together: an empty path leaves `""` or a leading blank. */
function isEmptyCommand(commandLine: string): boolean {
  return /^\s*(?:""\s*)?$/.test(commandLine) || /^(?:""|\s)\s*\S/.test(commandLine);
}

const LAUNCH_MS = 150;

/**
 * Cause of a failed start by status, sub-status, code and duration alone. `took`: how long the module was at it, in ms;
 * `limit`: the limit that this reached.
 */
export function causeOfAnswer(scene: Scene, limit: LimitFit | null, took: number | null): Cause | null {
  const { answer } = scene;
  if (answer === null) return null;
  const { status, subStatus, code } = answer;
  if (scene.phase === 'config') return 'bad-web-config';
  if (status === 500) {
    const known = SUB_STATUS.get(subStatus);
    if (known !== undefined) return known;
    if (subStatus === 32) return code === CODE.moduleNotFound ? 'runtime-missing' : 'bitness-mismatch';
    if (subStatus === 30 && limit !== null) return 'process-start-timeout';
    // 500.0 with the wrapper code is the failed search for hostfxr: path, arguments or installation.
    if (subStatus === 0 && code === CODE.unhandled) return 'runtime-missing';
  }
  if (code === null) return limit === null ? 'startup-crash' : 'process-start-timeout';
  const cause = startCause(code);
  // A program that began to run takes longer to fail: .NET alone needs more than this to come up.
  if ((code === 0 || code === CODE.fail) && status === 502 && took !== null && took < LAUNCH_MS)
    return 'process-launch-failed';
  // V1 overwrites the code of a start that ran into the limit.
  if (code === 0 && limit !== null) return 'process-start-timeout';
  // These two say by themselves that a start failed, whatever the code.
  const start = (status === 502 && subStatus === 5) || (status === 500 && subStatus === 30);
  return cause ?? (start ? 'startup-crash' : null);
}

const SUB_STATUS: ReadonlyMap<number, Cause> = new Map<number, Cause>([
  [31, 'runtime-missing'],
  [33, 'runtime-missing'],
  [36, 'runtime-missing'],
  [38, 'runtime-missing'],
  [34, 'pool-shared'],
  [35, 'pool-shared'],
  [37, 'process-start-timeout'],
]);
