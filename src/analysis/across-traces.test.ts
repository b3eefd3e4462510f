import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleTrace } from '../testing/analysed-trace.ts';
import { GRAIN, requestEvents, someRuns, spanSet, type Run } from '../testing/random-spans.ts';
import { alignmentKeys, compareSpans } from './compare.ts';
import { compareToGroup } from './compare-group.ts';
import { icicle, type IcicleNode } from './icicle.ts';
import { moduleStats } from './module-stats.ts';
import type { SpanSet } from './span-totals.ts';

const someSets = fc.array(
  someRuns.map((list) => spanSet(requestEvents(list))),
  { maxLength: 6 },
);
const run = (module: string, notification: number, inside: number, more: Partial<Run> = {}): Run => ({
  module,
  notification,
  inside,
  post: false,
  before: 0,
  phase: false,
  child: [],
  ...more,
});
const set = (...runs: readonly Run[]): SpanSet => spanSet(requestEvents(runs));
const sample = async (letter: string): Promise<SpanSet> => {
  const { spans, trace } = await sampleTrace(letter);
  return { spans, strings: trace.events.strings };
};
const observed = ({ spans }: SpanSet): number => (spans.end[0] ?? 0) - (spans.start[0] ?? 0);

describe('module statistics', () => {
  test('by module, notification and pass, with nearest-rank percentiles of single runs', () => {
    const traces = [
      ...Array.from({ length: 99 }, (_, k) =>
        set(run('RewriteModule', 1, k + 1), run('RewriteModule', 1, 500, { post: true })),
      ),
      set(run('RewriteModule', 1, 9000)),
    ];
    const [late, main] = moduleStats(traces).toSorted((a, b) => Number(b.post) - Number(a.post));
    expect(main).toMatchObject({ module: 'RewriteModule', notification: 1, post: false, count: 100, traces: 100 });
    expect(main).toMatchObject({ p50: 50, p95: 95, p99: 99, max: 9000, total: 4950 + 9000, self: 4950 + 9000 });
    expect(late).toMatchObject({ post: true, count: 99, traces: 99, p50: 500, max: 500 });
    expect((late?.share ?? 0) + (main?.share ?? 0)).toBeCloseTo(1, 9);
  });

  test('phases count with their module, a child request does not, time in no module has a row of its own', () => {
    const inner = [run('HttpCacheModule', 8, 300)];
    const stats = moduleStats([
      set(
        run('RewriteModule', 1, 100, { phase: true, before: 50 }),
        run('DefaultDocumentModule', 128, 20, { child: inner }),
      ),
    ]);
    expect(stats.map(({ module, self, total }) => [module, self, total])).toEqual([
      ['HttpCacheModule', 300, 300],
      ['RewriteModule', 100, 100],
      ['', 50, 50],
      ['DefaultDocumentModule', 20, 320],
    ]);
  });

  test('the self times of all rows are all the time there was', () => {
    fc.assert(
      fc.property(someSets, (sets) => {
        const self = moduleStats(sets).reduce((sum, row) => sum + row.self, 0);
        expect(self).toBeCloseTo(
          sets.reduce((sum, one) => sum + observed(one), 0),
          2,
        );
      }),
    );
  });

  test('of the sample with the time-out', async () => {
    const [first] = moduleStats([await sample('a')]);
    expect(first).toMatchObject({
      module: 'AspNetCoreModule',
      notification: 128,
      self: 120_093,
      waiting: 120_093,
      share: 1,
    });
  });
});

describe('icicle', () => {
  const each = (node: IcicleNode, visit: (node: IcicleNode) => void): void => {
    visit(node);
    for (const child of node.children) each(child, visit);
  };
  const micros = (ms: number): number => Math.round(ms * 1000);

  test('spans of one path are one node', () => {
    const root = icicle([
      set(run('RewriteModule', 1, 10), run('HttpCacheModule', 1, 20)),
      set(run('RewriteModule', 1, 30), run('RewriteModule', 512, 40)),
    ]);
    const [request] = root.children;
    expect(root).toMatchObject({ label: 'All requests', count: 2, traces: 2, total: 100 });
    expect(request?.children.map(({ label, total, traces }) => [label, total, traces])).toEqual([
      ['BEGIN_REQUEST', 60, 2],
      ['UPDATE_REQUEST_CACHE', 40, 1],
    ]);
    expect(request?.children[0]?.children.map(({ label, total, count }) => [label, total, count])).toEqual([
      ['RewriteModule', 40, 2],
      ['HttpCacheModule', 20, 1],
    ]);
  });

  test('merge order does not matter', () => {
    fc.assert(
      fc.property(someSets, fc.nat(), (sets, by) => {
        const turned = [...sets.slice(by % (sets.length + 1)), ...sets.slice(0, by % (sets.length + 1))];
        expect(icicle(turned)).toEqual(icicle(sets));
        expect(icicle(sets.toReversed())).toEqual(icicle(sets));
      }),
    );
  });

  test('sums equal the parts, in the tree and against single traces', () => {
    fc.assert(
      fc.property(someSets, (sets) => {
        const root = icicle(sets);
        let self = 0;
        let spans = 0;
        each(root, (node) => {
          self += micros(node.self);
          if (node !== root) spans += node.count;
          const parts = node.children.reduce((sum, child) => sum + micros(child.total), 0);
          expect(micros(node.total)).toBe(parts + micros(node.self));
          expect(node.waiting).toBeLessThanOrEqual(node.self);
        });
        expect(self).toBe(micros(root.total));
        expect(spans).toBe(sets.reduce((sum, one) => sum + one.spans.length, 0));
        expect(root.total).toBeCloseTo(
          sets.reduce((sum, one) => sum + icicle([one]).total, 0),
          6,
        );
      }),
    );
  });
});

describe('comparison', () => {
  test('a trace against itself has no difference', () => {
    fc.assert(
      fc.property(someRuns, (list) => {
        const events = requestEvents(list);
        const rows = compareSpans(spanSet(events), spanSet(events), GRAIN);
        expect(rows.every((row) => row.change === 'same' && row.a === row.b)).toBe(true);
        expect(rows.every(({ delta }) => delta.total === 0 && delta.self === 0 && delta.waiting === 0)).toBe(true);
      }),
    );
  });

  test.each(['a', 'b', 'd', 'e', 'g', 'i'])('so has sample %s', async (letter) => {
    const one = await sample(letter);
    expect(compareSpans(one, one, GRAIN).filter((row) => row.change !== 'same')).toEqual([]);
  });

  test('every span of both is in exactly one row, and turned round it is the same comparison', () => {
    fc.assert(
      fc.property(someRuns, someRuns, (one, other) => {
        const a = set(...one);
        const b = set(...other);
        const rows = compareSpans(a, b, GRAIN);
        const of = (pick: 'a' | 'b'): readonly number[] =>
          rows.flatMap((row) => (row[pick] === null ? [] : [row[pick]]));
        expect(of('a').toSorted((x, y) => x - y)).toEqual([...a.spans.parent.keys()]);
        expect(of('b').toSorted((x, y) => x - y)).toEqual([...b.spans.parent.keys()]);
        const turned = new Map(compareSpans(b, a, GRAIN).map((row) => [`${row.b} ${row.a}`, row]));
        const mirror = { same: 'same', changed: 'changed', added: 'removed', removed: 'added' } as const;
        for (const row of rows) {
          const back = turned.get(`${row.a} ${row.b}`);
          expect(back?.change).toBe(mirror[row.change]);
          expect((back?.delta.total ?? NaN) + row.delta.total).toBeCloseTo(0, 9);
        }
      }),
    );
  });

  test('keys are unique within a trace', () => {
    fc.assert(
      fc.property(someRuns, (list) => {
        const keys = alignmentKeys(set(...list));
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  test('a module that one trace lacks is missing, a slower one is changed, the others are not', () => {
    const good = set(run('RewriteModule', 1, 0), run('HttpCacheModule', 8, 20), run('AspNetCoreModuleV2', 128, 100));
    const bad = set(run('RewriteModule', 1, 0), run('AspNetCoreModuleV2', 128, 5000), run('CustomErrorModule', 512, 0));
    const named = compareSpans(good, bad, GRAIN)
      .filter((row) => row.change !== 'same')
      .map(({ change, a, b, delta }) => {
        const from = a === null ? bad : good;
        return [change, from.strings.at(from.spans.label[a ?? b ?? -1] ?? -1), delta.self];
      });
    expect(named).toEqual([
      ['changed', 'Request', 0],
      ['removed', 'RESOLVE_REQUEST_CACHE', 0],
      ['removed', 'HttpCacheModule', -20],
      ['changed', 'EXECUTE_REQUEST_HANDLER', 0],
      ['changed', 'AspNetCoreModuleV2', 4900],
      ['added', 'UPDATE_REQUEST_CACHE', 0],
      ['added', 'CustomErrorModule', 0],
    ]);
  });

  test('the second of two runs is compared with the second, also when the first is elsewhere in the tree', () => {
    const twice = set(run('RewriteModule', 1, 10), run('HttpCacheModule', 8, 0), run('RewriteModule', 1, 400));
    const once = set(run('RewriteModule', 1, 10), run('RewriteModule', 1, 100));
    const rows = compareSpans(twice, once, GRAIN).filter(
      ({ a, b }) => a !== null && b !== null && twice.strings.at(twice.spans.label[a] ?? -1) === 'RewriteModule',
    );
    expect(rows.map((row) => [row.change, row.delta.self])).toEqual([
      ['same', 0],
      ['changed', -300],
    ]);
  });

  test('one step of the clock is no change', () => {
    const rows = compareSpans(set(run('RewriteModule', 1, 16)), set(run('RewriteModule', 1, 31)), GRAIN);
    expect(rows.filter((row) => row.change !== 'same')).toEqual([]);
  });
});

describe('comparison with a group', () => {
  const good = (ms: number): SpanSet => set(run('RewriteModule', 1, 0), run('AspNetCoreModuleV2', 128, ms));

  test('against the median, with what the group usually has and the trace lacks', () => {
    const group = [
      good(80),
      good(100),
      good(90),
      set(run('HttpCacheModule', 8, 5), run('AspNetCoreModuleV2', 128, 95)),
    ];
    const rows = compareToGroup(set(run('WebDAVModule', 1, 0), run('AspNetCoreModuleV2', 128, 3000)), group);
    const by = (label: string) => rows.find((row) => row.label === label);
    expect(by('AspNetCoreModuleV2')).toMatchObject({ share: 1, usual: { total: 90 }, delta: { total: 2910 } });
    expect(by('WebDAVModule')).toMatchObject({ share: 0, usual: null });
    expect(by('RewriteModule')).toMatchObject({ span: null, share: 0.75 });
    expect(by('HttpCacheModule')).toBeUndefined();
  });

  test('a trace against itself as the group has no difference', () => {
    fc.assert(
      fc.property(someRuns, (list) => {
        const one = set(...list);
        const rows = compareToGroup(one, [one, one, one]);
        expect(
          rows.every((row) => row.span !== null && row.share === 1 && row.delta.total === 0 && row.delta.self === 0),
        ).toBe(true);
      }),
    );
  });

  test('an empty group says so', () => {
    expect(compareToGroup(good(10), []).every((row) => row.share === 0 && row.usual === null)).toBe(true);
  });
});
