import { sourceLink } from '../../knowledge/sources.ts';
import type { Finding, Fix } from '../../model/verdict.ts';
import { isTls } from '../codes.ts';
import { answerEvidence, gapEvidence } from '../evidence.ts';
import { found, ruledOut } from '../finding.ts';
import { missing } from '../missing.ts';
import { moduleOf, opening } from '../opening.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';

const FIXES: readonly Fix[] = [
  {
    text: 'Check the certificate of the back end on the proxy machine: its name against the host that the proxy calls, its validity, its chain and the trust of that machine, and the host name (SNI) that the proxy sends.',
  },
  {
    text: 'Check that both ends share a TLS version and cipher, and whether the back end demands a client certificate.',
  },
];
const MISREADINGS = [
  'ASP.NET Core Module speaks plain http to the loopback address: it never has a TLS failure of its own.',
  'For WinHTTP the number 12175 is a certificate error; "decoding failed" is the WinINet name of the same number.',
];

/** Certificate or TLS failure between a proxy and the back end. */
export const backendTls: Rule & { readonly id: 'backend-tls' } = {
  id: 'backend-tls',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows'],
  judge(scene: Scene): Finding | null {
    const { answer } = scene;
    if (answer === null || answer.code === null || !isTls(answer.code)) return null;
    if (answer.actor === 'ancm' && answer.rows === null)
      return ruledOut(
        backendTls,
        `${answer.module} forwards over plain http, so a TLS failure is impossible there.`,
        answerEvidence(scene),
      );
    return found(backendTls, {
      certainty: answer.rows === null ? 'high' : 'medium',
      whyNotHigher: 'A log row does not name the module; a TLS code can only come from a proxy such as ARR.',
      headline: `${opening(scene)}: the TLS connection between the proxy and the back end failed (certificate or channel).`,
      rootCause: `${moduleOf(scene)} is a proxy to another server and could not set up TLS with it: the certificate does not match, is not trusted or has expired, or no common TLS version exists.`,
      evidence: [...answerEvidence(scene), ...gapEvidence(scene)],
      misreadings: MISREADINGS,
      wouldSettle: missing(
        scene,
        ['config', 'the addresses of the farm members'],
        ['eventLog', 'Schannel events of the System log'],
      ),
      fixes: FIXES,
      links: [sourceLink('arr-502')],
    });
  },
};
