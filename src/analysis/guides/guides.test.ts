import { describe, expect, it } from 'vitest';
import { analysedTrace, sampleTrace, type TestTrace } from '../../testing/analysed-trace.ts';
import { freb, type FrebBuilder, type FrebData } from '../../testing/freb-builder.ts';
import { authenticationGuide } from './authentication.ts';
import { cacheGuide } from './cache.ts';
import { rewriteGuide } from './rewrite.ts';

const rewrite = ({ trace, fields }: TestTrace) => rewriteGuide(trace.events, fields);
const authentication = ({ trace, fields, facts }: TestTrace) => authenticationGuide(trace.events, fields, facts);
const cache = ({ trace, fields, facts }: TestTrace) => cacheGuide(trace.events, fields, facts);

/** A rule from start to end; events in between by name and data. */
function rule(
  builder: FrebBuilder,
  name: string,
  inside: readonly (readonly [string, FrebData])[],
  succeeded: boolean,
): FrebBuilder {
  builder.event('RULE_EVALUATION_START', {
    data: [
      ['RuleName', name],
      ['RequestURL', 'old/page'],
      ['QueryString', 'id=1'],
      ['PatternSyntax', 0],
      ['StopProcessing', false],
    ],
  });
  for (const [event, data] of inside) builder.event(event, { data });
  return builder.event('RULE_EVALUATION_END', {
    data: [
      ['RuleName', name],
      ['Succeeded', succeeded],
    ],
  });
}

const pattern = (matched: boolean, negate = false): readonly [string, FrebData] => [
  'PATTERN_MATCH',
  [
    ['Pattern', '^old/(.*)'],
    ['Input', 'old/page'],
    ['Negate', negate],
    ['Matched', matched],
  ],
];
const condition = (input: string, expanded: string, succeeded: boolean): readonly [string, FrebData] => [
  'CONDITION_EVALUATION',
  [
    ['Input', input],
    ['ExpandedInput', expanded],
    ['MatchType', 0],
    ['Pattern', 'x'],
    ['Negate', false],
    ['Succeeded', succeeded],
  ],
];

describe('URL Rewrite', () => {
  it('a: one rule whose pattern matched and whose condition did not', async () => {
    expect(rewrite(await sampleTrace('a'))).toMatchObject([
      {
        scope: 'Distributed',
        type: 'Inbound',
        url: '/api/reports/monthly',
        result: '',
        rules: [
          {
            name: 'Force HTTPS',
            syntax: 'Regex',
            stopProcessing: true,
            outcome: 'condition',
            pattern: { pattern: '(.*)', input: 'api/reports/monthly', negate: false, matched: true },
            grouping: 'MatchAll',
            conditions: [
              { input: '{HTTPS}', expanded: 'on', matchType: 'Pattern', pattern: '^OFF$', succeeded: false },
            ],
            actions: [],
          },
        ],
      },
    ]);
  });

  it('points back to the events', async () => {
    const trace = await sampleTrace('f');
    const [pass] = rewrite(trace);
    const [only] = pass?.rules ?? [];
    const nameAt = (ix: number | undefined): string =>
      trace.trace.events.strings.at(trace.trace.events.name[ix ?? -1] ?? -1);
    expect([pass?.event, only?.event, only?.pattern?.event, only?.conditions[0]?.event].map(nameAt)).toEqual([
      'URL_REWRITE_START',
      'RULE_EVALUATION_START',
      'PATTERN_MATCH',
      'CONDITION_EVALUATION',
    ]);
  });

  it('says why each rule did what it did, and where the URL went', async () => {
    const builder = freb().event('URL_REWRITE_START', {
      data: [
        ['RequestURL', '/old/page'],
        ['Scope', 0],
        ['Type', 0],
      ],
    });
    rule(builder, 'no match', [pattern(false)], false);
    rule(builder, 'no condition', [pattern(true), condition('{QUERY_STRING}', 'id=1', false)], false);
    rule(
      builder,
      'moves',
      [
        pattern(true),
        [
          'REWRITE_ACTION',
          [
            ['Substitution', 'new/{R:1}'],
            ['RewriteURL', 'new/page'],
          ],
        ],
      ],
      true,
    );
    builder
      .event('URL_CHANGED', {
        data: [
          ['OldUrl', '/old/page'],
          ['NewUrl', '/new/page'],
        ],
      })
      .event('URL_REWRITE_END', { data: [['RequestURL', '/new/page']] });
    const [pass] = rewrite(await analysedTrace(builder));
    expect(pass).toMatchObject({ scope: 'Global', result: '/new/page' });
    expect(pass?.rules.map((one) => [one.name, one.outcome])).toEqual([
      ['no match', 'pattern'],
      ['no condition', 'condition'],
      ['moves', 'applied'],
    ]);
    expect(pass?.rules[2]?.actions).toMatchObject([
      {
        name: 'REWRITE_ACTION',
        fields: [
          { name: 'Substitution', value: 'new/{R:1}' },
          { name: 'RewriteURL', value: 'new/page' },
        ],
      },
    ]);
  });

  it('marks inputs that stand for secrets', async () => {
    const builder = rule(
      freb(),
      'by cookie',
      [
        condition('{HTTP_COOKIE}', 'sid=1', true),
        condition('{HTTP_HOST}', 'h', true),
        condition('{HTTP_X_API_KEY}', 'k', true),
      ],
      true,
    );
    const [pass] = rewrite(await analysedTrace(builder));
    expect(pass?.rules[0]?.conditions.map((one) => one.secret)).toEqual([true, false, true]);
  });

  it('keeps a rule in which the trace ends, and rules whose run was not recorded', async () => {
    const builder = freb().event('RULE_EVALUATION_START', { data: [['RuleName', 'cut']] });
    expect(rewrite(await analysedTrace(builder))).toMatchObject([
      { url: '', rules: [{ name: 'cut', outcome: 'cut' }] },
    ]);
  });

  it('is empty where nothing was rewritten', async () => {
    expect(rewrite(await sampleTrace('e'))).toEqual([]);
  });
});

describe('Authentication', () => {
  it('a: Windows sees no credentials, anonymous succeeds', async () => {
    const guide = authentication(await sampleTrace('a'));
    expect(guide.attempts.map((one) => [one.module, one.scheme, one.outcome])).toEqual([
      ['WindowsAuthenticationModule', 'NT', 'no-credentials'],
      ['AnonymousAuthenticationModule', 'Anonymous', 'succeeded'],
    ]);
    expect(guide.attempts[1]).toMatchObject({ requested: 'Anonymous' });
    expect(guide.attempts[1]?.details).toContainEqual({
      name: 'TokenImpersonationLevel',
      value: 'ImpersonationDelegate',
    });
    expect(guide.users).toMatchObject([{ name: '' }]);
    expect(guide.statuses).toEqual([]);
  });

  it('f: nobody authenticates, and the 401.2 has its event and code', async () => {
    const guide = authentication(await sampleTrace('f'));
    expect(guide.attempts.every((one) => one.outcome === 'no-credentials')).toBe(true);
    expect(guide.users).toEqual([]);
    expect(guide.statuses).toMatchObject([{ event: 59, module: 'IIS Web Core', status: '401.2', code: 0x80070005 }]);
  });

  it('tells the legs of a hand-shake, failures with their code, and never the value of a header', async () => {
    const trace = await analysedTrace(
      freb({ status: '401.1' })
        .event('GENERAL_REQUEST_START')
        .event('GENERAL_REQUEST_HEADERS', { data: [['Headers', 'Host: h\r\nAuthorization: Negotiate YIIsecret\r\n']] })
        .start('WindowsAuthenticationModule', 'AUTHENTICATE_REQUEST')
        .event('AUTH_START', { data: [['AuthTypeSupported', 4]] })
        .event('AUTH_SSPI_CONTINUE_NEEDED', { data: [['PackageName', 'Negotiate']] })
        .event('AUTH_SSPI_LOGON_FAILED', { data: [['ErrorCode', 0x8009030c]] })
        .event('AUTH_END')
        .errorStatus('WindowsAuthenticationModule', '401.1', 0x8009030c, { notification: 'AUTHENTICATE_REQUEST' })
        .end('WindowsAuthenticationModule', 'AUTHENTICATE_REQUEST', { status: 2 })
        .event('GENERAL_RESPONSE_HEADERS', {
          data: [['Headers', 'WWW-Authenticate: Negotiate oXEwb6ADsecret\r\nWWW-Authenticate: NTLM\r\n']],
        })
        .event('GENERAL_REQUEST_END'),
    );
    const guide = authentication(trace);
    expect(guide.attempts).toMatchObject([
      { module: 'WindowsAuthenticationModule', scheme: 'NT', outcome: 'failed', code: 0x8009030c },
    ]);
    expect(guide.sent).toBe('Negotiate');
    expect(guide.offered).toEqual(['Negotiate', 'NTLM']);
    expect(guide.statuses).toMatchObject([{ status: '401.1' }]);
    expect(JSON.stringify(guide)).not.toContain('secret');
  });
});

describe('Cache and compression', () => {
  it('e: files looked for while a default document was tried, and what HTTP.sys may keep', async () => {
    const guide = cache(await sampleTrace('e'));
    const files = guide.lookups.filter((one) => one.cache === 'file');
    expect(files[0]).toMatchObject({ what: 'D:\\sites\\portal\\Default.htm', found: false, code: 0x80070002 });
    expect(files.at(-1)).toMatchObject({ what: 'D:\\sites\\portal\\Default.aspx', code: null });
    expect(guide.lookups.some((one) => one.cache === 'url')).toBe(true);
    expect(guide.kernel.length).toBeGreaterThan(0);
  });

  it('a: why nothing was cached or compressed', async () => {
    const guide = cache(await sampleTrace('a'));
    expect(guide.kernel).toMatchObject([{ cacheable: false, reason: 'NO_PIPELINE_ENABLE', policy: 'NO_CACHE' }]);
    expect(guide.compression).toMatchObject([{ kind: 'dynamic', done: false, reason: 'NOT_SUCCESS_STATUS' }]);
    expect(guide.lookups.find((one) => one.cache === 'output')).toMatchObject({ found: false });
    expect(guide.headers.map((one) => [one.side, one.name])).toContainEqual(['request', 'Accept-Encoding']);
  });

  it('adds up the pieces that were compressed', async () => {
    const piece = (original: number, compressed: number): { data: FrebData } => ({
      data: [
        ['OriginalSize', original],
        ['CompressedSize', compressed],
      ],
    });
    const trace = await analysedTrace(
      freb()
        .event('DYNAMIC_COMPRESSION_START')
        .event('DYNAMIC_COMPRESSION_DO', piece(8192, 1000))
        .event('DYNAMIC_COMPRESSION_DO', piece(1808, 500))
        .event('DYNAMIC_COMPRESSION_SUCCESS')
        .event('DYNAMIC_COMPRESSION_END'),
    );
    expect(cache(trace).compression).toEqual([
      { event: 0, kind: 'dynamic', done: true, reason: '', originalBytes: 10_000, compressedBytes: 1500 },
    ]);
  });
});
