/** How much a reason of HTTPERR says about an incident. `none` rows are hidden by default. */
export type HttpErrWeight = 'high' | 'medium' | 'low' | 'none';

/** One value of `s-reason`. Source: httperr. */
export interface HttpErrReason {
  readonly reason: string;
  readonly meaning: string;
  readonly weight: HttpErrWeight;
}

const row = (reason: string, weight: HttpErrWeight, meaning: string): HttpErrReason => ({ reason, meaning, weight });

/** What HTTP.sys answered or dropped by itself: such a request has no trace and mostly no log row. */
export const HTTPERR_REASONS: readonly HttpErrReason[] = [
  row(
    'AppOffline',
    'high',
    '503: the pool was switched off after repeated failures. Has nothing to do with app_offline.htm.',
  ),
  row('AppShutdown', 'medium', '503: the pool was shutting down by policy, for example a recycle or an idle stop.'),
  row('AppPoolTimer', 'high', '503: the pool was too busy to take the request.'),
  row('Disabled', 'high', '503: the pool was stopped by an administrator.'),
  row('QueueFull', 'high', '503: the request queue of the pool was full, so the workers did not keep up.'),
  row('ConnLimit', 'medium', '503: the connection limit of the site was reached.'),
  row('N/A', 'low', '503: an internal error, or a URL that is reserved for another service.'),
  row(
    'Connection_Abandoned_By_ReqQueue',
    'high',
    'The worker process died or closed its queue while the request waited in it.',
  ),
  row(
    'Connection_Abandoned_By_AppPool',
    'high',
    'The worker process died or closed its queue while the request waited in it.',
  ),
  row(
    'Connection_Dropped',
    'high',
    'The client had left before the response was complete, and the answer did not come in time to be logged.',
  ),
  row('Connection_Dropped_List_Full', 'high', 'Too many such clients at once.'),
  row('Connections_Refused', 'high', 'The kernel was short of memory and refused connections.'),
  row('Client_Reset', 'medium', 'The client closed the connection before a worker took the request.'),
  row('Timer_ReqQueue', 'high', 'The request waited too long in the queue of the pool (two minutes unless set).'),
  row('Timer_AppPool', 'high', 'The request waited too long in the queue of the pool (two minutes unless set).'),
  row('Timer_ConnectionIdle', 'none', 'An idle connection was closed. Normal.'),
  row('Timer_HeaderWait', 'low', 'The client took too long to send its headers.'),
  row('Timer_EntityBody', 'low', 'The client took too long to send its body.'),
  row(
    'Timer_MinBytesPerSecond',
    'low',
    'The client read more slowly than the minimum rate (240 bytes a second unless set).',
  ),
  row('Timer_SslRenegotiation', 'low', 'Negotiating TLS again took too long.'),
  row('Timer_Response', 'low', 'Reserved, not in use.'),
  row('BadRequest', 'low', '400: the request could not be parsed.'),
  row('Verb', 'low', '400: the method could not be parsed.'),
  row('URL', 'low', '400: the URL could not be parsed.'),
  row('URL_Length', 'low', '414: the URL is too long for HTTP.sys.'),
  row('Header', 'low', '400: a header could not be parsed.'),
  row('Hostname', 'low', '400: the Host header could not be used.'),
  row('FieldLength', 'low', '400: a header is longer than MaxFieldLength.'),
  row('RequestLength', 'low', '400: request line and headers are longer than MaxRequestBytes.'),
  row('Invalid_CR/LF', 'low', '400: a line end is not valid.'),
  row('Number', 'low', '400: a number in the request could not be parsed.'),
  row('Forbidden', 'low', '403: a part of the request is not allowed.'),
  row('EntityTooLarge', 'low', '413: the body is larger than HTTP.sys takes.'),
  row('LengthRequired', 'low', '411: the length of the body is missing.'),
  row('Precondition', 'low', '412: a condition of the request does not hold.'),
  row('Version_N/S', 'low', '505: the version of HTTP is not supported.'),
  row('N/I', 'low', '501: not implemented.'),
  row('Internal', 'low', '500: HTTP.sys failed.'),
];

const BY_REASON: ReadonlyMap<string, HttpErrReason> = new Map(
  HTTPERR_REASONS.map((entry) => [entry.reason.toLowerCase(), entry]),
);

/** The entry of an `s-reason`, case ignored; null for one that is not known: show it as it is. */
export function httpErrReason(reason: string): HttpErrReason | null {
  return BY_REASON.get(reason.trim().toLowerCase()) ?? null;
}
