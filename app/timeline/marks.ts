import { firstWhere } from '#core/base/sorted';
import type { TimelineView } from '#core/engine/questions/traces';
import type { EventIx } from '#core/model/units';
import { eventIx } from '#core/model/units';
import type { Scale } from './scale.ts';
import type { Viewport } from './viewport.ts';
import { toPx, toWorld } from './viewport.ts';

/** What a mark in the strip of events says, the more important the higher. */
export type MarkKind = 'event' | 'warning' | 'error' | 'producing';

/** One mark: the events whose marks would cover each other are one mark with the kind of the worst. Pixels. */
export interface Mark {
  /** Middle. */
  readonly x: number;
  readonly kind: MarkKind;
  /** The event that gave the mark its kind; the first of them. */
  readonly event: EventIx;
  readonly first: EventIx;
  readonly last: EventIx;
  readonly count: number;
}

/** Room of one mark. */
export const MARK_PX = 5;

const RANK: Readonly<Record<MarkKind, number>> = { event: 0, warning: 1, error: 2, producing: 3 };

/** Level 1 and 2 are errors, 3 is a warning, all others are events: the words of freb.xsl. */
function kindOf(view: TimelineView, event: number): MarkKind {
  if (view.producing?.event === event) return 'producing';
  const level = view.eventLevel[event] ?? 0;
  if (level === 1 || level === 2) return 'error';
  return level === 3 ? 'warning' : 'event';
}

/** The strip of events for a viewport, left to right. Every event in view is in exactly one mark. */
export function visibleMarks(timeline: TimelineView, scale: Scale, view: Viewport, width: number): Mark[] {
  const marks: Mark[] = [];
  const count = scale.eventFrom.length;
  let at = firstEvent(scale, toWorld(view, width, -MARK_PX));
  const stop = toWorld(view, width, width + MARK_PX);
  while (at < count && middle(scale, at) <= stop) {
    const x0 = toPx(view, width, middle(scale, at));
    let kind = kindOf(timeline, at);
    let chosen = at;
    let next = at + 1;
    while (next < count && toPx(view, width, middle(scale, next)) < x0 + MARK_PX) {
      const other = kindOf(timeline, next);
      if (RANK[other] > RANK[kind]) {
        kind = other;
        chosen = next;
      }
      next++;
    }
    const x = toPx(view, width, middle(scale, chosen));
    marks.push({ x, kind, event: eventIx(chosen), first: eventIx(at), last: eventIx(next - 1), count: next - at });
    at = next;
  }
  return marks;
}

/** Middle of the room of an event; on the time scale its instant. */
export function middle(scale: Scale, event: number): number {
  return ((scale.eventFrom[event] ?? 0) + (scale.eventTo[event] ?? 0)) / 2;
}

const firstEvent = (scale: Scale, from: number): number =>
  firstWhere(0, scale.eventFrom.length, (ix) => middle(scale, ix) >= from);
