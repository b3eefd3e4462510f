import { sourceLink } from '../../knowledge/sources.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Finding, Fix } from '../../model/verdict.ts';
import { found } from '../finding.ts';
import { missing } from '../missing.ts';
import { requestName } from '../request.ts';
import type { Rule, TraceInput } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { spanWords, type SpanWords } from '../span-words.ts';
import { duration } from '../words.ts';

const PROVISIONAL =
  'The status 200 in this trace is not an outcome: no response had been sent when the trace was written.';
const FIXES: readonly Fix[] = [
  {
    text: 'Look for the row of this request in the IIS log, or for a later trace of the same URL: they show how it ended.',
  },
  {
    text: 'To get whole traces of slow requests (IIS 10), set traceAllAfterTimeout on the tracing rule, and raise maxLogFileSizeKB if the file was cut by size.',
    setting: { element: 'traceFailedRequests/add/failureDefinitions', attribute: 'timeTaken', value: '00:05:00' },
  },
];

/** The trace was written while the request ran: no outcome is known. */
export const stillRunning: Rule & { readonly id: 'still-running' } = {
  id: 'still-running',
  version: 1,
  needs: ['trace'],
  uses: ['logRows'],
  judge(scene: Scene): Finding | null {
    const { trace, facts } = scene;
    if (trace === null || facts === null || !facts.provisional) return null;
    if (trace.trace.request.failureReason !== 'TIME_TAKEN') return null;
    const open = facts.openSpan === null ? null : spanWords(trace, facts.openSpan);
    const { reported, observed } = trace.trace;
    const uncovered = reported === null ? null : Math.max(0, reported - observed);
    const cut = trace.trace.gaps.find(
      (gap) => gap.kind === 'size-limit' || gap.kind === 'late-start' || gap.kind === 'cut-copy',
    );
    const where = open === null ? 'where it was is not recorded' : `it was in ${open.name}`;
    return found(stillRunning, {
      certainty: open !== null && cut === undefined ? 'high' : 'medium',
      whyNotHigher:
        'Parts of the trace are missing, so where the request was when the file was written is not certain.',
      headline: `${requestName(scene)} was still running after ${duration(reported ?? observed)} when the trace was written, no outcome is known: ${where}.`,
      rootCause:
        `The time rule of the tracing fired and wrote the trace while the request ran. ${PROVISIONAL}` +
        (open?.ancm === true ? ' IIS was waiting for the application.' : '') +
        (uncovered !== null && uncovered > 500
          ? ` The events cover ${duration(observed)}; ${duration(uncovered)} are not explained by any event.`
          : ''),
      evidence: evidence(trace, open, uncovered),
      misreadings: [PROVISIONAL],
      wouldSettle: missing(
        scene,
        ['logRows', 'how the request ended and how long it took: its row comes when it is over'],
        ['otherTraces', 'how the same request ends'],
      ),
      fixes: FIXES,
      links: [sourceLink('docs-troubleshoot')],
    });
  },
};

function evidence(trace: TraceInput, open: SpanWords | null, uncovered: number | null): readonly Evidence[] {
  const { key, request, gaps } = trace.trace;
  const list: Evidence[] = [
    {
      kind: 'attribute',
      trace: key,
      name: 'failureReason',
      value: request.failureReason,
      text: `failureReason="${request.failureReason}" and triggerStatusCode="${request.triggerStatusCode}": the time rule fired, not a status rule.`,
    },
    {
      kind: 'absence',
      trace: key,
      expected: 'GENERAL_REQUEST_END',
      text: 'There is no GENERAL_REQUEST_END: the end of the request is not recorded.',
    },
  ];
  if (open !== null)
    list.push({ kind: 'span', trace: key, span: open.span, text: `${open.name} had begun and had not ended.` });
  if (uncovered !== null && uncovered > 500)
    list.push({
      kind: 'attribute',
      trace: key,
      name: 'timeTaken',
      value: String(trace.trace.reported ?? ''),
      text: `timeTaken is ${duration(uncovered)} more than the events cover.`,
    });
  for (const gap of gaps) {
    if (gap.kind === 'late-start')
      list.push({
        kind: 'absence',
        trace: key,
        expected: 'GENERAL_REQUEST_START',
        text: 'The beginning of the request is missing too.',
      });
    if (gap.kind === 'size-limit')
      list.push({
        kind: 'absence',
        trace: key,
        expected: 'the rest of the events',
        text: 'IIS cut the file at its size limit (LOG_FILE_MAX_SIZE_TRUNCATE).',
      });
  }
  return list;
}
