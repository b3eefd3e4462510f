import type { TimelineView } from '#core/engine/questions/traces';
import type { Bar } from './bars.ts';
import { visibleBars } from './bars.ts';
import type { Layout } from './layout.ts';
import type { Mark } from './marks.ts';
import { middle, visibleMarks } from './marks.ts';
import type { Scale } from './scale.ts';
import type { Viewport } from './viewport.ts';
import { toPx } from './viewport.ts';

/** Heights in pixels, from top to bottom: axis, strip of events, lanes. */
export const AXIS_PX = 20;
export const STRIP_PX = 20;
export const LANE_PX = 20;
/** Between lanes. */
const LANE_GAP_PX = 2;
/** Above the lane for time outside any module. */
const OUTSIDE_GAP_PX = 8;

/** A silence on screen, cut at the edges of the picture. */
export interface SilenceBox {
  readonly silence: number;
  readonly lane: number;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** Everything that is on screen for one viewport: what is drawn is what is hit. */
export interface Frame {
  readonly view: Viewport;
  readonly width: number;
  readonly height: number;
  /** Height of the strip of events, 0 where there are none. */
  readonly strip: number;
  /** Top of each lane. */
  readonly laneTop: readonly number[];
  /** By lane. */
  readonly bars: readonly (readonly Bar[])[];
  readonly silences: readonly SilenceBox[];
  readonly marks: readonly Mark[];
  /** Where the producing event stands; null: there is none, or it is not on screen. */
  readonly producingX: number | null;
  /** Time on screen that no event tells of; null: none. */
  readonly untold: { readonly x0: number; readonly x1: number } | null;
}

/** Height of the whole picture for a layout. */
export function pictureHeight(layout: Layout): number {
  return laneBottom(layout, layout.lanes.length - 1) + LANE_GAP_PX;
}

function laneTop(layout: Layout, lane: number): number {
  const outside = layout.lanes[lane]?.kind === 'outside' ? OUTSIDE_GAP_PX : 0;
  return AXIS_PX + stripHeight(layout) + LANE_GAP_PX + lane * (LANE_PX + LANE_GAP_PX) + outside;
}

function stripHeight(layout: Layout): number {
  return layout.strip ? STRIP_PX : 0;
}

function laneBottom(layout: Layout, lane: number): number {
  return laneTop(layout, lane) + LANE_PX;
}

/** Works out one frame. Cost follows what is in view, not what is in the trace. */
export function makeFrame(timeline: TimelineView, layout: Layout, scale: Scale, view: Viewport, width: number): Frame {
  const producing = timeline.producing;
  const producingX = producing === null ? null : toPx(view, width, middle(scale, producing.event));
  return {
    view,
    width,
    height: pictureHeight(layout),
    strip: stripHeight(layout),
    laneTop: layout.lanes.map((_, lane) => laneTop(layout, lane)),
    bars: visibleBars(layout, scale, view, width),
    silences: visibleSilences(layout, scale, view, width),
    marks: visibleMarks(timeline, scale, view, width),
    producingX: producingX !== null && producingX >= 0 && producingX <= width ? producingX : null,
    untold: untold(scale, view, width),
  };
}

function untold(scale: Scale, view: Viewport, width: number): Frame['untold'] {
  if (scale.untoldTo === null) return null;
  const x0 = Math.max(0, toPx(view, width, scale.end));
  const x1 = Math.min(width, toPx(view, width, scale.untoldTo));
  return x1 - x0 < 1 ? null : { x0, x1 };
}

function visibleSilences(layout: Layout, scale: Scale, view: Viewport, width: number): SilenceBox[] {
  const boxes: SilenceBox[] = [];
  for (let ix = 0; ix < scale.silenceFrom.length; ix++) {
    const x0 = toPx(view, width, scale.silenceFrom[ix] ?? 0);
    const x1 = toPx(view, width, scale.silenceTo[ix] ?? 0);
    if (x1 <= 0 || x0 >= width || x1 - x0 < 1) continue;
    const lane = layout.laneOfSilence[ix] ?? 0;
    boxes.push({
      silence: ix,
      lane,
      x0: Math.max(0, x0),
      x1: Math.min(width, x1),
      y0: laneTop(layout, lane),
      // Nothing can lie deeper than the innermost span, so the hatching goes down to the last lane.
      y1: laneBottom(layout, Math.max(lane, layout.deepest)),
    });
  }
  return boxes;
}
