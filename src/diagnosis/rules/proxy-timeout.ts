import { limitMs } from '../../knowledge/limits.ts';
import { sourceLink } from '../../knowledge/sources.ts';
import type { Finding, Fix } from '../../model/verdict.ts';
import { CODE } from '../codes.ts';
import { answerEvidence, gapEvidence, rowsEvidence } from '../evidence.ts';
import { found } from '../finding.ts';
import { proxyLimitFit } from '../limits.ts';
import { missing } from '../missing.ts';
import { opening } from '../opening.ts';
import { callerLimit, onAppService, requestName, totalMs } from '../request.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { FRONT_END_MS, medianTaken, type RowGroup } from '../side/rows.ts';
import { duration } from '../words.ts';

const MISREADINGS = {
  arr: 'This 502.3 is of ARR, not of the ASP.NET Core Module: the limit is the proxy time-out of ARR, and the setting of the module has no effect on it.',
  header: 'The header X-ARR-LOG-ID stands on every request of Azure App Service and does not mean that ARR failed.',
  front:
    'The status 200 in the log or trace of the worker does not mean that the caller got it: the front end had given up before.',
} as const;

const SHORTEN: Fix = {
  text: 'Shorten the slow request, or move it to a background job with a status URL that the caller polls.',
};
const ARR_SHORTEN: Fix = {
  text: 'Shorten the slow page on the content server, or move the work to a background job with a status URL; only then raise the proxy time-out of ARR (server or farm, 30 s unless set).',
};
const ARR_FIX: Fix = {
  text: 'Only when the work is legitimately long: raise the time-out of the ARR proxy (server proxy settings, or the protocol element of the web farm; default 30 s).',
  setting: { element: 'system.webServer/proxy', attribute: 'timeout', value: '00:02:00' },
  code: 'appcmd set config -section:system.webServer/proxy /timeout:"00:02:00" /commit:apphost',
};
const FRONT_FIX: Fix = {
  text: 'The limit of the App Service front end (about 230 s) cannot be raised, whatever is set on the site.',
};

/** A proxy in front, or ARR, gave up first. */
export const proxyTimeout: Rule & { readonly id: 'proxy-timeout' } = {
  id: 'proxy-timeout',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'config'],
  judge(scene: Scene): Finding | null {
    const { answer } = scene;
    if (answer === null) return frontEnd(scene);
    if (scene.phase === 'client') return gaveUp(scene);
    if (scene.phase !== 'forward' || answer.code !== CODE.timeout) return null;
    if (answer.actor !== 'arr' && answer.actor !== 'proxy') return null;
    const waited = answer.rows === null ? (scene.gap?.ms ?? totalMs(scene)) : medianTaken(answer.rows);
    const limit = waited === null ? null : proxyLimitFit(waited);
    const arr = limit?.name === 'arrTimeout';
    // A row does not name the proxy: only the time of ARR's default speaks for it.
    if (answer.actor === 'proxy' && !(arr && limit.ms === limitMs('arrTimeout'))) return null;
    const configured = ['proxy', 'webFarm/protocol'].some(
      (element) => scene.config.setOfEach(element, 'timeout').length > 0,
    );
    return found(proxyTimeout, {
      certainty: answer.actor === 'arr' && answer.rows === null && (limit !== null || configured) ? 'high' : 'medium',
      whyNotHigher:
        answer.actor === 'arr'
          ? 'The wait does not end at a known limit of ARR; its setting is not loaded.'
          : 'A log row does not say whether AspNetCoreModule or ARR waited; the time is that of the default of ARR.',
      headline: `${opening(scene)}: a time-out of the proxy, the server behind ARR did not answer ${limit === null ? 'in time' : `within ${duration(limit.ms)}, the proxy time-out of ARR`}.`,
      rootCause:
        `ARR forwarded ${requestName(scene)} to a server of its farm and that server did not answer within the proxy time-out of ARR (30 s unless set). ` +
        'The ASP.NET Core Module did not set this status; the content server was too slow.',
      evidence: [...answerEvidence(scene), ...gapEvidence(scene)],
      misreadings: [MISREADINGS.arr],
      wouldSettle: missing(
        scene,
        ['config', 'the time-out of the ARR proxy'],
        ['otherTraces', 'a trace of the same request on the content server, which shows where the time went'],
      ),
      fixes: [ARR_SHORTEN, ARR_FIX],
      links: [sourceLink('arr-502')],
    });
  },
};

/** A caller that leaves at a round limit is often a proxy in front. */
function gaveUp(scene: Scene): Finding | null {
  const took = scene.answer?.rows == null ? totalMs(scene) : medianTaken(scene.answer.rows);
  const limit = callerLimit(took);
  if (limit === null) return null;
  return found(proxyTimeout, {
    certainty: 'low',
    whyNotHigher:
      'Only the duration points at a proxy; a person who closes the browser after that time looks the same.',
    headline: `${opening(scene)}: the caller left after ${limit}, a usual time-out of proxies and load balancers in front.`,
    rootCause: `A proxy, gateway or load balancer in front may have ended the wait at its limit of ${limit}.`,
    evidence: answerEvidence(scene),
    fixes: [SHORTEN],
    alternativeOnly: true,
  });
}

/** The worker finished after the front end of App Service had given up: no failure on this machine. */
function frontEnd(scene: Scene): Finding | null {
  const { trace, facts } = scene;
  const total = totalMs(scene);
  if (trace !== null) {
    if (
      facts === null ||
      facts.provisional ||
      total === null ||
      total < limitMs('appServiceFrontEnd') ||
      !onAppService(scene)
    )
      return null;
    const value = trace.trace.request.statusCode;
    const text = `The request took ${duration(total)} and ended with ${value} on the worker.`;
    return found(
      proxyTimeout,
      front(
        scene,
        [{ kind: 'attribute', trace: trace.trace.key, name: 'timeTaken', value: String(total), text }],
        duration(total),
      ),
    );
  }
  const group = slowRows(scene);
  if (group === null) return null;
  return found(proxyTimeout, front(scene, [rowsEvidence(group)], duration(medianTaken(group) ?? FRONT_END_MS)));
}

const slowRows = (scene: Scene): RowGroup | null =>
  scene.side.rows.find((g) => g.status < 400 && (medianTaken(g) ?? 0) >= FRONT_END_MS) ?? null;

function front(
  scene: Scene,
  evidence: Parameters<typeof found>[1]['evidence'],
  took: string,
): Parameters<typeof found>[1] {
  return {
    certainty: 'medium',
    whyNotHigher: 'What the caller saw is not on this machine: the front end of App Service leaves no trace here.',
    headline: `${requestName(scene)} took ${took}, longer than the 230 s after which the App Service front end gives up: a time-out in front, the caller got a 500 or 502.`,
    rootCause:
      'The worker finished the request, but the front end of Azure App Service (or another proxy in front) ends the wait after about 230 s and answers by itself. Nothing failed on the worker; the request is too long.',
    evidence,
    misreadings: [MISREADINGS.front, MISREADINGS.header],
    wouldSettle: missing(scene, ['otherTraces', 'where the time of the request went']),
    fixes: [SHORTEN, FRONT_FIX],
    links: [sourceLink('appservice-502')],
  };
}
