import { firstWhere } from '#core/base/sorted';
import type { TimelineView } from '#core/engine/questions/traces';
import { SPAN_KINDS } from '#core/model/spans';
import type { Scale } from './scale.ts';

/** One row of bars. `spans` are SpanIx in order of position and never overlap. */
export interface Lane {
  readonly kind: 'depth' | 'outside';
  readonly spans: Int32Array;
}

/**
 * Which lane everything stands in. Lanes follow nesting depth from top to bottom; time that belongs to no module has
 * a lane of its own at the bottom.
 *
 *   lane 0  request ─────────────────────────────────
 *   lane 1    module ───   module ───────────────────
 *   lane 2                  (silence of that module)
 *   lane 3  outside any module ──
 */
export interface Layout {
  readonly lanes: readonly Lane[];
  /** Lane of each span. */
  readonly laneOfSpan: Int32Array;
  /** Lane of each silence: the one below its owner, which is empty as long as the owner is the innermost span. */
  readonly laneOfSilence: Int32Array;
  /** Last lane of kind `depth`. */
  readonly deepest: number;
  /** There are events to draw in a strip above the lanes. */
  readonly strip: boolean;
}

const OUTSIDE = SPAN_KINDS.indexOf('outside');

/** Real pipelines nest some twenty levels. What a damaged file nests deeper shares the last lane, or no screen holds it. */
export const DEEPEST_LANE = 63;

/** Lanes do not depend on the scale: spans that do not overlap in file order do not overlap in time either. */
export function makeLayout(view: TimelineView): Layout {
  const { spans } = view;
  const laneOfSpan = new Int32Array(spans.length);
  const depthLanes: number[][] = [];
  const lastEvents: number[] = [];
  const outside: number[] = [];
  for (let ix = 0; ix < spans.length; ix++) {
    if (spans.kind[ix] === OUTSIDE) {
      outside.push(ix);
      continue;
    }
    const first = spans.firstEvent[ix] ?? 0;
    let lane = Math.min(spans.depth[ix] ?? 0, DEEPEST_LANE);
    // Damaged nesting may put two spans of one depth over each other: the later one goes further down.
    while (lane < DEEPEST_LANE && (lastEvents[lane] ?? -1) >= first) lane++;
    while (depthLanes.length <= lane) depthLanes.push([]);
    depthLanes[lane]?.push(ix);
    lastEvents[lane] = Math.max(spans.lastEvent[ix] ?? 0, first);
    laneOfSpan[ix] = lane;
  }
  const laneOfSilence = new Int32Array(view.silences.length).fill(-1);
  view.silences.forEach((silence, ix) => {
    if (silence.owner === -1 || spans.kind[silence.owner] === OUTSIDE) return;
    const lane = (laneOfSpan[silence.owner] ?? 0) + 1;
    laneOfSilence[ix] = lane;
    while (depthLanes.length <= lane) depthLanes.push([]);
  });
  const lanes: Lane[] = depthLanes.map((list) => ({ kind: 'depth', spans: Int32Array.from(list) }));
  const deepest = lanes.length - 1;
  if (outside.length > 0 || laneOfSilence.includes(-1)) {
    const lane = lanes.length;
    for (const ix of outside) laneOfSpan[ix] = lane;
    laneOfSilence.forEach((value, ix) => {
      if (value === -1) laneOfSilence[ix] = lane;
    });
    lanes.push({ kind: 'outside', spans: Int32Array.from(outside) });
  }
  return { lanes, laneOfSpan, laneOfSilence, deepest, strip: view.eventTime.length > 0 };
}

/** Position in `lane.spans` of the first span that ends at or after a world position. */
export function firstInView(lane: Lane, scale: Scale, from: number): number {
  return firstWhere(0, lane.spans.length, (ix) => (scale.spanTo[lane.spans[ix] ?? 0] ?? 0) >= from);
}
