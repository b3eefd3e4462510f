import { isClientCode, isClientWin32 } from '../../knowledge/client-win32.ts';
import { formatStatus } from '../../knowledge/substatus.ts';
import { sourceLink } from '../../knowledge/sources.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Finding, Fix } from '../../model/verdict.ts';
import { CODE } from '../codes.ts';
import {
  answerEvidence,
  ancmEvidence,
  clueEvidence,
  ioEvidence,
  recordEvidence,
  reasonEvidence,
  rowsEvidence,
} from '../evidence.ts';
import { found, settle } from '../finding.ts';
import { missing } from '../missing.ts';
import { moduleOf, opening } from '../opening.ts';
import { callerLimit, requestName, totalMs } from '../request.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { medianTaken } from '../side/rows.ts';
import { formatCode } from '../../knowledge/decode.ts';
import { hresult } from '../../model/units.ts';

const MISREADINGS = {
  gateway:
    'This 502 does not mean that the back end failed: the connection to the client broke while the response was on its way. Do not count it as an outage.',
  badRequest: 'This 400 is no malformed request: it is what the module answers when the client has already gone.',
  config:
    'This 500.19 is no configuration error: the code says that the client connection was gone while a module wrote.',
  log: 'sc-win32-status 64, 995 or 1236 in the IIS log is the state of the client connection, not a reason given by the module.',
  outage: 'This is no outage of the server: the client connection ended first.',
} as const;

/** The caller closed the connection; whatever status stands there. */
export const clientDisconnect: Rule & { readonly id: 'client-disconnect' } = {
  id: 'client-disconnect',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'httpErr', 'eventLog', 'appLog'],
  judge(scene: Scene): Finding | null {
    if (scene.trace === null && scene.answer === null) return fromSideFiles(scene);
    const { answer, trace, clientIo, side, at } = scene;
    if (scene.phase !== 'client' || answer === null) return null;
    const row = side.rows.find((g) => isClientWin32(g.win32) && g.status === answer.status);
    const disconnect = scene.facts?.ancmEvents.find((e) => e.name === 'ANCM_INPROC_REQUEST_DISCONNECT') ?? null;
    const early = answer.status === 400 && answer.code === CODE.socketReset && trace !== null;
    const sharpened = clientIo !== null || early || disconnect !== null || (trace !== null && row !== undefined);
    const crash = side.eventsNear(at, 3000, 3000, 'crash', 'exit', 'worker-died');
    const duration = answer.rows === null ? totalMs(scene) : medianTaken(answer.rows);
    const limit = callerLimit(duration);
    const certainty = settle({
      code: answer.code ?? CODE.socketReset,
      independent: sharpened,
      contradicted: crash.length > 0,
    });
    return found(clientDisconnect, {
      certainty,
      whyNotHigher:
        crash.length > 0
          ? 'A process ended in the same second, which also closes connections.'
          : 'The code belongs to the client connection; no failed read or flush of the client stands before it in what is loaded.',
      headline: `${opening(scene)}: the client closed its connection, this is no failure of the back end.`,
      rootCause: rootCause(scene, limit),
      evidence: [
        ...answerEvidence(scene),
        ...(clientIo !== null && trace !== null ? [ioEvidence(trace, clientIo)] : []),
        ...(disconnect !== null && trace !== null ? [ancmEvidence(trace, disconnect)] : []),
        ...(row !== undefined && answer.rows === null ? [rowsEvidence(row)] : []),
      ],
      against: crash.map(recordEvidence),
      misreadings: misreadings(scene),
      wouldSettle: missing(
        scene,
        ['logRows', 'whether the row of this request ends in sc-win32-status 64, 995 or 1236'],
        ['appLog', 'whether the application finished the request normally'],
      ),
      fixes: fixes(limit),
      links: [sourceLink('iis-status')],
    });
  },
};

function rootCause(scene: Scene, limit: string | null): string {
  const code = scene.clientIo?.errorCode ?? (scene.answer?.code == null ? null : hresult(scene.answer.code));
  const shown = code !== null && isClientCode(code) ? ` (${formatCode(code)})` : '';
  const late =
    limit === null
      ? ''
      : ` The duration ends at ${limit}, a usual time limit of callers and load balancers: they probably gave up waiting.`;
  return (
    `The client of ${requestName(scene)} (a browser, a load balancer, a monitor) closed the connection${shown} before the response was delivered. ` +
    `${moduleOf(scene)} could not write any more and reported that as ${scene.answer?.text ?? 'an error'}.${late}`
  );
}

function misreadings(scene: Scene): readonly string[] {
  const { answer } = scene;
  const list: string[] = [];
  if (answer?.status === 502) list.push(MISREADINGS.gateway);
  else if (answer?.status === 400) list.push(MISREADINGS.badRequest);
  else if (answer?.status === 500 && answer.subStatus === 19) list.push(MISREADINGS.config);
  else list.push(MISREADINGS.outage);
  return [...list, MISREADINGS.log];
}

function fixes(limit: string | null): readonly Fix[] {
  const none: Fix = {
    text: 'Nothing to repair for single cases: the client left. Leave such requests out of availability figures.',
  };
  const slow: Fix = {
    text: `If many requests end at ${limit ?? 'the same round duration'}, a limit of the client or of a proxy in front is reached: shorten those requests.`,
  };
  return [none, slow];
}

/** Rows of HTTPERR or lines of a log alone: the client left before IIS logged anything. */
function fromSideFiles(scene: Scene): Finding | null {
  const dropped = scene.side.reasons.filter((g) =>
    /^(Connection_Dropped|Client_Reset|Request_Cancelled)/.test(g.reason),
  );
  const clue = scene.textOnly ? scene.side.clue('client-gone') : null;
  const evidence: Evidence[] = [...dropped.map(reasonEvidence), ...(clue === null ? [] : [clueEvidence(clue)])];
  const quiet = scene.side.rows.find((g) => g.status < 400 && isClientWin32(g.win32));
  if (evidence.length === 0) return null;
  return found(clientDisconnect, {
    certainty: dropped.length > 0 ? 'medium' : 'low',
    whyNotHigher: 'No trace and no log row of these requests is loaded.',
    headline:
      dropped.length > 0
        ? `HTTP.sys logged ${dropped.map((g) => `${g.count} x ${g.reason}`).join(', ')}: clients closed their connections before a response was complete.`
        : 'The application logged that a client closed its connection.',
    rootCause:
      'The callers gave up or were cut off while they waited. Nothing shows a failure of the server; if it happens often, the requests are too slow for the callers.',
    evidence:
      quiet === undefined
        ? evidence
        : [
            ...evidence,
            {
              ...rowsEvidence(quiet),
              text: `${formatStatus(quiet.status, quiet.subStatus)} rows with sc-win32-status ${quiet.win32}.`,
            },
          ],
    misreadings: [MISREADINGS.outage],
    wouldSettle: missing(scene, ['logRows', 'how long these requests ran'], ['otherTraces', 'where the time went']),
    fixes: fixes(null),
    links: [sourceLink('httperr')],
  });
}
