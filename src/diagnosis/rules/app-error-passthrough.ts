import { sourceLink } from '../../knowledge/sources.ts';
import type { Finding, Fix } from '../../model/verdict.ts';
import { answerEvidence, ancmEvidence, clueEvidence, eventEvidence, tokenEvidence } from '../evidence.ts';
import { found } from '../finding.ts';
import { missing } from '../missing.ts';
import { moduleOf, opening } from '../opening.ts';
import { requestName } from '../request.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';

const GATEWAY = new Set([502, 503, 504]);
const FIXES: readonly Fix[] = [
  {
    text: 'Look in the application log for what it answered to this request and why. There is nothing to change in IIS or in the module.',
  },
];
const GATEWAY_FIXES: readonly Fix[] = [
  {
    text: 'Look in the application log: the application sent this status itself. If it forwards requests (YARP, HttpClient, a gateway package), the failing hop is behind the application; there is nothing to change in IIS.',
  },
  { text: 'Call the target of that forwarder from the server itself.' },
];
const MISREADINGS = {
  module:
    'The module did not fail: sub-status 0 and ErrorCode 0 mean that it only relayed what the application answered.',
  inProcess: 'In-process hosting never produces a 502 by itself, and requestTimeout has no effect there.',
} as const;

/** The status is the application's own answer, relayed. */
export const appErrorPassthrough: Rule & { readonly id: 'app-error-passthrough' } = {
  id: 'app-error-passthrough',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'appLog', 'stdout'],
  judge(scene: Scene): Finding | null {
    const { answer, facts, trace, side } = scene;
    if (scene.phase !== 'app' || answer === null) return null;
    const gateway = GATEWAY.has(answer.status);
    const managed =
      facts?.ancmEvents.find(
        (e) => e.name === 'ANCM_INPROC_MANAGED_REQUEST_COMPLETION' || e.name === 'ANCM_INPROC_EXECUTE_REQUEST_START',
      ) ?? null;
    const exception = side.clue('exception', 'unhandled');
    const logged = exception !== null && exception.source !== 'eventLog';
    const sure = (logged || (managed !== null && !gateway)) && answer.rows === null;
    const weak = gateway || answer.rows !== null || facts?.producing == null;
    const certainty = sure ? 'high' : weak ? 'low' : 'medium';
    return found(appErrorPassthrough, {
      certainty,
      whyNotHigher: gateway
        ? 'That the module only relayed follows from the missing code; why the application answers with a status of a gateway is not in the loaded files.'
        : 'The status has no code, so it is not of the module; no log of the application is loaded that shows the same answer.',
      headline: `${opening(scene)}: the application itself answered ${answer.text}, the module only relayed it.`,
      rootCause:
        `${moduleOf(scene)} passed ${requestName(scene)} to the application and passed its answer back. ` +
        (gateway
          ? 'A status of a gateway that an application sends comes from a forwarder inside it, or from a component that copies the status of another service.'
          : 'The reason is in the application: an exception, or a status that its code sets.'),
      evidence: [
        ...answerEvidence(scene),
        ...tokenEvidence(scene),
        ...(managed !== null && trace !== null ? [ancmEvidence(trace, managed)] : []),
        ...(facts?.responseBefore != null && trace !== null
          ? [eventEvidence(trace, facts.responseBefore, 'the application had sent response headers or data.')]
          : []),
        ...(logged ? [clueEvidence(exception)] : []),
      ],
      misreadings:
        facts?.hosting === 'in-process' && gateway ? [MISREADINGS.module, MISREADINGS.inProcess] : [MISREADINGS.module],
      wouldSettle: missing(
        scene,
        ['appLog', 'the exception or the line of code that answered'],
        ['stdout', 'the same, when the application logs to the console'],
      ),
      fixes: gateway ? GATEWAY_FIXES : FIXES,
      links: [sourceLink('docs-troubleshoot')],
    });
  },
};
