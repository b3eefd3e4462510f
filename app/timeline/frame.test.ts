import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimelineView } from '#core/engine/questions/traces';
import { spanIx } from '#core/model/units';
import { barOfSpan, MIN_BAR_PX } from './bars.ts';
import type { Frame } from './frame.ts';
import { LANE_PX, makeFrame } from './frame.ts';
import { hit } from './hit.ts';
import { makeLabels } from './labels.ts';
import type { Layout } from './layout.ts';
import { makeLayout } from './layout.ts';
import type { Scale, ScaleKind } from './scale.ts';
import { makeScale } from './scale.ts';
import type { SpanPlan } from './timeline-builder.ts';
import { buildTimeline, manySpans } from './timeline-builder.ts';
import type { Viewport } from './viewport.ts';
import { fit, isDeepest, pan, toPx, whole, zoom } from './viewport.ts';

const WIDTH = 1200;

interface Picture {
  readonly timeline: TimelineView;
  readonly layout: Layout;
  readonly scale: Scale;
  readonly frame: (view?: Viewport) => Frame;
}

function picture(timeline: TimelineView, kind: ScaleKind): Picture {
  const layout = makeLayout(timeline);
  const scale = makeScale(timeline, kind);
  return {
    timeline,
    layout,
    scale,
    frame: (view = whole(scale.bounds)) => makeFrame(timeline, layout, scale, view, WIDTH),
  };
}

/** Middle of the part of a span's bar that is on screen. */
function middleOf(frame: Frame, layout: Layout, span: number): { x: number; y: number } | null {
  const bar = barOfSpan(frame.bars, layout, spanIx(span));
  if (bar === null) return null;
  const x = (Math.max(0, bar.x0) + Math.min(WIDTH, bar.x1)) / 2;
  return { x, y: (frame.laneTop[bar.lane] ?? 0) + LANE_PX / 2 };
}

/** A random trace: nested modules, with and without time, some without an end. */
function plans(levels: number): fc.Arbitrary<SpanPlan> {
  return fc.record({
    module: fc.constantFrom('A', 'B', 'AspNetCoreModule'),
    kind: fc.constantFrom('module', 'handler', 'phase', 'child-request', 'outside'),
    work: fc.constantFrom(0, 0, 0, 1, 16, 900),
    wait: fc.constantFrom(0, 0, 16, 5000),
    inside: fc.nat(3),
    open: fc.boolean(),
    children: levels === 0 ? fc.constant([]) : fc.array(plans(levels - 1), { maxLength: 4 }),
  });
}
const timelines = fc
  .array(plans(3), { minLength: 1, maxLength: 12 })
  .map((children) => buildTimeline([{ kind: 'request', children }], { silenceFrom: 100, producing: 3 }));
const kinds = fc.constantFrom<ScaleKind>('time', 'order');

describe('a frame', () => {
  it('lets every span be found where it is drawn, when its surroundings are fitted', () => {
    fc.assert(
      fc.property(timelines, kinds, fc.nat(), (timeline, kind, pick) => {
        const { layout, scale, frame } = picture(timeline, kind);
        const span = pick % timeline.spans.length;
        const shown = frame(fit(scale.bounds, scale.spanFrom[span] ?? 0, scale.spanTo[span] ?? 0));
        const point = middleOf(shown, layout, span);
        expect(point).not.toBeNull();
        const found = point === null ? null : hit(shown, point.x, point.y);
        expect(found?.kind).toBe('span');
        if (found?.kind !== 'span') return;
        expect(found.bar.first).toBeLessThanOrEqual(span);
        expect(found.bar.last).toBeGreaterThanOrEqual(span);
        // By order every span has room of its own.
        if (kind === 'order') expect(found.bar.count).toBe(1);
      }),
      { numRuns: 300 },
    );
  });

  it('accounts for every span of the trace and never draws two over each other', () => {
    fc.assert(
      fc.property(timelines, kinds, (timeline, kind) => {
        const shown = picture(timeline, kind).frame();
        const total = shown.bars.flat().reduce((sum, bar) => sum + bar.count, 0);
        expect(total).toBe(timeline.spans.length);
        for (const bars of shown.bars) {
          let right = Number.NEGATIVE_INFINITY;
          for (const bar of bars) {
            expect(bar.x0).toBeGreaterThanOrEqual(right);
            expect(bar.x1 - bar.x0).toBeGreaterThanOrEqual(MIN_BAR_PX - 1e-6);
            right = bar.x1;
          }
        }
        expect(shown.marks.reduce((sum, mark) => sum + mark.count, 0)).toBe(timeline.eventTime.length);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps labels apart and inside the picture', () => {
    fc.assert(
      fc.property(timelines, kinds, fc.double({ min: 0, max: 1, noNaN: true }), (timeline, kind, part) => {
        const { scale, frame } = picture(timeline, kind);
        const { min, max } = scale.bounds;
        const shown = frame(zoom(whole(scale.bounds), scale.bounds, min + part * (max - min), 0.2));
        const labels = makeLabels(
          shown,
          {
            span: () => ['a very long name of a module', 'short'],
            silence: () => ['a long silence', '9 s'],
            mark: () => ['#1 EVENT'],
            flag: '#7 502.3',
          },
          (text) => text.length * 6,
        );
        for (const [ix, a] of labels.entries()) {
          expect(a.x).toBeGreaterThanOrEqual(0);
          expect(a.x + a.width).toBeLessThanOrEqual(WIDTH);
          for (const b of labels.slice(ix + 1)) {
            expect(a.y !== b.y || a.x + a.width <= b.x || b.x + b.width <= a.x).toBe(true);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('10,000 spans', () => {
  for (const kind of ['time', 'order'] as const) {
    const { timeline, layout, scale, frame } = picture(manySpans(10_000), kind);

    it(`${kind}: the whole trace is in the first frame, with counts where bars fall together`, () => {
      const bars = frame().bars.flat();
      expect(timeline.spans.length).toBe(10_000);
      expect(bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(10_000);
      // Cost follows the width of the picture: at most one bar for each 3 pixels of each lane.
      expect(bars.length).toBeLessThanOrEqual(layout.lanes.length * (WIDTH / MIN_BAR_PX + 2));
      expect(Math.max(...bars.map((bar) => bar.count))).toBeGreaterThan(1);
    });

    it(`${kind}: zooming about a span ends at the deepest zoom with that span alone, hit and labelled`, () => {
      const span = 6001;
      const middle = ((scale.spanFrom[span] ?? 0) + (scale.spanTo[span] ?? 0)) / 2;
      let view = whole(scale.bounds);
      for (let n = 0; n < 200 && !isDeepest(view, scale.bounds); n++) view = zoom(view, scale.bounds, middle, 0.7);
      expect(isDeepest(view, scale.bounds)).toBe(true);
      const shown = frame(view);
      const bar = barOfSpan(shown.bars, layout, spanIx(span));
      expect(bar).toMatchObject({ first: span, last: span, count: 1 });
      // Exactly where the scale puts it: start and end in world units, mapped linearly.
      expect(bar?.x0).toBeCloseTo(toPx(view, WIDTH, scale.spanFrom[span] ?? 0), 6);
      expect(bar?.x1).toBeCloseTo(toPx(view, WIDTH, scale.spanTo[span] ?? 0), 6);
      const point = middleOf(shown, layout, span);
      expect(point === null ? null : hit(shown, point.x, point.y)).toEqual({ kind: 'span', bar });
      const labels = makeLabels(
        shown,
        { span: (one) => [`span ${one.first}`], silence: () => [], mark: () => [], flag: '' },
        (text) => text.length * 6,
      );
      const label = labels.find((one) => one.key === `s${span}`);
      expect(label?.text).toBe(`span ${span}`);
      expect(label?.x).toBeGreaterThanOrEqual(Math.max(0, bar?.x0 ?? 0));
      expect((label?.x ?? 0) + (label?.width ?? 0)).toBeLessThanOrEqual(Math.min(WIDTH, bar?.x1 ?? 0));
      // Few bars are left: only what is in view is worked out.
      expect(shown.bars.flat().length).toBeLessThan(12);
    });

    it(`${kind}: panning there and back gives the same picture`, () => {
      const start = zoom(whole(scale.bounds), scale.bounds, (scale.bounds.min + scale.bounds.max) / 2, 0.01);
      const range = start.to - start.from;
      const away = frame(pan(start, scale.bounds, range));
      const back = frame(pan(pan(start, scale.bounds, range), scale.bounds, -range));
      const first = frame(start);
      expect(back.bars.map((bars) => bars.map((bar) => [bar.first, bar.last, bar.count]))).toEqual(
        first.bars.map((bars) => bars.map((bar) => [bar.first, bar.last, bar.count])),
      );
      expect(away.bars.flat().map((bar) => bar.first)).not.toEqual(first.bars.flat().map((bar) => bar.first));
    });
  }

  it('puts 10,000 spans of one single instant into few bars on the time scale and apart by order', () => {
    const timeline = manySpans(10_000, false);
    const byTime = picture(timeline, 'time');
    expect(byTime.frame().bars.flat().length).toBeLessThanOrEqual(byTime.layout.lanes.length);
    const byOrder = picture(timeline, 'order');
    const from = byOrder.scale.eventFrom[5000] ?? 0;
    const shown = byOrder.frame(fit(byOrder.scale.bounds, from, from + 20));
    expect(shown.bars.flat().every((bar) => bar.count === 1)).toBe(true);
  });
});

describe('one lane of 10,000 spans', () => {
  it('is hit exactly at the deepest zoom', () => {
    const children = Array.from({ length: 10_000 }, (): SpanPlan => ({ work: 1 }));
    const { layout, scale, frame } = picture(buildTimeline([{ kind: 'request', children }]), 'order');
    for (const span of [1, 5000, 10_000]) {
      const from = scale.spanFrom[span] ?? 0;
      const shown = frame(fit(scale.bounds, from, scale.spanTo[span] ?? 0));
      const point = middleOf(shown, layout, span);
      const found = point === null ? null : hit(shown, point.x, point.y);
      expect(found?.kind === 'span' ? found.bar : null).toMatchObject({ first: span, count: 1 });
    }
  });
});
