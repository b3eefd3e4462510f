import { firstWhere } from '#core/base/sorted';
import type { Bar } from './bars.ts';
import type { Frame, SilenceBox } from './frame.ts';
import { AXIS_PX, LANE_PX } from './frame.ts';
import type { Mark } from './marks.ts';
import { MARK_PX } from './marks.ts';

/** What lies under a point. */
export type Hit =
  | { readonly kind: 'span'; readonly bar: Bar }
  | { readonly kind: 'mark'; readonly mark: Mark }
  | { readonly kind: 'silence'; readonly box: SilenceBox };

/** How far from a thin bar a pointer may be and still mean it. */
const REACH_PX = 3;

/** What is at a point of the picture, in pixels from its top left corner; null: nothing. */
export function hit(frame: Frame, x: number, y: number): Hit | null {
  if (y < AXIS_PX) return null;
  if (y < AXIS_PX + frame.strip) {
    const mark = nearestMark(frame.marks, x);
    return mark === null ? null : { kind: 'mark', mark };
  }
  const lane = frame.laneTop.findIndex((top) => y >= top && y < top + LANE_PX);
  const bar = lane === -1 ? null : nearestBar(frame.bars[lane] ?? [], x);
  if (bar !== null && x >= bar.x0 && x < bar.x1) return { kind: 'span', bar };
  const box = frame.silences.find((one) => x >= one.x0 && x < one.x1 && y >= one.y0 && y < one.y1);
  if (box !== undefined) return { kind: 'silence', box };
  return bar === null ? null : { kind: 'span', bar };
}

function nearestBar(bars: readonly Bar[], x: number): Bar | null {
  // First bar that ends right of the point; its left neighbour may still be the nearer one.
  const first = firstWhere(0, bars.length, (ix) => (bars[ix]?.x1 ?? 0) > x);
  const right = bars[first];
  if (right !== undefined && right.x0 <= x) return right;
  const left = bars[first - 1];
  const toRight = right === undefined ? Number.POSITIVE_INFINITY : right.x0 - x;
  const toLeft = left === undefined ? Number.POSITIVE_INFINITY : x - left.x1;
  if (Math.min(toRight, toLeft) > REACH_PX) return null;
  return (toRight < toLeft ? right : left) ?? null;
}

const WORTH: Readonly<Record<Mark['kind'], number>> = { event: 0, warning: 1, error: 2, producing: 3 };

/** Of the marks within reach the most important one, then the nearest. */
function nearestMark(marks: readonly Mark[], x: number): Mark | null {
  let best: Mark | null = null;
  for (const mark of marks) {
    const far = Math.abs(mark.x - x);
    if (far > MARK_PX) continue;
    const better =
      best === null || WORTH[mark.kind] > WORTH[best.kind] || (mark.kind === best.kind && far < Math.abs(best.x - x));
    if (better) best = mark;
  }
  return best;
}
