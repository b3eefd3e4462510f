import { endsWithClient } from '../knowledge/client-win32.ts';
import { EventFlag, type TraceEventTable } from '../model/events.ts';
import type { AncmEvent, IoFailure, StatusEvent, TraceFacts } from '../model/facts.ts';
import type { ModuleSpanTable } from '../model/spans.ts';
import { eventIx, ms, type HResult } from '../model/units.ts';
import { Ev, type NameInfo } from './event-names.ts';
import { childLevelOf, readStatusEvent } from './facts-status.ts';
import { codeField, ioErrorCode, numberField, type FieldReader } from './fields.ts';

/** What one pass over the events gathers. Event lists are in file order. */
export interface Collected {
  readonly statusEvents: StatusEvent[];
  readonly ioFailures: IoFailure[];
  readonly ancmEvents: AncmEvent[];
  readonly descriptions: { readonly event: ReturnType<typeof eventIx>; readonly text: string }[];
  readonly otherErrors: TraceFacts['otherErrors'][number][];
  readonly setRequestHeaders: number[];
  readonly setResponseHeaders: number[];
  readonly changedUrls: string[];
  /** StrIx of module names that ran, in first-seen order. */
  readonly modules: Set<number>;
  requestHeaders: number;
  responseHeaders: number;
  handlerChanged: number;
  endpoint: number;
  requestEnd: number;
  physicalPath: string;
  customErrorReason: number | null;
  childRequests: number;
  bodyReads: number;
  bodyBytes: number;
  lastBodyRead: number;
  sawForwarding: boolean;
  sawInProcess: boolean;
}

/** What the pass reads from. */
export interface FactSource {
  readonly events: TraceEventTable;
  readonly names: readonly NameInfo[];
  readonly times: Float64Array;
  readonly spans: ModuleSpanTable;
  readonly eventSpans: Int32Array;
  readonly fields: FieldReader;
}

/** Lists of rare things; a trace with more of them is one error repeated. */
const MOST = 100;
/** WINHTTP_CALLBACK_STATUS_REQUEST_ERROR. */
const REQUEST_ERROR = 0x200000;

const NONE = -1;

function empty(): Collected {
  return {
    statusEvents: [],
    ioFailures: [],
    ancmEvents: [],
    descriptions: [],
    otherErrors: [],
    setRequestHeaders: [],
    setResponseHeaders: [],
    changedUrls: [],
    modules: new Set(),
    requestHeaders: NONE,
    responseHeaders: NONE,
    handlerChanged: NONE,
    endpoint: NONE,
    requestEnd: NONE,
    physicalPath: '',
    customErrorReason: null,
    childRequests: 0,
    bodyReads: 0,
    bodyBytes: 0,
    lastBodyRead: NONE,
    sawForwarding: false,
    sawInProcess: false,
  };
}

/** One pass over all events. Only events that carry a fact have their fields read. */
export function collect(source: FactSource): Collected {
  const { events, names, fields } = source;
  const out = empty();
  const callbacks = new Set<number>();
  for (let i = 0; i < events.length; i++) {
    const code = names[i]?.code ?? Ev.other;
    switch (code) {
      case Ev.other:
        if (((events.flags[i] ?? 0) & EventFlag.error) !== 0) otherError(source, out, i);
        break;
      case Ev.moduleStart:
      case Ev.moduleEnd:
        out.modules.add(events.module[i] ?? NONE);
        break;
      case Ev.errorStatus:
      case Ev.successStatus:
        statusEvent(source, out, i, code === Ev.successStatus);
        break;
      case Ev.errorDescription:
        if (out.descriptions.length < MOST) {
          out.descriptions.push({ event: eventIx(i), text: fields.field(i, 'ErrorDescription') ?? '' });
        }
        break;
      case Ev.setRequestHeader:
        out.setRequestHeaders.push(i);
        break;
      case Ev.setResponseHeader:
        out.setResponseHeaders.push(i);
        break;
      case Ev.requestHeaders:
        if (out.requestHeaders < 0) out.requestHeaders = i;
        break;
      case Ev.responseHeaders:
        if (out.responseHeaders < 0) out.responseHeaders = i;
        break;
      case Ev.urlChanged:
        if (out.changedUrls.length < MOST) out.changedUrls.push(fields.field(i, 'NewUrl') ?? '');
        break;
      case Ev.handlerChanged:
        out.handlerChanged = i;
        break;
      case Ev.endpoint:
        if (out.endpoint < 0) out.endpoint = i;
        break;
      case Ev.urlMetadata:
      case Ev.urlCacheEnd:
        if (out.physicalPath === '') out.physicalPath = fields.field(i, 'PhysicalPath') ?? '';
        break;
      case Ev.requestEnd:
        out.requestEnd = i;
        break;
      case Ev.childStart:
        out.childRequests++;
        break;
      case Ev.sentCustomError:
        out.customErrorReason = 0;
        break;
      case Ev.keptResponse:
        out.customErrorReason = numberField(fields, i, 'Reason') ?? 0;
        break;
      case Ev.readEnd:
        bodyRead(source, out, i);
        break;
      case Ev.flushEnd:
        ioFailure(source, out, i, 'flush', 'BytesSent');
        break;
      case Ev.completion:
        ioFailure(source, out, i, 'completion', 'CompletionBytes');
        break;
      case Ev.winHttpCallback:
        callback(source, out, callbacks, i);
        break;
      case Ev.forwardStart:
      case Ev.forwardEnd:
      case Ev.forwardFail:
        out.sawForwarding = true;
        ancmEvent(source, out, i);
        break;
      case Ev.inProcess:
        out.sawInProcess = true;
        ancmEvent(source, out, i);
        break;
      case Ev.ancm:
        ancmEvent(source, out, i);
        break;
      case Ev.error:
        otherError(source, out, i);
        break;
    }
  }
  return out;
}

function statusEvent(source: FactSource, out: Collected, i: number, success: boolean): void {
  if (out.statusEvents.length >= MOST) return;
  const level = childLevelOf(source.spans, source.eventSpans[i] ?? NONE);
  out.statusEvents.push(readStatusEvent(source.events, i, success, source.times[i] ?? 0, level, source.fields));
}

function bodyRead(source: FactSource, out: Collected, i: number): void {
  const bytes = numberField(source.fields, i, 'BytesReceived');
  out.bodyReads++;
  out.bodyBytes += Math.max(0, bytes ?? 0);
  out.lastBodyRead = i;
  ioFailure(source, out, i, 'read', 'BytesReceived');
}

function ioFailure(source: FactSource, out: Collected, i: number, kind: IoFailure['kind'], bytes: string): void {
  const errorCode = ioErrorCode(source.fields, i);
  if (errorCode === null || out.ioFailures.length >= MOST) return;
  const count = numberField(source.fields, i, bytes);
  out.ioFailures.push({ event: eventIx(i), kind, errorCode, time: ms(source.times[i] ?? 0), bytes: count });
}

/** An upload has thousands of call-backs: the first of each kind tells the story, and every error. */
function callback(source: FactSource, out: Collected, seen: Set<number>, i: number): void {
  out.sawForwarding = true;
  const status = numberField(source.fields, i, 'InternetStatus') ?? 0;
  if (seen.has(status) && status !== REQUEST_ERROR) return;
  seen.add(status);
  ancmEvent(source, out, i);
}

const CODE_FIELDS = ['ErrorCode', 'HResult', 'requestStatus', 'InternetStatus'];
const TEXT_FIELDS = ['FailureDescription', 'AppDescription', 'Description', 'ErrorDescription', 'Message', 'Data1'];

function ancmEvent(source: FactSource, out: Collected, i: number): void {
  if (out.ancmEvents.length >= MOST) return;
  const { events, fields, times } = source;
  out.ancmEvents.push({
    event: eventIx(i),
    name: events.strings.at(events.name[i] ?? NONE),
    time: ms(times[i] ?? 0),
    code: firstCode(fields, i),
    text: firstText(fields, i),
  });
}

function otherError(source: FactSource, out: Collected, i: number): void {
  const { events, fields, times } = source;
  const errorCode = codeField(fields, i, 'ErrorCode');
  if (out.otherErrors.length < MOST) {
    out.otherErrors.push({
      event: eventIx(i),
      name: events.strings.at(events.name[i] ?? NONE),
      module: events.strings.at(events.module[i] ?? NONE),
      errorCode,
      text: firstText(fields, i),
    });
  }
  if (errorCode !== null && endsWithClient(errorCode) && out.ioFailures.length < MOST) {
    out.ioFailures.push({ event: eventIx(i), kind: 'other', errorCode, time: ms(times[i] ?? 0), bytes: null });
  }
}

function firstCode(fields: FieldReader, event: number): HResult | null {
  for (const name of CODE_FIELDS) {
    const code = codeField(fields, event, name);
    if (code !== null) return code;
  }
  return null;
}

function firstText(fields: FieldReader, event: number): string {
  for (const name of TEXT_FIELDS) {
    const text = fields.field(event, name) ?? '';
    if (text !== '') return text;
  }
  const file = fields.field(event, 'File') ?? '';
  return file === '' ? '' : `${file}:${fields.field(event, 'Line') ?? ''}`;
}
