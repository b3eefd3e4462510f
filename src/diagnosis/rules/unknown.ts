import { sourceLink } from '../../knowledge/sources.ts';
import { decodeCode } from '../../knowledge/decode.ts';
import { hresult } from '../../model/units.ts';
import type { Finding, Fix } from '../../model/verdict.ts';
import { answerEvidence, gapEvidence, tokenEvidence } from '../evidence.ts';
import { found } from '../finding.ts';
import { missing } from '../missing.ts';
import { opening } from '../opening.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';

const FIXES: readonly Fix[] = [
  {
    text: 'Add the files named below and open them together with this one; they decide between the causes that remain.',
  },
];

/** The evidence does not decide. Always speaks when something failed; rank.ts lets it lead only when nothing else may. */
export const unknown: Rule & { readonly id: 'unknown' } = {
  id: 'unknown',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows'],
  judge(scene: Scene): Finding | null {
    const { answer } = scene;
    if (answer === null) return null;
    const meaning = answer.code === null ? '' : (decodeCode(hresult(answer.code))?.text ?? '');
    return found(unknown, {
      certainty: 'low',
      whyNotHigher: 'No rule fits the status, the code and its place in the request.',
      headline: `${opening(scene)}: the loaded files do not decide why.`,
      rootCause: `The failure is known only by its status${answer.code === null ? '' : ' and code'}.${meaning === '' ? '' : ` The code means: ${meaning}`}`,
      evidence: [...answerEvidence(scene), ...tokenEvidence(scene), ...gapEvidence(scene)],
      wouldSettle: missing(
        scene,
        ['eventLog', 'whether a process crashed, stopped or failed to start at that time'],
        ['stdout', 'what the application printed'],
        ['logRows', 'whether other requests failed in the same minutes'],
      ),
      fixes: FIXES,
      links: [sourceLink('docs-troubleshoot')],
    });
  },
};
