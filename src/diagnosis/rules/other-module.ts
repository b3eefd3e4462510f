import { ancmVersion } from '../../knowledge/ancm.ts';
import { moduleFamily } from '../../knowledge/modules.ts';
import { notificationName } from '../../knowledge/notifications.ts';
import { sourceLink } from '../../knowledge/sources.ts';
import { statusMeaning } from '../../knowledge/substatus.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Finding, Fix } from '../../model/verdict.ts';
import { answerEvidence } from '../evidence.ts';
import { found } from '../finding.ts';
import { missing } from '../missing.ts';
import { opening } from '../opening.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';

const HANDSHAKE =
  'A 401 with SEC_E_NO_CREDENTIALS or with sub-status 1 or 2 is often only the first leg of a Windows authentication hand-shake: the next request of the same client succeeds.';

/** Another IIS module set the status. */
export const otherModule: Rule & { readonly id: 'other-module' } = {
  id: 'other-module',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'config'],
  judge(scene: Scene): Finding | null {
    const { answer, facts } = scene;
    if (scene.phase !== 'other' || answer === null) return null;
    if (answer.module === '' && scene.trace !== null) return null;
    const set = facts?.producing ?? null;
    const family = moduleFamily(answer.module);
    const meaning = statusMeaning(answer.status, answer.subStatus, answer.module);
    const where = set === null ? '' : notificationName(set.notification);
    const means = meaning === null ? '' : meaning.atModule === '' ? meaning.text : meaning.atModule;
    const certain = set === null ? 'low' : 'high';
    const label = family?.label ?? answer.module;
    const ancmHandler = facts !== null && facts.handlerModules.split(',').some((m) => ancmVersion(m.trim()) !== null);
    return found(otherModule, {
      certainty: certain,
      whyNotHigher: 'Without a trace the log row does not name the module that set the status.',
      headline:
        answer.module === ''
          ? `${opening(scene)}: most probably not set by the ASP.NET Core Module.`
          : `${opening(scene)}${where === '' ? '' : ` in ${where}`}: the ASP.NET Core Module did not set this status.`,
      rootCause:
        `${answer.module === '' ? 'A module of IIS' : `${answer.module} (${label})`} set ${answer.text}, not the ASP.NET Core Module` +
        `${facts !== null && facts.ancmStart === null ? ', which had not started for this request' : ''}. ` +
        (means === '' ? (family?.does ?? '') : `${meaning?.name ?? ''}: ${means}`),
      evidence: [...answerEvidence(scene), ...positionEvidence(scene, ancmHandler)],
      misreadings: [
        ...(answer.status === 502
          ? ['A 502 is not always of the ASP.NET Core Module: the module name in the status event decides.']
          : []),
        ...(answer.status === 401 ? [HANDSHAKE] : []),
      ],
      wouldSettle: missing(
        scene,
        ['logRows', 'whether the next request of the same client succeeds'],
        ['config', 'the settings of that module'],
      ),
      fixes: fixes(scene, label, means),
      links: [sourceLink('iis-status'), ...(family === null ? [] : family.sources.slice(0, 1).map(sourceLink))],
    });
  },
};

function positionEvidence(scene: Scene, ancmHandler: boolean): readonly Evidence[] {
  const { facts, trace } = scene;
  if (trace === null || facts === null || facts.ancmStart !== null) return [];
  const text = ancmHandler
    ? `The handler is ${facts.handlerModules}, but the module never started: the status was set before it.`
    : 'The ASP.NET Core Module takes no part in this request.';
  return [{ kind: 'absence', trace: trace.trace.key, expected: 'NOTIFY_MODULE_START of AspNetCoreModule', text }];
}

function fixes(scene: Scene, label: string, means: string): readonly Fix[] {
  const status = scene.answer?.text ?? '';
  const what = means === '' ? '' : ` It means: ${means}`;
  return [
    {
      text: `Look at ${label === '' ? 'the module that answered' : label} and what it means by ${status}; nothing is to be changed at the ASP.NET Core Module.${what}`,
    },
  ];
}
