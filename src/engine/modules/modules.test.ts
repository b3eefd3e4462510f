import { describe, expect, it } from 'vitest';
import { freb } from '../../testing/freb-builder.ts';
import { opened, type Dropped } from '../../testing/opened.ts';
import type { IcicleNode } from '../../analysis/icicle.ts';

/** A request through two modules; `handler` says how long the one that answers took. */
function trace(name: string, minute: number, handler: number, rewrite = true): Dropped {
  const builder = freb({ status: handler > 1_000 ? '502.3' : '200', start: `2026-03-12T14:${minute}:00.000Z` });
  builder.event('GENERAL_REQUEST_START', { at: 0 });
  if (rewrite) builder.start('RewriteModule', 'BEGIN_REQUEST', { at: 0 }).end('RewriteModule', 'BEGIN_REQUEST');
  builder
    .start('AspNetCoreModuleV2', 'EXECUTE_REQUEST_HANDLER')
    .end('AspNetCoreModuleV2', 'EXECUTE_REQUEST_HANDLER', { at: handler })
    .event('GENERAL_REQUEST_END', { at: handler });
  return [name, builder.toString()];
}

const dropped = [trace('a.xml', 10, 100), trace('b.xml', 11, 300), trace('c.xml', 12, 120_000, false)];
const everything = { traces: '', filter: '', sort: null, from: 0, count: 100 };

async function setup() {
  const { engine } = await opened(dropped);
  const found = async (filter: string): Promise<string> =>
    (await engine.requests({ filter, sort: null, from: 0, count: 100 })).rows.map(({ path }) => path[0]).join('');
  return { engine, found };
}

describe('where time went over many traces', () => {
  it('tells each module by notification, over the traces that a filter selects', async () => {
    const { engine } = await setup();
    const all = await engine.modules(everything);
    expect(all).toMatchObject({ total: 2, all: 2, traces: 3, open: 3, error: null, tracesError: null });
    expect(all.rows[0]).toMatchObject({
      module: 'AspNetCoreModuleV2',
      notificationName: 'EXECUTE_REQUEST_HANDLER',
      ancm: true,
      count: 3,
      traces: 3,
      total: 120_400,
      p50: 300,
      max: 120_000,
      share: 1,
    });
    const quick = await engine.modules({ ...everything, traces: 'status:200' });
    expect(quick).toMatchObject({ traces: 2, open: 3 });
    expect(quick.rows.map(({ module, total }) => [module, total])).toEqual([
      ['AspNetCoreModuleV2', 400],
      ['RewriteModule', 0],
    ]);
  });

  it('follows files that are opened later', async () => {
    const { engine } = await setup();
    await engine.modules(everything);
    const [name, content] = trace('d.xml', 13, 400);
    await engine.open([{ path: name, blob: new Blob([content]), lastModified: null }], () => undefined);
    expect(await engine.modules(everything)).toMatchObject({ traces: 4, open: 4 });
    expect(await engine.timeSpent('')).toMatchObject({ root: { traces: 4 } });
  });

  it.each([
    ['rewrite', null, 'RewriteModule'],
    ['total>1s', null, 'AspNetCoreModuleV2'],
    ['share<50', null, 'RewriteModule'],
    ['notification:BEGIN', null, 'RewriteModule'],
    ['', { key: 'total', descending: false }, 'RewriteModule'],
    ['', { key: 'notification', descending: true }, 'AspNetCoreModuleV2'],
    ['', { key: 'toString', descending: false }, 'AspNetCoreModuleV2'],
  ])('filters by %j and sorts by %j', async (filter, sort, first) => {
    const { engine } = await setup();
    expect((await engine.modules({ ...everything, filter, sort })).rows[0]?.module).toBe(first);
  });

  it('says where a filter stops being understood', async () => {
    const { engine } = await setup();
    expect(await engine.modules({ ...everything, filter: 'no:x' })).toMatchObject({ total: 0, error: { from: 0 } });
    const traces = 'status:2x2';
    expect(await engine.modules({ ...everything, traces })).toMatchObject({ total: 0, tracesError: { from: 7 } });
    expect(await engine.timeSpent(traces)).toMatchObject({ root: { traces: 0 }, error: { from: 7 } });
  });

  it('offers fields, and values that find something', async () => {
    const { engine } = await setup();
    const hints = await engine.moduleHints('');
    expect(hints.find(({ name }) => name === 'module')?.values).toEqual(['AspNetCoreModuleV2', 'RewriteModule']);
    for (const { name, values } of hints)
      for (const value of values)
        expect((await engine.modules({ ...everything, filter: `${name}:"${value}"` })).total).toBeGreaterThan(0);
  });
});

describe('requests by what ran in them', () => {
  it('finds exactly the traces that a row or a frame counts', async () => {
    const { engine, found } = await setup();
    for (const row of (await engine.modules(everything)).rows)
      expect(await found(`ran="${row.ran}"`), row.ran).toHaveLength(row.traces);
    const { root } = await engine.timeSpent('');
    const walk = async (node: IcicleNode, around: readonly string[]): Promise<void> => {
      for (const child of node.children) {
        const path = [...around, child.label];
        expect(await found(`ran="${path.join(' > ')}"`), path.join()).toHaveLength(child.traces);
        await walk(child, path);
      }
    };
    await walk(root, []);
  });

  it('takes part of a name too', async () => {
    const { found } = await setup();
    expect(await found('ran:rewrite')).toBe('ab');
    expect(await found('-ran:rewrite')).toBe('c');
    expect(await found('ran:nothing')).toBe('');
  });
});
