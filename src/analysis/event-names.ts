import type { TraceEventTable } from '../model/events.ts';
import type { SpanKind } from '../model/spans.ts';

/** What an event is to the analysis. `other`: it is only shown. */
export const Ev = {
  other: 0,
  requestStart: 1,
  requestEnd: 2,
  childStart: 3,
  childEnd: 4,
  moduleStart: 5,
  moduleEnd: 6,
  completion: 7,
  errorStatus: 8,
  successStatus: 9,
  errorDescription: 10,
  setRequestHeader: 11,
  setResponseHeader: 12,
  requestHeaders: 13,
  responseHeaders: 14,
  responseBody: 15,
  flushEnd: 16,
  readEnd: 17,
  endpoint: 18,
  urlMetadata: 19,
  urlCacheEnd: 20,
  handlerChanged: 21,
  sentCustomError: 22,
  keptResponse: 23,
  forwardStart: 24,
  forwardEnd: 25,
  forwardFail: 26,
  winHttpCallback: 27,
  inProcess: 28,
  /** Any other event of the ANCM area. */
  ancm: 29,
  /** An error that is no status event. */
  error: 30,
  urlChanged: 31,
} as const;
/** A value of `Ev`. */
export type EventCode = (typeof Ev)[keyof typeof Ev];

/** Part an event plays in pairing. */
export const Role = { none: 0, start: 1, end: 2 } as const;

/**
 * One event name, understood. Two names pair when `role` is start and end and `stem` is equal; `firm` pairs leave a
 * span also when their end is lost, the others only when both ends are there or the file ends inside them: for names
 * that this table does not know, `_START` alone is no proof that an end exists.
 */
export interface NameInfo {
  readonly code: EventCode;
  readonly role: 0 | 1 | 2;
  readonly stem: string;
  readonly kind: SpanKind;
  readonly firm: boolean;
  /** Text of the span; '' where the label is made of a field. */
  readonly label: string;
  /** Data that completes the label. */
  readonly detail: string;
}

const OTHER: NameInfo = plain(Ev.other);

function plain(code: EventCode): NameInfo {
  return { code, role: Role.none, stem: '', kind: 'phase', firm: false, label: '', detail: '' };
}

interface PairShape {
  readonly kind?: SpanKind;
  readonly firm?: boolean;
  readonly label: string;
  readonly detail?: string;
  readonly codes?: readonly [EventCode, EventCode];
}

const KNOWN = new Map<string, NameInfo>();

function pair(start: string, end: string, shape: PairShape): void {
  const { kind = 'phase', firm = true, label, detail = '', codes = [Ev.other, Ev.other] } = shape;
  const common = { stem: start, kind, firm, label, detail };
  KNOWN.set(start, { ...common, code: codes[0], role: Role.start });
  KNOWN.set(end, { ...common, code: codes[1], role: Role.end });
}

const startEnd = (stem: string, shape: PairShape): void => pair(`${stem}_START`, `${stem}_END`, shape);
const enterLeave = (stem: string, shape: PairShape): void => pair(`${stem}Enter`, `${stem}Leave`, shape);

startEnd('GENERAL_REQUEST', { kind: 'request', label: 'Request', codes: [Ev.requestStart, Ev.requestEnd] });
startEnd('GENERAL_CHILD_REQUEST', {
  kind: 'child-request',
  label: 'Child request',
  detail: 'RequestURL',
  codes: [Ev.childStart, Ev.childEnd],
});
startEnd('NOTIFY_MODULE', { kind: 'module', label: '', codes: [Ev.moduleStart, Ev.moduleEnd] });
startEnd('PRE_BEGIN_REQUEST', { kind: 'module', label: '' });

startEnd('GENERAL_FLUSH_RESPONSE', { label: 'Flush response', codes: [Ev.other, Ev.flushEnd] });
startEnd('GENERAL_READ_ENTITY', { label: 'Read request body', codes: [Ev.other, Ev.readEnd] });
startEnd('URL_CACHE_ACCESS', { label: 'URL cache', codes: [Ev.other, Ev.urlCacheEnd] });
startEnd('FILE_CACHE_ACCESS', { label: 'File cache', detail: 'FileName' });
startEnd('OUTPUT_CACHE_LOOKUP', { label: 'Output cache lookup' });
startEnd('OUTPUT_CACHE_UPDATE', { label: 'Output cache update', firm: false });
startEnd('AUTH', { label: 'Authentication scheme' });
startEnd('STATIC_COMPRESSION', { label: 'Static compression', firm: false });
startEnd('DYNAMIC_COMPRESSION', { label: 'Dynamic compression', firm: false });
startEnd('URL_REWRITE', { label: 'URL rewrite' });
startEnd('RULE_EVALUATION', { label: 'Rule', detail: 'RuleName' });
startEnd('CONDITIONS_EVALUATION', { label: 'Conditions' });
startEnd('FILTER', { kind: 'filter', label: 'Filter', detail: 'FilterName' });
startEnd('FILTER_PREPROC_HEADERS', { kind: 'filter', label: 'Filters: preprocess headers' });
startEnd('FILTER_AUTH_COMPLETE', { kind: 'filter', label: 'Filters: authentication complete' });
startEnd('FASTCGI', { kind: 'handler', label: 'FastCGI', firm: false });
startEnd('CGI', { kind: 'handler', label: 'CGI', firm: false });
startEnd('ISAPI', { kind: 'handler', label: 'ISAPI', firm: false });

startEnd('ANCM_REQUEST_FORWARD', { label: 'Forward to the application', codes: [Ev.forwardStart, Ev.forwardEnd] });
pair('ANCM_INPROC_EXECUTE_REQUEST_START', 'ANCM_INPROC_EXECUTE_REQUEST_COMPLETION', {
  label: 'In-process: execute request',
  firm: false,
  codes: [Ev.inProcess, Ev.inProcess],
});
pair('ANCM_INPROC_ASYNC_COMPLETION_START', 'ANCM_INPROC_ASYNC_COMPLETION_COMPLETION', {
  label: 'In-process: completion',
  firm: false,
  codes: [Ev.inProcess, Ev.inProcess],
});

enterLeave('AspNetHttpHandler', { kind: 'handler', label: 'HttpHandler' });
// From the first module that needs ASP.NET to the end of the request: only in classic mode both lie in one module.
pair('AspNetStartHandler', 'AspNetEndHandler', { kind: 'handler', label: 'ASP.NET', detail: 'Data1', firm: false });
enterLeave('AspNetPipeline', { label: 'ASP.NET module', detail: 'Data1' });
enterLeave('AspNetMapHandler', { label: 'Map handler' });
enterLeave('AspNetParse', { label: 'Parse' });
enterLeave('AspNetCompile', { label: 'Compile' });
enterLeave('AspNetPagePreInit', { label: 'Page PreInit' });
enterLeave('AspNetPageInit', { label: 'Page Init' });
enterLeave('AspNetPageLoad', { label: 'Page Load' });
enterLeave('AspNetPagePreRender', { label: 'Page PreRender' });
enterLeave('AspNetPageSaveViewstate', { label: 'Page SaveViewState' });
enterLeave('AspNetPageRender', { label: 'Page Render' });
pair('AspNetSessionDataBegin', 'AspNetSessionDataEnd', { label: 'Session data' });

// Written like a start, and nothing ever ends them.
for (const name of ['AspNetStart', 'AspNetAppDomainEnter']) KNOWN.set(name, OTHER);

const CODES: readonly (readonly [string, EventCode])[] = [
  ['NOTIFY_MODULE_COMPLETION', Ev.completion],
  ['MODULE_SET_RESPONSE_ERROR_STATUS', Ev.errorStatus],
  ['MODULE_SET_RESPONSE_SUCCESS_STATUS', Ev.successStatus],
  ['SET_RESPONSE_ERROR_DESCRIPTION', Ev.errorDescription],
  ['GENERAL_SET_REQUEST_HEADER', Ev.setRequestHeader],
  ['GENERAL_SET_RESPONSE_HEADER', Ev.setResponseHeader],
  ['GENERAL_REQUEST_HEADERS', Ev.requestHeaders],
  ['GENERAL_RESPONSE_HEADERS', Ev.responseHeaders],
  ['GENERAL_RESPONSE_ENTITY_BUFFER', Ev.responseBody],
  ['GENERAL_RESPONSE_ENTITY_FILE', Ev.responseBody],
  ['GENERAL_ENDPOINT_INFORMATION', Ev.endpoint],
  ['GENERAL_GET_URL_METADATA', Ev.urlMetadata],
  ['HANDLER_CHANGED', Ev.handlerChanged],
  ['URL_CHANGED', Ev.urlChanged],
  ['GENERAL_SEND_CUSTOM_ERROR', Ev.sentCustomError],
  ['GENERAL_NOT_SEND_CUSTOM_ERROR', Ev.keptResponse],
  ['ANCM_REQUEST_FORWARD_FAIL', Ev.forwardFail],
  ['ANCM_WINHTTP_CALLBACK', Ev.winHttpCallback],
];
for (const [name, code] of CODES) KNOWN.set(name, plain(code));

/** `_FAIL`, `_FAILED`, `_FAILURE`, `_ERROR`, refusals: how the writer names errors in every area. */
const ERROR_NAME =
  /(?:_|^)(?:FAIL|FAILED|FAILURE|FAILURES|ERROR|DENIED|REJECTED|REQUIRED|UNEXPECTED_EXIT|NOT_SUPPORTED|TIMEOUT|QUEUE_FULL)(?:_|$)|_(?:INVALID|BAD)_/;
const SUFFIXES: readonly (readonly [string, 1 | 2])[] = [
  ['_START', Role.start],
  ['_END', Role.end],
  ['Enter', Role.start],
  ['Leave', Role.end],
  ['Begin', Role.start],
  ['Start', Role.start],
  ['End', Role.end],
];

/** What an event name means; names that no table knows are read by their form. */
function nameInfo(name: string): NameInfo {
  return KNOWN.get(name) ?? byForm(name);
}

function byForm(name: string): NameInfo {
  const code = name.startsWith('ANCM_INPROC_')
    ? Ev.inProcess
    : name.startsWith('ANCM_')
      ? Ev.ancm
      : ERROR_NAME.test(name)
        ? Ev.error
        : Ev.other;
  for (const [suffix, role] of SUFFIXES) {
    if (name.length <= suffix.length || !name.endsWith(suffix)) continue;
    const stem = name.slice(0, -suffix.length);
    const kind = stem.startsWith('FILTER_') ? 'filter' : 'phase';
    return { code, role, stem, kind, firm: false, label: stem, detail: '' };
  }
  return code === Ev.other ? OTHER : plain(code);
}

/** The meaning of every event's name, looked up once per distinct name. */
export function eventNames(events: TraceEventTable): readonly NameInfo[] {
  const { name, strings, length } = events;
  const known: NameInfo[] = [];
  const out: NameInfo[] = [];
  for (let i = 0; i < length; i++) {
    const ix = name[i] ?? -1;
    out.push(ix < 0 ? OTHER : (known[ix] ??= nameInfo(strings.at(ix))));
  }
  return out;
}
