import type { SpanIx } from '#core/model/units';
import { spanIx } from '#core/model/units';
import type { Lane, Layout } from './layout.ts';
import { firstInView } from './layout.ts';
import type { Scale } from './scale.ts';
import type { Viewport } from './viewport.ts';
import { toPx, toWorld } from './viewport.ts';

/** One bar on screen: a span, or `count` neighbours that are too short to be told apart at this zoom. Pixels. */
export interface Bar {
  readonly lane: number;
  readonly x0: number;
  readonly x1: number;
  readonly first: SpanIx;
  /** Equal to `first` for a single span; positions in between belong to the same lane. */
  readonly last: SpanIx;
  readonly count: number;
}

/** Narrowest bar. Spans that start within this many pixels of each other are drawn as one bar with a count. */
export const MIN_BAR_PX = 3;

/** All bars of the lanes that touch the viewport, lane by lane from left to right; bars of one lane never overlap. */
export function visibleBars(layout: Layout, scale: Scale, view: Viewport, width: number): Bar[][] {
  return layout.lanes.map((lane, ix) => laneBars(lane, ix, scale, view, width));
}

function laneBars(lane: Lane, laneIx: number, scale: Scale, view: Viewport, width: number): Bar[] {
  const bars: Bar[] = [];
  // Bars left of the edge by less than their least width still reach into the picture.
  const edge = toWorld(view, width, -MIN_BAR_PX);
  const { spans } = lane;
  let at = firstInView(lane, scale, edge);
  let cursor = Number.NEGATIVE_INFINITY;
  while (at < spans.length) {
    const first = spans[at] ?? 0;
    const from = scale.spanFrom[first] ?? 0;
    if (from > view.to) break;
    const x0 = Math.max(toPx(view, width, from), cursor);
    const limit = toPx(view, width, from) + MIN_BAR_PX;
    let next = at + 1;
    let right = rightEdge(lane, at, scale, view, width);
    // Only what is itself too short to see is put together; a long bar stands for itself.
    if (right < limit) {
      while (next < spans.length) {
        if (toPx(view, width, scale.spanFrom[spans[next] ?? 0] ?? 0) >= limit) break;
        const end = rightEdge(lane, next, scale, view, width);
        if (end >= limit) break;
        right = end;
        next++;
      }
    }
    const x1 = Math.max(right, x0 + MIN_BAR_PX);
    bars.push({ lane: laneIx, x0, x1, first: spanIx(first), last: spanIx(spans[next - 1] ?? first), count: next - at });
    cursor = x1;
    at = next;
  }
  return bars;
}

/** Where a span ends on screen, cut where its successor begins. */
function rightEdge(lane: Lane, at: number, scale: Scale, view: Viewport, width: number): number {
  const end = scale.spanTo[lane.spans[at] ?? 0] ?? 0;
  const successor = lane.spans[at + 1];
  const cut = successor === undefined ? end : Math.min(end, scale.spanFrom[successor] ?? end);
  return toPx(view, width, cut);
}

/** SpanIx of everything a bar stands for. */
export function spansOfBar(layout: Layout, bar: Bar): readonly SpanIx[] {
  const list = layout.lanes[bar.lane]?.spans;
  if (list === undefined) return [];
  const at = list.indexOf(bar.first);
  return Array.from(list.subarray(at, at + bar.count), spanIx);
}

/** The bar that holds a span, if it is on screen. */
export function barOfSpan(bars: readonly (readonly Bar[])[], layout: Layout, span: SpanIx): Bar | null {
  const lane = layout.laneOfSpan[span];
  if (lane === undefined) return null;
  // SpanIx grow along a lane, so a bar holds every span of its lane between its first and its last.
  return bars[lane]?.find((bar) => bar.first <= span && span <= bar.last) ?? null;
}
