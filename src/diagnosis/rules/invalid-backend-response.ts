import { sourceLink } from '../../knowledge/sources.ts';
import type { Finding, Fix } from '../../model/verdict.ts';
import { CODE, isOversize } from '../codes.ts';
import { answerEvidence, clueEvidence, eventEvidence, gapEvidence, tokenEvidence } from '../evidence.ts';
import { found, settle } from '../finding.ts';
import { gatewayMisreadings } from '../gateway-words.ts';
import { missing } from '../missing.ts';
import { moduleOf, opening } from '../opening.ts';
import { requestName } from '../request.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';

const RESET =
  'The caller sees a connection reset or a cut page rather than a 502 page: with this code the module resets the connection.';
const NOT_NETWORK =
  'This is no network fault: the back end is on the loopback address and did send something, only not a complete HTTP/1.1 response.';

const BROKEN_BODY: readonly Fix[] = [
  {
    text: 'Look in the application log for an exception after the response had started and fix it; do not set Content-Length by hand.',
  },
  { text: 'Where Content-Length must be set, write exactly as many bytes as it announces.' },
];
const NOT_HTTP: readonly Fix[] = [
  {
    text: 'Look in the application log for an exception while the response was written; align package versions and (on .NET Framework) binding redirects, and check that the port speaks HTTP/1.1 and belongs to no other program.',
  },
  {
    text: 'Check response headers for forbidden characters, and request the URL from the back-end port on the server itself.',
  },
];
const TOO_LARGE: readonly Fix[] = [
  {
    text: 'Make the response headers smaller: fewer claims in cookies, a server-side ticket store, no large values in headers. The limit of the module is 65,536 bytes for the header block.',
  },
  { text: 'Compare with a request of a user who has few cookies or claims: it should pass.' },
];

/** What came back was no complete HTTP/1.1 response, or was too large to read. */
export const invalidBackendResponse: Rule & { readonly id: 'invalid-backend-response' } = {
  id: 'invalid-backend-response',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'stdout', 'appLog', 'eventLog'],
  judge(scene: Scene): Finding | null {
    const { answer, facts, trace, side } = scene;
    if (scene.phase !== 'forward' || answer === null || answer.code === null) return null;
    const large = isOversize(answer.code);
    if (answer.code !== CODE.invalidResponse && answer.code !== 0x80072f79 && !large) return null;
    const started = facts?.responseBefore ?? null;
    const clue = side.clue('response-broken');
    const certainty = settle({ code: answer.code, independent: started !== null || clue !== null });
    const how = large
      ? 'the response of the application is larger in its headers than the proxy accepts'
      : started === null
        ? 'what came back could not be read as an HTTP/1.1 response'
        : 'the response broke off in the body';
    return found(invalidBackendResponse, {
      certainty,
      whyNotHigher:
        'The code says that the response was not valid; no event of a response stands before it and no log of the application is loaded, so what was wrong with it is open.',
      headline: `${opening(scene)}: ${how}.`,
      rootCause: rootCause(scene, large, started !== null),
      evidence: [
        ...answerEvidence(scene),
        ...(started !== null && trace !== null
          ? [eventEvidence(trace, started, 'part of the response of the application had arrived before the failure.')]
          : []),
        ...tokenEvidence(scene),
        ...gapEvidence(scene),
        ...(clue === null ? [] : [clueEvidence(clue)]),
      ],
      misreadings: answer.actor === 'arr' || large ? [NOT_NETWORK] : [NOT_NETWORK, RESET, ...gatewayMisreadings(scene)],
      wouldSettle: missing(
        scene,
        ['appLog', 'which exception broke the response'],
        ['stdout', 'an unhandled exception or a warning of the web server'],
        ['eventLog', 'whether the process crashed in that second'],
      ),
      fixes: large ? TOO_LARGE : started === null ? NOT_HTTP : BROKEN_BODY,
      links: [sourceLink(answer.actor === 'arr' ? 'arr-502' : 'docs-troubleshoot')],
    });
  },
};

function rootCause(scene: Scene, large: boolean, started: boolean): string {
  const who = `The application took ${requestName(scene)}`;
  if (large) return `${who} and answered with a header block that ${moduleOf(scene)} cannot take in.`;
  if (started)
    return `${who}, began to answer and broke off: an exception after the response had started, or fewer bytes than Content-Length promised. The process itself may live on.`;
  return `${who}, but the answer was no complete HTTP/1.1 response: malformed headers, another protocol on the port, or a response that ended before its headers were whole.`;
}
