import { sourceLink } from '../../knowledge/sources.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Finding, Fix } from '../../model/verdict.ts';
import { limitMs } from '../../knowledge/limits.ts';
import { found } from '../finding.ts';
import { missing } from '../missing.ts';
import { onAppService, requestName, totalMs } from '../request.ts';
import type { Rule, TraceInput } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { spanWords, type SpanWords } from '../span-words.ts';
import { duration } from '../words.ts';

const NO_FAILURE =
  'This is no failure: the time rule of the tracing fired, and the request ended with the status that stands there.';

/** The request ended well and took long enough for the time rule. */
export const slowRequest: Rule & { readonly id: 'slow-request' } = {
  id: 'slow-request',
  version: 1,
  needs: ['trace'],
  uses: ['logRows', 'appLog'],
  judge(scene: Scene): Finding | null {
    const { trace, facts } = scene;
    if (trace === null || facts === null || facts.provisional || scene.answer !== null) return null;
    if (trace.trace.request.failureReason !== 'TIME_TAKEN') return null;
    const total = totalMs(scene) ?? 0;
    const longest = facts.longestSpan === null ? null : spanWords(trace, facts.longestSpan);
    const share = longest === null || total <= 0 ? 0 : Math.min(1, longest.selfMs / total);
    const inside =
      longest === null
        ? 'no single module holds the time'
        : `${duration(longest.selfMs)} (${Math.round(share * 100)} %) passed in ${longest.name}`;
    return found(slowRequest, {
      certainty: longest === null ? 'low' : share >= 0.5 ? 'high' : 'medium',
      whyNotHigher: 'No single span holds most of the time.',
      headline: `${requestName(scene)} took ${duration(total)} and ended with ${trace.trace.request.statusCode}: ${inside}.`,
      rootCause: rootCause(longest),
      evidence: evidence(trace, longest, total),
      misreadings: [NO_FAILURE],
      wouldSettle: missing(
        scene,
        ['appLog', 'what the application did during that time'],
        ['logRows', 'whether other requests were slow too'],
      ),
      fixes: fixes(scene, longest, total),
      links: [sourceLink('docs-troubleshoot')],
    });
  },
};

function rootCause(longest: SpanWords | null): string {
  if (longest === null) return 'The time of the request is spread over many steps.';
  if (longest.ancm)
    return 'IIS handed the request to the application and waited for it: the time is that of the application, not of IIS or the module.';
  const waited =
    longest.waitingMs > longest.selfMs / 2 ? ', most of it in silence while it waited for something else' : '';
  return `Most of the time passed in ${longest.name} itself${waited}. What it did there is not in the trace.`;
}

function evidence(trace: TraceInput, longest: SpanWords | null, total: number): readonly Evidence[] {
  const { key, reported } = trace.trace;
  const list: Evidence[] = [
    {
      kind: 'attribute',
      trace: key,
      name: 'timeTaken',
      value: String(reported ?? ''),
      text: `The trace was written by the time rule (failureReason="TIME_TAKEN") after ${duration(total)}; the events show the end of the request.`,
    },
  ];
  if (longest !== null) {
    const waiting = longest.waitingMs > 0 ? `, ${duration(longest.waitingMs)} of it waiting` : '';
    list.push({
      kind: 'span',
      trace: key,
      span: longest.span,
      text: `${longest.name}: ${duration(longest.ms)} in all, ${duration(longest.selfMs)} in itself${waiting}.`,
    });
  }
  return list;
}

function fixes(scene: Scene, longest: SpanWords | null, total: number): readonly Fix[] {
  const where = longest === null ? 'the steps of the timeline' : longest.name;
  const list: Fix[] = [
    { text: `Measure what ${requestName(scene)} does in ${where}: queries, outbound calls, locks.` },
  ];
  if (longest?.ancm === true && total >= limitMs('requestTimeout') * 0.75)
    list.push({
      text: `${duration(total)} is near requestTimeout (120 s unless set): a slower run of the same request becomes a 502.3.`,
    });
  if (onAppService(scene) && total >= limitMs('appServiceFrontEnd') * 0.75)
    list.push({ text: 'The App Service front end gives up after about 230 s whatever is set on the site.' });
  return list;
}
