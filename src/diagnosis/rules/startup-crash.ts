import { formatCode } from '../../knowledge/decode.ts';
import { sourceLink } from '../../knowledge/sources.ts';
import type { Certainty, Finding, Fix } from '../../model/verdict.ts';
import { hresult } from '../../model/units.ts';
import { CODE, isNativeCrash } from '../codes.ts';
import { recordEvidence } from '../evidence.ts';
import { found } from '../finding.ts';
import { opening } from '../opening.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import type { Clue } from '../side/clues.ts';
import type { SideEvent } from '../side/events.ts';
import { startView, type StartView } from '../start.ts';
import { runByHand, startEvidence, startMisreadings, startMissing } from '../start-words.ts';

const WHY = {
  generic:
    'The code is the same for every failed start. Which exception ended the program stands in the event log or the stdout log, and neither is loaded.',
  exitCode: 'The exit code says how the program ended; the text of the exception is not in the loaded files.',
  worker:
    'The crash that was logged is of the worker process itself. A worker that crashed cannot have answered this request, so the record may belong to another attempt, and the module that faulted is unknown.',
} as const;

function fixes(view: StartView, exception: Clue | null): readonly Fix[] {
  const read: Fix =
    exception === null
      ? {
          text: 'Read the exception text: module events 1018, 1031 or 1035 in the Application event log, the stdout log after stdoutLogEnabled="true" is set, or the debug log of the module.',
          setting: { element: 'system.webServer/aspNetCore', attribute: 'stdoutLogEnabled', value: 'true' },
          code: '<aspNetCore stdoutLogEnabled="true" stdoutLogFile=".\\logs\\stdout" ... />',
        }
      : { text: `Fix the exception that ended the start: ${exception.text}` };
  return [read, { text: `To see it at once, ${runByHand(view)}.` }];
}

/** The program began to run and ended before it was ready. */
export const startupCrash: Rule & { readonly id: 'startup-crash' } = {
  id: 'startup-crash',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'eventLog', 'stdout', 'appLog'],
  judge(scene: Scene): Finding | null {
    const view = startView(scene);
    if (view === null) return null;
    const named = view.named.get('startup-crash');
    if (view.byCode !== 'startup-crash' && named === undefined) return null;
    const exception = exceptionOf(view);
    const worker = view.records.find((event) => event.kind === 'crash' && event.worker && !isManaged(event)) ?? null;
    const { certainty, why } = judgeCertainty(view, exception, worker !== null);
    return found(startupCrash, {
      certainty,
      whyNotHigher: why,
      headline: headline(scene, view, exception),
      rootCause: rootCause(view, exception),
      evidence: startEvidence(scene, view, 'startup-crash'),
      against: worker === null ? [] : [recordEvidence(worker)],
      misreadings: startMisreadings(scene),
      wouldSettle: startMissing(scene),
      fixes: fixes(view, exception),
      links: [sourceLink('docs-troubleshoot'), sourceLink('docs-errors')],
    });
  },
};

/** In-process the exception of a start is reported in the name of the worker process, which lives on and answers. */
function isManaged({ record, code }: SideEvent): boolean {
  return /^\.NET Runtime$/i.test(record.provider) || code === CODE.managedException;
}

/** The line with the exception, preferably one that names its type. */
function exceptionOf(view: StartView): Clue | null {
  const telling = view.clues.filter(
    (c) =>
      c.kind === 'unhandled' || c.kind === 'exception' || c.kind === 'stack-overflow' || c.kind === 'out-of-memory',
  );
  return (
    telling.find((clue) => /\w+Exception\b/.test(clue.text)) ??
    telling.find((clue) => clue.kind === 'stack-overflow') ??
    null
  );
}

function judgeCertainty(
  view: StartView,
  exception: Clue | null,
  worker: boolean,
): { certainty: Certainty; why: string } {
  if (worker) return { certainty: 'low', why: WHY.worker };
  if (exception !== null) return { certainty: 'high', why: '' };
  const { exitCode } = view;
  // Small numbers are exit codes of the program's own; other HRESULTs only repeat that the start failed.
  const telling =
    exitCode !== null &&
    (exitCode === CODE.managedException || isNativeCrash(exitCode) || (exitCode > 0 && exitCode < 0x10000));
  return telling ? { certainty: 'medium', why: WHY.exitCode } : { certainty: 'low', why: WHY.generic };
}

function headline(scene: Scene, view: StartView, exception: Clue | null): string {
  const who = scene.answer === null ? 'The application' : `${opening(scene)}: the application`;
  if (exception !== null) return `${who} started and crashed before it was ready (${typeOf(exception)}).`;
  const { exitCode } = view;
  const shown =
    exitCode === null || exitCode === scene.answer?.code ? '' : ` with exit code ${formatCode(hresult(exitCode))}`;
  return `${who} could not be started: the process ended during start-up${shown}.`;
}

const typeOf = (clue: Clue): string => /[\w.+]*Exception\b/.exec(clue.text)?.[0] ?? 'unhandled exception';

function rootCause(view: StartView, exception: Clue | null): string {
  const native = view.exitCode !== null && isNativeCrash(view.exitCode);
  const kind =
    exception !== null
      ? `An exception in Program or Startup ended it: ${exception.text}`
      : native
        ? `It ended with a native fault, ${formatCode(hresult(view.exitCode ?? 0))}: a native library, the runtime or exhausted memory.`
        : view.exitCode === CODE.managedException
          ? 'An unhandled .NET exception ended it; its text is not in the loaded files.'
          : 'Usual reasons are an exception in Program or Startup, a missing setting, a database or key store that cannot be reached.';
  return `The start of the application failed: the process began to run and ended before it accepted requests. ${kind}`;
}
