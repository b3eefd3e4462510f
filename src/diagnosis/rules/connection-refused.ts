import { sourceLink } from '../../knowledge/sources.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Finding, Fix } from '../../model/verdict.ts';
import { CODE } from '../codes.ts';
import {
  answerEvidence,
  clueEvidence,
  gapEvidence,
  otherTraceEvidence,
  recordEvidence,
  rowsEvidence,
  tokenEvidence,
} from '../evidence.ts';
import { found } from '../finding.ts';
import { gatewayMisreadings } from '../gateway-words.ts';
import { earlierCrash } from '../incident-context.ts';
import { missing } from '../missing.ts';
import { moduleOf, opening } from '../opening.ts';
import { requestName } from '../request.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { medianTaken } from '../side/rows.ts';

const MISREADING =
  'This is no network fault: the back end is on the loopback address of the same machine, and IIS worked.';
const FARM_FIXES: readonly Fix[] = [
  {
    text: 'Bring the members of the server farm back online and check the health test of the farm, then the name and port of each member.',
  },
  { text: 'Request the health test URL from the ARR machine itself with the same host header.' },
];
const FIXES: readonly Fix[] = [
  {
    text: 'Find out why nothing listens on the back-end port: look in the Application event log for a crash or stop just before the request (.NET Runtime 1026, Application Error 1000, module event 1030).',
  },
  {
    text: 'Check that the application listens where the module sent it (ASPNETCORE_PORT, no fixed URL in code or settings) and on the IPv4 loopback address.',
  },
  {
    text: 'If the process is up and listens, look for exhausted ports (netstat) and for security software that filters loopback connections.',
  },
];

/** A loopback connection is refused after short retries; above this the wait was something else. */
const REFUSED_WITHIN_MS = 5000;

/** No listener on the back-end port at that moment. */
export const connectionRefused: Rule & { readonly id: 'connection-refused' } = {
  id: 'connection-refused',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'eventLog', 'stdout', 'otherTraces'],
  judge(scene: Scene): Finding | null {
    const { answer, side, at } = scene;
    if (scene.phase !== 'forward' || answer === null) return null;
    const farm = answer.actor === 'arr' && answer.status === 502 && answer.subStatus === 4;
    const pipe = answer.actor === 'iisnode' && answer.subStatus === 1001;
    if (!farm && !pipe && !isRefused(answer.code)) return null;
    // Records of a process end before the request say why nobody listened.
    const before = side.eventsNear(at, 10 * 60_000, 1000, 'crash', 'exit', 'stop', 'offline');
    const earlier = earlierCrash(scene);
    const listening = side.clue('listening', 'started');
    const dropped = side.rows.find((g) => g.status === 502 && g.win32 === 12030 && g.from <= (answer.rows?.from ?? 0));
    // The lines of a process that has ended since say nothing.
    const alive = listening !== null && before.length === 0 && earlier === null && dropped === undefined;
    const long = slow(scene);
    const support: Evidence[] = before.slice(0, 2).map(recordEvidence);
    if (dropped !== undefined) support.push(rowsEvidence(dropped));
    if (earlier !== null)
      support.push(otherTraceEvidence(earlier, `failed before with statusCode="${earlier.trace.request.statusCode}".`));
    const certainty = alive || long || pipe ? 'low' : support.length > 0 ? 'high' : 'medium';
    return found(connectionRefused, {
      certainty,
      whyNotHigher: alive
        ? 'The stdout log shows that the application was listening, so a missing process does not explain the refusal: a stuck accept queue or exhausted ports fit as well.'
        : long
          ? 'A refusal on the loopback address comes within about two seconds; this took longer.'
          : 'That nothing answered on the port follows from the code; why nothing listened is not in the loaded files.',
      headline: farm
        ? `${opening(scene)}: no member of the server farm is online, so there was no server to route to.`
        : answer.code === CODE.nameNotResolved
          ? `${opening(scene)}: the name of the server behind the proxy could not be resolved, no connection was made.`
          : `${opening(scene)}: nothing listened on the back-end port, the connection was refused.`,
      rootCause: rootCause(scene, farm),
      evidence: [...answerEvidence(scene), ...tokenEvidence(scene), ...gapEvidence(scene), ...support],
      against: alive ? [clueEvidence(listening)] : long ? gapEvidence(scene) : [],
      misreadings: answer.actor === 'arr' ? [] : [MISREADING, ...gatewayMisreadings(scene)],
      wouldSettle: missing(
        scene,
        ['eventLog', 'whether the process crashed, stopped or was recycled just before'],
        ['stdout', 'on which address and port the application listened'],
        ['logRows', 'when the refusals began and whether all URLs are hit, which would point at exhausted ports'],
      ),
      fixes: answer.actor === 'arr' ? FARM_FIXES : FIXES,
      links: [sourceLink(answer.actor === 'arr' ? 'arr-502' : 'docs-troubleshoot')],
    });
  },
};

const isRefused = (code: number | null): boolean =>
  code === CODE.cannotConnect ||
  code === CODE.socketRefused ||
  code === CODE.connectionRefused ||
  code === CODE.nameNotResolved;

function slow(scene: Scene): boolean {
  const rows = scene.answer?.rows ?? null;
  const ms = rows === null ? (scene.gap?.ms ?? null) : medianTaken(rows);
  return ms !== null && ms > REFUSED_WITHIN_MS * (scene.answer?.actor === 'arr' ? 6 : 1);
}

function rootCause(scene: Scene, farm: boolean): string {
  if (farm)
    return 'ARR found every member of its server farm offline or failing the health test and answered by itself. ASP.NET Core Module took no part.';
  if (scene.answer?.code === CODE.nameNotResolved)
    return 'The proxy could not resolve the name of a farm member. ASP.NET Core Module never resolves a name: it forwards to the loopback address.';
  return (
    `${moduleOf(scene)} tried to hand ${requestName(scene)} to the back end and no process accepted the connection on its port. ` +
    'Either the process ended before this request (then this is a consequence), or it listens elsewhere, or it no longer accepts connections.'
  );
}
