import type { Served } from './served.ts';

/** Sets of fields, each with more to go by than the one before. */
export const FIELD_SETS = {
  path: 'date time cs-method cs-uri-stem sc-status sc-substatus sc-win32-status time-taken',
  query: 'date time cs-method cs-uri-stem cs-uri-query sc-status sc-substatus sc-win32-status time-taken',
  client:
    'date time cs-method cs-uri-stem cs-uri-query c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken',
  bytes:
    'date time cs-method cs-uri-stem cs-uri-query c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken',
} as const;
export type FieldSet = keyof typeof FIELD_SETS;

/** How a server writes its log. */
export interface LogStyle {
  readonly fields: string;
  /** Path after URL Rewrite in place of the one asked for. */
  readonly rewritten?: boolean;
  /** Step of the clock that time-taken is counted with; default: fine. */
  readonly stepMs?: number;
  /** Added to the true time: the error of the server's clock against that of the traces. */
  readonly clockMs?: number;
}

/** A log and the line of each request in it. */
export interface WrittenLog {
  readonly path: string;
  readonly text: string;
  readonly lines: ReadonlyMap<Served, number>;
}

/** Writes the log of some requests in the order in which they ended. */
export function writtenLog(path: string, requests: readonly Served[], style: LogStyle): WrittenLog {
  const head = [
    '#Software: Microsoft Internet Information Services 10.0',
    '#Version: 1.0',
    `#Date: ${stamp(requests[0]?.sent ?? 0)}`,
    `#Fields: ${style.fields}`,
  ];
  const names = style.fields.split(' ');
  const lines = new Map<Served, number>();
  const rows = requests
    .toSorted((a, b) => a.sent - b.sent)
    .map((request, ix) => {
      lines.set(request, head.length + ix + 1);
      return names.map((name) => valueOf(name, request, style)).join(' ');
    });
  return { path, text: [...head, ...rows, ''].join('\r\n'), lines };
}

function valueOf(name: string, request: Served, style: LogStyle): string {
  const end = request.sent + (style.clockMs ?? 0);
  switch (name) {
    case 'date':
      return stamp(end).slice(0, 10);
    case 'time':
      return stamp(end).slice(11);
    case 's-sitename':
      return 'W3SVC1';
    case 's-computername':
      return request.server.computer;
    case 's-ip':
      return request.server.ip;
    case 's-port':
      return String(request.server.port);
    case 'cs-method':
      return request.verb;
    case 'cs-uri-stem':
      return plus(style.rewritten === true && request.rewritten !== '' ? request.rewritten : request.path);
    case 'cs-uri-query':
      return dash(request.query);
    case 'cs-username':
      return dash(plus(request.user));
    case 'c-ip':
      return request.peer;
    case 'cs(User-Agent)':
      return dash(plus(request.userAgent));
    case 'cs(Referer)':
      return dash(request.referer);
    case 'cs-host':
      return request.host;
    case 'sc-status':
      return String(request.status);
    case 'sc-substatus':
      return String(request.subStatus);
    case 'sc-win32-status':
      return String(request.win32);
    case 'sc-bytes':
      return String(request.bytesSent);
    case 'cs-bytes':
      return String(request.bytesReceived);
    case 'time-taken':
      return String(taken(request, style.stepMs));
    default:
      return dash(plus(headerOf(request, name.replace(/^cs\((.*)\)$/, '$1'))));
  }
}

/** A coarse clock counts whole steps between the first and the last byte. */
function taken(request: Served, stepMs: number | undefined): number {
  if (stepMs === undefined) return Math.floor(request.sent - request.arrived);
  return Math.round((Math.floor(request.sent / stepMs) - Math.floor(request.arrived / stepMs)) * stepMs);
}

function headerOf({ headers }: Served, name: string): string {
  return headers.find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1] ?? '';
}

/** Seconds, cut. */
function stamp(ms: number): string {
  return new Date(Math.floor(ms)).toISOString().slice(0, 19).replace('T', ' ');
}

const plus = (text: string): string => text.replace(/[\0- ]/g, '+');
const dash = (text: string): string => (text === '' ? '-' : text);
