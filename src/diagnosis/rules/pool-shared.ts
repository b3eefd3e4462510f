import { sourceLink } from '../../knowledge/sources.ts';
import type { Finding, Fix } from '../../model/verdict.ts';
import { found } from '../finding.ts';
import { opening } from '../opening.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { startView } from '../start.ts';
import { startEvidence, startMisreadings, startMissing } from '../start-words.ts';

const FIXES: readonly Fix[] = [
  {
    text: 'Give each application its own application pool: create a pool and assign this application to it.',
    code: 'appcmd add apppool /name:"SecondPool" /managedRuntimeVersion:""\nappcmd set app "SITE/APP" /applicationPool:"SecondPool"',
  },
  { text: 'Alternatively host all of them out-of-process: several of those may share a pool.' },
];

/** Two in-process applications, or both hosting models, in one pool. */
export const poolShared: Rule & { readonly id: 'pool-shared' } = {
  id: 'pool-shared',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'eventLog'],
  judge(scene: Scene): Finding | null {
    const view = startView(scene);
    if (view === null) return null;
    const named = view.named.get('pool-shared');
    if (view.byCode !== 'pool-shared' && named === undefined) return null;
    const mixed =
      scene.answer?.subStatus === 34 ||
      view.records.some((event) => event.kind === 'pool-shared' && event.record.eventId === 1009);
    // The sub-status has no other meaning; a row alone does not show the module.
    const certainty =
      named !== undefined || (scene.answer !== null && scene.answer.rows === null && scene.answer.subStatus >= 34)
        ? 'high'
        : 'medium';
    const what = mixed
      ? 'an in-process and an out-of-process application share one application pool'
      : 'a second in-process application runs in the same application pool';
    return found(poolShared, {
      certainty,
      whyNotHigher: 'The log row gives only the sub-status.',
      headline: `${scene.answer === null ? 'The application could not be started' : opening(scene)}: ${what}.`,
      rootCause: `${what.charAt(0).toUpperCase()}${what.slice(1)}. A worker process can host one in-process application only, and not both hosting models; the first one that was started works, this one is refused.`,
      evidence: startEvidence(scene, view, 'pool-shared'),
      misreadings: startMisreadings(scene),
      wouldSettle: startMissing(scene),
      fixes: FIXES,
      links: [sourceLink('docs-errors')],
    });
  },
};
