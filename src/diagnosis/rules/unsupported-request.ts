import { sourceLink } from '../../knowledge/sources.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Finding, Fix } from '../../model/verdict.ts';
import { CODE } from '../codes.ts';
import { answerEvidence, eventEvidence, gapEvidence, quote } from '../evidence.ts';
import { found } from '../finding.ts';
import { missing } from '../missing.ts';
import { oddHeader, type OddHeader } from '../odd-header.ts';
import { moduleOf, opening } from '../opening.ts';
import { requestHeader, requestName } from '../request.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';

const SOCKET =
  'A 502.5 of ARR is a failed WebSocket forwarding; only the 502.5 of the ASP.NET Core Module is a failed start.';
const MISREADING =
  'This code is a general "wrong parameter": it does not mean that the network or the application failed. The request itself cannot be carried on this path.';

/** The request itself cannot be carried on this path. */
export const unsupportedRequest: Rule & { readonly id: 'unsupported-request' } = {
  id: 'unsupported-request',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows'],
  judge(scene: Scene): Finding | null {
    const { answer, phase, trace } = scene;
    if (answer === null) return null;
    const odd = oddHeader(scene);
    // Unsent requests look like a failed start: the same code without a token header. The odd header decides.
    const parameter = answer.code === CODE.invalidParameter && answer.status === 502 && answer.subStatus !== 5;
    const place = phase === 'forward' || (phase === 'start' && odd !== null);
    const socket = answer.actor === 'arr' && answer.status === 502 && answer.subStatus === 5;
    if (!place || !(parameter || socket || (odd?.kind === 'upgrade' && (odd.set || answer.actor === 'arr'))))
      return null;
    const proven = parameter && odd !== null;
    return found(unsupportedRequest, {
      certainty: proven ? 'high' : odd === null ? 'low' : 'medium',
      whyNotHigher:
        odd === null
          ? 'The code is general, and the request headers in what is loaded show nothing that a hop cannot carry.'
          : 'The header is unusual here; the code does not by itself point at it.',
      headline: `${opening(scene)}: ${headline(scene, odd)}.`,
      rootCause: rootCause(scene, odd),
      evidence: [
        ...answerEvidence(scene),
        ...gapEvidence(scene),
        ...(odd !== null && trace !== null ? [headerEvidence(trace, odd)] : []),
      ],
      misreadings: [...(parameter ? [MISREADING] : []), ...(socket ? [SOCKET] : [])],
      wouldSettle: missing(
        scene,
        ['logRows', 'whether only requests of one client or gateway fail'],
        ['otherTraces', 'the headers of requests that pass'],
      ),
      fixes: fixes(odd),
      links: [sourceLink('kestrel-1908')],
    });
  },
};

function headerEvidence(trace: NonNullable<Scene['trace']>, odd: OddHeader): Evidence {
  const by = odd.set ? 'was set by a rule or module' : 'came with the request';
  return eventEvidence(trace, odd.header.event, `the header ${odd.header.name}: ${quote(odd.header.value)} ${by}.`);
}

function headline(scene: Scene, odd: OddHeader | null): string {
  const verb = scene.trace?.trace.request.verb ?? '';
  if (odd?.kind === 'transfer-encoding')
    return `a ${verb} request with Transfer-Encoding: ${quote(odd.header.value)} and no body cannot be forwarded`;
  if (odd !== null)
    return `the upgrade (${odd.header.name}: ${quote(odd.header.value)}) cannot be carried on this path`;
  return 'the request could not be forwarded as it is, one of its headers or parameters is not accepted';
}

function rootCause(scene: Scene, odd: OddHeader | null): string {
  const who = moduleOf(scene);
  if (odd?.kind === 'transfer-encoding')
    return `${who} (WinHTTP) cannot forward ${requestName(scene)}: it announces a body with Transfer-Encoding: ${quote(odd.header.value)} although its method has none. A gateway or proxy in front usually adds that header; direct requests work.`;
  if (odd !== null)
    return `${requestName(scene)} asks for an upgrade (${quote(odd.header.value)})${odd.set ? ', because a rule on the server sets that header on every request' : ''}. One of the hops does not carry it, so the exchange breaks.`;
  const gateway =
    requestHeader(scene, 'Via') === '' ? '' : ` It came through a proxy (Via: ${quote(requestHeader(scene, 'Via'))}).`;
  return `${who} could not send ${requestName(scene)} on: WinHTTP refused a parameter of it.${gateway} If only some clients or one gateway are hit, their headers are the reason.`;
}

function fixes(odd: OddHeader | null): readonly Fix[] {
  if (odd?.kind === 'transfer-encoding')
    return [
      {
        text: 'Make the sender or the proxy in front drop Transfer-Encoding on requests without a body, or strip the header with a URL Rewrite rule.',
      },
    ];
  if (odd?.set === true)
    return [
      {
        text: `Remove the rule that sets ${odd.header.name} on every request; upgrade headers must come from the client only.`,
      },
      { text: 'Enable the WebSocket Protocol feature on each hop that shall carry upgrades.' },
    ];
  if (odd !== null)
    return [
      {
        text: 'Enable the WebSocket Protocol feature on each hop and let the proxy in front speak HTTP/1.1 upstream, or do not send the upgrade.',
      },
    ];
  return [
    {
      text: 'Compare the request headers of a failing and of a working request, and correct or strip the odd header at the sender.',
    },
  ];
}
