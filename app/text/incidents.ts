import type { FacetId } from '#core/engine/questions/overview';
import { counted, formatCount } from './numbers.ts';

/** Words of the overview and of the page of an incident. */
export const INCIDENTS = {
  title: 'Incidents',
  none: 'No file is open',
  noneDetail: 'Drop traces, logs, folders or archives anywhere on this page. What failed together is shown together.',
  nothingFailed: 'Nothing failed',
  nothingFailedDetail: 'No request in what is open ended with an error of the server. These took longest.',
  nothingThere: 'No request is in the open files',
  nothingThereDetail: 'The files are read, and none of them is a trace or a request log.',
  failed: 'The overview could not be made',
  failedDetail: 'The file reader did not answer. Open the files again; if that does not help, reload the page.',
  reading: 'Reading files…',
  notWhole: (refused: number, partial: number) =>
    [
      ...(refused > 0 ? [`${counted(refused, 'file')} could not be used`] : []),
      ...(partial > 0 ? [`${counted(partial, 'file')} could be used in part`] : []),
    ].join(', '),
  notWholeLink: 'See which, and why',
  overTime: 'Failures over time',
  byCause: 'Failures by cause',
  byStart: 'Requests by the time they began. Drag over the columns, or click one, to narrow everything below.',
  chooseTime: 'Choose a time',
  chooseTimeKeys: 'Left and right choose a column, with Shift several; Enter narrows to them, Delete shows all.',
  summary: (incidents: number, requests: number) =>
    `${counted(incidents, 'incident')}, ${counted(requests, 'request')}`,
  narrowed: (matching: number, total: number) => `${formatCount(matching)} of ${counted(total, 'request')}`,
  showAll: (what: string) => `Show all again, not only ${what}`,
  noneLeft: 'No incident lies in this time',
  time: 'Time',
  order: 'Order',
  most: 'Most requests',
  earliest: 'Earliest',
  grouping: 'Grouping',
  causes: 'By cause',
  single: 'One by one',
  each: (incidents: number) => (incidents === 1 ? 'The incident' : `Each of the ${formatCount(incidents)} incidents`),
  requestsOf: (requests: number, traces: number) =>
    traces === 0
      ? `${counted(requests, 'request')}, none traced`
      : traces === requests
        ? counted(traces, 'traced request')
        : `${counted(requests, 'request')}, ${formatCount(traces)} traced`,
  ofThese: (matching: number) => `${formatCount(matching)} in the time chosen`,
  urls: 'URLs',
  pools: 'Pool',
  processes: 'Process',
  machines: 'Machine',
  example: 'Example',
  why: 'Why grouped',
  followed: 'What followed from it',
  followedFrom: 'Followed from',
  beside: 'In the same time',
  more: (count: number) => `and ${formatCount(count)} more`,
  facets: 'What they have in common',
  notTraced: 'not traced',
  slowest: 'Slowest requests',
} as const;

export const FACETS: Readonly<Record<FacetId, string>> = {
  cause: 'Cause',
  status: 'Status',
  template: 'URL',
  module: 'Module',
  pool: 'Pool',
  process: 'Process',
  machine: 'Machine',
  site: 'Site',
  hour: 'Hour',
};

export const INCIDENT_PAGE = {
  missingTitle: 'This incident is not open',
  missing:
    'Files are read in this tab only, so a link holds no data. Open the files it was made from, and this place appears.',
  loading: 'Putting the incident together…',
  failed: 'The incident could not be shown',
  failedDetail: 'The file reader did not answer. Open the files again; if that does not help, reload the page.',
  timeline: 'Incident timeline',
  timelineHint:
    'Left and right go along the steps of the story. W and S zoom, A and D move, 0 shows all; drag to zoom. The table named Tracks holds the same.',
  tracks: 'Tracks',
  track: 'Track',
  count: 'Count',
  first: 'First',
  last: 'Last',
  whole: 'The whole time',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  story: 'The story',
  storyDetail: 'Put together from what is open, in order of time. Another file may add a step or change one.',
  noStory: 'No step can be told: nothing that is open has a time.',
  firstSign: 'first sign of trouble',
  sources: 'Read from',
  line: (path: string, line: number | null) => (line === null ? path : `${path}, line ${line}`),
  event: (path: string, event: number | null) => (event === null ? path : `${path}, event ${event + 1}`),
  until: (time: string) => `to ${time}`,
  openTrace: 'Open the trace',
  step: (number: number) => `Step ${number}`,
} as const;
