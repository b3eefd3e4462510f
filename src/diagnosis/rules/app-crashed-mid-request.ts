import { formatCode } from '../../knowledge/decode.ts';
import { sourceLink } from '../../knowledge/sources.ts';
import { hresult } from '../../model/units.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Certainty, Finding, Fix } from '../../model/verdict.ts';
import { CODE } from '../codes.ts';
import {
  answerEvidence,
  clueEvidence,
  gapEvidence,
  otherTraceEvidence,
  recordEvidence,
  tokenEvidence,
} from '../evidence.ts';
import { found } from '../finding.ts';
import { gatewayMisreadings } from '../gateway-words.ts';
import { droppedTogether } from '../incident-context.ts';
import { missing } from '../missing.ts';
import { opening } from '../opening.ts';
import { requestName } from '../request.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import type { Clue } from '../side/clues.ts';
import type { SideEvent } from '../side/events.ts';
import { crashesNear, stopsNear } from '../stops.ts';
import { count } from '../words.ts';

const MISREADINGS = [
  'This is no network fault and no firewall: the connection is on the loopback address, and the process at its other end ended.',
];
const WHY = {
  exit: 'The process was gone at that second; why it ended is not in the loaded files.',
  line: 'The stdout log holds the end of the process but no times, so that it ended during this very request is an inference.',
  together:
    'Several requests were dropped in the same moment, as when their process ends; no record of the process end is loaded.',
  code: 'From one dropped connection a crash cannot be told from a reset.',
} as const;

function fixes(clue: Clue | null): readonly Fix[] {
  const first =
    clue === null
      ? 'Read the Application event log for that second (.NET Runtime 1023/1025/1026, Application Error 1000) and take a crash dump of the back-end process.'
      : `Fix what ended the process, the event log or stdout log has it: ${clue.text}`;
  return [
    { text: first },
    {
      text: 'Catch exceptions on background threads, timers and async void methods, and limit recursion: any of them ends the whole process.',
    },
  ];
}

const DROPPED = new Set<number>([
  CODE.connectionError,
  CODE.connectionReset,
  CODE.invalidResponse,
  CODE.brokenPipe,
  CODE.rawBrokenPipe,
]);

/** The back-end process ended while it had this request. */
export const appCrashedMidRequest: Rule & { readonly id: 'app-crashed-mid-request' } = {
  id: 'app-crashed-mid-request',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'eventLog', 'stdout', 'otherTraces'],
  judge(scene: Scene): Finding | null {
    const { answer } = scene;
    if (scene.textOnly) return fromText(scene);
    if (scene.phase !== 'forward' || answer === null || answer.actor === 'arr') return null;
    const node = answer.actor === 'iisnode' && answer.subStatus !== 1001;
    const dropped = node || (answer.code !== null && DROPPED.has(answer.code));
    // A series of refusals is of requests that came after the end of the process.
    const refused = answer.code === CODE.cannotConnect && answer.rows === null;
    const silent = answer.code === null && answer.subStatus === 3;
    if (!dropped && !refused && !silent) return null;
    const crashes = crashesNear(scene, refused);
    if ((refused || silent) && crashes.length === 0) return null;
    const line = refused ? null : crashLine(scene);
    const together = dropped ? droppedTogether(scene, 1000) : [];
    const burst = droppedAtOnce(scene);
    const stopped = stopsNear(scene).length > 0;
    const proof = proofOf(crashes, line, together.length > 0, burst);
    if (proof === null && (stopped || answer.code === CODE.invalidResponse)) return null;
    return found(appCrashedMidRequest, {
      certainty: node && proof === null ? 'low' : (proof?.certainty ?? 'low'),
      whyNotHigher: proof?.why ?? WHY.code,
      headline: `${opening(scene)}: the back-end process ${proof === null && !node ? 'may have ended' : 'ended (crashed) while it worked on the request'}.`,
      rootCause: rootCause(scene, crashes[0] ?? null, line, node),
      evidence: [
        ...answerEvidence(scene),
        ...tokenEvidence(scene),
        ...gapEvidence(scene),
        ...crashes.slice(0, 3).map(recordEvidence),
        ...(line === null ? [] : [clueEvidence(line)]),
        ...together.slice(0, 3).map((other) => otherTraceEvidence(other, 'was dropped in the same second.')),
        ...burstEvidence(scene, burst),
      ],
      misreadings: [...MISREADINGS, ...gatewayMisreadings(scene)],
      wouldSettle: missing(
        scene,
        [
          'eventLog',
          'whether a process ended in that second, and how (.NET Runtime 1026, Application Error 1000, module event 1030)',
        ],
        ['stdout', 'an unhandled exception or a stack overflow as the last lines'],
        ['logRows', 'whether other requests failed in the same second and were refused after it'],
      ),
      fixes: fixes(line),
      links: [sourceLink('docs-troubleshoot')],
      alternativeOnly: proof === null && !node,
    });
  },
};

/** Rows dropped in one second, of several paths or with refusals after them: what a process leaves when it ends. */
function droppedAtOnce({ answer, side, at }: Scene): boolean {
  const around = side.rows.find(
    (g) => g.status === 502 && g.win32 === 12030 && at !== null && g.from <= at + 2000 && g.to >= at - 2000,
  );
  const rows = answer?.rows ?? around;
  if (rows === undefined || rows.burst < 3) return false;
  const refused = side.rows.some(
    (g) => g.status === 502 && g.win32 === 12029 && g.from >= rows.from && g.from <= rows.to + 60_000,
  );
  return rows.stems.size >= 2 || refused;
}

/** Line of the output of the process that tells its end. Startup exceptions are not of a running request. */
function crashLine(scene: Scene): Clue | null {
  return scene.side.clue('stack-overflow', 'unhandled', 'out-of-memory');
}

function proofOf(
  crashes: readonly SideEvent[],
  line: Clue | null,
  together: boolean,
  burst: boolean,
): { certainty: Certainty; why: string } | null {
  if (crashes.some((event) => event.kind === 'crash')) return { certainty: 'high', why: '' };
  if (crashes.length > 0) return { certainty: line === null && !together && !burst ? 'medium' : 'high', why: WHY.exit };
  if (line !== null) return { certainty: 'medium', why: WHY.line };
  if (together || burst) return { certainty: 'medium', why: WHY.together };
  return null;
}

function burstEvidence(scene: Scene, burst: boolean): readonly Evidence[] {
  const rows = scene.answer?.rows ?? scene.side.rows.find((g) => g.win32 === 12030);
  if (!burst || rows === undefined) return [];
  return [
    {
      kind: 'logRow',
      ...rows.sample,
      text: `${count(rows.burst, 'row')} of these stand in one second, for ${count(rows.stems.size, 'path')}.`,
    },
  ];
}

/** A process end on record without any request that failed, and without a start that failed. */
function fromText(scene: Scene): Finding | null {
  const { side } = scene;
  const crashes = side.events.filter((event) => event.kind === 'crash' && !event.worker);
  const started = side.clue('started', 'listening') !== null;
  const line = started ? crashLine(scene) : null;
  const starting = side.events.some((event) => event.kind === 'start-error' || event.kind === 'start-timeout');
  if (starting || (crashes.length === 0 && line === null)) return null;
  return found(appCrashedMidRequest, {
    certainty: crashes.length > 0 ? 'medium' : 'low',
    whyNotHigher: 'The end of the process is on record; no request that it took with it is loaded.',
    headline: `The back-end process of the application ended (crashed)${line === null ? '' : ' after it had started'}; requests that it worked on fail with 502.3.`,
    rootCause: rootCause(scene, crashes[0] ?? null, line, false),
    evidence: [...crashes.slice(0, 3).map(recordEvidence), ...(line === null ? [] : [clueEvidence(line)])],
    misreadings: MISREADINGS,
    wouldSettle: missing(scene, ['otherTraces', 'which requests were dropped'], ['logRows', 'the same']),
    fixes: fixes(line),
    links: [sourceLink('docs-troubleshoot')],
  });
}

function rootCause(scene: Scene, crash: SideEvent | null, line: Clue | null, node: boolean): string {
  const code = crash?.code == null ? '' : ` with ${formatCode(hresult(crash.code))}`;
  const what = node ? 'node.exe' : 'The back-end process';
  const how =
    line !== null
      ? ` Its output says: ${line.text}`
      : crash === null
        ? ' Usual reasons are an unhandled exception on a background thread, a stack overflow, a native crash or exhausted memory.'
        : '';
  return `${what} took ${requestName(scene)} and ended${code} before the response was complete; every request that it worked on was dropped with it.${how}`;
}
