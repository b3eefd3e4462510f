import type { StoryStep, Track, TrackMark } from '#core/model/story';
import { toPx, type Viewport } from '../../../timeline/viewport.ts';

/** Heights in px. */
export const AXIS_PX = 20;
export const STORY_PX = 30;
const COUNT_PX = 22;
const ROW_PX = 9;
/** A track has room for its name. */
const LEAST_LANE_PX = 16;
const PROCESS_PX = 15;
const GAP_PX = 5;
/** Rows of a track in which things lie side by side; what finds no free row lies over others in the last. */
const MOST_ROWS = 6;
/** Least width of what can be pointed at. */
const LEAST_PX = 3;
/** Distance of step numbers from each other. */
const NUMBER_PX = 21;

/** A track with its place in the picture. */
export interface Lane {
  readonly track: Track;
  readonly top: number;
  readonly height: number;
  /** Row of each mark; all 0 where marks are counts. */
  readonly rowOf: readonly number[];
  readonly rowHeight: number;
  /** Largest count of a mark. */
  readonly most: number;
}

/** The tracks under one another, below the axis and the steps of the story. */
export function makeLanes(tracks: readonly Track[], labelHeight: number): readonly Lane[] {
  let top = AXIS_PX + STORY_PX;
  return tracks.map((track) => {
    const counts = track.kind === 'rows' || track.kind === 'httperr';
    const rowOf = counts ? track.marks.map(() => 0) : placeRows(track.marks, track.kind === 'processes');
    const rows = Math.max(1, ...rowOf.map((row) => row + 1));
    const rowHeight = counts ? COUNT_PX : track.kind === 'processes' ? PROCESS_PX : ROW_PX;
    const lane: Lane = {
      track,
      top: top + labelHeight,
      height: Math.max(LEAST_LANE_PX, rows * rowHeight),
      rowOf,
      rowHeight,
      most: Math.max(1, ...track.marks.map(({ count }) => count)),
    };
    top = lane.top + lane.height + GAP_PX;
    return lane;
  });
}

/** Height of the whole picture. */
export function pictureHeight(lanes: readonly Lane[]): number {
  const last = lanes.at(-1);
  return last === undefined ? AXIS_PX + STORY_PX : last.top + last.height + GAP_PX;
}

/** The first row that is free when a mark begins. Processes each have their own. */
function placeRows(marks: readonly TrackMark[], own: boolean): readonly number[] {
  const ends: number[] = [];
  return marks.map(({ from, to }, ix) => {
    if (own) return Math.min(ix, MOST_ROWS - 1);
    const free = ends.findIndex((end) => end <= from);
    const row = free >= 0 ? free : Math.min(ends.length, MOST_ROWS - 1);
    ends[row] = Math.max(to, ends[row] ?? 0);
    return row;
  });
}

/** A mark on screen, px from the left edge of the plot. */
export interface Box {
  readonly mark: TrackMark;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** Marks of a lane that are in view. A count is a column as high as it is large. */
export function boxesOf(lane: Lane, view: Viewport, width: number): readonly Box[] {
  const { track, top, height, rowOf, rowHeight, most } = lane;
  const counts = track.kind === 'rows' || track.kind === 'httperr';
  return track.marks.flatMap((mark, ix): readonly Box[] => {
    const start = toPx(view, width, mark.from);
    const end = toPx(view, width, mark.to);
    if (end < 0 || start > width) return [];
    const x0 = Math.max(-LEAST_PX, start);
    const x1 = Math.min(width + LEAST_PX, Math.max(end - (counts && end - start > 3 ? 1 : 0), x0 + LEAST_PX));
    if (counts) {
      const tall = Math.max(3, (mark.count / most) * height);
      return [{ mark, x0, x1, y0: top + height - tall, y1: top + height }];
    }
    const y0 = top + (rowOf[ix] ?? 0) * rowHeight;
    return [{ mark, x0, x1, y0, y1: y0 + rowHeight - 2 }];
  });
}

/** The number of a step over the tracks: at its time, moved aside where numbers would touch. */
export interface StepNumber {
  readonly step: number;
  /** Where the step happened. */
  readonly x: number;
  /** Where its number stands. */
  readonly at: number;
}

/** Numbers of the steps in view, in order, none over another as long as there is room. */
export function stepNumbers(steps: readonly StoryStep[], view: Viewport, width: number): readonly StepNumber[] {
  const inside = steps.flatMap((step, ix) => {
    const x = toPx(view, width, step.at);
    return x < 0 || x > width ? [] : [{ step: ix, x }];
  });
  const at = inside.map(({ x }) => Math.max(NUMBER_PX / 2, x));
  for (let k = 1; k < at.length; k++) at[k] = Math.max(at[k] ?? 0, (at[k - 1] ?? 0) + NUMBER_PX);
  for (let k = at.length - 1; k >= 0; k--) {
    const limit = k === at.length - 1 ? width - NUMBER_PX / 2 : (at[k + 1] ?? width) - NUMBER_PX;
    at[k] = Math.min(at[k] ?? 0, limit);
  }
  return inside.map(({ step, x }, k) => ({ step, x, at: at[k] ?? x }));
}
