import type { HeaderFact } from '../../model/facts.ts';
import type { JoinSubject } from './subject.ts';

const FORM_A = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4})-b63f-84710c7967bb$/;
const FORM_B = /^00000000-0000-0000-([0-9a-f]{4})-([0-9a-f]{12})$/;

/**
 * The request id under which an application inside the worker process knows a request: HTTP.sys writes its 64 bit id
 * over the first eight bytes of a fixed GUID, and ASP.NET Core prints the same GUID. `activityId` as a trace has it,
 * braces or none. A few systems trace the id in the last eight bytes instead:
 *
 *   {00000000-0000-0000-9307-0080010000F1}  ->  80000793-0001-f100-b63f-84710c7967bb
 *
 * '' when the activity id has neither form. Ids repeat after a reboot: compare times too.
 */
export function inProcessRequestId(activityId: string): string {
  const plain = activityId.replace(/[{}]/g, '').toLowerCase();
  if (FORM_A.test(plain)) return plain;
  const [, high, low] = FORM_B.exec(plain) ?? [];
  if (high === undefined || low === undefined) return '';
  const bytes = (high + low).match(/../g) ?? [];
  // The eight bytes are a little-endian number; the GUID's first fields are little-endian as well.
  const hex = bytes.toReversed().join('');
  if (/^0*$/.test(hex)) return '';
  return `${hex.slice(8)}-${hex.slice(4, 8)}-${hex.slice(0, 4)}-b63f-84710c7967bb`;
}

/** An id under which an application may log a request. */
export interface RequestId {
  /** Where the id comes from: `request id`, `activity id`, or the name of a header. */
  readonly name: string;
  /** As written; case does not matter. */
  readonly id: string;
  /** One that all requests of a chain share: alone it does not tell them apart. */
  readonly chain: boolean;
}

/** Headers that hold an id, from the one that is most surely of one request only. */
const ID_HEADERS: readonly (readonly [name: string, chain: boolean])[] = [
  ['x-arr-log-id', false],
  ['x-ms-request-id', false],
  ['x-ms-client-request-id', false],
  ['x-request-id', false],
  ['request-id', true],
  ['x-correlation-id', true],
];

/** Shorter values are counters or names. */
const SHORTEST = 12;
const TRACE_PARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}/;

/** What `traceparent` of W3C Trace Context names: the chain of requests, and the span that called. null for none. */
export function traceParent(
  headers: ReadonlyMap<string, string>,
): { readonly traceId: string; readonly parentId: string } | null {
  const [, traceId, parentId] = TRACE_PARENT.exec((headers.get('traceparent') ?? '').trim().toLowerCase()) ?? [];
  return traceId === undefined || parentId === undefined || /^0+$/.test(traceId) ? null : { traceId, parentId };
}

/** Every id under which an application may log a request: its own form of the id, and those that headers carry. */
export function requestIds(
  subject: Pick<JoinSubject, 'activityId' | 'headers'>,
  responseHeaders: readonly HeaderFact[] = [],
): readonly RequestId[] {
  const ids = new Map<string, RequestId>();
  const add = (name: string, value: string, chain: boolean): void => {
    const id = value.trim();
    const key = id.toLowerCase();
    if (id.length >= SHORTEST && !/^[0-]+$/.test(id) && !ids.has(key)) ids.set(key, { name, id, chain });
  };
  add('request id', inProcessRequestId(subject.activityId), false);
  add('activity id', subject.activityId, false);
  for (const [name, chain] of ID_HEADERS) add(name, subject.headers.get(name) ?? '', chain);
  for (const [name, chain] of ID_HEADERS) {
    for (const header of responseHeaders) if (header.name.toLowerCase() === name) add(name, header.value, chain);
  }
  add('traceparent', traceParent(subject.headers)?.traceId ?? '', true);
  return [...ids.values()];
}
