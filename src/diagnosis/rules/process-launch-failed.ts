import { sourceLink } from '../../knowledge/sources.ts';
import type { Finding, Fix } from '../../model/verdict.ts';
import { CODE } from '../codes.ts';
import { clueEvidence, otherTraceEvidence, recordEvidence } from '../evidence.ts';
import { found } from '../finding.ts';
import { failedAt } from '../incident-context.ts';
import { opening } from '../opening.ts';
import type { Rule, TraceInput } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { startView, type StartView } from '../start.ts';
import { runByHand, startEvidence, startMisreadings, startMissing } from '../start-words.ts';

const REASONS: ReadonlyMap<number, string> = new Map<number, string>([
  [
    CODE.fileNotFound,
    'the program was not found as the pool identity sees it: wrong path, a PATH that predates the installation of .NET, or missing rights',
  ],
  [CODE.pathNotFound, 'the path of the program was not found as the pool identity sees it'],
  [CODE.accessDenied, 'the pool identity may not run the program'],
  [0x8007010b, 'the working directory of the application is not valid'],
  [0x800702e4, 'the program demands elevation'],
  [0x800704ec, 'a group policy blocks the program'],
  [0x80070522, 'a privilege is missing'],
  [0x800701b1, 'the NUL device could not be opened: the Null driver service is stopped'],
  [0x8007052e, 'the account of the application pool could not log on'],
  [0x80070020, 'the program file is in use by another process'],
]);
/** Codes with several reasons of their own: path, rights, PATH of the pool identity. */
const AMBIGUOUS = new Set<number>([CODE.fileNotFound, CODE.pathNotFound]);
const MISREADINGS = {
  notFound:
    'This code does not always mean that a file is missing: missing rights or the PATH of the pool identity give the same number.',
  blocked:
    'This code is a follow-up and no cause: rapidFailsPerMinute was exceeded and the module refuses further starts for the rest of the minute.',
} as const;

function fixes(code: number | null, view: StartView): readonly Fix[] {
  if (code === CODE.serverDisabled)
    return [
      {
        text: 'Find the first failed start of the same minute (event 1000 or 1020, or an earlier trace) and repair that; the block ends after one minute.',
      },
      { text: `To see the failure itself, ${runByHand(view)}.` },
    ];
  if (code === 0x800701b1)
    return [{ text: 'Start the Null service (`sc start null`) and find out who stopped it.', code: 'sc start null' }];
  return [
    {
      text: `Check what the pool identity can run: ${runByHand(view)}. Give the full path of dotnet.exe in processPath, check its rights, and restart IIS (WAS) when .NET or PATH was changed since it started.`,
      setting: {
        element: 'system.webServer/aspNetCore',
        attribute: 'processPath',
        value: String.raw`C:\Program Files\dotnet\dotnet.exe`,
      },
    },
    {
      text: 'Grant the pool identity read and execute rights on the program, on the dotnet folder and on the content root.',
    },
    {
      text: 'After .NET was installed or PATH was changed, restart IIS so that worker processes see it.',
      code: 'net stop was /y\nnet start w3svc',
    },
  ];
}

/** CreateProcess failed or was not allowed. */
export const processLaunchFailed: Rule & { readonly id: 'process-launch-failed' } = {
  id: 'process-launch-failed',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'eventLog', 'stdout', 'otherTraces'],
  judge(scene: Scene): Finding | null {
    const view = startView(scene);
    if (view === null) return null;
    const named = view.named.get('process-launch-failed');
    // The block alone, with nothing that says what it followed from.
    const refused =
      view.byCode === null && view.named.size === 0 && view.records.some((event) => event.kind === 'rapid-fail');
    if (view.byCode !== 'process-launch-failed' && named === undefined && !refused) return null;
    const code = launchCode(scene, view);
    const blocked = code === CODE.serverDisabled || refused;
    const first = blocked ? firstOfMinute(scene) : null;
    const output = view.clues.find((clue) => clue.source === 'stdout');
    const certainty =
      output !== undefined
        ? 'low'
        : blocked
          ? first === null
            ? 'low'
            : 'medium'
          : named !== undefined && !AMBIGUOUS.has(code ?? CODE.fileNotFound)
            ? 'high'
            : 'medium';
    const reason =
      code === null
        ? 'the program could not be started at all'
        : (REASONS.get(code) ?? 'the program could not be started');
    return found(processLaunchFailed, {
      certainty,
      whyNotHigher: blocked
        ? 'The start was refused because of earlier failures in the same minute; the first of them names the cause and is not in the loaded files.'
        : output === undefined
          ? named === undefined
            ? 'The code says that starting the program failed; the command line that was tried is not in the loaded files.'
            : 'A wrong path, missing rights and an outdated PATH of the pool identity give the same code.'
          : 'The stdout log holds output of the program, so it did run.',
      headline: blocked
        ? `${opening(scene)}: no start was tried, rapidFailsPerMinute was exceeded by earlier failures.`
        : `${scene.answer === null ? 'The application could not be started' : opening(scene)}: ${reason}.`,
      rootCause: blocked
        ? 'The module counts failed starts per minute and refuses further ones above rapidFailsPerMinute. The reason lies in the first failed start of that minute.'
        : `The module could not launch the process of the application: ${reason}. Nothing of the application ran.${view.commandLine === null ? '' : ` The command was \`${view.commandLine.trim()}\`.`}`,
      evidence: [
        ...startEvidence(scene, view, 'process-launch-failed'),
        ...(refused ? view.records.slice(0, 2).map(recordEvidence) : []),
        ...(first === null
          ? []
          : [otherTraceEvidence(first, `failed first with statusCode="${first.trace.request.statusCode}".`)]),
      ],
      against: output === undefined ? [] : [clueEvidence(output)],
      misreadings: [
        ...(code === CODE.fileNotFound ? [MISREADINGS.notFound] : blocked ? [MISREADINGS.blocked] : []),
        ...startMisreadings(scene),
      ],
      wouldSettle: startMissing(scene),
      fixes: fixes(code, view),
      links: [sourceLink('docs-troubleshoot'), sourceLink('docs-errors')],
    });
  },
};

/** The code of the record counts before that of the answer: V1 loses it. */
function launchCode(scene: Scene, view: StartView): number | null {
  const own = scene.answer?.code ?? null;
  if (own !== null && own !== 0 && own !== CODE.fail) return own;
  const quoted = view.records.find((event) => event.kind === 'start-error' && event.code !== null)?.code ?? null;
  return quoted ?? own;
}

/** Earliest failed start of the minute before, with a code that says more than the block. */
function firstOfMinute(scene: Scene): TraceInput | null {
  const { at } = scene;
  if (at === null) return null;
  return (
    scene.inputs.otherTraces.find((other) => {
      const ago = at - failedAt(other);
      const code = other.facts.producing?.errorCode ?? null;
      return ago > 0 && ago <= 60_000 && other.facts.finalStatus >= 500 && code !== CODE.serverDisabled;
    }) ?? null
  );
}
