import { describe, expect, test } from 'vitest';
import { analysedTrace, type TestTrace } from '../testing/analysed-trace.ts';
import { freb, type FrebBuilder } from '../testing/freb-builder.ts';
import { pathOf, spanRows, type SpanRow } from '../testing/span-rows.ts';

const HANDLER = 'EXECUTE_REQUEST_HANDLER';

async function rowsOf(builder: FrebBuilder): Promise<{ readonly rows: readonly SpanRow[]; readonly trace: TestTrace }> {
  const trace = await analysedTrace(builder);
  return { rows: spanRows(trace.spans, trace.trace.events.strings), trace };
}

/** The one span with this label and kind. */
function only(rows: readonly SpanRow[], label: string, kind?: string): SpanRow {
  const found = rows.filter((row) => row.label === label && (kind === undefined || row.kind === kind));
  expect(found, `spans called ${label}`).toHaveLength(1);
  return found[0] as SpanRow;
}

/** Label of the span that holds an event; events are numbered from 1. */
function holder({ rows, trace }: { rows: readonly SpanRow[]; trace: TestTrace }, event: number): string {
  return rows[trace.eventSpans[event - 1] ?? -1]?.label ?? 'none';
}

const begin = (): FrebBuilder => freb().event('GENERAL_REQUEST_START', { at: 0 });
const header = (name: string): { readonly data: [string, string][] } => ({
  data: [
    ['HeaderName', name],
    ['HeaderValue', 'x'],
  ],
});

describe('pairing', () => {
  test('a module is told apart by notification and pass', async () => {
    const { rows } = await rowsOf(
      begin()
        .start('HttpCacheModule', 'RESOLVE_REQUEST_CACHE', { at: 10 })
        .end('HttpCacheModule', 'RESOLVE_REQUEST_CACHE', { at: 30 })
        .start('HttpCacheModule', 'RESOLVE_REQUEST_CACHE', { at: 30, post: true })
        .end('HttpCacheModule', 'RESOLVE_REQUEST_CACHE', { at: 130, post: true })
        .start('HttpCacheModule', 'UPDATE_REQUEST_CACHE', { at: 130 })
        .end('HttpCacheModule', 'UPDATE_REQUEST_CACHE', { at: 530 })
        .event('GENERAL_REQUEST_END', { at: 530 }),
    );
    const modules = rows.filter((row) => row.kind === 'module');
    expect(modules.map((row) => [row.notification, row.post, row.total])).toEqual([
      [8, false, 20],
      [8, true, 100],
      [512, false, 400],
    ]);
    expect(rows.filter((row) => row.kind === 'notification').map((row) => row.label)).toEqual([
      'RESOLVE_REQUEST_CACHE',
      'RESOLVE_REQUEST_CACHE (post)',
      'UPDATE_REQUEST_CACHE',
    ]);
  });

  test('the same module in a child request does not end the one of the parent', async () => {
    const { rows } = await rowsOf(
      begin()
        .start('AspNetCoreModule', HANDLER, { at: 0 })
        .event('GENERAL_CHILD_REQUEST_START', { at: 100, data: [['RequestURL', 'http://a:80/x?y=1']] })
        .event('GENERAL_REQUEST_START')
        .start('AspNetCoreModule', HANDLER, { at: 100 })
        // The end of the inner one is lost.
        .event('GENERAL_REQUEST_END', { at: 400 })
        .event('GENERAL_CHILD_REQUEST_END', { at: 400 })
        .end('AspNetCoreModule', HANDLER, { at: 1000 })
        .event('GENERAL_REQUEST_END', { at: 1000 }),
    );
    const [outer, inner] = rows.filter((row) => row.kind === 'module');
    expect(outer).toMatchObject({ start: 0, end: 1000, open: false, self: 700 });
    expect(inner).toMatchObject({ start: 100, end: 400, open: true, self: 300 });
    expect(pathOf(rows, inner?.ix ?? -1)).toEqual([
      'Request',
      HANDLER,
      'AspNetCoreModule',
      'Child request: /x?y=1',
      'Request',
      HANDLER,
      'AspNetCoreModule',
    ]);
  });

  test('an end inside a child request does not end the module around it', async () => {
    const { rows } = await rowsOf(
      begin()
        .start('AspNetCoreModule', HANDLER, { at: 0 })
        .event('GENERAL_CHILD_REQUEST_START', { at: 100 })
        .event('GENERAL_REQUEST_START')
        // The start of the inner one is lost.
        .end('AspNetCoreModule', HANDLER, { at: 400 })
        .event('GENERAL_REQUEST_END', { at: 400 })
        .event('GENERAL_CHILD_REQUEST_END', { at: 400 })
        .end('AspNetCoreModule', HANDLER, { at: 1000 })
        .event('GENERAL_REQUEST_END', { at: 1000 }),
    );
    const [outer, inner] = rows.filter((row) => row.kind === 'module');
    expect(outer).toMatchObject({ start: 0, end: 1000, events: [2, 8], noStart: false, open: false });
    expect(inner).toMatchObject({ start: 400, end: 400, noStart: true, depth: 6 });
  });

  test.each([
    ['module', 'RewriteModule', 'SEND_RESPONSE', false],
    ['notification', 'HttpCacheModule', 'MAP_PATH', false],
    ['pass', 'HttpCacheModule', 'SEND_RESPONSE', true],
  ] as const)('an end that differs in its %s belongs to another start', async (_, module, notification, post) => {
    const { rows } = await rowsOf(
      begin()
        .start('HttpCacheModule', 'SEND_RESPONSE', { at: 0 })
        // Its end is lost.
        .start(module, notification, { at: 100, post })
        .end('HttpCacheModule', 'SEND_RESPONSE', { at: 300 })
        .event('GENERAL_REQUEST_END', { at: 300 }),
    );
    const [outer, inner] = rows.filter((row) => row.kind === 'module');
    expect(outer).toMatchObject({ label: 'HttpCacheModule', start: 0, end: 300, open: false });
    expect(inner).toMatchObject({ label: module, start: 100, end: 300, open: true });
  });

  test('a lost end does not hang the rest of the pipeline below its module', async () => {
    const { rows } = await rowsOf(
      begin()
        .start('UrlAuthorizationModule', 'AUTHORIZE_REQUEST', { at: 10 })
        .start('HttpCacheModule', 'RESOLVE_REQUEST_CACHE', { at: 60 })
        .end('HttpCacheModule', 'RESOLVE_REQUEST_CACHE', { at: 90 })
        .event('GENERAL_REQUEST_END', { at: 90 }),
    );
    expect(only(rows, 'UrlAuthorizationModule')).toMatchObject({ open: true, start: 10, end: 60, depth: 2 });
    expect(only(rows, 'HttpCacheModule')).toMatchObject({ open: false, depth: 2, self: 30 });
  });

  test('MAP_PATH nests in a module of BEGIN_REQUEST, SEND_RESPONSE in the handler that flushes', async () => {
    const { rows } = await rowsOf(
      begin()
        .start('RewriteModule', 'BEGIN_REQUEST', { at: 0 })
        .start('IsapiFilterModule', 'MAP_PATH', { at: 5 })
        .end('IsapiFilterModule', 'MAP_PATH', { at: 15 })
        .end('RewriteModule', 'BEGIN_REQUEST', { at: 20 })
        .start('AspNetCoreModuleV2', HANDLER, { at: 20 })
        .start('HttpLoggingModule', 'SEND_RESPONSE', { at: 30 })
        .end('HttpLoggingModule', 'SEND_RESPONSE', { at: 30 })
        .end('AspNetCoreModuleV2', HANDLER, { at: 40 })
        .event('GENERAL_REQUEST_END', { at: 40 }),
    );
    expect(pathOf(rows, only(rows, 'IsapiFilterModule').ix)).toEqual([
      'Request',
      'BEGIN_REQUEST',
      'RewriteModule',
      'MAP_PATH',
      'IsapiFilterModule',
    ]);
    expect(only(rows, 'RewriteModule').self).toBe(10);
    expect(only(rows, 'HttpLoggingModule').depth).toBe(4);
  });

  test('ASP.NET start and end of the whole request span several modules and make no span', async () => {
    const { rows } = await rowsOf(
      begin()
        .start('FormsAuthentication', 'AUTHENTICATE_REQUEST')
        .event('AspNetAppDomainEnter', { data: [['Data1', '/LM/W3SVC/1/ROOT']] })
        .event('AspNetStartHandler', { data: [['Data1', 'ASP.global_asax']] })
        .event('AspNetPipelineEnter', { data: [['Data1', 'System.Web.Security.FormsAuthenticationModule']] })
        .event('AspNetPipelineLeave')
        .end('FormsAuthentication', 'AUTHENTICATE_REQUEST')
        .start('ManagedPipelineHandler', 'END_REQUEST', { post: true })
        .event('AspNetEndHandler')
        .end('ManagedPipelineHandler', 'END_REQUEST', { post: true })
        .event('GENERAL_REQUEST_END'),
    );
    expect(rows.filter((row) => row.kind === 'handler')).toEqual([]);
    expect(only(rows, 'ASP.NET module: FormsAuthenticationModule').parent).toBe(only(rows, 'FormsAuthentication').ix);
    expect(rows.filter((row) => row.open || row.noStart)).toEqual([]);
  });

  test('in classic mode they lie in one module and do', async () => {
    const { rows } = await rowsOf(
      begin()
        .start('IsapiModule', HANDLER)
        .event('AspNetStartHandler', { at: 5, data: [['Data1', 'ASP.default_aspx']] })
        .event('AspNetHttpHandlerEnter', { at: 5 })
        .event('AspNetHttpHandlerLeave', { at: 50 })
        .event('AspNetEndHandler', { at: 60 })
        .end('IsapiModule', HANDLER, { at: 60 })
        .event('GENERAL_REQUEST_END'),
    );
    expect(only(rows, 'ASP.NET: default_aspx')).toMatchObject({ total: 55, kind: 'handler' });
    expect(only(rows, 'HttpHandler')).toMatchObject({ total: 45, depth: 4 });
  });

  test('an unknown pair is a phase; an unknown start without an end is only an event', async () => {
    const { rows } = await rowsOf(
      begin()
        .start('ApplicationRequestRouting', HANDLER)
        .event('ARR_REQUEST_HEADERS_START', { at: 10 })
        .event('ARR_REQUEST_HEADERS_END', { at: 70 })
        .event('ARR_NOBODY_ENDS_THIS_START', { at: 70 })
        .end('ApplicationRequestRouting', HANDLER, { at: 80 })
        .event('GENERAL_REQUEST_END'),
    );
    expect(only(rows, 'ARR_REQUEST_HEADERS')).toMatchObject({
      kind: 'phase',
      total: 60,
      module: 'ApplicationRequestRouting',
    });
    expect(rows.filter((row) => row.label.includes('NOBODY'))).toEqual([]);
  });
});

describe('recordings that are not whole', () => {
  test('what was open before the first event begins with it, outermost last to end', async () => {
    const { rows } = await rowsOf(
      freb()
        .event('ANCM_WINHTTP_CALLBACK', { at: 0 })
        .end('AspNetCoreModuleV2', HANDLER, { at: 500 })
        .event('GENERAL_REQUEST_END', { at: 500 })
        .event('GENERAL_CHILD_REQUEST_END', { at: 500 })
        .end('DefaultDocumentModule', HANDLER, { at: 700 })
        .start('HttpLoggingModule', 'LOG_REQUEST', { at: 700 })
        .end('HttpLoggingModule', 'LOG_REQUEST', { at: 700 })
        .event('GENERAL_REQUEST_END', { at: 700 }),
    );
    const late = rows.filter((row) => row.noStart);
    expect(late.map((row) => [row.label, row.start, row.end, row.open])).toEqual([
      ['Request', 0, 700, false],
      ['DefaultDocumentModule', 0, 700, false],
      ['Child request', 0, 500, false],
      ['Request', 0, 500, false],
      ['AspNetCoreModuleV2', 0, 500, false],
    ]);
    expect(only(rows, 'AspNetCoreModuleV2').depth).toBe(6);
    expect(only(rows, 'HttpLoggingModule')).toMatchObject({ depth: 2, noStart: false });
  });

  test('a late end cannot hold modules that ran before it on its own level', async () => {
    const { rows } = await rowsOf(
      freb()
        .end('FailedRequestsTracingModule', 'BEGIN_REQUEST', { at: 0 })
        .start('RewriteModule', 'BEGIN_REQUEST', { at: 10 })
        .end('RewriteModule', 'BEGIN_REQUEST', { at: 20 })
        .end('UrlAuthorizationModule', 'AUTHORIZE_REQUEST', { at: 40 })
        .event('GENERAL_REQUEST_END', { at: 40 }),
    );
    expect(only(rows, 'RewriteModule').depth).toBe(2);
    expect(only(rows, 'UrlAuthorizationModule')).toMatchObject({ noStart: true, start: 40, end: 40, depth: 2 });
  });

  test('a stray event before the start of the request does not make a second request', async () => {
    const { rows } = await rowsOf(
      freb()
        .event('HANDLER_CHANGED', { at: 0 })
        .event('GENERAL_REQUEST_START', { at: 0 })
        .start('RewriteModule', 'BEGIN_REQUEST')
        .end('RewriteModule', 'BEGIN_REQUEST')
        .event('GENERAL_REQUEST_END', { at: 20 }),
    );
    expect(only(rows, 'Request')).toMatchObject({ noStart: false, open: false, events: [1, 5] });
  });

  test('ten events of a rule with low verbosity: no scopes, and the error in its notification', async () => {
    const read = await rowsOf(
      begin()
        .event('HANDLER_CHANGED')
        .errorStatus('AspNetCoreModuleV2', '502.3', 2147954402, { at: 120_020 })
        .event('GENERAL_REQUEST_END', { data: [['HttpStatus', 502]] }),
    );
    expect(holder(read, 3)).toBe(HANDLER);
    expect(only(read.rows, HANDLER)).toMatchObject({ kind: 'notification', total: 0, outcome: 'failed' });
    expect(only(read.rows, 'Request')).toMatchObject({ outcome: 'failed', total: 120_020 });
    expect(read.rows.filter((row) => row.kind === 'outside').map((row) => row.self)).toEqual([120_020]);
  });

  test('a trace without events has no spans', async () => {
    const { rows, trace } = await rowsOf(freb());
    expect(rows).toEqual([]);
    expect(trace.facts).toMatchObject({ openSpan: null, longestSpan: null, ended: false });
  });
});

describe('time', () => {
  test('time of the server between modules is a span of its own', async () => {
    const read = await rowsOf(
      begin()
        .start('IsapiFilterModule', 'MAP_PATH', { at: 0 })
        .end('IsapiFilterModule', 'MAP_PATH', { at: 16 })
        .event('HANDLER_CHANGED', { at: 16 })
        .event('VIRTUAL_MODULE_UNRESOLVED', { at: 1716 })
        .start('RewriteModule', 'BEGIN_REQUEST', { at: 1716 })
        .end('RewriteModule', 'BEGIN_REQUEST', { at: 1732 })
        .start('HttpCacheModule', 'BEGIN_REQUEST', { at: 1832 })
        .end('HttpCacheModule', 'BEGIN_REQUEST', { at: 1832 })
        .event('GENERAL_REQUEST_END', { at: 1832 }),
    );
    const outside = read.rows.filter((row) => row.kind === 'outside');
    expect(outside.map((row) => [row.total, row.events, read.rows[row.parent]?.label])).toEqual([
      [1700, [4, 5], 'Request'],
      [100, [7, 8], 'BEGIN_REQUEST'],
    ]);
    expect(holder(read, 5)).toBe('Outside any module');
    expect(only(read.rows, 'Request').self).toBe(0);
    expect(read.trace.silences.map((silence) => read.rows[silence.owner]?.kind)).toEqual(['outside', 'outside']);
  });

  test('one step of the clock is no silence and no span', async () => {
    const { rows, trace } = await rowsOf(begin().event('HANDLER_CHANGED').event('GENERAL_REQUEST_END', { at: 16 }));
    expect(rows.map((row) => [row.label, row.self])).toEqual([['Request', 16]]);
    expect(trace.silences).toEqual([]);
  });

  test('waiting of an asynchronous module is the silence after its work, not its work before', async () => {
    const { rows } = await rowsOf(
      begin()
        .start('AspNetCoreModule', HANDLER, { at: 0 })
        .event('GENERAL_SET_REQUEST_HEADER', { at: 6000, ...header('MS-ASPNETCORE-TOKEN') })
        .event('GENERAL_FLUSH_RESPONSE_START', { at: 9000 })
        .event('GENERAL_FLUSH_RESPONSE_END', { at: 9500, data: [['ErrorCode', 0]] })
        .completion('AspNetCoreModule', HANDLER, { at: 9600 })
        .end('AspNetCoreModule', HANDLER, { at: 9600 })
        .event('GENERAL_REQUEST_END'),
    );
    expect(only(rows, 'AspNetCoreModule')).toMatchObject({ self: 9100, waiting: 3100 });
    expect(only(rows, 'Flush response')).toMatchObject({ self: 500, waiting: 500, outcome: 'finished' });
  });

  test('the same silence in a module that is never called again is work', async () => {
    const { rows } = await rowsOf(
      begin()
        .start('ManagedPipelineHandler', HANDLER, { at: 0 })
        .event('AspNetPageLoadEnter', { at: 0 })
        .event('AspNetPageLoadLeave', { at: 3000 })
        .end('ManagedPipelineHandler', HANDLER, { at: 4000 })
        .event('GENERAL_REQUEST_END'),
    );
    expect(only(rows, 'Page Load')).toMatchObject({ self: 3000, waiting: 0 });
    expect(only(rows, 'ManagedPipelineHandler')).toMatchObject({ self: 1000, waiting: 0 });
  });

  test('outcomes: finished, failed by its own status, failed flush', async () => {
    const { rows } = await rowsOf(
      begin()
        .start('AspNetCoreModuleV2', HANDLER)
        .event('ANCM_REQUEST_FORWARD_START')
        .errorStatus('AspNetCoreModuleV2', '502.3', 2147954429)
        .event('ANCM_REQUEST_FORWARD_FAIL', { data: [['ErrorCode', 2147954429]] })
        .event('ANCM_REQUEST_FORWARD_END')
        .end('AspNetCoreModuleV2', HANDLER, { status: 2 })
        .start('StaticFileModule', 'LOG_REQUEST')
        .end('StaticFileModule', 'LOG_REQUEST', { status: 2 })
        .event('GENERAL_FLUSH_RESPONSE_START')
        .event('GENERAL_FLUSH_RESPONSE_END', { data: [['ErrorCode', 2147943629]] })
        .event('GENERAL_REQUEST_END', { data: [['HttpStatus', 502]] }),
    );
    expect(only(rows, 'AspNetCoreModuleV2')).toMatchObject({ outcome: 'failed', ancm: true });
    expect(only(rows, 'Forward to the application')).toMatchObject({ outcome: 'failed', ancm: true });
    expect(only(rows, 'StaticFileModule')).toMatchObject({ outcome: 'finished', ancm: false });
    expect(only(rows, 'Flush response').outcome).toBe('failed');
  });
});
