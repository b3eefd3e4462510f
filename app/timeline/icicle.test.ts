import { describe, expect, it } from 'vitest';
import type { IcicleNode } from '#core/analysis/icicle';
import { ms, spanIx } from '#core/model/units';
import { makeFrame } from './frame.ts';
import { hit } from './hit.ts';
import { firstSpanOf, icicleCard, icicleView } from './icicle.ts';
import { makeLayout } from './layout.ts';
import { makeScale } from './scale.ts';
import { buildTimeline } from './timeline-builder.ts';
import { whole } from './viewport.ts';

const node = (
  label: string,
  total: number,
  children: readonly IcicleNode[] = [],
  more: Partial<IcicleNode> = {},
): IcicleNode => ({
  kind: 'module',
  label,
  notification: 0,
  post: false,
  ancm: false,
  count: 1,
  traces: 1,
  total: ms(total),
  self: ms(total - children.reduce((sum, child) => sum + child.total, 0)),
  waiting: ms(0),
  children,
  ...more,
});

const root = node('All requests', 1000, [
  node('Request', 1000, [
    node('BEGIN_REQUEST', 100, [node('RewriteModule', 60, [], { count: 3 }), node('HttpCacheModule', 40)]),
    node('Outside any module', 300, [], { kind: 'outside' }),
    node('EXECUTE_REQUEST_HANDLER', 500, [node('AspNetCoreModule', 500, [], { ancm: true, waiting: ms(450) })]),
  ]),
]);

describe('icicle as a picture', () => {
  const view = icicleView(root, 16);
  const { timeline } = view;
  const layout = makeLayout(timeline);
  const scale = makeScale(timeline, 'time');
  const frame = makeFrame(timeline, layout, scale, whole(scale.bounds), 1000);

  it('gives each node its total as width, children side by side within their parent', () => {
    const { spans } = timeline;
    const rows = view.nodes.map((one, ix) => [one.label, spans.start[ix], spans.end[ix], layout.laneOfSpan[ix]]);
    expect(rows).toEqual([
      ['Request', 0, 1000, 0],
      ['BEGIN_REQUEST', 0, 100, 1],
      ['RewriteModule', 0, 60, 2],
      ['HttpCacheModule', 60, 100, 2],
      ['Outside any module', 100, 400, 1],
      ['EXECUTE_REQUEST_HANDLER', 400, 900, 1],
      ['AspNetCoreModule', 400, 900, 2],
    ]);
  });

  it('has no strip of events, and is hit where it is drawn', () => {
    expect([frame.strip, frame.marks.length]).toEqual([0, 0]);
    const y = (frame.laneTop[2] ?? 0) + 5;
    expect(hit(frame, 600, y)).toMatchObject({ kind: 'span', bar: { first: 6 } });
    expect(hit(frame, 950, y)).toBeNull();
  });

  it('says total, self, waiting and share of a node', () => {
    expect(icicleCard(view, spanIx(6)).lines).toEqual([
      { name: 'Spans', value: '1' },
      { name: 'Total', value: '500 ms' },
      { name: 'Self', value: '500 ms' },
      { name: 'Waiting', value: '450 ms' },
      { name: 'Share', value: '50 %' },
    ]);
    expect(icicleCard(view, spanIx(2)).lines[0]).toEqual({ name: 'Spans', value: '3' });
  });

  it('leads back to the first span of that name', () => {
    const trace = buildTimeline([
      {
        label: 'Request',
        kind: 'request',
        children: [{ module: 'A' }, { module: 'AspNetCoreModule', notification: 128 }],
      },
    ]);
    expect(firstSpanOf(trace, node('AspNetCoreModule', 1, [], { notification: 128 }))).toBe(2);
    expect(firstSpanOf(trace, node('AspNetCoreModule', 1, [], { notification: 128, post: true }))).toBeNull();
  });
});
