import { sourceLink } from '../../knowledge/sources.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Certainty, Finding, Fix } from '../../model/verdict.ts';
import { CODE } from '../codes.ts';
import { answerEvidence, clueEvidence, gapEvidence, reasonEvidence, tokenEvidence } from '../evidence.ts';
import { found } from '../finding.ts';
import { gatewayMisreadings } from '../gateway-words.ts';
import { missing } from '../missing.ts';
import { opening } from '../opening.ts';
import { requestName } from '../request.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import type { Clue } from '../side/clues.ts';
import { crashesNear } from '../stops.ts';
import { duration } from '../words.ts';

const MISREADING =
  'This is hardly a firewall: between the module and the application lies only the loopback address. A crash, an abort by the application or a keep-alive race are the usual reasons.';
const WHY = {
  open: 'The code says that the connection was dropped. Whether the process ended or lived on is not in the loaded files.',
  noCrash:
    'The loaded event log shows no process end at that second, so the process probably lived on; who closed the connection is not on record.',
  race: 'The connection was dropped at once, as in a keep-alive race; the idle time of the connection is not in the trace.',
} as const;

const ABORT: readonly Fix[] = [
  {
    text: 'Find where the application aborts the connection (HttpContext.Abort, Response.Close, a middleware or limit) and return a status instead.',
  },
];
const RACE: readonly Fix[] = [
  {
    text: 'Let the server keep idle connections longer than the proxy does (Kestrel KeepAliveTimeout), and update ASP.NET Core and the hosting bundle; safe requests may be repeated.',
  },
];
const OPEN: readonly Fix[] = [
  {
    text: 'Find out who closed the connection: look for a process end in the Application event log and for aborted connections in the log of the application.',
  },
  ...ABORT,
  ...RACE,
];

/** Below this the back end dropped a connection it had not begun to work on. */
const AT_ONCE_MS = 100;

/** The connection was dropped and the process lived on. */
export const connectionReset: Rule & { readonly id: 'connection-reset' } = {
  id: 'connection-reset',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'httpErr', 'eventLog', 'stdout', 'appLog'],
  judge(scene: Scene): Finding | null {
    const { answer, side, gap } = scene;
    if (scene.phase !== 'forward' || answer === null || answer.actor === 'iisnode') return null;
    if (answer.code !== CODE.connectionError && answer.code !== CODE.connectionReset) return null;
    if (crashesNear(scene).length > 0) return null;
    const abort = side.clue('abort', 'data-rate');
    const dropped = side.reasons.find((group) => group.reason.startsWith('Connection_Dropped')) ?? null;
    const watched = scene.inputs.eventLog.length > 0;
    const race = gap !== null && gap.ms <= AT_ONCE_MS && scene.facts?.responseBefore == null;
    const { certainty, why } = weigh(abort !== null, dropped !== null && answer.actor === 'arr', watched, race);
    return found(connectionReset, {
      certainty,
      whyNotHigher: why,
      headline: `${opening(scene)}: the back end dropped the connection before the response was complete${abort === null ? '' : ', the application closed it itself'}.`,
      rootCause: rootCause(scene, abort, race),
      evidence: [
        ...answerEvidence(scene),
        ...tokenEvidence(scene),
        ...gapEvidence(scene),
        ...(abort === null ? [] : [clueEvidence(abort)]),
        ...(dropped === null ? [] : [reasonEvidence(dropped)]),
        ...noCrashEvidence(scene, watched),
      ],
      misreadings: answer.actor === 'arr' ? [] : [MISREADING, ...gatewayMisreadings(scene)],
      wouldSettle: missing(
        scene,
        ['eventLog', 'whether the process crashed or stopped at that second; without such a record it lived on'],
        ['appLog', 'whether the application aborted the connection'],
        ['otherTraces', 'whether other requests were dropped in the same second, as in a crash'],
      ),
      fixes: abort !== null ? ABORT : race ? [...RACE, ...ABORT] : OPEN,
      links: [sourceLink(answer.actor === 'arr' ? 'arr-502' : 'aspnetcore-32636')],
    });
  },
};

function weigh(
  abort: boolean,
  dropped: boolean,
  watched: boolean,
  race: boolean,
): { certainty: Certainty; why: string } {
  if (abort || dropped) return { certainty: 'high', why: '' };
  if (watched) return { certainty: 'medium', why: WHY.noCrash };
  return race ? { certainty: 'medium', why: WHY.race } : { certainty: 'low', why: WHY.open };
}

function noCrashEvidence(scene: Scene, watched: boolean): readonly Evidence[] {
  if (!watched) return [];
  const key = scene.trace?.trace.key ?? null;
  return [
    {
      kind: 'absence',
      trace: key,
      expected: 'a process end in the event log',
      text: 'The loaded event log shows no crash and no process end at that second.',
    },
  ];
}

function rootCause(scene: Scene, abort: Clue | null, race: boolean): string {
  if (abort !== null) return `The application itself closed the connection of ${requestName(scene)}: ${abort.text}`;
  if (scene.answer?.actor === 'arr')
    return 'The content server behind ARR closed the connection without a complete answer.';
  if (race)
    return 'The application closed an idle connection in the same moment in which the module sent the request on it (keep-alive race), or refused it at once.';
  const gap = scene.gap?.silent === true ? ` after ${duration(scene.gap.ms)}` : '';
  return `The application accepted ${requestName(scene)} and the connection was closed${gap} without a complete answer: aborted by the application, by a limit of its web server, or by the end of the process.`;
}
