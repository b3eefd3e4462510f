import type { ComparedFactId, ComparedRow, ComparedSide } from '#core/engine/questions/compare';
import type { HeaderLine } from '#core/engine/questions/traces';
import { formatSeconds } from '../../text/durations.ts';
import { counted, formatCount } from '../../text/numbers.ts';

/** Words of the page `Comparison`. */
export const COMPARE = {
  title: 'Comparison',
  loading: 'Comparing…',
  failed: 'The comparison could not be made',
  failedDetail: 'A file has changed or moved since it was opened, or the file reader stopped. Open the files again.',
  missing: 'The files of this comparison are not open',
  missingFirst: 'The first trace (A) is not open.',
  missingSecond: 'The second trace (B) is not open.',
  missingDetail: 'A link holds no data. Open the files it was made from, and this place appears.',
  noSuccess: (template: string) => `No successful request to ${template} is open`,
  noSuccessDetail:
    'Tracing rules for failures record failures only. Trace a good request with a rule for status 200 to 399, or hold this trace against one of these.',
  nothingElse: 'No other trace is open.',
  howToCapture: 'How to capture one',
  sameUrl: 'Other requests to the same URL',
  elsewhere: 'Successful requests to other URLs',
  successes: 'Successful requests to the same URL',
  identical: 'This is the same trace twice: there is no difference.',
  swap: 'Swap sides',
  against: 'Against',
  nearest: 'the nearest successful request',
  usual: (template: string) => `the median of the successful requests to ${template}`,
  incident: (others: number) => `the median of the ${counted(others, 'other trace')} of its incident`,
  onlyDifferences: 'Differences only',
  timelines: 'Both timelines on one scale',
  timelineOf: (side: string) => `Timeline ${side}`,
  timelineHint:
    'Arrow keys go along the spans. W and S zoom, A and D move, 0 shows all; the other timeline follows. The grid named Aligned spans holds the same.',
  noPipeline: 'No events that start or end modules: there is no pipeline to draw.',
  drawn: 'drawn: the member with the median duration',
  spans: 'Aligned spans',
  noneDiffer: 'All spans are there on both sides and took the same time, as far as the clock can tell.',
  modules: 'Modules',
  onlyA: 'Only in A',
  onlyB: 'Only in B',
  sameModules: 'Both sides ran the same modules.',
  facts: 'Facts',
  fact: 'Fact',
  headers: 'Headers',
  header: 'Header',
  sameFacts: 'The facts are the same.',
  sameHeaders: 'The headers are the same.',
  none: 'none',
  secretDiffers: 'differs',
  secretSame: 'the same',
} as const;

/** What a change is called. */
export const CHANGES: Readonly<Record<ComparedRow['change'], string>> = {
  same: 'same',
  changed: 'changed',
  added: 'only in B',
  removed: 'only in A',
};

export const FACTS: Readonly<Record<ComparedFactId, string>> = {
  status: 'Status',
  statusPath: 'Status on the way',
  setBy: 'Set by',
  handler: 'Handler',
  handlerModules: 'Modules of the handler',
  hosting: 'Hosting',
  rewrittenTo: 'Rewritten to',
  rewriteRules: 'Rewrite rules applied',
  authentication: 'Authentication',
  appPool: 'App pool',
  processId: 'Process',
  computer: 'Computer',
  physicalPath: 'Physical path',
  childRequests: 'Child requests',
  bytesReceived: 'Bytes received',
  bytesSent: 'Bytes sent',
};

export const HEADER_GROUPS: Readonly<Record<HeaderLine['group'], string>> = {
  request: 'request',
  'set-request': 'set on the request',
  response: 'response',
  'set-response': 'set on the response',
};

/** What stands on the second side when it is a group. */
export function groupTitle({ kind, count, name }: ComparedSide): string {
  if (kind === 'incident') return `Median of ${counted(count, 'trace')} of the incident: ${name}`;
  return `Median of ${counted(count, 'successful request')} to ${name}`;
}

/** `+120 s`, `−31 ms`; null when the clock could not measure it. Second less first. */
export function deltaText(delta: number, grain: number): string | null {
  if (Math.abs(delta) < grain || delta === 0) return null;
  return `${delta > 0 ? '+' : '−'}${formatSeconds(Math.abs(delta))}`;
}

/** `B took 119.9 s less than A.` */
export function durationSentence(a: number | null, b: number | null, grain: number): string {
  if (a === null || b === null) return 'How long one of them took is not known.';
  const delta = b - a;
  if (Math.abs(delta) < grain) return 'Both took the same time, as far as the clock can tell.';
  const how = delta > 0 ? 'longer' : 'less';
  return `B took ${formatSeconds(Math.abs(delta))} ${how} than A.`;
}

/** `12 of 96 spans differ`. */
export function spansDiffer(differing: number, all: number): string {
  return differing === 0
    ? `none of ${counted(all, 'span')} differs`
    : `${formatCount(differing)} of ${counted(all, 'span')} differ`;
}

/** Where facts and headers of a large group come from. */
export function readNote(side: ComparedSide, read: number): string {
  if (side.kind === 'trace') return '';
  const most = read < side.count ? ` of the ${formatCount(read)} nearest` : '';
  return `B: the most frequent value${most}; times are medians.`;
}
