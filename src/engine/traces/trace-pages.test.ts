import { describe, expect, it } from 'vitest';
import { eventIx } from '../../model/units.ts';
import { freb } from '../../testing/freb-builder.ts';
import { opened } from '../../testing/opened.ts';

const HEADERS = 'Host: localhost\r\nCookie: session=SECRET-1\r\nAuthorization: Bearer SECRET-2\r\nX-Plain: seen\r\n';

/** One failing request with headers, a body and a token, all of which hold a secret. */
const failing = freb({ status: '502.3', url: 'http://localhost/orders' })
  .event('GENERAL_REQUEST_START', { at: 0 })
  .event('GENERAL_REQUEST_HEADERS', { at: 0, data: [['Headers', HEADERS]] })
  .start('RewriteModule', 'BEGIN_REQUEST', { at: 0 })
  .end('RewriteModule', 'BEGIN_REQUEST', { at: 0 })
  .start('AspNetCoreModuleV2', 'EXECUTE_REQUEST_HANDLER', { at: 15 })
  .event('GENERAL_SET_REQUEST_HEADER', {
    data: [
      ['HeaderName', 'MS-ASPNETCORE-TOKEN'],
      ['HeaderValue', 'SECRET-3'],
      ['Replace', 'true'],
    ],
  })
  .event('GENERAL_REQUEST_ENTITY', { data: [['Buffer', 'password=SECRET-4 & more <x>']] })
  .errorStatus('AspNetCoreModuleV2', '502.3', 2147954402, { at: 120_050 })
  .end('AspNetCoreModuleV2', 'EXECUTE_REQUEST_HANDLER', { at: 120_050, status: 2 })
  .event('GENERAL_SET_RESPONSE_HEADER', {
    data: [
      ['HeaderName', 'Set-Cookie'],
      ['HeaderValue', 'id=SECRET-5'],
      ['Replace', 'true'],
    ],
  })
  .event('GENERAL_REQUEST_END', { at: 120_065 });

async function setup(content: string | Uint8Array<ArrayBuffer> = failing.toString()) {
  const { engine, requests } = await opened([['fr000001.xml', content]]);
  const key = requests[0]?.key;
  if (key === undefined) throw new Error('no trace');
  const numbers = async (filter: string): Promise<number[]> =>
    ((await engine.events(key, { filter, from: 0, count: 1_000 }))?.rows ?? []).map((row) => row.ix + 1);
  return { engine, key, numbers };
}

describe('the trace', () => {
  it('tells header and verdict', async () => {
    const { engine, key } = await setup();
    const view = await engine.trace(key);
    expect(view).toMatchObject({ path: 'fr000001.xml', events: 11, complete: true, failed: true, provisional: false });
    expect(view?.observedMs).toBe(120_065);
    expect(view?.verdict?.lead.cause).toBe('app-timeout');
  });

  it('hands out a timeline whose columns belong to the asker', async () => {
    const { engine, key } = await setup();
    const first = await engine.timeline(key);
    first?.eventTime.fill(-1);
    first?.spans.start.fill(-1);
    const second = await engine.timeline(key);
    expect(second?.eventTime[10]).toBe(120_065);
    expect(second?.spans.start.every((start) => start >= 0)).toBe(true);
    expect(second?.producing).toMatchObject({ event: 7 });
    expect(second?.producing?.label).toMatch(/^502\.3 .*0x80072EE2/);
    const span = second?.eventSpan[7] ?? -1;
    expect(second?.strings[second.spans.label[span] ?? -1]).toContain('AspNetCoreModuleV2');
  });

  it('compares the silence with the limit of a configuration that comes later', async () => {
    const slow = freb({ status: '502.3', url: 'http://localhost/slow' })
      .event('GENERAL_REQUEST_START', { at: 0 })
      .start('AspNetCoreModuleV2', 'EXECUTE_REQUEST_HANDLER', { at: 15 })
      .event('GENERAL_SET_REQUEST_HEADER', {
        data: [
          ['HeaderName', 'MS-ASPNETCORE-TOKEN'],
          ['HeaderValue', 'x'],
        ],
      })
      .errorStatus('AspNetCoreModuleV2', '502.3', 2147954402, { at: 90_030 })
      .end('AspNetCoreModuleV2', 'EXECUTE_REQUEST_HANDLER', { at: 90_030, status: 2 })
      .event('GENERAL_REQUEST_END', { at: 90_030 });
    const { engine, key } = await setup(slow.toString());
    const limits = async () => (await engine.timeline(key))?.silences.map(({ limit }) => limit);
    expect(await limits()).toEqual([null]);
    const config =
      '<configuration><system.webServer><handlers><add name="aspNetCore" path="*" verb="*" modules="AspNetCoreModuleV2"/></handlers>' +
      '<aspNetCore processPath="dotnet" requestTimeout="00:01:30"/></system.webServer></configuration>';
    await engine.open([{ path: 'web.config', blob: new Blob([config]), lastModified: null }], () => undefined);
    expect(await limits()).toEqual([{ name: 'requestTimeout', ms: 90_000 }]);
  });

  it('knows nothing of a key that is not loaded', async () => {
    const { engine } = await setup();
    const gone = 'nobody' as never;
    const answers = [
      engine.trace(gone),
      engine.timeline(gone),
      engine.events(gone, { filter: '', from: 0, count: 1 }),
      engine.event(gone, eventIx(0)),
      engine.headers(gone),
      engine.raw(gone, 0, 1),
      engine.nextError(gone, -1, 1),
      engine.neighbour(gone, 1, { filter: 'status:404', sort: null }),
    ];
    expect(await Promise.all(answers)).toEqual(answers.map(() => null));
    expect(await engine.eventPosition(gone, '', eventIx(0))).toBe(-1);
  });
});

describe('its events', () => {
  it('are numbered and told as they stand in the file', async () => {
    const { engine, key } = await setup();
    const page = await engine.events(key, { filter: '', from: 7, count: 2 });
    expect(page).toMatchObject({ from: 7, total: 11 });
    expect(page?.rows[0]).toMatchObject({
      ix: 7,
      name: 'MODULE_SET_RESPONSE_ERROR_STATUS',
      module: 'AspNetCoreModuleV2',
      notification: 'EXECUTE_REQUEST_HANDLER',
      timeMs: 120_050,
      deltaMs: 120_035,
      level: 3,
      producing: true,
    });
    expect(page?.rows[0]?.key).toBe('502.3 Bad Gateway · 0x80072EE2 ERROR_WINHTTP_TIMEOUT');
  });

  it.each([
    ['module:rewrite', [3, 4]],
    ['level:warning', [8]],
    ['level:3', [8]],
    ['is:producing', [8]],
    ['name:NOTIFY_MODULE_START', [3, 5]],
    ['name:NOTIFY -module:rewrite', [5, 9]],
    ['"more <x>"', [7]],
    ['secret', [2, 6, 7, 10]],
    ['data:2147954402', [8]],
    ['data:*host:*seen*', [2]],
    ['data:host*seen', []],
    ['EXECUTE_REQUEST_HANDLER', [5, 8, 9]],
    ['number>9', [10, 11]],
  ])('are filtered by %s', async (filter, expected) => {
    const { numbers } = await setup();
    expect(await numbers(filter)).toEqual(expected);
  });

  it('are filtered by several filters at a time', async () => {
    const { numbers } = await setup();
    expect(await Promise.all([numbers('secret'), numbers('secret-4'), numbers('secret')])).toEqual([
      [2, 6, 7, 10],
      [7],
      [2, 6, 7, 10],
    ]);
  });

  it('offer fields with values that find something, and none of the content', async () => {
    const { engine, key, numbers } = await setup();
    const hints = await engine.eventHints(key);
    expect(hints.find(({ name }) => name === 'level')?.values).toContain('Warning');
    expect(JSON.stringify(hints)).not.toContain('SECRET');
    for (const { name, values } of hints)
      for (const value of values) expect(await numbers(`${name}:"${value}"`), `${name}:${value}`).not.toEqual([]);
  });

  it('are found again under a filter, or not', async () => {
    const { engine, key } = await setup();
    expect(await engine.eventPosition(key, 'name:NOTIFY', eventIx(8))).toBe(3);
    expect(await engine.eventPosition(key, 'name:NOTIFY', eventIx(7))).toBe(-1);
  });

  it('of level 1 to 3 are stepped through in both directions', async () => {
    const { engine, key } = await setup();
    expect(await engine.nextError(key, -1, 1)).toBe(7);
    expect(await engine.nextError(key, eventIx(7), 1)).toBeNull();
    expect(await engine.nextError(key, eventIx(10), -1)).toBe(7);
    expect(await engine.nextError(key, -1, -1)).toBe(7);
  });

  it('show everything in the detail, decoded, with the raw text', async () => {
    const { engine, key } = await setup();
    const view = await engine.event(key, eventIx(7));
    const code = view?.fields.find((field) => field.name === 'ErrorCode');
    expect(code?.value).toBe('2147954402');
    expect(code?.decoded).toContain('WININET_E_TIMEOUT (0x80072EE2, 2147954402)');
    expect(view?.raw).toMatch(/^<Event [^]*<\/Event>$/);
    expect(view?.rawLength).toBe(view?.raw.length);
    expect(view?.system.find((field) => field.name === 'Level')?.decoded).toBe('Warning');
    expect(await engine.event(key, eventIx(11))).toBeNull();
  });
});

describe('secrets', () => {
  it('never stand in the rows of the grid', async () => {
    const { engine, key } = await setup();
    const page = await engine.events(key, { filter: '', from: 0, count: 100 });
    const cells = page?.rows.map((row) => row.key).join('\n') ?? '';
    expect(cells).not.toContain('SECRET');
    expect(cells).toContain('4 headers: Host, Cookie, Authorization, X-Plain');
    expect(cells).toContain('HeaderName=MS-ASPNETCORE-TOKEN · HeaderValue=••••');
  });

  it('are marked in the detail and among the headers', async () => {
    const { engine, key } = await setup();
    const marked: string[] = [];
    for (const ix of [1, 5, 6, 9]) {
      const view = await engine.event(key, eventIx(ix));
      for (const field of view?.fields ?? []) if (field.secret) marked.push(`${ix + 1} ${field.name}`);
    }
    expect(marked).toEqual(['2 Headers', '6 HeaderValue', '7 Buffer', '10 HeaderValue']);
    const headers = (await engine.headers(key)) ?? [];
    expect(headers.map(({ name, group, secret }) => `${group} ${name} ${secret}`)).toEqual([
      'request Host false',
      'request Cookie true',
      'request Authorization true',
      'request X-Plain false',
      'set-request MS-ASPNETCORE-TOKEN true',
      'set-response Set-Cookie true',
    ]);
    expect(headers.find((header) => header.group === 'set-request')?.module).toBe('AspNetCoreModuleV2');
  });
});

describe('the raw file', () => {
  it('comes by lines, whatever ends them', async () => {
    for (const newline of ['\r\n', '\n'] as const) {
      const text = freb({ status: '200', newline }).event('GENERAL_REQUEST_START', { at: 0 }).toString();
      const { engine, key } = await setup(text);
      const lines = text.split(newline);
      const page = await engine.raw(key, 2, 3);
      expect(page?.rows).toEqual(lines.slice(2, 5));
      expect(page?.total).toBe(lines.length);
      expect((await engine.raw(key, lines.length - 1, 10))?.rows).toEqual(lines.slice(-1));
      expect((await engine.raw(key, lines.length, 10))?.rows).toEqual([]);
    }
  });

  it('is the UTF-8 form where the file was in another encoding, and offsets fit it', async () => {
    const builder = freb({ status: '502.3', url: 'http://localhost/Größe', encoding: 'utf-16le' })
      .event('GENERAL_REQUEST_START', { at: 0 })
      .errorStatus('Modül', '502.3', 2147954402, { at: 20 });
    const { engine, key } = await setup(builder.toBytes());
    expect((await engine.event(key, eventIx(1)))?.fields.find((field) => field.name === 'ModuleName')?.value).toBe(
      'Modül',
    );
    const page = await engine.raw(key, 0, 10_000);
    expect(page?.rows.join('\n')).toContain('Größe');
  });

  it('cuts a line of many megabytes and says so', async () => {
    const text = freb({ status: '200' })
      .event('GENERAL_REQUEST_ENTITY', { at: 0, data: [['Buffer', 'x'.repeat(200_000)]] })
      .toString();
    const { engine, key } = await setup(text);
    const page = await engine.raw(key, 0, 10_000);
    const longest = page?.rows.find((row) => row.includes('xxxx')) ?? '';
    expect(longest.length).toBeLessThan(70_000);
    expect(longest).toMatch(/\(\d+ more bytes in this line\)$/);
  });
});
