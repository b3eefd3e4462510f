import { freb } from '../freb-builder.ts';
import type { Served } from './served.ts';

/** Step of the clock that stamps events. */
const STEP_MS = 15.625;
const MODULE = 'AspNetCoreModuleV2';
const EXECUTE = 'EXECUTE_REQUEST_HANDLER';

const grid = (ms: number): number => Math.floor(Math.floor(ms / STEP_MS) * STEP_MS);

/** The trace that a server writes of a request. */
export function tracedText(request: Served, ix: number): string {
  const { server } = request;
  const begun = grid(request.began);
  const at = (ms: number): number => grid(ms) - begun;
  const status = request.subStatus === 0 ? String(request.status) : `${request.status}.${request.subStatus}`;
  const url = `https://${request.host}:${server.port}${request.rawPath}${request.query === '' ? '' : `?${request.query}`}`;
  const early = request.tracedAfter;
  const trace = freb({
    url,
    verb: request.verb,
    computer: server.computer,
    start: new Date(begun).toISOString(),
    remoteUserName: request.user,
    userName: request.user,
    activityId: `{${(0x40000000 + ix).toString(16).toUpperCase()}-0000-E800-B63F-84710C7967BB}`,
    ...(early === null ? { status } : { status: '200', failureReason: 'TIME_TAKEN' }),
    timeTaken: early ?? at(request.ended),
  });
  trace.event('GENERAL_REQUEST_START', {
    at: 0,
    data: [
      ['SiteId', 1],
      ['AppPoolId', 'OrdersPool'],
      ['ConnId', 1610612774 + ix],
      ['RawConnId', 0],
      ['RequestURL', url],
      ['RequestVerb', request.verb],
    ],
  });
  trace.event('GENERAL_ENDPOINT_INFORMATION', {
    data: [
      ['RemoteAddress', request.peer],
      ['RemotePort', request.peerPort],
      ['LocalAddress', server.ip],
      ['LocalPort', server.port],
    ],
  });
  const headers = [
    ['Host', request.host],
    ...(request.userAgent === '' ? [] : [['User-Agent', request.userAgent]]),
    ...(request.referer === '' ? [] : [['Referer', request.referer]]),
    ...request.headers,
  ];
  trace.event('GENERAL_REQUEST_HEADERS', {
    data: [['Headers', headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')]],
  });
  if (request.rewritten !== '') {
    trace.event('URL_CHANGED', {
      data: [
        ['OldUrl', request.rawPath],
        ['NewUrl', request.rewritten],
      ],
    });
  }
  trace.start(MODULE, EXECUTE);
  if (early !== null) return trace.event('GENERAL_FLUSH_RESPONSE_START', { at: early }).toString();
  if (request.truncated)
    return trace.event('LOG_FILE_MAX_SIZE_TRUNCATE', { at: Math.min(700, at(request.ended)) }).toString();
  if (request.status >= 400) trace.errorStatus(MODULE, status, 0x80072ee2, { at: at(request.ended) });
  trace.end(MODULE, EXECUTE, { at: at(request.ended), status: 2 });
  trace.event('GENERAL_REQUEST_END', {
    data: [
      ['BytesSent', request.bytesSent],
      ['BytesReceived', request.bytesReceived],
      ['HttpStatus', request.status],
      ['HttpSubStatus', request.subStatus],
    ],
  });
  return trace.toString();
}
