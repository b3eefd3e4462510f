import { formatCount } from '../../text/numbers.ts';

/** Words of the trace page. */
export const TRACE = {
  request: 'Request',
  previous: 'Previous failing request',
  next: 'Next failing request',
  copyUrl: 'Copy URL',
  tabs: 'Parts of the trace',
  events: 'Events',
  headers: 'Headers',
  raw: 'Raw',
  missingTitle: 'This trace is not open',
  missing:
    'Files are read in this tab only, so a link holds no data. Open the file it was made from, and this place appears.',
  loading: 'Reading the trace…',
  failedTitle: 'The trace could not be shown',
  failed: 'The file reader did not answer. Open the file again; if that does not help, reload the page.',
  noTimeline: 'The pipeline could not be drawn: the trace holds no event that starts or ends a module.',
  fewEvents:
    'This trace was recorded with low verbosity: it holds no events that start or end modules, so there is no pipeline to draw.',
} as const;

export const EVENTS = {
  placeholder: 'text  name:…  module:…  level:error  -text',
  none: 'This trace holds no event.',
  noneLeft: 'No event passes the filter.',
  number: 'No.',
  event: 'Event',
  module: 'Module',
  notification: 'Notification',
  time: 'Time',
  delta: 'Since last',
  level: 'Level',
  key: 'Key data',
  post: ' (post)',
  damaged: 'could not be read',
  producing: 'produced the status',
  fields: 'Fields of the event',
  system: 'System',
  showRaw: 'Show raw XML, nothing masked',
  hideRaw: 'Hide raw XML',
  copyRaw: 'Copy raw XML',
  copyEvent: 'Copy event',
  copied: 'The event is copied.',
  copyValue: (name: string) => `Copy ${name}`,
  noData: 'This event has no data of its own.',
  cutRaw: (shown: number, all: number) => `The first ${formatCount(shown)} of ${formatCount(all)} bytes are shown.`,
  close: 'Close details',
  count: (left: number, all: number) =>
    left === all ? formatCount(all) : `${formatCount(left)} of ${formatCount(all)}`,
} as const;

export const HEADERS = {
  none: 'This trace holds no headers. They are in events of the areas RequestNotifications and General at verbosity Verbose.',
  groups: {
    request: 'Request headers, as received',
    'set-request': 'Set on the request by modules',
    response: 'Response headers, as sent',
    'set-response': 'Set on the response by modules',
  },
  name: 'Name',
  value: 'Value',
  by: 'Module',
  event: 'Event',
  empty: '(empty)',
} as const;

export const RAW = {
  ask: 'The raw file is shown as it is: cookies, tokens, user names and bodies are not masked.',
  show: 'Show the raw file',
  hide: 'Hide it again',
  lines: 'Raw lines',
  line: 'Line',
  text: 'Text',
} as const;
