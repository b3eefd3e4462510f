import { freb, type FrebBuilder, type FrebOptions } from '../freb-builder.ts';
import type { NotificationName } from '../freb-events.ts';
import type { CaseFile } from './case.ts';

/** Instant at which the traced requests of all cases begin. */
const START = '2026-03-12T14:21:37.204Z';

/** An instant `ms` after `START`, as a log writes it. */
export const after = (ms: number): string => new Date(Date.parse(START) + ms).toISOString();
/** The same as date and time of a W3C row. */
export const rowTime = (ms: number): string => after(ms).slice(0, 19).replace('T', ' ');

export const file = (builder: FrebBuilder, path = 'W3SVC1/fr000001.xml'): CaseFile => ({
  path,
  text: builder.toString(),
});

/** One machine for traces and records. */
export const MACHINE = 'WEB01';
const EXECUTE = 'EXECUTE_REQUEST_HANDLER';

export type Headers = readonly (readonly [string, string])[];

/** What all requests of the cases have in common. */
export interface RequestInput {
  readonly status: string;
  readonly url?: string;
  readonly verb?: string;
  readonly headers?: Headers;
  /** Ms after `START` at which the request begins. */
  readonly from?: number;
  readonly options?: FrebOptions;
  /** Modules that run before the handler. */
  readonly before?: readonly string[];
  /** Module of the handler; null: no handler was chosen. */
  readonly handler?: string | null;
}

/** Opens a trace and runs it to the handler. */
export function begin(input: RequestInput): FrebBuilder {
  const { status, url = 'https://orders.contoso.example:443/api/orders', verb = 'GET' } = input;
  const trace = freb({ status, url, verb, computer: MACHINE, start: after(input.from ?? 0), ...input.options });
  trace.event('GENERAL_REQUEST_START', {
    at: 0,
    data: [
      ['SiteId', 1],
      ['AppPoolId', 'OrdersPool'],
      ['ConnId', 1610612774],
      ['RawConnId', 0],
      ['RequestURL', url],
      ['RequestVerb', verb],
    ],
  });
  trace.event('GENERAL_ENDPOINT_INFORMATION', {
    data: [
      ['RemoteAddress', '203.0.113.24'],
      ['RemotePort', 51774],
      ['LocalAddress', '10.20.0.11'],
      ['LocalPort', 443],
    ],
  });
  const headers: Headers = [['Host', new URL(url).hostname], ['User-Agent', 'Mozilla/5.0'], ...(input.headers ?? [])];
  trace.event('GENERAL_REQUEST_HEADERS', {
    data: [['Headers', `${headers.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`]],
  });
  for (const module of input.before ?? ['RequestFilteringModule', 'AnonymousAuthenticationModule']) {
    trace.start(module, 'BEGIN_REQUEST').end(module, 'BEGIN_REQUEST');
  }
  const handler = input.handler === undefined ? 'AspNetCoreModule' : input.handler;
  if (handler !== null) {
    trace.event('HANDLER_CHANGED', {
      data: [
        ['OldHandlerName', ''],
        ['NewHandlerName', 'aspNetCore'],
        ['NewHandlerModules', handler],
        ['NewHandlerScriptProcessor', ''],
        ['NewHandlerType', ''],
      ],
    });
  }
  return trace;
}

/** Closes a trace: log, end of the request. */
export function finish(trace: FrebBuilder, status: string, bytes = 1672): FrebBuilder {
  const [code = '0', sub = '0'] = status.split('.');
  trace.start('HttpLoggingModule', 'LOG_REQUEST').end('HttpLoggingModule', 'LOG_REQUEST');
  return trace.event('GENERAL_REQUEST_END', {
    data: [
      ['BytesSent', bytes],
      ['BytesReceived', 611],
      ['HttpStatus', code],
      ['HttpSubStatus', sub],
    ],
  });
}

/** The five headers that the module sets when it hands a request on. */
export function handOn(trace: FrebBuilder, at: number, more: Headers = []): FrebBuilder {
  const set: Headers = [
    ['MS-ASPNETCORE-TOKEN', 'b3f1c5a0-0000-4000-8000-000000000001'],
    ['X-Forwarded-For', '203.0.113.24:51774'],
    ['X-Forwarded-Proto', 'https'],
    ...more,
    ['MS-ASPNETCORE-CLIENTCERT', ''],
    ['Connection', ''],
  ];
  set.forEach(([name, value], ix) => setHeader(trace, name, value, ix === 0 ? at : undefined));
  return trace;
}

function setHeader(trace: FrebBuilder, name: string, value: string, at?: number): FrebBuilder {
  return trace.event('GENERAL_SET_REQUEST_HEADER', {
    ...(at === undefined ? {} : { at }),
    data: [
      ['HeaderName', name],
      ['HeaderValue', value],
      ['Replace', true],
    ],
  });
}

export interface ForwardInput extends RequestInput {
  /** Default AspNetCoreModule. */
  readonly module?: string;
  readonly code: number;
  /** Silence between handing the request on and the failure, ms. */
  readonly gap: number;
  /** Chunks of a request body that were read, in bytes. */
  readonly body?: readonly number[];
  /** Part of a response that arrived before the failure. */
  readonly response?: boolean;
  /** A flush to the client that failed directly before the status. */
  readonly flushFails?: number;
  readonly description?: string;
}

/** A request that was handed on and failed. */
export function forwarded(input: ForwardInput): FrebBuilder {
  const module = input.module ?? 'AspNetCoreModule';
  const trace = begin({ ...input, handler: module });
  trace.start(module, EXECUTE, { at: 15 });
  let at = 15;
  for (const bytes of input.body ?? []) {
    at += 15;
    trace.event('GENERAL_READ_ENTITY_START', { at }).event('GENERAL_READ_ENTITY_END', {
      data: [
        ['BytesReceived', bytes],
        ['ErrorCode', 0],
      ],
    });
  }
  if (module.startsWith('AspNetCoreModule')) handOn(trace, at);
  if (input.response === true) {
    at += 46;
    trace.event('GENERAL_SET_RESPONSE_HEADER', {
      at,
      data: [
        ['HeaderName', 'Content-Type'],
        ['HeaderValue', 'text/csv'],
        ['Replace', false],
      ],
    });
    flush(trace, at, 8192, 0);
  }
  at += input.gap;
  if (input.flushFails !== undefined) flush(trace, at, 0, input.flushFails);
  trace.errorStatus(module, input.status, input.code, { at });
  if (input.description !== undefined) {
    trace.event('SET_RESPONSE_ERROR_DESCRIPTION', { data: [['ErrorDescription', input.description]] });
  }
  trace.completion(module, EXECUTE, { at: at + 15 }).end(module, EXECUTE);
  return finish(trace, input.status);
}

/** A flush to the client. */
function flush(trace: FrebBuilder, at: number, bytes: number, errorCode: number): FrebBuilder {
  return trace.event('GENERAL_FLUSH_RESPONSE_START', { at }).event('GENERAL_FLUSH_RESPONSE_END', {
    data: [
      ['BytesSent', bytes],
      ['ErrorCode', errorCode],
    ],
  });
}

export interface StartInput extends RequestInput {
  readonly module?: string;
  readonly code: number;
  /** Time that the module spent on the start, ms. */
  readonly took: number;
  readonly reason?: string;
  readonly config?: string;
  /** Events of the area ANCM before the status: name and text. */
  readonly ancm?: readonly (readonly [string, string])[];
}

/** A start of the application that failed: synchronous, nothing handed on. */
export function startFailed(input: StartInput): FrebBuilder {
  const module = input.module ?? 'AspNetCoreModule';
  const trace = begin({ ...input, handler: module });
  trace.start(module, EXECUTE, { at: 15 });
  for (const [name, text] of input.ancm ?? []) {
    trace.event(name, {
      at: 15 + input.took,
      data: [[name.endsWith('_FAIL') ? 'FailureDescription' : 'Description', text]],
    });
  }
  trace.errorStatus(module, input.status, input.code, {
    at: 15 + input.took,
    reason: input.reason ?? (input.status.startsWith('502') ? 'Bad Gateway' : 'Internal Server Error'),
    ...(input.config === undefined ? {} : { config: input.config }),
  });
  trace.event('GENERAL_SET_RESPONSE_HEADER', {
    data: [
      ['HeaderName', 'Content-Type'],
      ['HeaderValue', 'text/html'],
      ['Replace', true],
    ],
  });
  trace.end(module, EXECUTE, { status: 2 });
  return finish(trace, input.status);
}

export interface RelayInput extends RequestInput {
  readonly module?: string;
  /** In-process: events of the area ANCM instead of forwarding headers. */
  readonly inProcess?: boolean;
  readonly code?: number;
  readonly took?: number;
  readonly reason?: string;
}

/** An answer of the application, relayed by the module. */
export function relayed(input: RelayInput): FrebBuilder {
  const module = input.module ?? (input.inProcess === true ? 'AspNetCoreModuleV2' : 'AspNetCoreModule');
  const trace = begin({ ...input, handler: module });
  trace.start(module, EXECUTE, { at: 15 });
  if (input.inProcess === true) trace.event('ANCM_INPROC_EXECUTE_REQUEST_START');
  else handOn(trace, 15);
  trace.errorStatus(module, input.status, input.code ?? 0, {
    at: 15 + (input.took ?? 62),
    reason: input.reason ?? 'Internal Server Error',
  });
  if (input.inProcess === true) {
    trace.event('ANCM_INPROC_EXECUTE_REQUEST_COMPLETION', { data: [['requestStatus', 1]] });
    trace.event('ANCM_INPROC_MANAGED_REQUEST_COMPLETION');
  }
  trace.completion(module, EXECUTE).end(module, EXECUTE);
  return finish(trace, input.status);
}

export interface RefusedInput extends RequestInput {
  readonly module: string;
  readonly code: number;
  readonly notification?: NotificationName;
  readonly reason?: string;
  readonly at?: number;
  readonly took?: number;
}

/** A status that a module sets at once: app_offline, a shutdown, another module of IIS. */
export function answered(input: RefusedInput): FrebBuilder {
  const { module, notification = EXECUTE, took = 0 } = input;
  const trace = begin(input);
  trace.start(module, notification, { at: 15 });
  trace.errorStatus(module, input.status, input.code, {
    at: 15 + took,
    notification,
    reason: input.reason ?? 'Service Unavailable',
  });
  trace.end(module, notification, { status: 2 });
  return finish(trace, input.status);
}

export interface RoutedInput extends RequestInput {
  readonly code: number;
  readonly gap: number;
  /** Headers that a rewrite rule sets on the request. */
  readonly set?: Headers;
  readonly response?: boolean;
}

/** A request that Application Request Routing sent to a server of its farm. */
export function routed(input: RoutedInput): FrebBuilder {
  const module = 'ApplicationRequestRouting';
  const trace = begin({ ...input, handler: module });
  trace.start('RewriteModule', 'BEGIN_REQUEST', { at: 0 });
  for (const [name, value] of input.set ?? []) setHeader(trace, name, value);
  trace.end('RewriteModule', 'BEGIN_REQUEST');
  trace.start(module, EXECUTE, { at: 15 });
  trace.event('ARR_SERVER_ROUTED', {
    data: [
      ['RoutingReason', 'LoadBalancing'],
      ['Server', 'content01.contoso.example'],
    ],
  });
  if (input.response === true) {
    trace.event('GENERAL_RESPONSE_HEADERS', { at: 62, data: [['Headers', 'Content-Type: text/html\r\n\r\n']] });
    flush(trace, 62, 4096, 0);
  }
  trace.errorStatus(module, input.status, input.code, { at: (input.response === true ? 62 : 15) + input.gap });
  trace.completion(module, EXECUTE, { at: (input.response === true ? 62 : 15) + input.gap + 15 }).end(module, EXECUTE);
  return finish(trace, input.status);
}
