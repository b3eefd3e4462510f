import type { StringTable } from '../base/strings.ts';
import type { TraceFacts } from '../model/facts.ts';
import { SpanFlag, type ModuleSpanTable } from '../model/spans.ts';
import type { Trace } from '../model/trace.ts';
import { eventIx, spanIx, type EventIx, type SpanIx } from '../model/units.ts';
import { Ev, Role, type NameInfo } from './event-names.ts';
import { ancmFacts } from './facts-ancm.ts';
import { collect, type Collected, type FactSource } from './facts-collect.ts';
import { headerBlock, setHeaders } from './facts-headers.ts';
import { producingStatus } from './facts-status.ts';
import { numberField, type FieldReader } from './fields.ts';
import { kindCode } from './span-columns.ts';
import type { SpanWalk } from './spans.ts';

const WORK: ReadonlySet<number> = new Set([
  kindCode('module'),
  kindCode('phase'),
  kindCode('handler'),
  kindCode('filter'),
]);

/** Everything that rules share about one trace, from its tables and, where a value is needed, its bytes. */
export function traceFacts(
  trace: Trace,
  names: readonly NameInfo[],
  times: Float64Array,
  walk: SpanWalk,
  spans: ModuleSpanTable,
  fields: FieldReader,
): TraceFacts {
  const { request, events } = trace;
  const source: FactSource = { events, names, times, spans, eventSpans: walk.eventSpans, fields };
  const got = collect(source);
  const ends = requestEnds(spans, names);
  // A status rule is applied when the response is done: its 200 is an outcome even if the end was not kept.
  const provisional = request.status === 200 && ends.end === null && request.failureReason !== 'STATUS_CODE';
  const { producing, firstError } = producingStatus(got.statusEvents, request, provisional);
  const handlerModules = fieldOf(fields, got.handlerChanged, 'NewHandlerModules');
  return {
    statusEvents: got.statusEvents,
    producing,
    firstError,
    finalStatus: request.status,
    finalSubStatus: request.subStatus,
    provisional,
    ...ancmFacts(source, walk, got, producing, handlerModules),
    handlerName: fieldOf(fields, got.handlerChanged, 'NewHandlerName'),
    handlerModules,
    handlerEvent: eventOrNull(got.handlerChanged),
    ioFailures: got.ioFailures,
    ancmEvents: got.ancmEvents,
    descriptions: got.descriptions,
    otherErrors: got.otherErrors,
    requestHeaders: got.requestHeaders < 0 ? [] : headerBlock(fields, got.requestHeaders),
    responseHeaders:
      got.responseHeaders < 0 ? setHeaders(fields, got.setResponseHeaders) : headerBlock(fields, got.responseHeaders),
    setRequestHeaders: setHeaders(fields, got.setRequestHeaders),
    changedUrls: got.changedUrls.filter((url) => url !== ''),
    bodyReads: { count: got.bodyReads, bytes: got.bodyBytes, last: eventOrNull(got.lastBodyRead) },
    bytesSent: numberOf(fields, got.requestEnd, 'BytesSent'),
    bytesReceived: numberOf(fields, got.requestEnd, 'BytesReceived'),
    client: endpoint(fields, got, 'Remote'),
    server: endpoint(fields, got, 'Local'),
    ended: ends.end !== null,
    requestStart: ends.start,
    requestEnd: ends.end,
    childRequests: got.childRequests,
    openSpan: walk.openSpan < 0 ? null : spanIx(walk.openSpan),
    longestSpan: longestSpan(spans),
    customErrorReason: got.customErrorReason,
    physicalPath: got.physicalPath,
    modules: moduleNames(got, events.strings),
  };
}

function eventOrNull(event: number): EventIx | null {
  return event < 0 ? null : eventIx(event);
}

function fieldOf(fields: FieldReader, event: number, name: string): string {
  return event < 0 ? '' : (fields.field(event, name) ?? '');
}

function numberOf(fields: FieldReader, event: number, name: string): number | null {
  return event < 0 ? null : numberField(fields, event, name);
}

/** Start and end of the outermost request, where they were recorded. */
function requestEnds(
  spans: ModuleSpanTable,
  names: readonly NameInfo[],
): { readonly start: EventIx | null; readonly end: EventIx | null } {
  if (spans.length === 0) return { start: null, end: null };
  const flags = spans.flags[0] ?? 0;
  const last = spans.lastEvent[0] ?? 0;
  const start = names.findIndex((info) => info.code === Ev.requestStart && info.role === Role.start);
  return {
    start: (flags & SpanFlag.noStart) !== 0 || start < 0 ? null : eventIx(start),
    end: (flags & SpanFlag.open) !== 0 ? null : eventIx(last),
  };
}

function endpoint(fields: FieldReader, got: Collected, side: 'Remote' | 'Local'): TraceFacts['client'] {
  if (got.endpoint < 0) return null;
  return {
    address: fieldOf(fields, got.endpoint, `${side}Address`),
    port: numberField(fields, got.endpoint, `${side}Port`),
  };
}

/** The span that did, or waited for, most of the work; null when all of it is under the clock grain. */
function longestSpan(spans: ModuleSpanTable): SpanIx | null {
  let best = -1;
  let most = 0;
  for (let s = 0; s < spans.length; s++) {
    const self = spans.self[s] ?? 0;
    if (self > most && WORK.has(spans.kind[s] ?? 0)) {
      best = s;
      most = self;
    }
  }
  return best < 0 ? null : spanIx(best);
}

function moduleNames(got: Collected, strings: StringTable): readonly string[] {
  return [...got.modules].filter((ix) => ix >= 0).map((ix) => strings.at(ix));
}
