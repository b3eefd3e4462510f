import { urlParts } from '../../base/url.ts';
import type { HeaderFact, TraceFacts } from '../../model/facts.ts';
import type { Trace } from '../../model/trace.ts';
import type { TraceKey } from '../../model/units.ts';
import { loggedText, normalAddress, normalPath, normalQuery } from './normal.ts';

/** What a trace says that a log could say too. Texts are in the form of logs; '' and null: the trace does not say. */
export interface JoinSubject {
  readonly key: TraceKey;
  readonly siteId: number | null;
  readonly appPool: string;
  readonly computer: string;
  readonly verb: string;
  readonly path: string;
  readonly query: string;
  readonly host: string;
  readonly port: number | null;
  readonly status: number;
  readonly subStatus: number;
  /** The status is no outcome yet and the request may have gone on: the row comes later and says something else. */
  readonly open: boolean;
  /** EpochMs of the first event, and of the end as the root has it. null: no event has a time. */
  readonly from: number | null;
  readonly to: number | null;
  /** Milliseconds that the row cannot fall short of. */
  readonly took: number;
  readonly clientIp: string;
  readonly clientPort: number | null;
  readonly serverIp: string;
  readonly userAgent: string;
  readonly referer: string;
  readonly bytesSent: number | null;
  readonly bytesReceived: number | null;
  /** Lower case. */
  readonly activityId: string;
  /** Request headers by lower-case name, those that modules set included; the first value of each. */
  readonly headers: ReadonlyMap<string, string>;
}

export function joinSubject(trace: Trace, facts: TraceFacts): JoinSubject {
  const { request } = trace;
  const url = urlParts(request.url);
  const headers = headersOf([...facts.requestHeaders, ...facts.setRequestHeaders]);
  const took = Math.max(trace.reported ?? 0, trace.reported === null ? trace.observed : 0);
  const from = trace.startedAt;
  return {
    key: trace.key,
    siteId: request.siteId,
    appPool: request.appPool,
    computer: trace.computer,
    verb: request.verb,
    path: normalPath(url.path),
    query: normalQuery(url.query),
    host: url.host,
    port: url.port,
    status: request.status,
    subStatus: request.subStatus,
    open: facts.provisional || (request.failureReason === 'TIME_TAKEN' && !facts.ended),
    from,
    // The root counts to the end also where events were left out for size.
    to: from === null ? null : from + took,
    took,
    clientIp: normalAddress(facts.client?.address ?? ''),
    clientPort: facts.client?.port ?? null,
    serverIp: normalAddress(facts.server?.address ?? ''),
    userAgent: loggedText(headers.get('user-agent') ?? ''),
    referer: loggedText(headers.get('referer') ?? ''),
    bytesSent: facts.bytesSent,
    bytesReceived: facts.bytesReceived,
    activityId: request.activityId.replace(/[{}]/g, '').toLowerCase(),
    headers,
  };
}

function headersOf(facts: readonly HeaderFact[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const { name, value } of facts) {
    const key = name.toLowerCase();
    if (!headers.has(key)) headers.set(key, value);
  }
  return headers;
}
