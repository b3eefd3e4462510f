import { describe, expect, test } from 'vitest';
import { analysedTrace } from '../testing/analysed-trace.ts';
import { freb, type FrebBuilder, type FrebOptions } from '../testing/freb-builder.ts';

const HANDLER = 'EXECUTE_REQUEST_HANDLER';
const V2 = 'AspNetCoreModuleV2';

const factsOf = async (builder: FrebBuilder) => (await analysedTrace(builder)).facts;
const begin = (options: FrebOptions): FrebBuilder => freb(options).event('GENERAL_REQUEST_START', { at: 0 });

function setHeader(builder: FrebBuilder, name: string, at?: number): FrebBuilder {
  return builder.event('GENERAL_SET_REQUEST_HEADER', {
    ...(at === undefined ? {} : { at }),
    data: [
      ['HeaderName', name],
      ['HeaderValue', 'v'],
      ['Replace', true],
    ],
  });
}

/** START and the headers with which ANCM sends the request on. */
function forwarded(builder: FrebBuilder, module = V2): FrebBuilder {
  builder.start(module, HANDLER, { at: 100 });
  return setHeader(setHeader(builder, 'MS-ASPNETCORE-TOKEN'), 'X-Forwarded-For');
}

describe('which status event produced the final status', () => {
  test('the first error, when it has the final status', async () => {
    const facts = await factsOf(
      begin({ status: '502.3' })
        .errorStatus(V2, '502.3', 2147954429)
        .errorStatus('CustomErrorModule', '502.3', 0)
        .event('GENERAL_REQUEST_END'),
    );
    expect(facts.producing).toMatchObject({ event: 1, module: V2 });
    expect(facts.firstError).toBeNull();
  });

  test('a later one, when only that has the final status; both are reported', async () => {
    const facts = await factsOf(
      begin({ status: '502.3' })
        .errorStatus('RewriteModule', '404', 0)
        .errorStatus(V2, '502.3', 2147954429)
        .event('GENERAL_REQUEST_END'),
    );
    expect(facts.producing).toMatchObject({ event: 2, module: V2 });
    expect(facts.firstError).toMatchObject({ event: 1, status: 404 });
  });

  test('sub-status 30 is not 3', async () => {
    const facts = await factsOf(
      begin({ status: '500.30' })
        .errorStatus('X', '500.3', 1)
        .errorStatus(V2, '500.30', 2147943998)
        .event('GENERAL_REQUEST_END'),
    );
    expect(facts).toMatchObject({ finalStatus: 500, finalSubStatus: 30 });
    expect(facts.producing?.module).toBe(V2);
  });

  test('an error inside a child request explains nothing that the request itself has an error for', async () => {
    const facts = await factsOf(
      begin({ status: '500' })
        .event('GENERAL_CHILD_REQUEST_START')
        .event('GENERAL_REQUEST_START')
        .errorStatus('StaticFileModule', '404', 2147942402)
        .event('GENERAL_REQUEST_END')
        .event('GENERAL_CHILD_REQUEST_END')
        .errorStatus('ManagedPipelineHandler', '503', 0)
        .event('GENERAL_REQUEST_END'),
    );
    expect(facts.statusEvents.map((event) => event.childLevel)).toEqual([1, 0]);
    expect(facts.producing).toMatchObject({ status: 503, childLevel: 0 });
    expect(facts.firstError).toMatchObject({ status: 404, childLevel: 1 });
  });

  test('none, when the final status is a good one', async () => {
    const facts = await factsOf(
      begin({ status: '200' }).errorStatus('StaticFileModule', '404', 0).event('GENERAL_REQUEST_END'),
    );
    expect(facts.producing).toBeNull();
    expect(facts.firstError).toMatchObject({ status: 404 });
    expect(facts.provisional).toBe(false);
  });

  test('while the status is provisional, the last error that nothing replaced', async () => {
    const cut = { status: '200', failureReason: 'TIME_TAKEN' } as const;
    const failed = await factsOf(begin(cut).errorStatus(V2, '502.3', 2147954402));
    expect(failed).toMatchObject({ provisional: true, producing: { status: 502 }, firstError: null });
    const replaced = await factsOf(
      begin(cut)
        .errorStatus('RewriteModule', '404', 0)
        .event('MODULE_SET_RESPONSE_SUCCESS_STATUS', {
          data: [
            ['ModuleName', V2],
            ['Notification', 128],
            ['HttpStatus', 200],
          ],
        }),
    );
    expect(replaced.producing).toBeNull();
    expect(replaced.statusEvents.map((event) => event.success)).toEqual([false, true]);
  });

  test('a 200 of a status rule whose end was cut off by the size limit is an outcome', async () => {
    const facts = await factsOf(
      begin({ status: '200', failureReason: 'STATUS_CODE' }).event('LOG_FILE_MAX_SIZE_TRUNCATE'),
    );
    expect(facts).toMatchObject({ provisional: false, ended: false });
  });
});

describe('ASP.NET Core Module', () => {
  test('the gap runs from the last forwarding event, body reads among them', async () => {
    const facts = await factsOf(
      forwarded(begin({ status: '502.3' }))
        .event('GENERAL_READ_ENTITY_START')
        .event('GENERAL_READ_ENTITY_END', {
          at: 2000,
          data: [
            ['BytesReceived', 51],
            ['ErrorCode', 0],
          ],
        })
        .completion(V2, HANDLER)
        .errorStatus(V2, '502.3', 2147954430, { at: 2500 })
        .completion(V2, HANDLER)
        .end(V2, HANDLER, { status: 2 })
        .event('GENERAL_REQUEST_END'),
    );
    expect(facts).toMatchObject({
      tokenHeader: 2,
      lastForward: 5,
      gap: { ms: 500, from: 5, to: 7 },
      moduleMs: 2400,
      sync: false,
      ancmEndStatus: 2,
      hosting: 'out-of-process',
    });
  });

  test('without a forwarding event the gap runs from the start of the module', async () => {
    const facts = await factsOf(
      begin({ status: '502.5' })
        .start(V2, HANDLER, { at: 50 })
        .errorStatus(V2, '502.5', 2147942402, { at: 170 })
        .end(V2, HANDLER, { status: 2 })
        .event('GENERAL_REQUEST_END'),
    );
    expect(facts).toMatchObject({ lastForward: null, gap: { ms: 120, from: 1, to: 2 }, moduleMs: 120, sync: true });
  });

  test('a body that an in-process application reads is not sent on', async () => {
    const facts = await factsOf(
      begin({ status: '500' })
        .start(V2, HANDLER, { at: 50 })
        .event('ANCM_INPROC_EXECUTE_REQUEST_START')
        .event('GENERAL_READ_ENTITY_END', { at: 1000, data: [['BytesReceived', 51]] })
        .errorStatus(V2, '500', 0, { at: 2050 })
        .completion(V2, HANDLER)
        .end(V2, HANDLER)
        .event('GENERAL_REQUEST_END'),
    );
    expect(facts).toMatchObject({ hosting: 'in-process', lastForward: null, gap: { ms: 2000, from: 1, to: 4 } });
  });

  test('a failure after the token header that never completed is synchronous', async () => {
    const facts = await factsOf(
      forwarded(begin({ status: '502.3' }))
        .errorStatus(V2, '502.3', 2147942406)
        .end(V2, HANDLER, { status: 2 })
        .event('GENERAL_REQUEST_END'),
    );
    expect(facts).toMatchObject({ sync: true, tokenHeader: 2, hosting: 'out-of-process' });
  });

  test('whether a run is synchronous cannot be told when its end is missing', async () => {
    const facts = await factsOf(
      forwarded(begin({ status: '502.3' }))
        .errorStatus(V2, '502.3', 2147942406)
        .event('LOG_FILE_MAX_SIZE_TRUNCATE'),
    );
    expect(facts).toMatchObject({ sync: null, ancmEnd: null, ancmEndStatus: null });
  });

  test('headers of modules that run inside SEND_RESPONSE are no response of the application', async () => {
    const responding = (own: boolean): FrebBuilder => {
      const builder = forwarded(begin({ status: '502.3' }));
      if (own) builder.event('GENERAL_SET_RESPONSE_HEADER', { data: [['HeaderName', 'Content-Type']] });
      return builder
        .start('ProtocolSupportModule', 'SEND_RESPONSE')
        .event('GENERAL_SET_RESPONSE_HEADER', { data: [['HeaderName', 'X-Powered-By']] })
        .end('ProtocolSupportModule', 'SEND_RESPONSE')
        .errorStatus(V2, '502.3', 2147954552, { at: 900 })
        .end(V2, HANDLER)
        .event('GENERAL_REQUEST_END');
    };
    expect((await factsOf(responding(false))).responseBefore).toBeNull();
    expect((await factsOf(responding(true))).responseBefore).toBe(4);
  });

  test('WinHTTP saying that headers are available is a response too', async () => {
    const facts = await factsOf(
      forwarded(begin({ status: '502.3' }))
        .event('ANCM_WINHTTP_CALLBACK', { data: [['InternetStatus', 131072]] })
        .event('ANCM_WINHTTP_CALLBACK', { data: [['InternetStatus', 2097152]] })
        .errorStatus(V2, '502.3', 2147954552)
        .end(V2, HANDLER)
        .event('GENERAL_REQUEST_END'),
    );
    expect(facts.responseBefore).toBe(4);
  });

  test('a Content-Type set by a failed start is no response', async () => {
    const facts = await factsOf(
      begin({ status: '502.5' })
        .start('AspNetCoreModule', HANDLER)
        .event('GENERAL_SET_RESPONSE_HEADER', { data: [['HeaderName', 'Content-Type']] })
        .errorStatus('AspNetCoreModule', '502.5', 0)
        .end('AspNetCoreModule', HANDLER, { status: 2 })
        .event('GENERAL_REQUEST_END'),
    );
    expect(facts.responseBefore).toBeNull();
  });

  test.each([
    ['AspNetCoreModule', 'V1', 'out-of-process'],
    ['aspnetcoremodulev2', 'V2', 'out-of-process'],
    ['httpPlatformHandler', null, null],
    ['iisnode', null, null],
    ['ApplicationRequestRouting', null, null],
    ['AspNetCoreModuleV3', null, null],
  ])('%s is generation %s', async (module, version, hosting) => {
    const facts = await factsOf(
      forwarded(begin({ status: '502.3' }), module)
        .errorStatus(module, '502.3', 2147954402, { at: 900 })
        .end(module, HANDLER)
        .event('GENERAL_REQUEST_END'),
    );
    expect(facts).toMatchObject({ moduleVersion: version, hosting, moduleName: version === null ? null : module });
    expect(facts.gap === null).toBe(version === null);
    expect(facts.ancmStart === null).toBe(version === null);
  });

  test.each([
    ['500.30', 'in-process'],
    ['500.33', 'in-process'],
    ['500.35', 'in-process'],
    ['500.37', 'in-process'],
    ['500.38', 'in-process'],
    ['500.36', 'out-of-process'],
    ['502.5', 'out-of-process'],
    ['500.31', null],
    ['500', null],
  ])('hosting of V2 from %s alone: %s', async (status, hosting) => {
    const facts = await factsOf(
      begin({ status }).start(V2, HANDLER).errorStatus(V2, status, 0).end(V2, HANDLER).event('GENERAL_REQUEST_END'),
    );
    expect(facts.hosting).toBe(hosting);
  });

  test('a handler that never ran gives the generation and nothing else', async () => {
    const facts = await factsOf(
      begin({ status: '403' })
        .event('HANDLER_CHANGED', {
          data: [
            ['NewHandlerName', 'aspNetCore'],
            ['NewHandlerModules', 'WebDAVModule, AspNetCoreModuleV2'],
          ],
        })
        .errorStatus('IpRestrictionModule', '403', 2147942405, { notification: 'BEGIN_REQUEST' })
        .event('GENERAL_REQUEST_END'),
    );
    expect(facts).toMatchObject({ moduleName: V2, moduleVersion: 'V2', ancmStart: null, gap: null, hosting: null });
    expect(facts.producing?.module).toBe('IpRestrictionModule');
  });

  test('with START and header events filtered out, the code and its time are still there', async () => {
    const facts = await factsOf(
      begin({ status: '502.3' }).errorStatus(V2, '502.3', 2147954402, { at: 120_030 }).event('GENERAL_REQUEST_END'),
    );
    expect(facts).toMatchObject({ moduleVersion: 'V2', ancmSpan: null, sync: null, gap: null, moduleMs: null });
    expect(facts.producing).toMatchObject({ time: 120_030, errorCode: 2147954402 });
  });
});

describe('client, errors, numbers', () => {
  test('failed reads and flushes, but not the end of a body', async () => {
    const io = (name: string, code: number): Parameters<FrebBuilder['event']> => [
      name,
      {
        data: [
          [name.includes('READ') ? 'BytesReceived' : 'BytesSent', 7],
          ['ErrorCode', code],
        ],
      },
    ];
    const facts = await factsOf(
      begin({ status: '200' })
        .event(...io('GENERAL_READ_ENTITY_END', 0x80070026))
        .event(...io('GENERAL_READ_ENTITY_END', 0x80070040))
        .event(...io('GENERAL_FLUSH_RESPONSE_END', 0))
        .event(...io('GENERAL_FLUSH_RESPONSE_END', 0x800704cd))
        .completion(V2, HANDLER, { errorCode: 0x800703e3, bytes: 3 })
        .event('MODULE_ERROR', {
          level: 2,
          data: [
            ['ModuleName', 'M'],
            ['ErrorCode', 0x800704cd],
            ['Data1', 'gone'],
          ],
        })
        .event('MODULE_ERROR', {
          level: 2,
          data: [
            ['ModuleName', 'M'],
            ['ErrorCode', 0x80070002],
          ],
        })
        .event('GENERAL_REQUEST_END'),
    );
    expect(facts.ioFailures.map((io) => [io.event, io.kind, io.errorCode, io.bytes])).toEqual([
      [2, 'read', 0x80070040, 7],
      [4, 'flush', 0x800704cd, 7],
      [5, 'completion', 0x800703e3, 3],
      [6, 'other', 0x800704cd, null],
    ]);
    expect(facts.bodyReads).toEqual({ count: 2, bytes: 14, last: 2 });
    expect(facts.otherErrors.map((error) => [error.event, error.module, error.text])).toEqual([
      [6, 'M', 'gone'],
      [7, 'M', ''],
    ]);
  });

  test('errors are known by level or by name; custom error pages are none', async () => {
    const facts = await factsOf(
      begin({ status: '500' })
        .event('REQUEST_PROCESSING_ERROR', { level: 3, data: [['ErrorCode', 2147942405]] })
        .event('GENERAL_MODULE_FACTORY_FAILED', { level: 3 })
        .event('AUTH_BASIC_LOGON_FAILED', { level: 3 })
        .event('SOMETHING_ELSE', { level: 2 })
        .event('GENERAL_SEND_CUSTOM_ERROR')
        .event('DYNAMIC_COMPRESSION_NOT_SUCCESS')
        .event('LOG_FILE_MAX_SIZE_TRUNCATE'),
    );
    expect(facts.otherErrors.map((error) => error.name)).toEqual([
      'REQUEST_PROCESSING_ERROR',
      'GENERAL_MODULE_FACTORY_FAILED',
      'AUTH_BASIC_LOGON_FAILED',
      'SOMETHING_ELSE',
    ]);
    expect(facts.otherErrors[0]?.errorCode).toBe(0x80070005);
    expect(facts.customErrorReason).toBe(0);
  });

  test('a code is unsigned, also when it was written signed; no code and code 0 are different', async () => {
    const status = (code: string): FrebBuilder =>
      begin({ status: '502.3' })
        .event('MODULE_SET_RESPONSE_ERROR_STATUS', {
          data: [
            ['ModuleName', V2],
            ['Notification', 128],
            ['HttpStatus', 502],
            ['HttpSubStatus', 3],
            ['ErrorCode', code],
          ],
        })
        .event('GENERAL_REQUEST_END');
    expect((await factsOf(status('-2147012894'))).producing?.errorCode).toBe(2147954402);
    expect((await factsOf(status('0x80072EE2'))).producing?.errorCode).toBe(2147954402);
    expect((await factsOf(status('0'))).producing?.errorCode).toBe(0);
    expect((await factsOf(status('none'))).producing?.errorCode).toBeNull();
  });

  test('an upload with thousands of call-backs keeps one of each kind, and every error', async () => {
    const builder = forwarded(begin({ status: '502.3' }));
    for (let n = 0; n < 500; n++) {
      for (const status of [16, 32, 1048576])
        builder.event('ANCM_WINHTTP_CALLBACK', { data: [['InternetStatus', status]] });
    }
    for (let n = 0; n < 2; n++) builder.event('ANCM_WINHTTP_CALLBACK', { data: [['InternetStatus', 2097152]] });
    const facts = await factsOf(builder.event('GENERAL_REQUEST_END'));
    expect(facts.ancmEvents.map((event) => event.code)).toEqual([16, 32, 1048576, 2097152, 2097152]);
  });

  test('headers of the request as they came in, of child requests only once', async () => {
    const headers = (host: string): Parameters<FrebBuilder['event']> => [
      'GENERAL_REQUEST_HEADERS',
      { data: [['Headers', { raw: `Host: ${host}\r\nCookie: a=b: c\r\n\r\n` }]] },
    ];
    const facts = await factsOf(
      begin({})
        .event(...headers('one'))
        .event('GENERAL_CHILD_REQUEST_START')
        .event('GENERAL_REQUEST_START')
        .event(...headers('two'))
        .event('GENERAL_REQUEST_END')
        .event('GENERAL_CHILD_REQUEST_END')
        .event('GENERAL_REQUEST_END'),
    );
    expect(facts.requestHeaders.map(({ name, value }) => [name, value])).toEqual([
      ['Host', 'one'],
      ['Cookie', 'a=b: c'],
    ]);
  });
});
