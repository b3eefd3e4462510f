import { sourceLink } from '../../knowledge/sources.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Certainty, Finding, Fix } from '../../model/verdict.ts';
import { answerEvidence, clueEvidence, eventEvidence, reasonEvidence } from '../evidence.ts';
import { found } from '../finding.ts';
import { missing } from '../missing.ts';
import { opening } from '../opening.ts';
import { bodyBytes } from '../request.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { isSizeReason } from '../telling.ts';
import { count } from '../words.ts';

/** The layer that refused, which names the only setting that helps. */
type Layer =
  | 'filter-body'
  | 'filter-url'
  | 'filter-query'
  | 'filter-headers'
  | 'http-sys'
  | 'app-body'
  | 'app-headers'
  | 'iis-body';

interface LayerWords {
  readonly who: string;
  readonly what: string;
  readonly fix: Fix;
}

const filterFix = (attribute: string, value: string, what: string): Fix => ({
  text: `Raise ${attribute} of request filtering (${what}) in web.config; raising the limits of the application alone does nothing.`,
  setting: { element: 'system.webServer/security/requestFiltering/requestLimits', attribute, value },
  code: `<security>\n  <requestFiltering>\n    <requestLimits ${attribute}="${value}" />\n  </requestFiltering>\n</security>`,
});

const LAYERS: Readonly<Record<Layer, LayerWords>> = {
  'filter-body': {
    who: 'request filtering of IIS',
    what: 'maxAllowedContentLength (30,000,000 bytes unless set) was exceeded',
    fix: filterFix('maxAllowedContentLength', '104857600', 'bytes'),
  },
  'filter-url': {
    who: 'request filtering of IIS',
    what: 'maxUrl was exceeded',
    fix: filterFix('maxUrl', '8192', 'bytes of the path'),
  },
  'filter-query': {
    who: 'request filtering of IIS',
    what: 'maxQueryString was exceeded',
    fix: filterFix('maxQueryString', '8192', 'bytes of the query string'),
  },
  'filter-headers': {
    who: 'request filtering of IIS',
    what: 'a header limit was exceeded',
    fix: {
      text: 'Make the header smaller, or raise its limit under requestFiltering/requestLimits/headerLimits in web.config.',
    },
  },
  'http-sys': {
    who: 'HTTP.sys, in front of IIS,',
    what: 'the request line or headers exceed its limits (MaxRequestBytes, MaxFieldLength, 16 KB)',
    fix: {
      text: 'Make the cookies or headers smaller (fewer claims, server-side ticket store), or raise MaxRequestBytes and MaxFieldLength of HTTP.sys in the registry and restart it.',
      code: String.raw`reg add HKLM\SYSTEM\CurrentControlSet\Services\HTTP\Parameters /v MaxRequestBytes /t REG_DWORD /d 65536`,
    },
  },
  'app-body': {
    who: 'the web server of the application',
    what: 'MaxRequestBodySize was exceeded',
    fix: {
      text: 'Raise MaxRequestBodySize of the application (Kestrel or IIS server options, RequestSizeLimit on the action); the limit of IIS did not refuse this request.',
      code: 'builder.WebHost.ConfigureKestrel(o => o.Limits.MaxRequestBodySize = 104857600);',
    },
  },
  'app-headers': {
    who: 'the web server of the application',
    what: 'its limit of request headers was exceeded',
    fix: { text: 'Make the cookies or headers smaller, or raise Limits.MaxRequestHeadersTotalSize of Kestrel.' },
  },
  'iis-body': {
    who: 'IIS',
    what: 'the request body is larger than allowed',
    fix: filterFix('maxAllowedContentLength', '104857600', 'bytes'),
  },
};

const MISREADING =
  'Only the layer that refused has the setting that helps: raising MaxRequestBodySize changes nothing while 404.13 comes back, because request filtering refused first.';

/** A size limit refused the request. */
export const requestLimit: Rule & { readonly id: 'request-limit' } = {
  id: 'request-limit',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'httpErr', 'appLog', 'stdout'],
  judge(scene: Scene): Finding | null {
    const { answer, trace } = scene;
    if (scene.phase === 'start' || scene.phase === 'client') return null;
    const known = layerOf(scene);
    if (known === null) return null;
    const { layer, evidence, certainty } = known;
    const words = LAYERS[layer];
    const bytes = bodyBytes(scene);
    const size = bytes > 0 && layer.endsWith('body') ? ` (Content-Length ${count(bytes, 'byte')})` : '';
    return found(requestLimit, {
      certainty,
      whyNotHigher: 'The status says that a size limit refused the request; no event or log line names the layer.',
      headline: `${answer === null ? 'Requests were refused before IIS' : opening(scene)}: a size limit, ${words.who} refused the request because ${words.what}${size}.`,
      rootCause: `The request was larger than ${words.who} allows: ${words.what}. The application${layer.startsWith('app') ? ' refused it itself' : ' never saw it'}.`,
      evidence: [...answerEvidence(scene), ...evidence, ...beforeEvidence(scene)],
      misreadings: [MISREADING],
      wouldSettle:
        trace === null
          ? missing(scene, ['httpErr', 'whether HTTP.sys refused it'], ['config', 'the limits of request filtering'])
          : missing(scene, ['config', 'the limit that is set']),
      fixes: [words.fix],
      links: [sourceLink(layer === 'http-sys' ? 'httperr' : 'iis-status')],
    });
  },
};

function layerOf(scene: Scene): { layer: Layer; evidence: readonly Evidence[]; certainty: Certainty } | null {
  const { answer, side } = scene;
  const reasons = side.reasons.filter((group) => isSizeReason(group.reason));
  const clue = side.clue('too-large', 'headers-too-large');
  const evidence = clue === null ? [] : [clueEvidence(clue)];
  const traced: Certainty = answer?.rows === null ? 'high' : 'medium';
  if (answer === null) {
    if (scene.trace !== null) return null;
    if (reasons.length > 0) return { layer: 'http-sys', evidence: reasons.map(reasonEvidence), certainty: 'high' };
    return clue === null || !scene.textOnly
      ? null
      : { layer: clue.kind === 'too-large' ? 'app-body' : 'app-headers', evidence, certainty: 'medium' };
  }
  const { status, subStatus } = answer;
  if (status === 404) {
    const layer = FILTER.get(subStatus);
    return layer === undefined ? null : { layer, evidence: [], certainty: traced };
  }
  if (status === 413) {
    if (subStatus > 0 || answer.actor === 'other') return { layer: 'iis-body', evidence, certainty: 'medium' };
    return { layer: 'app-body', evidence, certainty: clue === null ? 'medium' : 'high' };
  }
  if (status === 431) return { layer: 'app-headers', evidence, certainty: clue === null ? 'medium' : 'high' };
  if (status === 414) return { layer: 'filter-url', evidence: [], certainty: 'medium' };
  if ((status === 400 || status === 500) && clue !== null && scene.phase === 'app')
    return { layer: clue.kind === 'too-large' ? 'app-body' : 'app-headers', evidence, certainty: 'high' };
  return null;
}

const FILTER: ReadonlyMap<number, Layer> = new Map<number, Layer>([
  [10, 'filter-headers'],
  [13, 'filter-body'],
  [14, 'filter-url'],
  [15, 'filter-query'],
]);

/** The module had not started: nothing behind it can have refused. */
function beforeEvidence({ trace, facts }: Scene): readonly Evidence[] {
  if (trace === null || facts === null || facts.ancmStart !== null || facts.producing === null) return [];
  return [eventEvidence(trace, facts.producing.event, 'the status was set before the ASP.NET Core Module started.')];
}
