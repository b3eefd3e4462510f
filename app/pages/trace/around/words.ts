import type { AroundCertainty, AroundKind } from '#core/engine/questions/around';
import { counted, formatCount } from '../../../text/numbers.ts';

/** Words of what else speaks of the request of a trace. */
export const AROUND = {
  tab: 'Around this request',
  short: 'Around this request, in short',
  loading: 'Looking at the other files…',
  failed: 'What is around this request could not be listed',
  kinds: {
    'other-trace': 'Other trace',
    'log-row': 'IIS log',
    'http-err': 'HTTPERR',
    'event-log': 'Event log',
    stdout: 'stdout',
    'app-log': 'Application log',
    'error-page': 'Error page',
  } satisfies Readonly<Record<AroundKind, string>>,
  /** What the files of a kind say, for those who do not know it. */
  abouts: {
    'other-trace': 'The trace that a proxy in front or the server behind wrote of the same request.',
    'log-row': 'The row that IIS wrote when the request was over.',
    'http-err': 'What HTTP.sys answered or dropped by itself on the connection of the client.',
    'event-log': 'The start of the process, and what befell it near the end of the request.',
    stdout: 'What the process of the application printed.',
    'app-log': 'What the application logged for the request.',
    'error-page': 'The page that IIS wrote for a failed request. It has no time.',
  } satisfies Readonly<Record<AroundKind, string>>,
  /** What to open, for kinds of which no file is open. */
  open: {
    'other-trace': 'traces of the proxy or the server behind',
    'log-row': 'IIS logs (u_ex….log)',
    'http-err': 'HTTPERR logs (httperr….log)',
    'event-log': 'event logs (.evtx, eventlog.xml)',
    stdout: 'stdout logs (stdout_….log)',
    'app-log': 'application logs',
    'error-page': 'detailed error pages (ErrorPage….htm)',
  } satisfies Readonly<Record<AroundKind, string>>,
  certainty: {
    exact: 'exact',
    likely: 'likely',
    possible: 'possible',
    around: 'around the same time',
  } satisfies Readonly<Record<AroundCertainty, string>>,
  meaning: {
    exact: 'Both hold an id, or a connection and a URL, that only this request has.',
    likely: 'One thing only fits in process, path and time.',
    possible: 'It fits, and nothing tells it from others like it.',
    around: 'It is of the same time. Nothing says that it is of this request.',
  } satisfies Readonly<Record<AroundCertainty, string>>,
  none: 'none',
  ambiguous: (count: number) => `ambiguous, ${counted(count, 'candidate')}`,
  because: 'Because:',
  more: (count: number) => `${formatCount(count)} more like ${count === 1 ? 'this' : 'these'}`,
  notOpen: 'Not open, and may say more:',
  show: (kind: string) => `Show ${kind}`,
  lines: (title: string) => `Lines of ${title}`,
  lineName: (line: number) => `line ${formatCount(line)}`,
  line: (line: number, file: string) => `line ${formatCount(line)} of ${file}`,
  trace: (file: string) => `open ${file}`,
  skipped: (count: number) => `${formatCount(count)} not shown`,
  unfold: (count: number) => counted(count, 'more line'),
  fold: 'Fold',
  match: 'this one',
} as const;
