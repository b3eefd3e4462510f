import { describe, expect, it } from 'vitest';
import { freb } from '../../testing/freb-builder.ts';
import { type Dropped, opened } from '../../testing/opened.ts';
import type { SortBy } from '../questions/paging.ts';

interface Made {
  readonly status: string;
  readonly url: string;
  readonly minute: number;
  readonly pool?: string;
  readonly took?: number;
}

const trace = (name: string, { status, url, minute, pool = 'Pool', took = 1_000 }: Made): Dropped => {
  const start = `2026-03-12T14:${String(minute).padStart(2, '0')}:00.000Z`;
  const builder = freb({ status, url, start, appPool: pool, timeTaken: took }).event('GENERAL_REQUEST_START', {
    at: 0,
  });
  if (Number.parseInt(status, 10) >= 400) builder.errorStatus('AspNetCoreModuleV2', status, 2147954402, { at: took });
  builder.event('GENERAL_REQUEST_END', { at: took });
  return [name, builder.toString()];
};

const dropped: readonly Dropped[] = [
  trace('c.xml', { status: '502.3', url: 'http://localhost/orders', minute: 30, took: 120_000 }),
  trace('a.xml', { status: '200', url: 'http://localhost/ok', minute: 10 }),
  trace('b.xml', { status: '500.30', url: 'http://localhost/start', minute: 20, pool: 'Other' }),
  trace('d.xml', { status: '502.5', url: 'http://localhost/Orders/2', minute: 40 }),
];

async function setup() {
  const { engine, requests } = await opened(dropped);
  const names = async (filter: string, sort: SortBy | null = null): Promise<string> =>
    (await engine.requests({ filter, sort, from: 0, count: 100 })).rows.map(({ path }) => path[0]).join('');
  const key = (name: string) => {
    const row = requests.find(({ path }) => path === `${name}.xml`);
    if (row === undefined) throw new Error(`no ${name}`);
    return row.key;
  };
  return { engine, names, key };
}

describe('the grid of requests', () => {
  it('stands in the order of time when nothing else is asked for', async () => {
    const { names } = await setup();
    expect(await names('')).toBe('abcd');
  });

  it.each([
    ['status', false, 'abcd'],
    ['status', true, 'dcba'],
    ['url', false, 'acdb'],
    ['duration', true, 'cabd'],
    ['appPool', false, 'bacd'],
    ['start', true, 'dcba'],
    ['file', false, 'abcd'],
    ['toString', false, 'abcd'],
  ])('sorts by %s, descending %s', async (key, descending, expected) => {
    const { names } = await setup();
    expect(await names('', { key, descending })).toBe(expected);
  });

  it.each([
    ['status:5xx', 'bcd'],
    ['status:502.3', 'c'],
    ['status:500.3', ''],
    ['-status:5xx', 'a'],
    ['orders', 'cd'],
    ['failed:yes pool:other', 'b'],
    ['time>1m', 'c'],
    ['cause:app-timeout', 'c'],
    ['file:d.xml', 'd'],
    ['start>=14:30', 'cd'],
  ])('filters by %s', async (filter, expected) => {
    const { names } = await setup();
    expect(await names(filter)).toBe(expected);
  });

  it('gives the part that is asked for, the whole count and the failing count', async () => {
    const { engine } = await setup();
    const page = await engine.requests({ filter: '', sort: null, from: 1, count: 2 });
    expect(page).toMatchObject({ from: 1, total: 4, failing: 3, error: null });
    expect(page.rows.map(({ statusCode }) => statusCode)).toEqual(['500.30', '502.3']);
  });

  it('says where a filter stops being understood', async () => {
    const { engine } = await setup();
    const page = await engine.requests({ filter: 'ok nonsense:5', sort: null, from: 0, count: 10 });
    expect(page).toMatchObject({ total: 0, error: { from: 3, to: 11 } });
  });

  it('offers fields with the values that occur, none of them free text', async () => {
    const { engine } = await setup();
    const hints = new Map((await engine.requestHints()).map(({ name, values }) => [name, values]));
    expect(hints.get('pool')).toEqual(['Pool', 'Other']);
    expect(hints.get('status')).toEqual(expect.arrayContaining(['200', '500.30', '502.3', '502.5']));
    expect(hints.get('url')).toEqual([]);
    // Everything that is offered is understood and finds something.
    for (const [name, values] of hints)
      for (const value of values) {
        const page = await engine.requests({ filter: `${name}:"${value}"`, sort: null, from: 0, count: 1 });
        expect(page.total, `${name}:${value}`).toBeGreaterThan(0);
      }
  });

  it('goes to the next and previous failure in the order and filter of the list', async () => {
    const { engine, key } = await setup();
    const all = { filter: '', sort: null };
    expect(await engine.neighbour(key('a'), 1, all)).toBe(key('b'));
    expect(await engine.neighbour(key('d'), 1, all)).toBeNull();
    expect(await engine.neighbour(key('b'), -1, all)).toBeNull();
    const byUrl = { filter: 'status:502.3,502.5', sort: { key: 'url', descending: true } };
    expect(await engine.neighbour(key('d'), 1, byUrl)).toBe(key('c'));
    // The filter hides the trace one stands on: the first one that it leaves.
    expect(await engine.neighbour(key('a'), 1, byUrl)).toBe(key('d'));
  });
});

describe('codes', () => {
  it('finds the traces that carry a code in any of its forms, or a status', async () => {
    const { engine } = await setup();
    const paths = async (code: number | string) =>
      (await engine.tracesWithCode(code)).map(({ path, event }) => `${path} ${event}`).sort();
    const all = ['b.xml 1', 'c.xml 1', 'd.xml 1'];
    for (const code of [2147954402, -2147012894, '0x80072EE2', '-2147012894'])
      expect(await paths(code), String(code)).toEqual(all);
    expect(await paths('502.3')).toEqual(['c.xml 1']);
    expect(await paths('502')).toEqual(['c.xml 1', 'd.xml 1']);
    expect(await paths('500.3')).toEqual([]);
    expect(await paths('no code')).toEqual([]);
  });
});
