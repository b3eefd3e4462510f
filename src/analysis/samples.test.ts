import { beforeAll, describe, expect, test } from 'vitest';
import { sampleTrace, type TestTrace } from '../testing/analysed-trace.ts';
import { pathOf, spanRows, type SpanRow } from '../testing/span-rows.ts';

// Truth: src/testing/samples/freb/SOURCES.md, and the events of the files counted by hand. Events are numbered from 1
// in the comments and from 0 in the facts.

const HANDLER = 'EXECUTE_REQUEST_HANDLER';
const EXECUTE = 0x80;
let traces: ReadonlyMap<string, TestTrace>;

beforeAll(async () => {
  const letters = ['a', 'a2', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
  traces = new Map(await Promise.all(letters.map(async (letter) => [letter, await sampleTrace(letter)] as const)));
});

function sample(letter: string): { readonly trace: TestTrace; readonly rows: readonly SpanRow[] } {
  const trace = traces.get(letter);
  if (trace === undefined) throw new Error(letter);
  return { trace, rows: spanRows(trace.spans, trace.trace.events.strings) };
}

const label = (rows: readonly SpanRow[], ix: number | null): string => rows[ix ?? -1]?.label ?? 'none';

describe('what the samples are known to hold', () => {
  test.each(['a', 'a2', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'])(
    '%s: self times add up to the observed time',
    (letter) => {
      const { trace, rows } = sample(letter);
      expect(rows.reduce((sum, row) => sum + row.self, 0)).toBeCloseTo(trace.trace.observed, 6);
    },
  );

  test.each(['a', 'a2', 'b', 'c', 'd', 'e', 'f', 'h'])('%s: every scope of a whole recording ends', (letter) => {
    const { trace, rows } = sample(letter);
    expect(rows.filter((row) => row.open || row.noStart)).toEqual([]);
    expect(trace.facts).toMatchObject({ ended: true, openSpan: null, requestStart: 0, provisional: false });
    expect(trace.facts.requestEnd).toBe(trace.trace.events.length - 1);
  });

  test('a: two minutes of silence belong to ANCM and reach requestTimeout', () => {
    const { trace, rows } = sample('a');
    expect(trace.silences).toEqual([
      { from: 71, to: 72, ms: 120_046, owner: trace.facts.ancmSpan, limit: { name: 'requestTimeout', ms: 120_000 } },
      { from: 72, to: 73, ms: 47, owner: trace.facts.ancmSpan, limit: null },
    ]);
    const ancm = rows[trace.facts.ancmSpan ?? -1];
    expect(ancm).toMatchObject({
      label: 'AspNetCoreModule',
      ancm: true,
      total: 120_093,
      waiting: 120_093,
      outcome: 'failed',
    });
    expect(trace.facts).toMatchObject({
      moduleVersion: 'V1',
      moduleName: 'AspNetCoreModule',
      hosting: 'out-of-process',
      ancmStart: 66,
      ancmEnd: 74,
      ancmEndStatus: 0,
      sync: false,
      tokenHeader: 67,
      lastForward: 71,
      gap: { ms: 120_046, from: 71, to: 72 },
      moduleMs: 120_046,
      responseBefore: null,
      firstError: null,
      handlerName: 'aspNetCore',
      customErrorReason: 0,
      bytesSent: 1604,
      bytesReceived: 412,
      client: { address: '203.0.113.24', port: 51344 },
      server: { address: '10.20.0.15', port: 443 },
      childRequests: 0,
    });
    expect(trace.facts.producing).toEqual({
      event: 72,
      module: 'AspNetCoreModule',
      notification: EXECUTE,
      status: 502,
      subStatus: 3,
      reason: 'Bad Gateway',
      errorCode: 2147954402,
      configExceptionInfo: '',
      time: 120_046,
      childLevel: 0,
      success: false,
    });
    expect(trace.facts.setRequestHeaders.map((header) => header.name)).toEqual([
      'MS-ASPNETCORE-TOKEN',
      'X-Forwarded-For',
      'X-Forwarded-Proto',
      'MS-ASPNETCORE-CLIENTCERT',
      'Connection',
    ]);
    expect(trace.facts.requestHeaders.map((header) => header.name)).toContain('Host');
    expect(trace.facts.responseHeaders[0]).toMatchObject({ name: 'Content-Type', value: 'text/html', event: 120 });
    expect(label(rows, trace.facts.longestSpan)).toBe('AspNetCoreModule');
  });

  test('a2: the silence lies in the forward, no response header ever came', () => {
    const { trace, rows } = sample('a2');
    expect(trace.silences.map((silence) => [silence.ms, label(rows, silence.owner), silence.limit?.name])).toEqual([
      [120_015, 'Forward to the application', 'requestTimeout'],
    ]);
    expect(trace.facts).toMatchObject({
      moduleVersion: 'V2',
      hosting: 'out-of-process',
      sync: false,
      ancmEndStatus: 2,
      gap: { ms: 120_015, from: 59, to: 66 },
      responseBefore: null,
      bodyReads: { count: 1, bytes: 51, last: 59 },
    });
    expect(trace.facts.ancmEvents.map((event) => [event.name, event.code]).slice(-4)).toEqual([
      ['ANCM_WINHTTP_CALLBACK', 0x200000],
      ['ANCM_REQUEST_FORWARD_FAIL', 2147954402],
      ['ANCM_WINHTTP_CALLBACK', 0x800],
      ['ANCM_REQUEST_FORWARD_END', null],
    ]);
  });

  test('b: the error is set in a child request, code 0 is a value, the inner run is synchronous', () => {
    const { trace, rows } = sample('b');
    expect(trace.facts).toMatchObject({
      childRequests: 1,
      sync: true,
      tokenHeader: null,
      lastForward: null,
      moduleVersion: 'V1',
    });
    expect(trace.facts.producing).toMatchObject({ event: 103, status: 502, subStatus: 5, errorCode: 0, childLevel: 1 });
    expect(trace.facts).toMatchObject({ ancmStart: 102, ancmEnd: 105, ancmEndStatus: 2, moduleMs: 2078 });
    expect(trace.facts.gap).toEqual({ ms: 2078, from: 102, to: 103 });
    expect(pathOf(rows, trace.facts.ancmSpan ?? -1)).toEqual([
      'Request',
      HANDLER,
      'AspNetCoreModule',
      'Child request: /timesheets/',
      'Request',
      HANDLER,
      'AspNetCoreModule',
    ]);
    // Two attempts to start the application, each of them work of the module and no wait for an answer.
    expect(
      rows
        .filter((row) => row.module === 'AspNetCoreModule' && row.kind === 'module')
        .map((row) => [row.self, row.waiting]),
    ).toEqual([
      [2140, 0],
      [2078, 0],
    ]);
  });

  test('c: in-process by its status, the texts of the failed start', () => {
    const { trace } = sample('c');
    expect(trace.facts).toMatchObject({
      moduleVersion: 'V2',
      hosting: 'in-process',
      finalStatus: 500,
      finalSubStatus: 30,
      sync: true,
      tokenHeader: null,
      customErrorReason: 2,
      moduleMs: 6234,
    });
    expect(trace.facts.ancmEvents.map((event) => [event.name, event.code])).toEqual([
      ['ANCM_HRESULT_FAILED', 0x80004005],
      ['ANCM_EXCEPTION_CAUGHT', null],
      ['ANCM_START_APPLICATION_FAIL', null],
    ]);
    expect(trace.facts.ancmEvents[0]?.text).toMatch(/\\.+:295$/);
    expect(trace.facts.ancmEvents[2]?.text).toMatch(/^Application '/);
  });

  test('d: the response had begun, the flush before the status failed', () => {
    const { trace, rows } = sample('d');
    expect(trace.facts.ioFailures).toEqual([
      { event: 111, kind: 'flush', errorCode: 0x800704cd, time: 5609, bytes: 0 },
    ]);
    expect(trace.facts.responseBefore).toBe(62);
    expect(trace.facts.descriptions).toHaveLength(1);
    expect(trace.facts.producing).toMatchObject({ event: 112, errorCode: 0x800704cd });
    const flushes = rows.filter((row) => row.label === 'Flush response');
    expect(flushes.map((row) => row.outcome)).toEqual(['finished', 'finished', 'finished', 'finished', 'failed']);
    // SEND_RESPONSE ran inside the handler that flushed.
    expect(pathOf(rows, rows.find((row) => row.label === 'CustomErrorModule')?.ix ?? -1)).toEqual([
      'Request',
      HANDLER,
      'AspNetCoreModule',
      'SEND_RESPONSE',
      'CustomErrorModule',
    ]);
  });

  test('e: 17.2 seconds in Page Load of the child request', () => {
    const { trace, rows } = sample('e');
    expect(label(rows, trace.facts.longestSpan)).toBe('Page Load');
    expect(rows[trace.facts.longestSpan ?? -1]).toMatchObject({ self: 17_250, waiting: 0, events: [158, 159] });
    expect(pathOf(rows, trace.facts.longestSpan ?? -1)).toEqual([
      'Request',
      HANDLER,
      'DefaultDocumentModule',
      'Child request: /Default.aspx',
      'Request',
      HANDLER,
      'ManagedPipelineHandler',
      'HttpHandler',
      'Page Load',
    ]);
    expect(trace.facts).toMatchObject({ producing: null, moduleVersion: null, hosting: null, childRequests: 1 });
    expect(trace.silences.at(-1)).toMatchObject({ ms: 17_250, limit: null });
  });

  test('f: IIS Web Core sets the status between modules, in the notification it names; ANCM never runs', () => {
    const { trace, rows } = sample('f');
    const span = rows[trace.eventSpans[59] ?? -1];
    expect(span).toMatchObject({ kind: 'notification', label: 'AUTHENTICATE_REQUEST', outcome: 'failed' });
    expect(trace.facts.producing).toMatchObject({ module: 'IIS Web Core', notification: 2, status: 401, subStatus: 2 });
    expect(trace.facts).toMatchObject({ ancmStart: null, ancmSpan: null, gap: null, sync: null, moduleMs: null });
    expect(trace.facts).toMatchObject({ moduleVersion: 'V2', handlerModules: 'AspNetCoreModuleV2' });
  });

  test('g: seven scopes are open, Page Load is the innermost, the 200 is no outcome', () => {
    const { trace, rows } = sample('g');
    expect(rows.filter((row) => row.open).map((row) => row.label)).toEqual([
      'Request',
      'DefaultDocumentModule',
      'Child request: /Default.aspx',
      'Request',
      'ManagedPipelineHandler',
      'HttpHandler',
      'Page Load',
    ]);
    expect(label(rows, trace.facts.openSpan)).toBe('Page Load');
    expect(trace.facts).toMatchObject({
      provisional: true,
      ended: false,
      requestStart: 0,
      requestEnd: null,
      producing: null,
    });
  });

  test('i: both ends are missing, one module has no start, 22 completions and no outcome', () => {
    const { trace, rows } = sample('i');
    expect(rows[0]).toMatchObject({ kind: 'request', noStart: true, open: true });
    expect(rows.filter((row) => row.noStart && row.kind === 'module').map((row) => [row.label, row.events])).toEqual([
      ['FailedRequestsTracingModule', [1, 1]],
    ]);
    expect(rows.filter((row) => row.open).map((row) => row.label)).toEqual([
      'Request',
      'AspNetCoreModuleV2',
      'Forward to the application',
    ]);
    expect(trace.facts.bodyReads).toMatchObject({ count: 22, bytes: 22 * 8192 });
    expect(trace.facts).toMatchObject({
      provisional: true,
      requestStart: null,
      requestEnd: null,
      sync: false,
      hosting: 'out-of-process',
      producing: null,
      bytesSent: null,
      requestHeaders: [],
    });
  });
});
