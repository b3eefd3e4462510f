import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';
import type { Frame } from './frame.ts';
import { hit, type Hit } from './hit.ts';
import type { Scale } from './scale.ts';
import { isWhole, pan, toWorld, zoom, type Viewport } from './viewport.ts';

/** A pointer that moved less than this between down and up has clicked. */
const CLICK_PX = 4;
/** A wheel turn within this time of one elsewhere belongs to that scroll, so the page does not stop under the pointer. */
const SAME_SCROLL_MS = 250;
/** Zoom for one pixel of wheel. */
const WHEEL_ZOOM = 1.0015;
/** Wheel steps that come as lines. */
const LINE_PX = 16;

export interface Hover {
  readonly hit: Hit;
  readonly x: number;
  readonly y: number;
}

interface Inputs {
  readonly frame: Frame | null;
  readonly scale: Scale;
  readonly change: (next: (view: Viewport) => Viewport) => void;
  readonly onPick: (hit: Hit | null, twice: boolean) => void;
}

interface Drag {
  readonly startX: number;
  lastX: number;
  moved: boolean;
}

/** Pointer and wheel on the picture: hover, click, drag to pan, wheel to zoom about the pointer. */
export function useTimelineInput(surface: RefObject<HTMLElement | null>, inputs: Inputs) {
  const { frame, scale, change, onPick } = inputs;
  const [hover, setHover] = useState<Hover | null>(null);
  const drag = useRef<Drag | null>(null);
  const current = useRef({ frame, scale });
  useEffect(() => {
    current.current = { frame, scale };
  });

  useEffect(() => {
    const element = surface.current;
    if (element === null) return undefined;
    let elsewhere = Number.NEGATIVE_INFINITY;
    const watch = (event: WheelEvent): void => {
      const inside = event.target instanceof Node && element.contains(event.target);
      if (!inside || event.timeStamp - elsewhere < SAME_SCROLL_MS) elsewhere = event.timeStamp;
    };
    const turn = (event: WheelEvent): void => {
      const { frame, scale } = current.current;
      if (frame === null || event.timeStamp - elsewhere < SAME_SCROLL_MS) return;
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
      const amount = (sideways ? event.deltaX || event.deltaY : event.deltaY) * unit;
      // All is in view: there is nothing to zoom out to or to move, so the page scrolls.
      if (isWhole(frame.view, scale.bounds) && (sideways || amount > 0)) return;
      event.preventDefault();
      const px = event.clientX - element.getBoundingClientRect().left;
      change((view) =>
        sideways
          ? pan(view, scale.bounds, (amount / frame.width) * (view.to - view.from))
          : zoom(view, scale.bounds, toWorld(view, frame.width, px), WHEEL_ZOOM ** amount),
      );
    };
    window.addEventListener('wheel', watch, { capture: true, passive: true });
    element.addEventListener('wheel', turn, { passive: false });
    return () => {
      window.removeEventListener('wheel', watch, { capture: true });
      element.removeEventListener('wheel', turn);
    };
  }, [surface, change]);

  const placeOf = (event: PointerEvent): { x: number; y: number } => {
    const box = surface.current?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };

  const handlers = {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      const { x } = placeOf(event);
      drag.current = { startX: x, lastX: x, moved: false };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent) {
      if (frame === null) return;
      const { x, y } = placeOf(event);
      const held = drag.current;
      if (held === null) {
        const found = hit(frame, x, y);
        setHover(found === null ? null : { hit: found, x, y });
        return;
      }
      if (!held.moved && Math.abs(x - held.startX) < CLICK_PX) return;
      held.moved = true;
      const by = held.lastX - x;
      held.lastX = x;
      setHover(null);
      change((view) => pan(view, scale.bounds, (by / frame.width) * (view.to - view.from)));
    },
    onPointerUp(event: PointerEvent) {
      const held = drag.current;
      drag.current = null;
      if (held === null || held.moved || frame === null) return;
      const { x, y } = placeOf(event);
      onPick(hit(frame, x, y), false);
    },
    onPointerCancel() {
      drag.current = null;
    },
    onPointerLeave() {
      setHover(null);
    },
    onDoubleClick(event: { clientX: number; clientY: number }) {
      const box = surface.current?.getBoundingClientRect();
      if (frame !== null && box !== undefined)
        onPick(hit(frame, event.clientX - box.left, event.clientY - box.top), true);
    },
  };
  return { hover, handlers };
}
