import type { AuthOutcome, RewriteOutcome } from '#core/model/guides';

/** Words of the reading guides. */
export const GUIDES = {
  rewrite: 'URL Rewrite',
  authentication: 'Authentication',
  cache: 'Cache and compression',
  event: 'Event',

  noRewrite:
    'No rewrite rule was evaluated in this trace. Rules are traced by the area Rewrite of the provider WWW Server at verbosity Verbose.',
  noAuthentication: 'This trace holds no event of authentication.',
  noCache: 'This trace holds no event of a cache or of compression.',

  pass: (scope: string, type: string) =>
    [scope === '' ? 'Rules' : `${scope} rules`, type.toLowerCase()].filter((word) => word !== '').join(', '),
  noRules: 'no rule was evaluated',
  becomes: 'becomes',
  unchanged: 'stays as it is',
  pattern: 'Pattern',
  input: 'Input',
  conditions: (grouping: string) => (grouping === 'MatchAny' ? 'Conditions, any of them' : 'Conditions, all of them'),
  negated: 'not',
  isFile: 'is a file',
  isDirectory: 'is a folder',
  matched: 'matched',
  notMatched: 'did not match',
  unknown: 'not recorded',
  stops: 'ends processing when it applies',

  attempts: 'Schemes tried',
  scheme: 'Scheme',
  module: 'Module',
  outcome: 'Outcome',
  details: 'Details',
  user: 'User',
  noUser: 'No user was set.',
  anonymous: 'anonymous',
  sent: 'Authorization header',
  sentNone: 'The client sent none.',
  sentScheme: (scheme: string) => `The client sent one with the scheme ${scheme}.`,
  offered: 'Offered by WWW-Authenticate',
  statuses: 'Answers 401 and 403',
  status: 'Status',
  code: 'Code',

  kernel: 'May HTTP.sys keep the response?',
  yes: 'yes',
  no: 'no',
  reason: 'Reason',
  policy: 'Policy',
  lookups: 'Looked up',
  where: 'Cache',
  cacheNames: { url: 'URL information', file: 'File', output: 'Output cache' },
  what: 'What',
  found: 'in the cache',
  notFound: 'not in the cache',
  added: 'added to it',
  compression: 'Compression',
  kinds: { static: 'static', dynamic: 'dynamic' },
  compressed: 'compressed',
  notCompressed: 'not compressed',
  headers: 'Headers that decide',
  sides: { request: 'request', response: 'response' },
  name: 'Name',
  value: 'Value',
} as const;

export const REWRITE_OUTCOMES: Readonly<Record<RewriteOutcome, string>> = {
  applied: 'applied',
  pattern: 'not applied: its pattern did not match',
  condition: 'not applied: a condition did not hold',
  'not-applied': 'not applied',
  cut: 'the trace ends within it',
};

export const AUTH_OUTCOMES: Readonly<Record<AuthOutcome, string>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  'not-supported': 'not supported',
  continues: 'asked the client for another leg',
  'no-credentials': 'did not authenticate the request',
  cut: 'the trace ends within it',
};
