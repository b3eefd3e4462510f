import { urlParts } from '../../base/url.ts';
import type { HeaderFact, TraceFacts } from '../../model/facts.ts';
import type { RequestFacts, Trace } from '../../model/trace.ts';
import type { TraceKey } from '../../model/units.ts';
import { loggedText, normalAddress, normalPath, normalQuery, squeezed } from './normal.ts';
import { computerName } from './server.ts';
import { keyField, keyOf } from './source.ts';

/** A path and query that a row of the request may show, in the form of logs. */
export interface Target {
  readonly path: string;
  readonly query: string;
}

/** What a trace says that a log could say too. Texts are in the form of logs; '' and null: the trace does not say. */
export interface JoinSubject {
  readonly key: TraceKey;
  /** Path of the file of the trace. */
  readonly file: string;
  readonly siteId: number | null;
  readonly appPool: string;
  readonly computer: string;
  readonly verb: string;
  /** What the client asked for. */
  readonly path: string;
  readonly query: string;
  /** What the URL was changed to on the way: a log may show that in its place. */
  readonly rewrites: readonly Target[];
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
  readonly serverPort: number | null;
  /** Authenticated user, '' for an anonymous request; null: the trace does not say. */
  readonly user: string | null;
  readonly userAgent: string;
  readonly referer: string;
  readonly bytesSent: number | null;
  readonly bytesReceived: number | null;
  /** Lower case. */
  readonly activityId: string;
  /** Request headers by lower-case name, those that modules set included; the first value of each. */
  readonly headers: ReadonlyMap<string, string>;
  /** Every value of each request header in the form of logs, by its squeezed name. */
  readonly logged: ReadonlyMap<string, readonly string[]>;
  /** Ids of the request in its headers and those of the response, see `keyOf`. */
  readonly ids: readonly string[];
}

export function joinSubject(trace: Trace, facts: TraceFacts): JoinSubject {
  const { request } = trace;
  const url = urlParts(request.url);
  const all = [...facts.requestHeaders, ...facts.setRequestHeaders];
  const headers = headersOf(all);
  const sent = (name: string): string => loggedText(headers.get(name) ?? '');
  const took = trace.reported ?? trace.observed;
  const from = trace.startedAt;
  // Only some of thousands of traces are compared with rows by these.
  const logged = once(() => loggedHeaders(all));
  const ids = once(() => idsOf([...all, ...facts.responseHeaders]));
  return {
    key: trace.key,
    file: trace.path,
    siteId: request.siteId,
    appPool: request.appPool,
    computer: computerName(trace.computer),
    verb: request.verb,
    path: normalPath(url.path),
    query: normalQuery(url.query),
    rewrites: rewritesOf(facts.changedUrls, normalPath(url.path)),
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
    serverPort: facts.server?.port ?? null,
    user: userOf(request),
    userAgent: sent('user-agent'),
    referer: sent('referer'),
    bytesSent: facts.bytesSent,
    bytesReceived: facts.bytesReceived,
    activityId: request.activityId.replace(/[{}]/g, '').toLowerCase(),
    headers,
    get logged() {
      return logged();
    },
    get ids() {
      return ids();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function headersOf(facts: readonly HeaderFact[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const { name, value } of facts) {
    const key = name.toLowerCase();
    if (!headers.has(key)) headers.set(key, value);
  }
  return headers;
}

function loggedHeaders(facts: readonly HeaderFact[]): ReadonlyMap<string, readonly string[]> {
  const headers = new Map<string, readonly string[]>();
  for (const { name, value } of facts)
    headers.set(squeezed(name), [...(headers.get(squeezed(name)) ?? []), loggedText(value)]);
  return headers;
}

function idsOf(facts: readonly HeaderFact[]): readonly string[] {
  const keys = facts.map(({ name, value }) => (keyField(name) === '' ? '' : keyOf(keyField(name), value)));
  return [...new Set(keys.filter((key) => key !== ''))];
}

function rewritesOf(changed: readonly string[], asked: string): readonly Target[] {
  const targets = new Map<string, Target>();
  for (const url of changed) {
    const { path, query } = urlParts(url);
    const target = { path: normalPath(path), query: normalQuery(query) };
    if (target.path !== asked) targets.set(`${target.path}?${target.query}`, target);
  }
  return [...targets.values()];
}

function userOf({ remoteUserName, userName }: RequestFacts): string | null {
  if (remoteUserName === null && userName === null) return null;
  return loggedText(remoteUserName || userName || '');
}
