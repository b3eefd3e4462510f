import { sourceLink } from '../../knowledge/sources.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Finding, Fix } from '../../model/verdict.ts';
import { CODE } from '../codes.ts';
import { answerEvidence, clueEvidence, recordEvidence, rowsEvidence } from '../evidence.ts';
import { found } from '../finding.ts';
import { missing } from '../missing.ts';
import { opening } from '../opening.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import type { RowGroup } from '../side/rows.ts';
import { count } from '../words.ts';

const FIXES: readonly Fix[] = [
  {
    text: 'Reuse HttpClient and connections in the application (IHttpClientFactory or one static client), so that calls do not leave thousands of sockets behind; look at netstat for TIME_WAIT and at the owner of the sockets.',
    code: 'netstat -ano -p tcp | find /c "TIME_WAIT"',
  },
  {
    text: 'Then look at the dynamic port range and at excluded ranges; on Azure App Service at SNAT port failures in Diagnose and solve problems. A recycle only hides it.',
    code: 'netsh int ipv4 show dynamicport tcp\nnetsh int ipv4 show excludedportrange protocol=tcp',
  },
];
const MISREADING =
  'A recycle that helps for some hours does not mean that the process was broken: it only gives its sockets back.';

const BY_ITSELF = new Set<number>([CODE.noBufferSpace, CODE.addressNotAvailable, CODE.portNotSet]);
/** A listener that is merely away comes back or is restarted within seconds. */
const LASTING_MS = 60_000;
const SERIES = 20;

/** The machine has no free port or socket left. */
export const portExhaustion: Rule & { readonly id: 'port-exhaustion' } = {
  id: 'port-exhaustion',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'eventLog', 'stdout', 'appLog'],
  judge(scene: Scene): Finding | null {
    const { answer, phase, side } = scene;
    if (answer !== null && phase !== 'forward' && phase !== 'start') return null;
    const code = answer?.code ?? null;
    const byItself = code !== null && BY_ITSELF.has(code);
    const refused = code === CODE.cannotConnect;
    const records = side.eventsNear(scene.at, 30 * 60_000, 120_000, 'ports');
    const clue = side.clue('ports');
    const named: readonly Evidence[] = [
      ...records.slice(0, 2).map(recordEvidence),
      ...(clue === null ? [] : [clueEvidence(clue)]),
    ];
    const fits =
      answer === null
        ? scene.textOnly && records.length > 0
        : byItself || refused || phase === 'start' || answer.code === CODE.timeout;
    const series = refused ? lasting(scene) : null;
    const alone = refused && scene.trace !== null && named.length === 0 && series === null;
    if (alone) return hint(scene);
    if (!byItself && !(fits && named.length > 0) && series === null) return null;
    // A time-out with such a line stays a time-out: the ports are one reason for it.
    const aside = answer?.code === CODE.timeout;
    const certainty = byItself && named.length > 0 ? 'high' : series !== null && named.length === 0 ? 'low' : 'medium';
    return found(portExhaustion, {
      certainty,
      whyNotHigher:
        named.length > 0
          ? 'The machine reported that ports ran out; that this very failure came from it is an inference from the time.'
          : series === null
            ? 'The code speaks of missing ports or buffers; no record of the machine confirms it.'
            : 'A long series of refusals without a crash fits exhausted ports; no record of the machine confirms it.',
      headline: `${answer === null ? 'The machine reports' : opening(scene)}: no free port or socket was left for the connection (port exhaustion).`,
      rootCause:
        'The ephemeral ports, sockets or SNAT ports of the machine are used up, mostly by clients that the application creates for each call and does not reuse. New connections fail although the back-end process runs.',
      evidence: [
        ...answerEvidence(scene),
        ...named,
        ...(series === null || answer?.rows?.win32 === series.win32 ? [] : [rowsEvidence(series)]),
      ],
      misreadings: [MISREADING],
      wouldSettle: missing(
        scene,
        ['eventLog', 'Tcpip 4227 or 4231 in the System log, and that no process crashed'],
        ['logRows', 'whether all requests fail from one moment on'],
      ),
      fixes: FIXES,
      links: [sourceLink('docs-troubleshoot')],
      alternativeOnly: aside,
    });
  },
};

/** Refusals that go on for a minute and longer with no process end on record. */
function lasting(scene: Scene): RowGroup | null {
  const { side, at } = scene;
  const series = side.rows.find((g) => g.status === 502 && g.win32 === 12029);
  if (series === undefined || series.count < SERIES || series.to - series.from < LASTING_MS) return null;
  const dropped = side.rows.some((g) => g.status === 502 && g.win32 === 12030 && g.from <= series.from);
  const ended = side.eventsNear(at, 30 * 60_000, 120_000, 'crash', 'exit', 'stop', 'offline', 'start-error');
  return dropped || ended.length > 0 ? null : series;
}

/** One refused request cannot tell exhausted ports from a missing process. */
function hint(scene: Scene): Finding {
  const seen = scene.inputs.otherTraces.length;
  return found(portExhaustion, {
    certainty: 'low',
    whyNotHigher: 'It takes a series of requests over minutes to tell exhausted ports from a process that is away.',
    headline: `${opening(scene)}: exhausted ports look the same from one request.`,
    rootCause:
      'If from one moment on every request is refused while the process runs and nothing crashed, ports or sockets are used up.',
    evidence: answerEvidence(scene),
    wouldSettle: missing(
      scene,
      [
        'logRows',
        `whether all requests fail from one moment on${seen === 0 ? '' : ` (${count(seen, 'other trace')} loaded)`}`,
      ],
      ['eventLog', 'Tcpip 4227 or 4231 in the System log'],
    ),
    fixes: FIXES,
    alternativeOnly: true,
  });
}
