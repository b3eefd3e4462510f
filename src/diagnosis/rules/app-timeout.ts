import { sourceLink } from '../../knowledge/sources.ts';
import type { Finding, Fix } from '../../model/verdict.ts';
import { CODE } from '../codes.ts';
import { answerEvidence, gapEvidence, limitEvidence, tokenEvidence } from '../evidence.ts';
import { found, settle } from '../finding.ts';
import { gatewayMisreadings } from '../gateway-words.ts';
import { configuredRequestTimeout, proxyLimitFit, requestTimeoutFit, type LimitFit } from '../limits.ts';
import { missing } from '../missing.ts';
import { opening } from '../opening.ts';
import { onAppService, requestName } from '../request.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { medianTaken } from '../side/rows.ts';
import { duration } from '../words.ts';

const MISREADINGS = [
  'This 502 is no network fault and no fault of IIS: IIS worked, handed the request on and waited.',
  'The connection time-out of the site (also 2 minutes) has no part in it, and neither has startupTimeLimit: the limit is requestTimeout of the aspNetCore element.',
];
const LATE_EXCEPTION =
  'An exception that the application logs after the time-out (request aborted, operation cancelled) is the echo of the closed connection, not the cause.';

function headline(scene: Scene, limit: LimitFit | null): string {
  const part = scene.facts?.responseBefore != null ? 'the next part of its response' : 'any response header';
  const reached =
    limit === null
      ? 'before the time-out of the forwarding (requestTimeout) ended the wait'
      : `within requestTimeout (${duration(limit.ms)}${limit.from === 'inferred' ? ', inferred from the silence' : ''})`;
  return `${opening(scene)}: a time-out, the application did not send ${part} ${reached}.`;
}

function rootCause(scene: Scene, limit: LimitFit | null): string {
  const value = limit === null ? 'requestTimeout (default 120 s)' : `requestTimeout (${duration(limit.ms)})`;
  const streaming =
    scene.facts?.responseBefore != null
      ? 'It had begun to answer and then fell silent, as a long poll, an event stream or a stuck download does. '
      : '';
  return (
    `IIS worked: it passed ${requestName(scene)} to the application and waited. The application was too slow: it accepted the request and sent ` +
    `nothing until ${value} ran out. ${streaming}` +
    'What it waited for (a query, a lock, an outbound call) is known only inside the application.'
  );
}

function fixes(scene: Scene): readonly Fix[] {
  const limited = onAppService(scene)
    ? ' On Azure App Service the front end cuts at 230 s whatever is set here, and that limit cannot be raised.'
    : '';
  return [
    {
      text: `Find and shorten the slow work behind ${requestName(scene)}, or move it to a background job with a status URL that the caller polls.`,
    },
    {
      text: 'Give outbound calls and queries of the application a time limit below requestTimeout, so that it answers with an error of its own.',
    },
    {
      text: `Only when the work is legitimately long: raise requestTimeout in web.config.${limited}`,
      setting: { element: 'system.webServer/aspNetCore', attribute: 'requestTimeout', value: '00:05:00' },
      code: '<aspNetCore requestTimeout="00:05:00" ... />',
    },
  ];
}

/** One action or dependency produced nothing within requestTimeout. */
export const appTimeout: Rule & { readonly id: 'app-timeout' } = {
  id: 'app-timeout',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'config', 'otherTraces', 'stdout'],
  judge(scene: Scene): Finding | null {
    const { answer, gap } = scene;
    if (scene.phase !== 'forward' || answer === null || answer.actor === 'arr') return null;
    const measured = answer.rows === null ? (gap?.ms ?? null) : medianTaken(answer.rows);
    const limit = measured === null ? null : requestTimeoutFit(measured, scene.config);
    // The log keeps the last Windows error of a request, which may be 0: then only the duration speaks.
    const silent = answer.rows !== null && answer.code === null && limit !== null && limit.from !== 'inferred';
    if (answer.code !== CODE.timeout && !silent) return null;
    // A row does not say who waited: at the limit of ARR it was ARR.
    const unclear = answer.actor === 'proxy';
    if (unclear && limit === null && measured !== null && proxyLimitFit(measured)?.name === 'arrTimeout') return null;
    const configured = configuredRequestTimeout(scene.config);
    const misfit = configured !== null && measured !== null && limit?.from !== 'config';
    const certain = settle({ code: answer.code, independent: limit !== null && limit.from !== 'inferred' && !unclear });
    return found(appTimeout, {
      certainty: silent ? 'low' : certain,
      whyNotHigher: silent
        ? 'The log row has no Windows code; only its duration ends at the limit.'
        : unclear
          ? 'A log row does not say whether AspNetCoreModule or ARR waited.'
          : 'The silence before the failure is not that of a known requestTimeout, so the setting that ended the wait is inferred.',
      headline: headline(scene, limit),
      rootCause: rootCause(scene, limit),
      evidence: [...answerEvidence(scene), ...gapEvidence(scene), ...tokenEvidence(scene), ...limitEvidence(limit)],
      against: misfit
        ? limitEvidence(configured).map((e) => ({
            ...e,
            text: `${e.text} The silence of ${duration(measured)} does not end there: the file may belong to another site or time.`,
          }))
        : [],
      misreadings: [...MISREADINGS, LATE_EXCEPTION, ...gatewayMisreadings(scene)],
      wouldSettle: missing(
        scene,
        [
          'otherTraces',
          'whether other URLs failed at the same time, which would mean that the whole process was stuck',
        ],
        ['stdout', 'what the application waited for, if it logs that'],
        ['config', 'the value of requestTimeout'],
      ),
      fixes: fixes(scene),
      links: [sourceLink('docs-ancm'), sourceLink('blog-502')],
    });
  },
};
