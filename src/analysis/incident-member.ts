import type { RequestFacts, Trace } from '../model/trace.ts';
import { hresult, type FileKey, type RowIx, type TraceKey } from '../model/units.ts';
import type { Cause, Verdict } from '../model/verdict.ts';
import { urlParts } from '../base/url.ts';
import { urlTemplate } from './url-template.ts';

/**
 * What an incident is made of: a judged trace, or rows of one log that got one verdict. Texts are '' and numbers null
 * where nothing is known. Instants are epoch ms.
 */
export interface IncidentMember {
  readonly trace: TraceKey | null;
  readonly rows: { readonly file: FileKey; readonly rows: readonly RowIx[] } | null;
  /** Requests it adds: rows that belong to a trace of the same incident count with the trace. */
  readonly requests: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly siteId: number | null;
  /** Tells sites apart that have no number: what a log calls itself, or the log; '' otherwise. */
  readonly siteName: string;
  readonly appPool: string;
  readonly processId: number | null;
  readonly computer: string;
  readonly host: string;
  /** Parts of the signature. */
  readonly module: string;
  readonly status: string;
  /** Hex form, '' when there was no code. */
  readonly code: string;
  readonly template: string;
  readonly verdict: Verdict;
}

/** A judged trace as a member. The failure ends with the request; a trace without a time belongs to no window. */
export function memberOfTrace(trace: Trace, verdict: Verdict): IncidentMember {
  const { request, startedAt, reported, observed } = trace;
  return {
    trace: trace.key,
    rows: null,
    requests: 1,
    from: startedAt,
    to: startedAt === null ? null : startedAt + Math.max(reported ?? 0, observed),
    siteId: request.siteId,
    siteName: '',
    appPool: request.appPool,
    processId: request.processId,
    computer: trace.computer,
    host: urlParts(request.url).host,
    module: verdict.module ?? '',
    status: statusOf(verdict, request),
    code: verdict.code === null ? '' : verdict.code.hex,
    template: urlTemplate(request.url),
    verdict,
  };
}

function statusOf(verdict: Verdict, request: RequestFacts): string {
  return verdict.producedBy?.status ?? request.statusCode;
}

/** Part of the life of a request that a cause belongs to: the column Phase of the list of causes. */
export const PHASES: Readonly<Record<Cause, string>> = {
  'app-timeout': 'forward',
  'thread-pool-starvation': 'forward',
  'proxy-timeout': 'front',
  'connection-refused': 'forward',
  'port-exhaustion': 'forward',
  'app-crashed-mid-request': 'forward',
  'connection-reset': 'forward',
  'request-body-unread': 'forward',
  'invalid-backend-response': 'forward',
  'backend-tls': 'front',
  'client-disconnect': 'client',
  'unsupported-request': 'forward',
  'request-limit': 'before handler',
  'process-launch-failed': 'start',
  'bad-web-config': 'start',
  'runtime-missing': 'start',
  'bitness-mismatch': 'start',
  'startup-crash': 'start',
  'process-start-timeout': 'start',
  'port-binding': 'start',
  'pool-shared': 'start',
  'app-offline': 'availability',
  'app-recycling': 'availability',
  'worker-crash-rapid-fail': 'availability',
  'app-error-passthrough': 'app',
  'other-module': 'other module',
  'slow-request': 'none',
  'still-running': 'none',
  unknown: 'none',
};

/** rapidFailsPerMinute exceeded: no start was tried. It follows from start failures before it. */
export const RAPID_FAIL = hresult(0x8007053d);
