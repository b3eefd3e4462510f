import { describe, expect, it } from 'vitest';
import { spanIx } from '#core/model/units';
import { spansOfBar } from './bars.ts';
import { LANE_PX, makeFrame, STRIP_PX, AXIS_PX } from './frame.ts';
import { hit } from './hit.ts';
import { DEEPEST_LANE, firstInView, makeLayout } from './layout.ts';
import { isTimeless, makeScale } from './scale.ts';
import { buildTimeline } from './timeline-builder.ts';
import { whole } from './viewport.ts';

/** A request with a module that waits 120 s for the application, as in a 502.3. Event indexes in comments. */
const waits = buildTimeline(
  [
    {
      label: 'GET', // 0 .. 8
      kind: 'request',
      children: [
        { module: 'UriCacheModule' }, // 1, 2
        { module: 'AspNetCoreModule', ancm: true, work: 10, inside: 2, wait: 120_000 }, // 3 .. 6
        { label: 'outside any module', kind: 'outside', inside: 0, wait: 20 }, // 7, 8
      ],
    },
  ],
  { silenceFrom: 1000, producing: 6, levels: new Map([[4, 3]]) },
);

describe('layout', () => {
  it('puts spans into lanes by depth and time outside any module into the last lane', () => {
    const layout = makeLayout(waits);
    expect(layout.lanes.map((lane) => [lane.kind, [...lane.spans]])).toEqual([
      ['depth', [0]],
      ['depth', [1, 2]],
      ['depth', []],
      ['outside', [3]],
    ]);
    expect([...layout.laneOfSpan]).toEqual([0, 1, 1, 3]);
  });

  it('lets what a damaged file nests without end share the last lane', () => {
    let plan: Parameters<typeof buildTimeline>[0][number] = { module: 'Innermost' };
    for (let level = 0; level < 300; level++) plan = { module: `Level${level}`, children: [plan] };
    const layout = makeLayout(buildTimeline([plan]));
    expect(layout.lanes).toHaveLength(DEEPEST_LANE + 1);
    expect(layout.lanes.at(-1)?.spans).toHaveLength(301 - DEEPEST_LANE);
    expect(Math.max(...layout.laneOfSpan)).toBe(DEEPEST_LANE);
  });

  it('hangs a silence below the span that owns it', () => {
    expect(waits.silences).toMatchObject([{ from: 5, to: 6, ms: 120_000, owner: 2 }]);
    expect([...makeLayout(waits).laneOfSilence]).toEqual([2]);
  });

  it('gives every event the same room by order, and the silence a room of its own', () => {
    const scale = makeScale(waits, 'order');
    const room = (scale.eventFrom[6] ?? 0) - (scale.eventTo[5] ?? 0);
    expect(room).toBeGreaterThanOrEqual(1);
    expect([...scale.eventFrom].slice(0, 6)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(scale.eventFrom[6]).toBe(6 + room);
    expect([scale.silenceFrom[0], scale.silenceTo[0]]).toEqual([6, 6 + room]);
    expect([scale.spanFrom[2], scale.spanTo[2]]).toEqual([3, 7 + room]);
    expect(scale.end).toBe(waits.eventTime.length + room);
  });

  it('keeps the true times on the time scale', () => {
    const scale = makeScale(waits, 'time');
    expect([scale.spanFrom[2], scale.spanTo[2]]).toEqual([0, 120_010]);
    expect([scale.end, scale.untoldTo]).toEqual([120_030, null]);
  });

  it('leaves room for time after the last event, and hints at it when nothing stands in it', () => {
    const open = buildTimeline([{ kind: 'request', open: true, children: [{ wait: 50 }, { open: true, wait: 50 }] }]);
    const running = makeScale(open, 'time', { ms: 900, stillOpen: true });
    expect(running).toMatchObject({ end: 50, untoldTo: 950, toScale: true });
    expect(running.bounds.max).toBeGreaterThan(950);
    const cut = makeScale(open, 'time', { ms: 900, stillOpen: false });
    expect(cut).toMatchObject({ end: 50, untoldTo: 65, toScale: false });
  });

  it('places an event without a readable time where the one before it stands', () => {
    const broken = { ...waits, eventTime: Float64Array.of(0, 5, Number.NaN, 9) };
    expect([...makeScale(broken, 'time').eventFrom]).toEqual([0, 5, 5, 9]);
  });

  it('knows when nothing can be drawn to scale', () => {
    expect(isTimeless(waits)).toBe(false);
    expect(isTimeless(buildTimeline([{ children: [{}, {}] }]))).toBe(true);
  });

  it('moves a span down a lane when damaged nesting puts it over its neighbour', () => {
    const { spans } = waits;
    const damaged = { ...waits, spans: { ...spans, lastEvent: Int32Array.of(8, 5, 6, 8) } };
    expect([...makeLayout(damaged).laneOfSpan]).toEqual([0, 1, 2, 4]);
  });

  it('finds the first span in view', () => {
    const layout = makeLayout(waits);
    const scale = makeScale(waits, 'order');
    const lane = layout.lanes[1];
    if (lane === undefined) throw new Error('no lane');
    expect([0, 2.9, 3.1, 1000].map((from) => firstInView(lane, scale, from))).toEqual([0, 0, 1, 2]);
  });
});

describe('hit', () => {
  const layout = makeLayout(waits);
  const scale = makeScale(waits, 'time');
  const frame = makeFrame(waits, layout, scale, whole(scale.bounds), 1000);
  const top = (lane: number): number => (frame.laneTop[lane] ?? 0) + LANE_PX / 2;
  const strip = AXIS_PX + STRIP_PX / 2;

  it('tells a span, a silence and nothing apart', () => {
    expect(hit(frame, 500, top(1))).toMatchObject({ kind: 'span', bar: { first: 2, count: 1 } });
    expect(hit(frame, 500, top(2))).toMatchObject({ kind: 'silence', box: { silence: 0 } });
    expect(hit(frame, 500, 5)).toBeNull();
    expect(hit(frame, 500, 5000)).toBeNull();
  });

  it('finds the producing event in the strip', () => {
    expect(frame.producingX).toBeCloseTo(4 + 992 * (120_010 / 120_030), -1);
    expect(hit(frame, frame.producingX ?? 0, strip)).toMatchObject({
      kind: 'mark',
      mark: { kind: 'producing', event: 6 },
    });
    expect(hit(frame, 4, strip)).toMatchObject({ kind: 'mark', mark: { kind: 'warning', event: 4, first: 0 } });
    expect(hit(frame, 500, strip)).toBeNull();
  });

  it('means a thin bar when the pointer is just beside it', () => {
    const thin = frame.bars[1]?.[0];
    expect(thin).toMatchObject({ first: 1, last: 1 });
    if (thin === undefined) return;
    expect(hit(frame, thin.x0 - 2, top(1))).toMatchObject({ kind: 'span', bar: { first: 1 } });
    expect(hit(frame, thin.x0 - 4, top(1))).toBeNull();
    expect(spansOfBar(layout, thin)).toEqual([spanIx(1)]);
  });
});
