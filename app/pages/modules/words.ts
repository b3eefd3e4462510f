import { counted, formatCount } from '../../text/numbers.ts';

/** Words of the page `Modules`. */
export const MODULES = {
  title: 'Modules',
  tracesLabel: 'Traces',
  tracesPlaceholder: 'which traces: status:502 url:/orders',
  placeholder: 'module:Rewrite self>100ms',
  none: 'No trace is open',
  noneDetail:
    'Open Failed Request Tracing files (fr000001.xml …) to see where their time went. Logs alone do not tell.',
  noTraces: 'No trace matches',
  noMatch: 'No module matches the filter',
  failed: 'Where time went could not be worked out',
  failedDetail: 'The file reader stopped. Reload the page and open the files again.',
  reading: (traces: number) => `Files are still being read. What is shown covers ${counted(traces, 'trace')} so far.`,
  timeless: 'All of it lies within one step of the clock: there is no time to draw.',
  spent: 'Time spent',
  spentTable: 'Time spent by path',
  table: 'Table',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomAll: 'All of the time',
  choose: 'Choose a bar to see the requests with it.',
  nowhere: 'outside any module',
  copied: 'The row is copied.',
  columns: {
    module: 'Module',
    notification: 'Notification',
    count: 'Runs',
    traces: 'Traces',
    total: 'Total',
    self: 'Self',
    waiting: 'Waiting',
    p50: 'p50',
    p95: 'p95',
    p99: 'p99',
    max: 'Max',
    share: 'Share',
  },
} as const;

/** `14 modules and notifications over 9 of 10 traces`. */
export function modulesShown(page: {
  readonly total: number;
  readonly all: number;
  readonly traces: number;
  readonly open: number;
}): string {
  const { total, all, traces, open } = page;
  const rows = total === all ? counted(all, 'row') : `${formatCount(total)} of ${counted(all, 'row')}`;
  const over = traces === open ? counted(open, 'trace') : `${formatCount(traces)} of ${counted(open, 'trace')}`;
  return `${rows} over ${over}`;
}

/** `Show the 3 requests with it`. */
export function showRequests(traces: number): string {
  return traces === 1 ? 'Show the request with it' : `Show the ${formatCount(traces)} requests with it`;
}
