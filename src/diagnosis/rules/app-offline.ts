import { sourceLink } from '../../knowledge/sources.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Finding, Fix } from '../../model/verdict.ts';
import { answerEvidence, clueEvidence, noTokenEvidence, recordEvidence } from '../evidence.ts';
import { found, settle } from '../finding.ts';
import { missing } from '../missing.ts';
import { opening } from '../opening.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { medianTaken } from '../side/rows.ts';
import { stopsNear } from '../stops.ts';

const FIXES: readonly Fix[] = [
  {
    text: 'Look for app_offline.htm in the content root of the application (App Service: site/wwwroot). If no deployment is running, delete the file; the next request starts the application.',
  },
  {
    text: 'If a deployment is running or hangs, let it finish or repeat it: it puts the file there first and removes it last.',
  },
];
const MISREADINGS = [
  'HTTPERR reason AppOffline has nothing to do with this file: it means a stopped or disabled application pool.',
  'This 503 is no crash and no overload: the module answers at once and does not start the application while the file is there.',
];

/** The answer from the file comes at once. */
const AT_ONCE_MS = 1000;

/** app_offline.htm lies in the content root. */
export const appOffline: Rule & { readonly id: 'app-offline' } = {
  id: 'app-offline',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'eventLog', 'appLog'],
  judge(scene: Scene): Finding | null {
    const { answer, side, at } = scene;
    const records = side.eventsNear(at, 30 * 60_000, 5000, 'offline');
    const clue = side.clue('offline');
    if (answer === null) {
      if (!scene.textOnly || records.length === 0) return null;
    } else if (scene.phase !== 'offline') return null;
    // A stop of another kind at that second: the application was exiting, not taken off line by the file.
    if (records.length === 0 && clue === null && stopsNear(scene).length > 0) return null;
    const named: readonly Evidence[] = [
      ...records.slice(-1).map(recordEvidence),
      ...(clue === null ? [] : [clueEvidence(clue)]),
    ];
    const taken = answer?.rows == null ? (scene.facts?.moduleMs ?? null) : medianTaken(answer.rows);
    const slow = taken !== null && taken > AT_ONCE_MS;
    const rowsOnly = answer !== null && answer.rows !== null;
    const certainty =
      rowsOnly && named.length === 0
        ? 'low'
        : settle({ code: 1, independent: named.length > 0 && answer !== null, contradicted: slow });
    return found(appOffline, {
      certainty,
      whyNotHigher:
        'A 503 without a code and without a sign of the application is how the file shows itself, and an application that is exiting looks nearly the same. Module event 1012 would confirm the file.',
      headline:
        answer === null
          ? 'The event log says that the application was taken off line by app_offline.htm.'
          : `${opening(scene)}: app_offline.htm is in the content root, the application is off line.`,
      rootCause:
        'The module found app_offline.htm in the content root: it shuts the application down and answers every request with that page until the file is gone. A deployment is running, or one left the file behind.',
      evidence: [...answerEvidence(scene), ...noTokenEvidence(scene), ...named],
      against: [],
      misreadings: MISREADINGS,
      wouldSettle: missing(
        scene,
        [
          'eventLog',
          'whether module event 1012 names app_offline.htm or the application was recycled for another reason',
        ],
        ['logRows', 'when the 503 began and ended'],
      ),
      fixes: FIXES,
      links: [sourceLink('docs-ancm')],
    });
  },
};
