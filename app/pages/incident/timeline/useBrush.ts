import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';
import { isWhole, pan, toWorld, zoom, type Bounds, type Viewport } from '../../../timeline/viewport.ts';

const CLICK_PX = 4;
const SAME_SCROLL_MS = 250;
const WHEEL_ZOOM = 1.0015;
const LINE_PX = 16;

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Inputs {
  readonly view: Viewport;
  readonly bounds: Bounds;
  /** Left edge of the plot within the surface, and its width, in px. */
  readonly left: number;
  readonly width: number;
  readonly change: (next: (view: Viewport) => Viewport) => void;
  readonly onClick: (point: Point) => void;
  readonly onRange: (range: Viewport) => void;
}

/** Pointer and wheel on the picture: hover, click, drag to choose a stretch, wheel to zoom about the pointer. */
export function useBrush(surface: RefObject<HTMLElement | null>, inputs: Inputs) {
  const [hover, setHover] = useState<Point | null>(null);
  const [brush, setBrush] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const current = useRef(inputs);
  useEffect(() => {
    current.current = inputs;
  });

  useEffect(() => {
    const element = surface.current;
    if (element === null) return undefined;
    let elsewhere = Number.NEGATIVE_INFINITY;
    // A turn that began elsewhere scrolls the page past the picture.
    const watch = (event: WheelEvent): void => {
      const inside = event.target instanceof Node && element.contains(event.target);
      if (!inside || event.timeStamp - elsewhere < SAME_SCROLL_MS) elsewhere = event.timeStamp;
    };
    const turn = (event: WheelEvent): void => {
      const { view, bounds, left, width, change } = current.current;
      if (event.timeStamp - elsewhere < SAME_SCROLL_MS) return;
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
      const amount = (sideways ? event.deltaX || event.deltaY : event.deltaY) * unit;
      if (isWhole(view, bounds) && (sideways || amount > 0)) return;
      event.preventDefault();
      const px = event.clientX - element.getBoundingClientRect().left - left;
      change((old) =>
        sideways
          ? pan(old, bounds, (amount / width) * (old.to - old.from))
          : zoom(old, bounds, toWorld(old, width, px), WHEEL_ZOOM ** amount),
      );
    };
    window.addEventListener('wheel', watch, { capture: true, passive: true });
    element.addEventListener('wheel', turn, { passive: false });
    return () => {
      window.removeEventListener('wheel', watch, { capture: true });
      element.removeEventListener('wheel', turn);
    };
  }, [surface]);

  const pointOf = (event: PointerEvent): Point => {
    const box = surface.current?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0) - inputs.left, y: event.clientY - (box?.top ?? 0) };
  };
  const within = (x: number): number => Math.min(inputs.width, Math.max(0, x));

  const handlers = {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      const { x } = pointOf(event);
      setBrush({ from: x, to: x });
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent) {
      const point = pointOf(event);
      if (brush !== null) setBrush({ ...brush, to: point.x });
      setHover(brush === null ? point : null);
    },
    onPointerUp(event: PointerEvent) {
      if (brush === null) return;
      setBrush(null);
      const point = pointOf(event);
      if (Math.abs(point.x - brush.from) < CLICK_PX) {
        inputs.onClick(point);
        return;
      }
      const [a, b] = [within(brush.from), within(point.x)];
      const { view, width } = inputs;
      inputs.onRange({ from: toWorld(view, width, Math.min(a, b)), to: toWorld(view, width, Math.max(a, b)) });
    },
    onPointerCancel() {
      setBrush(null);
    },
    onPointerLeave() {
      setHover(null);
    },
  };
  const drawn =
    brush === null || Math.abs(brush.to - brush.from) < CLICK_PX
      ? null
      : { x0: within(Math.min(brush.from, brush.to)), x1: within(Math.max(brush.from, brush.to)) };
  return { hover, brush: drawn, handlers };
}
