import { describe, expect, it } from 'vitest';
import type { TraceKey } from '../../model/units.ts';
import { freb } from '../../testing/freb-builder.ts';
import { opened, type Dropped } from '../../testing/opened.ts';

interface Made {
  readonly minute: number;
  readonly took: number;
  readonly url?: string;
  readonly pool?: string;
  readonly cache?: boolean;
  readonly cookie?: string;
  readonly handler?: string;
}

const headers = (cookie: string): string => `Host: localhost\r\nCookie: ${cookie}\r\nAccept: text/html\r\n`;

function trace(name: string, made: Made): Dropped {
  const { minute, took, url = 'http://localhost/orders/1', pool = 'Shop', cache = true, cookie = 'id=1' } = made;
  const failed = took > 100_000;
  const start = `2026-03-12T14:${minute}:00.000Z`;
  const builder = freb({ status: failed ? '502.3' : '200', url, appPool: pool, start, timeTaken: took })
    .event('GENERAL_REQUEST_START', { at: 0 })
    .event('GENERAL_REQUEST_HEADERS', { data: [['Headers', headers(cookie)]] });
  if (cache) builder.start('HttpCacheModule', 'RESOLVE_REQUEST_CACHE').end('HttpCacheModule', 'RESOLVE_REQUEST_CACHE');
  builder
    .event('HANDLER_CHANGED', { data: [['NewHandlerName', made.handler ?? 'aspNetCore']] })
    .start('AspNetCoreModuleV2', 'EXECUTE_REQUEST_HANDLER', { at: 16 });
  if (failed) builder.errorStatus('AspNetCoreModuleV2', '502.3', 2147954402, { at: took });
  builder.end('AspNetCoreModuleV2', 'EXECUTE_REQUEST_HANDLER', { at: took }).event('GENERAL_REQUEST_END', { at: took });
  return [name, builder.toString()];
}

const FILES: readonly Dropped[] = [
  trace('bad.xml', { minute: 20, took: 120_016, cache: false, cookie: 'id=2' }),
  trace('far.xml', { minute: 50, took: 80, url: 'http://localhost/Orders/77' }),
  trace('near.xml', { minute: 21, took: 116, url: 'http://localhost/orders/4711?x=1' }),
  trace('otherpool.xml', { minute: 20, took: 116, pool: 'Other' }),
  trace('elsewhere.xml', { minute: 20, took: 116, url: 'http://localhost/health' }),
  trace('bad2.xml', { minute: 30, took: 120_500 }),
];

async function setup(files: readonly Dropped[] = FILES) {
  const { engine, requests } = await opened(files);
  const key = (name: string): TraceKey => requests.find(({ path }) => path === `${name}.xml`)?.key ?? ('' as TraceKey);
  return { engine, key };
}

const names = (rows: readonly { readonly path: string }[]): string =>
  rows.map(({ path }) => path.replace('.xml', '')).join(' ');

describe('what a trace can be held against', () => {
  it('offers the successful requests to the same URL, nearest first, and what is there besides', async () => {
    const { engine, key } = await setup();
    const offers = await engine.compareOffers(key('bad'));
    expect(offers?.template).toBe('/orders/{n}');
    expect(names(offers?.successes ?? [])).toBe('near far otherpool');
    expect(names(offers?.sameUrl ?? [])).toBe('bad2');
    expect(names(offers?.elsewhere ?? [])).toBe('elsewhere');
    const [incident] = await engine.incidents();
    expect(offers?.incident).toMatchObject({ id: incident?.id, others: 1 });
    expect((await engine.compareOffers(key('near')))?.incident).toBeNull();
    expect(await engine.compareOffers('nothing' as TraceKey)).toBeNull();
  });
});

describe('two traces side by side', () => {
  it('aligns spans and tells what only one of them has', async () => {
    const { engine, key } = await setup();
    const { a, b, rows, modules, grainMs } = await engine.compare(key('bad'), key('near'));
    expect([a?.path, b?.row.path, b?.kind]).toEqual(['bad.xml', 'near.xml', 'trace']);
    expect(modules).toEqual([{ module: 'HttpCacheModule', only: 'b' }]);
    const ancm = rows.find(({ label }) => label === 'AspNetCoreModuleV2');
    expect(ancm).toMatchObject({
      change: 'changed',
      ancm: true,
      notification: 'EXECUTE_REQUEST_HANDLER',
      a: { total: 120_000, outcome: 'failed' },
      b: { total: 100 },
      delta: { total: -119_900, self: -119_900 },
    });
    expect(rows.find(({ label }) => label === 'HttpCacheModule')).toMatchObject({ change: 'added', a: null });
    expect(grainMs).toBeGreaterThan(0);
  });

  it('tells facts and headers, secrets marked', async () => {
    const { engine, key } = await setup([
      FILES[0] ?? ['', ''],
      trace('near.xml', { minute: 21, took: 116, handler: 'StaticFile' }),
    ]);
    const { facts, headers: lines } = await engine.compare(key('bad'), key('near'));
    const fact = new Map(facts.map(({ id, a, b }) => [id, [a, b]]));
    expect(fact.get('handler')).toEqual(['aspNetCore', 'StaticFile']);
    expect(fact.get('statusPath')).toEqual(['502.3 AspNetCoreModuleV2', '200']);
    expect(fact.get('appPool')).toEqual(['Shop', 'Shop']);
    expect(lines.find(({ name }) => name === 'Cookie')).toMatchObject({ a: 'id=2', b: 'id=1', secret: true });
    expect(lines.find(({ name }) => name === 'Accept')).toMatchObject({
      a: 'text/html',
      b: 'text/html',
      secret: false,
    });
  });

  it('finds no difference in the same trace twice', async () => {
    const { engine, key } = await setup();
    const { rows, modules, facts, headers: lines } = await engine.compare(key('bad'), key('bad'));
    expect(rows.every(({ change }) => change === 'same')).toBe(true);
    expect(modules).toEqual([]);
    expect(facts.every(({ a, b }) => a === b)).toBe(true);
    expect(lines.every(({ a, b }) => a === b)).toBe(true);
    expect(rows).toHaveLength(3);
  });

  it('says which side is not loaded', async () => {
    const { engine, key } = await setup();
    const missing = 'nothing' as TraceKey;
    expect(await engine.compare(key('bad'), missing)).toMatchObject({ a: { path: 'bad.xml' }, b: null, rows: [] });
    expect(await engine.compare(missing, key('bad'))).toMatchObject({ a: null, b: { row: { path: 'bad.xml' } } });
    expect(await engine.compare(missing, 'usual')).toMatchObject({ a: null, b: null });
  });
});

describe('a trace beside a group', () => {
  it('takes the medians of the successful requests to the same URL', async () => {
    const { engine, key } = await setup();
    const { b, rows, modules, facts } = await engine.compare(key('bad'), 'usual');
    expect(b).toMatchObject({ kind: 'usual', count: 3, name: '/orders/{n}' });
    expect(rows.find(({ label }) => label === 'AspNetCoreModuleV2')).toMatchObject({
      change: 'changed',
      share: 1,
      b: { total: 100 },
      delta: { total: -119_900 },
    });
    expect(rows.find(({ label }) => label === 'HttpCacheModule')).toMatchObject({ change: 'added', share: 1 });
    expect(modules).toEqual([{ module: 'HttpCacheModule', only: 'b' }]);
    expect(facts.find(({ id }) => id === 'appPool')).toMatchObject({ a: 'Shop', b: 'Shop', share: 2 / 3 });
  });

  it('takes the traces of an incident, without the trace itself', async () => {
    const { engine, key } = await setup();
    const [incident] = await engine.incidents();
    const { b } = await engine.compare(key('bad'), incident?.id ?? 'usual');
    expect(b).toMatchObject({ kind: 'incident', count: 1, row: { path: 'bad2.xml' } });
  });

  it('has nobody on the other side when no such request succeeded', async () => {
    const { engine, key } = await setup();
    expect(await engine.compare(key('elsewhere'), 'usual')).toMatchObject({ a: { path: 'elsewhere.xml' }, b: null });
  });
});
