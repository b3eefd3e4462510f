import { sourceLink } from '../../knowledge/sources.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Finding, Fix } from '../../model/verdict.ts';
import { CODE } from '../codes.ts';
import { answerEvidence, clueEvidence, eventEvidence, gapEvidence } from '../evidence.ts';
import { found } from '../finding.ts';
import { missing } from '../missing.ts';
import { opening } from '../opening.ts';
import { bodyBytes, requestName } from '../request.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { crashesNear } from '../stops.ts';
import { count } from '../words.ts';

const FIXES: readonly Fix[] = [
  {
    text: 'Read or drain the request body before the application answers early (403, 401, 413, redirect), or authenticate before the upload begins; in-process hosting delivers the early answer without this loss.',
  },
  {
    text: 'Find out what the true answer was: the log of the application shows it, often a missing permission or a size limit. Small bodies to the same URL get it.',
  },
];
const MISREADING =
  'This is no network fault and no crash: the application had already answered, and its web server closed the connection because the body was not read. The true answer was lost.';

/** Kestrel drains an unread body for five seconds, then closes. */
const SOON_MS = 8000;
/** Smaller bodies are in the buffers of the connection before the answer comes. */
const LARGE = 100_000;
const BODY_CODES = new Set<number>([
  CODE.connectionError,
  CODE.connectionReset,
  CODE.cannotConnect,
  CODE.wrongHandleState,
]);

/** The application answered without reading the body, and its web server closed the connection. */
export const requestBodyUnread: Rule & { readonly id: 'request-body-unread' } = {
  id: 'request-body-unread',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'stdout', 'appLog'],
  judge(scene: Scene): Finding | null {
    const { answer, side, facts, trace, phase } = scene;
    if (facts?.hosting === 'in-process') return null;
    const clue = side.clue('drain-timeout', 'body-unread');
    if (answer === null) return scene.textOnly && clue !== null ? fromText(scene) : null;
    if (phase !== 'forward' && !(phase === 'client' && clue !== null)) return null;
    if (answer.actor === 'arr') return null;
    const bytes = bodyBytes(scene);
    const verb = trace?.trace.request.verb.toUpperCase() ?? '';
    const upload =
      trace === null ? hasBodyMethod(answer.rows?.methods ?? new Set()) : bytes > 0 && !/^(GET|HEAD)$/.test(verb);
    if (!upload || crashesNear(scene).length > 0) return null;
    const fits = phase === 'client' || answer.code === null || BODY_CODES.has(answer.code);
    if (!fits) return null;
    const during = bytes >= LARGE && scene.gap !== null && scene.gap.ms <= SOON_MS && facts?.responseBefore == null;
    if (clue === null && (!during || answer.code === CODE.cannotConnect || answer.code === null)) return null;
    return found(requestBodyUnread, {
      certainty: clue !== null ? 'high' : 'medium',
      whyNotHigher:
        'The connection was dropped during or shortly after a large upload, which fits an unread body; no line of the web server that says so is loaded.',
      headline: `${opening(scene)}: the application answered without reading the request body (${count(bytes, 'byte')}), and its web server closed the connection.`,
      rootCause: rootCause(scene),
      evidence: [
        ...answerEvidence(scene),
        ...(clue === null ? [] : side.cluesOf('drain-timeout', 'body-unread').slice(0, 3).map(clueEvidence)),
        ...bodyEvidence(scene, bytes),
        ...gapEvidence(scene),
      ],
      misreadings: [MISREADING],
      wouldSettle: missing(
        scene,
        ['stdout', 'a line about completing without reading the entire request body, or about draining that timed out'],
        ['appLog', 'what the application answered'],
      ),
      fixes: FIXES,
      links: [sourceLink('aspnetcore-6986')],
    });
  },
};

const hasBodyMethod = (methods: ReadonlySet<string>): boolean =>
  ['POST', 'PUT', 'PATCH'].some((method) => methods.has(method));

function bodyEvidence({ trace, facts }: Scene, bytes: number): readonly Evidence[] {
  const last = facts?.bodyReads.last ?? null;
  if (trace === null || facts === null || last === null) return [];
  return [
    eventEvidence(
      trace,
      last,
      `${count(facts.bodyReads.count, 'read')} of the request body, ${count(facts.bodyReads.bytes, 'byte')} of ${bytes} announced or read.`,
    ),
  ];
}

function rootCause(scene: Scene): string {
  return (
    `The application answered ${requestName(scene)} early, without reading its body. The web server (Kestrel) drains an unread body for a few seconds and then closes the connection; ` +
    'the module is still sending at that time and reports a 502 in place of the answer.'
  );
}

/** Lines of the web server alone, without any request that is loaded. */
function fromText(scene: Scene): Finding {
  const lines = scene.side.cluesOf('drain-timeout', 'body-unread');
  const drained = lines.some((line) => line.kind === 'drain-timeout');
  return found(requestBodyUnread, {
    certainty: drained ? 'medium' : 'low',
    whyNotHigher: 'No request that failed is loaded; the lines of the web server stand alone.',
    headline: `The web server logged requests whose body was not read${drained ? ' and connections that it closed after draining for more than five seconds' : ''}.`,
    rootCause: rootCause(scene),
    evidence: lines.slice(0, 3).map(clueEvidence),
    misreadings: [MISREADING],
    wouldSettle: missing(
      scene,
      ['otherTraces', 'which request it was and what the caller got'],
      ['logRows', 'the same'],
    ),
    fixes: FIXES,
    links: [sourceLink('aspnetcore-6986')],
  });
}
