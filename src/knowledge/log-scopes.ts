/**
 * What ASP.NET Core writes beside a log line to say whose it is, under the names of its scopes:
 *
 *   => SpanId:3fd9…, TraceId:630d…, ParentId:00f0… => ConnectionId:0HN… => RequestPath:/api/reports RequestId:0HN…:00000001
 *
 * The event log provider writes the same names on lines of their own. Source: the logging documentation of ASP.NET Core.
 */
export interface LogScopes {
  readonly requestId: string;
  readonly traceId: string;
  readonly parentId: string;
  readonly requestPath: string;
}

const REQUEST_ID = /\bRequestId[:=] ?"?([0-9A-Za-z-]{6,}(?::[0-9A-Fa-f]{8})?)/;
const TRACE_ID = /\bTraceId[:=] ?"?([0-9a-f]{32})\b/i;
const PARENT_ID = /\bParentId[:=] ?"?([0-9a-f]{16})\b/i;
const REQUEST_PATH = /\bRequestPath[:=] ?"?(\/[^\s,"]*)/;

/** The ids and the path that a text of scopes names, '' for what it does not. */
export function logScopes(text: string): LogScopes {
  // Most lines name nothing.
  if (!text.includes('Id') && !text.includes('RequestPath')) return NO_SCOPES;
  const parent = PARENT_ID.exec(text)?.[1] ?? '';
  return {
    requestId: REQUEST_ID.exec(text)?.[1] ?? '',
    traceId: TRACE_ID.exec(text)?.[1]?.toLowerCase() ?? '',
    parentId: /^0+$/.test(parent) ? '' : parent.toLowerCase(),
    requestPath: REQUEST_PATH.exec(text)?.[1] ?? '',
  };
}

const NO_SCOPES: LogScopes = { requestId: '', traceId: '', parentId: '', requestPath: '' };
