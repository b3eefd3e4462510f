import { counted, formatCount } from './numbers.ts';

/** Words of the page `Requests`. */
export const REQUESTS = {
  title: 'Requests',
  placeholder: 'status:502 module:AspNetCore -url:/health',
  none: 'No trace is open',
  noneDetail: 'Open Failed Request Tracing files (fr000001.xml …). Logs alone have no traces in them.',
  noMatch: 'No request matches the filter',
  failed: 'The list of requests could not be made',
  failedDetail: 'The file reader stopped. Reload the page and open the files again.',
  noFailure: 'did not fail',
  noVerdict: 'failed, no verdict yet',
  noOutcome: 'no outcome recorded',
  columns: {
    mark: 'Mark',
    status: 'Status',
    headline: 'Verdict',
    cause: 'Cause',
    verb: 'Verb',
    url: 'URL',
    module: 'Set by',
    duration: 'Duration',
    start: 'Start',
    appPool: 'App pool',
    file: 'File',
  },
  copied: 'The row is copied, secrets masked.',
  mark: (path: string) => `Mark ${path} for comparison`,
  markSecond: '1 request is marked: mark a second one with x or its box.',
  markedTwo: '2 requests are marked.',
  compare: 'Compare',
  clearMarks: 'Clear the marks',
  noMoreFailures: 'There is no further failing request in this direction.',
} as const;

/** `4 of 10 requests, 3 failing`. */
export function requestsShown(shown: number, all: number, failing: number): string {
  const of = shown === all ? counted(all, 'request') : `${formatCount(shown)} of ${counted(all, 'request')}`;
  return `${of}, ${formatCount(failing)} failing`;
}
