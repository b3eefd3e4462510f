import { counted, formatCount } from '../../text/numbers.ts';

/** Words of the page of logs. */
export const LOG = {
  title: 'Log rows',
  none: 'No log is open',
  noneDetail: 'Open IIS logs (u_ex….log), HTTPERR logs, a folder or an archive of them.',
  otherLog: 'This link points to a log that is not open',
  otherLogDetail: (line: number | null) =>
    line === null ? 'Open it, and its rows are here.' : `Open it, and line ${formatCount(line)} is shown here.`,
  noMatch: 'No row matches the filter',
  failed: 'The rows could not be listed',
  failedDetail: 'The reader stopped. Reload the page and open the files again.',
  placeholder: 'status:502.3 win32:12002 url:/api/* time>2s -c-ip:10.*',
  tabs: 'Views of the logs',
  rows: 'Rows',
  groups: 'Groups',
  httpErr: 'HTTPERR',
  damaged: 'Damaged rows',
  showDamaged: 'Show them',
  notes: 'Notes on the logs',
  copy: 'Copy the row, secrets masked',
  copied: 'The row is copied, secrets masked.',
  columns: {
    at: 'End',
    status: 'Status',
    win32: 'Win32',
    method: 'Verb',
    url: 'URL',
    time: 'Taken',
    client: 'Client',
    agent: 'User agent',
    host: 'Host',
    server: 'Server',
    trace: 'Trace',
    file: 'Log',
  },
  columnsButton: 'Columns',
  moreColumns: 'Further fields of the logs',
  orderLabel: 'Order of the rows',
  orders: { '': 'oldest first', at: 'newest first', time: 'slowest first', status: 'highest status first' },
  asBefore: 'Shown are the rows of the filter before.',
  noMoreColumns: 'The logs have no further fields',
  trace: 'trace',
  openTrace: 'Open the trace of this request',
  upgraded: 'WebSocket',
  upgradedDetail: 'A WebSocket: its row comes when the connection ends, and time-taken is the life of the connection.',
  top: 'Top of these rows',
  topUrls: 'URLs',
  topStatuses: 'Statuses',
  topClients: 'Clients',
  onlyThis: (name: string) => `Only rows with this ${name}`,
  withoutThis: (name: string) => `Leave out rows with this ${name}`,
  nothing: '(none)',
  filterTo: (key: string) => `Show only ${key}`,
  groupBy: 'Group by',
  groupCount: (total: number, listed: number) =>
    listed < total ? `The largest ${formatCount(listed)} of ${counted(total, 'group')}` : counted(total, 'group'),
  groupsLeaveOut: (rows: number) =>
    `Over the rows that are kept: ${counted(rows, 'row')} ${rows === 1 ? 'is' : 'are'} only counted, and not by this.`,
  approximate: 'Over all rows, also those that are only counted; percentiles are at most 1.6 % off.',
  keptOnly: 'rows that are kept',
  group: {
    key: 'Value',
    count: 'Rows',
    share: 'Share',
    failures: 'Failures',
    p50: 'p50',
    p95: 'p95',
    p99: 'p99',
    max: 'Longest',
  },
  groupsLabel: 'Groups of rows',
  detail: 'Fields of the row',
  closeDetail: 'Close',
  line: (line: number) => `line ${formatCount(line)}`,
  chooseZone: 'choose the zone',
  noTrace: 'No trace of this request is open.',
  why: 'Why this trace',
  shift: (path: string, count: number) => (count === 1 ? `Clock of ${path}` : `Clock of ${formatCount(count)} logs`),
} as const;

/** Words of the chart. */
export const CHART = {
  title: 'Rows over time by class of status',
  from: 'Start of the range',
  to: 'End of the range',
  whole: 'All the time',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  hint: 'Drag to choose a range of time.',
  scale: (width: string, most: number) => `Bars of ${width}, up to ${counted(most, 'row')}`,
} as const;

/** Words of the HTTPERR tab. */
export const HTTPERR = {
  title: 'HTTPERR rows',
  placeholder: 'reason:Disabled status:503 queue:ReportsPool',
  unknown: 'What this reason means is not documented.',
  noTrace: 'No trace of this connection is open.',
  none: 'No HTTPERR log is open',
  noneDetail: 'It holds what HTTP.sys answered or dropped by itself: C:\\Windows\\System32\\LogFiles\\HTTPERR.',
  noMatch: 'No row matches the filter',
  hidden: (count: number) => `${counted(count, 'idle time-out')} hidden`,
  show: 'Show idle time-outs',
  hide: 'Hide idle time-outs',
  idle: 'idle',
  columns: {
    at: 'Time',
    reason: 'Reason',
    status: 'Status',
    method: 'Verb',
    url: 'URL',
    client: 'Client',
    queue: 'Pool',
    site: 'Site',
  },
} as const;

/** Words of the tab of damaged rows. */
export const DAMAGED = {
  title: 'Damaged rows',
  log: 'Log',
  meaning: 'They do not have the values that the log names, so nothing is read out of them.',
  show: 'Show them',
  hide: 'Hide them',
  gone: 'The file has changed or moved since it was opened. Open it again.',
  line: 'Line',
  valuesTitle: 'Values',
  of: (values: number, fields: number) => `${formatCount(values)} of ${formatCount(fields)}`,
  values: (values: number, fields: number) => `${counted(values, 'value')} for ${counted(fields, 'field')}`,
  text: 'As it stands in the file',
  tooLong: 'too long',
  long: 'longer than any line that is read; only its head is shown',
  whole: 'The damaged row',
  copy: 'Copy the row',
  copied: 'The row is copied as it stands in the file.',
} as const;

/** `91 of 2,270 rows, 91 failing`. */
export function rowsShown(shown: number, all: number, failing: number, counted_: number): string {
  // Without a filter all rows are meant, and of these some are only counted.
  if (counted_ > 0 && shown === all - counted_)
    return `${counted(all, 'row')}, ${formatCount(failing)} failing; ${formatCount(shown)} kept`;
  const of = shown === all ? counted(all, 'row') : `${formatCount(shown)} of ${counted(all, 'row')}`;
  return `${of}, ${formatCount(failing)} failing`;
}

/** What is said of rows without a trace. */
export function untracedText(untraced: number): string {
  return `${counted(untraced, 'failing row')} ${untraced === 1 ? 'has' : 'have'} no trace.`;
}

export function fullFolderText(folder: string, traces: number): string {
  return `${folder}: the folder was full (${counted(traces, 'trace')}), older traces were deleted.`;
}

export function countedOnlyText(counted_: number): string {
  return `These logs are larger than what can be kept: rows of status 400 to 599 are here, ${counted(counted_, 'other row')} ${counted_ === 1 ? 'is' : 'are'} only counted.`;
}

export function columnsLeftText(path: string, columns: string): string {
  return `${path} is larger than what can be kept: these fields were left in the file: ${columns}.`;
}

export function damagedText(logs: readonly { readonly path: string; readonly count: number }[]): string {
  const count = logs.reduce((sum, log) => sum + log.count, 0);
  const where = logs.length === 1 ? (logs[0]?.path ?? '') : counted(logs.length, 'log');
  return `${counted(count, 'row')} of ${where} ${count === 1 ? 'does' : 'do'} not fit the columns of the log.`;
}

/** What is said of a log that does not name its fields. */
export function fieldlessText(path: string, state: 'default' | 'given' | 'refused'): string {
  if (state === 'given') return `${path} was read by the field line that was given.`;
  return state === 'default'
    ? `${path} has no #Fields line and was read by the default fields of IIS.`
    : `${path} was not read: nobody knows which fields its rows have.`;
}

export function moreFieldlessText(count: number): string {
  return `${counted(count, 'more log')} without a field line`;
}

/** What is said of logs whose times have no zone, all with the same shift. */
export function localTimeText(
  logs: readonly { readonly path: string; readonly shiftMs: number; readonly asksZone: boolean }[],
  traces: number | null,
): string {
  const [first] = logs;
  if (first === undefined) return '';
  const one = logs.length === 1;
  const who = one ? `${first.path} is` : `${counted(logs.length, 'log')} are`;
  const base = `${who} in the server’s local time`;
  const zone = offsetText(first.shiftMs);
  if (traces !== null)
    return `${base}; ${counted(traces, 'trace')} ${traces === 1 ? 'puts' : 'put'} ${one ? 'it' : 'them'} at ${zone}.`;
  if (!first.asksZone) return `${base}, read as ${zone}.`;
  return `${base} and ${one ? 'does' : 'do'} not name ${one ? 'its' : 'their'} zone: read as UTC until you choose one.`;
}

/** The zone of a clock whose times need this shift to be UTC. */
export function offsetText(shiftMs: number): string {
  const minutes = Math.round(-shiftMs / 60_000);
  const size = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `UTC${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
