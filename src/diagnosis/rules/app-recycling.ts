import { limitMs } from '../../knowledge/limits.ts';
import { sourceLink } from '../../knowledge/sources.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Certainty, Finding, Fix } from '../../model/verdict.ts';
import { CODE } from '../codes.ts';
import { ancmEvidence, answerEvidence, clueEvidence, reasonEvidence, recordEvidence } from '../evidence.ts';
import { found } from '../finding.ts';
import { missing } from '../missing.ts';
import { opening } from '../opening.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import type { Clue } from '../side/clues.ts';
import { abandonedByStop, crashesNear, stopsNear } from '../stops.ts';

const MISREADINGS = {
  windows:
    'The text of this code speaks of a server machine that shuts down. Windows is not shutting down: only the worker process (w3wp.exe) is.',
  crash:
    'This is no crash: the application or its worker process was stopped or replaced while requests still arrived.',
} as const;
const WHY = {
  noEvent:
    'The code says that something was shutting down; the record that names the reason is not in the loaded files.',
  race: 'The code fits a request that was torn down while the application stopped, but no stop is on record at that second.',
  stuck: 'The refusals repeat instead of ending with one recycle: the worker process may be stuck in its shutdown.',
} as const;

const FIXES: readonly Fix[] = [
  {
    text: 'Find the reason of the recycle (idle time-out, schedule, memory limit, configuration or file change, deployment) in the System event log (WAS) and the Application event log, and keep it out of working hours.',
  },
  { text: 'Use overlapped recycling, or deployment slots with warm-up, and let callers retry a 503 once.' },
  {
    text: 'In-process on current versions: give the worker time with the handler setting shutdownDelay, and update the hosting bundle.',
    code: '<handlerSettings>\n  <handlerSetting name="shutdownDelay" value="5000" />\n</handlerSettings>',
  },
];
const STUCK: Fix = {
  text: 'Recycle the application pool by hand: the same worker process keeps refusing requests. Then update the hosting bundle.',
};

/** Codes of a request that is torn down while its application stops. */
const RACE = new Set<number>([
  CODE.cancelled,
  CODE.winHttpShutdown,
  CODE.wrongHandleState,
  CODE.invalidHandle,
  CODE.createFailed,
  CODE.rawConnectionAborted,
]);
/** Codes that a stop explains when it is on record at that second. */
const EXPLAINED = new Set<number>([CODE.connectionError, CODE.connectionReset, CODE.cannotConnect, ...RACE]);

/** The worker process or the application is stopping or being replaced. */
export const appRecycling: Rule & { readonly id: 'app-recycling' } = {
  id: 'app-recycling',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'eventLog', 'httpErr', 'appLog'],
  judge(scene: Scene): Finding | null {
    const { answer, phase, side, facts, trace } = scene;
    const stops = stopsNear(scene);
    const code = answer?.code ?? null;
    const shutdown = phase === 'shutdown';
    const explained = code !== null && EXPLAINED.has(code) && (phase === 'forward' || phase === 'client');
    const race = code !== null && RACE.has(code) && phase === 'forward';
    const exiting =
      phase === 'offline' && stops.length > 0 && side.eventsNear(scene.at, 30 * 60_000, 5000, 'offline').length === 0;
    const aside = answer === null && trace === null ? asideEvidence(scene) : [];
    if (!shutdown && !exiting && !race && !(explained && stops.length > 0) && aside.length === 0) return null;
    if (explained && crashesNear(scene).some((event) => event.kind === 'crash')) return null;
    if (phase === 'client' && stops.length === 0) return null;
    const refused = side.cluesOf('refused-shutdown');
    const stopping = side.clue('stopping');
    const own = facts?.ancmEvents.find((e) => e.name === 'ANCM_INPROC_REQUEST_SHUTDOWN') ?? null;
    const proof: Evidence[] = [
      ...stops.slice(0, 3).map(recordEvidence),
      ...(stopping === null ? [] : [clueEvidence(stopping)]),
      ...(own !== null && trace !== null ? [ancmEvidence(trace, own)] : []),
    ];
    const stuck = isStuck(refused);
    const { certainty, why } = weigh({
      shutdown,
      proven: (proof.length > 0 || abandonedByStop(scene).length > 0) && !scene.textOnly,
      stuck,
      aside: aside.length > 0,
    });
    return found(appRecycling, {
      certainty,
      whyNotHigher: why,
      headline: headline(scene, stops.length > 0),
      rootCause:
        'The worker process (w3wp.exe) or the application in it was shutting down or being replaced (recycle, idle stop, configuration change, deployment, slot swap) while this request arrived or ran, so it was refused or torn down. ' +
        (stuck
          ? 'It keeps refusing: the shutdown does not come to its end.'
          : 'Such bursts end by themselves when the new worker process is up.'),
      evidence: [...answerEvidence(scene), ...proof, ...refused.slice(0, 2).map(clueEvidence), ...aside],
      misreadings: code === CODE.workerShutdown ? [MISREADINGS.windows, MISREADINGS.crash] : [MISREADINGS.crash],
      wouldSettle: missing(
        scene,
        [
          'eventLog',
          'what stopped the application: module events 1006, 1012, 1021, 1033, and the WAS events of the System log',
        ],
        ['logRows', 'how long the burst lasted and whether it repeats'],
      ),
      fixes: stuck ? [STUCK, ...FIXES] : FIXES,
      links: [sourceLink('docs-ancm'), sourceLink('aspnetcore-45934')],
    });
  },
};

/** The module gives an application ten seconds to stop; refusals that go on for longer are no passing burst. */
function isStuck(refused: readonly Clue[]): boolean {
  const times = refused.flatMap((clue) => clue.time ?? []);
  return refused.length >= 3 && Math.max(...times) - Math.min(...times) > 2 * limitMs('shutdownTimeLimit');
}

function weigh(known: { shutdown: boolean; proven: boolean; stuck: boolean; aside: boolean }): {
  certainty: Certainty;
  why: string;
} {
  if (known.stuck) return { certainty: 'medium', why: WHY.stuck };
  if (known.proven) return { certainty: 'high', why: '' };
  if (known.shutdown || known.aside) return { certainty: 'medium', why: WHY.noEvent };
  return { certainty: 'low', why: WHY.race };
}

function headline(scene: Scene, stopped: boolean): string {
  if (scene.answer === null)
    return 'The logs show the worker process or its application shutting down or recycling while requests still arrived.';
  const what =
    scene.answer.code === CODE.workerShutdown
      ? 'the worker process is shutting down (a recycle or stop of the pool)'
      : 'the application was shutting down or being recycled';
  return `${opening(scene)}: ${what}${stopped ? ', as the event log confirms' : ''}.`;
}

/** Signs of a stop without any request that failed: log lines and HTTPERR. */
function asideEvidence(scene: Scene): readonly Evidence[] {
  const { side } = scene;
  const took = abandonedByStop(scene);
  const slow = scene.textOnly ? side.eventsNear(null, 0, 0, 'stop-slow') : took;
  const lines = scene.textOnly ? side.cluesOf('refused-shutdown', 'stopping') : [];
  const reasons = side.reasons.filter((group) => group.reason === 'AppShutdown' || took.length > 0);
  return [
    ...slow.slice(0, 2).map(recordEvidence),
    ...lines.slice(0, 2).map(clueEvidence),
    ...reasons.map(reasonEvidence),
  ];
}
