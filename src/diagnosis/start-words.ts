import type { Evidence } from '../model/evidence.ts';
import type { Cause, MissingInput } from '../model/verdict.ts';
import { ancmEvidence, answerEvidence, noTokenEvidence } from './evidence.ts';
import { CODE } from './codes.ts';
import { gatewayMisreadings } from './gateway-words.ts';
import { missing } from './missing.ts';
import type { Scene } from './scene.ts';
import type { StartView } from './start.ts';

/** Common misreadings of a failed start, for all of its rules. */
export const START_MISREADINGS = {
  forward:
    'A 502.3 of the module does not always mean that forwarding failed: with disableStartUpErrorPage="true" a failed start looks the same. Here the request was never handed on.',
  limit:
    'requestTimeout has no part in this: it limits running requests. The start has its own limit, startupTimeLimit.',
  noCode:
    'ErrorCode 0 does not mean that anything went well: V1 overwrites the code of the failed start with the result of writing its error page. The code is lost in the trace and stands in the event log.',
  wrapper:
    'Do not search the web by this code: it wraps every failure of a start. The text behind it stands in the event log and in the stdout log.',
  network: 'This 502 is no network fault and no fault of IIS: the module could not start the application.',
} as const;

/** Answer, absent token header, the module's own error events, then what side files name for this cause. */
export function startEvidence(scene: Scene, view: StartView, cause: Cause): readonly Evidence[] {
  const { facts, trace } = scene;
  const own =
    trace === null || facts === null
      ? []
      : facts.ancmEvents
          .filter((e) => TELLING.has(e.name))
          .slice(-3)
          .map((e) => ancmEvidence(trace, e));
  return [...answerEvidence(scene), ...noTokenEvidence(scene), ...own, ...(view.named.get(cause) ?? []).slice(0, 4)];
}

const TELLING = new Set(['ANCM_EXCEPTION_CAUGHT', 'ANCM_START_APPLICATION_FAIL', 'ANCM_HRESULT_FAILED']);

/** Misreadings that apply to any failed start with this answer. */
export function startMisreadings(scene: Scene): readonly string[] {
  const { answer } = scene;
  if (answer === null) return [];
  const list: string[] = [];
  if (answer.status === 502) list.push(START_MISREADINGS.network, ...gatewayMisreadings(scene));
  if (answer.status === 502 && answer.subStatus === 3) list.push(START_MISREADINGS.forward);
  if (answer.code === 0 && answer.status === 502) list.push(START_MISREADINGS.noCode);
  if (answer.code === CODE.unhandled || answer.code === CODE.fail) list.push(START_MISREADINGS.wrapper);
  return list;
}

/** Files that settle a failed start. */
export function startMissing(scene: Scene): readonly MissingInput[] {
  return missing(
    scene,
    [
      'eventLog',
      'the exit code, the command line and the exception text (module events 1000, 1018, 1020, 1031, 1035; .NET Runtime 1026)',
    ],
    ['stdout', 'what the program printed before it ended, and whether it ran at all'],
    ['config', 'processPath, arguments, hostingModel and startupTimeLimit'],
  );
}

/** How to reproduce a start: the command that the module runs, when a record quotes it. */
export function runByHand(view: StartView): string {
  const command =
    view.commandLine === null
      ? 'the command line of event 1000 (processPath and arguments of web.config)'
      : `\`${view.commandLine.trim()}\``;
  return `run ${command} by hand in the content root, as the identity of the application pool`;
}
