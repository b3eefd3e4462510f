/** Range of world positions (ms or order units) that is on screen. */
export interface Viewport {
  readonly from: number;
  readonly to: number;
}

/** What a viewport may show: never outside `min` to `max`, never less than `minRange` at once. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly minRange: number;
}

/** Room left beside a range that was fitted, as a part of the range. */
const FIT_MARGIN = 0.06;

/** Everything. */
export function whole(bounds: Bounds): Viewport {
  return { from: bounds.min, to: Math.max(bounds.max, bounds.min + bounds.minRange) };
}

/** The nearest viewport that keeps to the bounds: the length is kept if it can be, then the place. */
export function clamp(view: Viewport, bounds: Bounds): Viewport {
  const all = whole(bounds);
  const range = view.to - view.from;
  if (!Number.isFinite(range) || !Number.isFinite(view.from)) return all;
  const length = Math.min(Math.max(range, bounds.minRange), all.to - all.from);
  if (length === all.to - all.from) return all;
  // A range that was too short grows about its middle.
  const wanted = length === range ? view.from : view.from + (range - length) / 2;
  const from = Math.min(Math.max(wanted, all.from), all.to - length);
  return { from, to: from + length };
}

/** Makes the range `factor` times as long (below 1 zooms in) and keeps the position `about` where it is. */
export function zoom(view: Viewport, bounds: Bounds, about: number, factor: number): Viewport {
  const range = view.to - view.from;
  const all = whole(bounds);
  const length = Math.min(Math.max(range * factor, bounds.minRange), all.to - all.from);
  const part = range > 0 ? (about - view.from) / range : 0.5;
  const from = about - part * length;
  return clamp({ from, to: from + length }, bounds);
}

/** Moves by world units. The length stays; at the edge it stops. */
export function pan(view: Viewport, bounds: Bounds, by: number): Viewport {
  return clamp({ from: view.from + by, to: view.to + by }, bounds);
}

/** Shows `from` to `to` with a little room on both sides. */
export function fit(bounds: Bounds, from: number, to: number): Viewport {
  const room = (to - from) * FIT_MARGIN;
  return clamp({ from: from - room, to: to + room }, bounds);
}

/** Moves as little as needed for `from` to `to` to be on screen; what is longer than the screen is shown from its start. */
export function reveal(view: Viewport, bounds: Bounds, from: number, to: number): Viewport {
  const range = view.to - view.from;
  const room = range * FIT_MARGIN;
  if (from < view.from) return pan(view, bounds, from - room - view.from);
  if (to <= view.to) return view;
  if (from >= view.to || to - from + 2 * room <= range) {
    return pan(view, bounds, Math.min(to + room - view.to, from - room - view.from));
  }
  return view;
}

/** World position to pixels from the left edge of a picture that is `width` pixels wide. */
export function toPx(view: Viewport, width: number, position: number): number {
  return ((position - view.from) / (view.to - view.from)) * width;
}

/** Pixels from the left edge to a world position. */
export function toWorld(view: Viewport, width: number, px: number): number {
  return view.from + (px / width) * (view.to - view.from);
}

/** No more can be seen by zooming in. */
export function isDeepest(view: Viewport, bounds: Bounds): boolean {
  return view.to - view.from <= bounds.minRange * (1 + 1e-9);
}

/** Which part of the whole is shown, as parts of 1; null when all of it is. */
export function overviewOf(view: Viewport, bounds: Bounds): { readonly start: number; readonly part: number } | null {
  if (isWhole(view, bounds)) return null;
  const all = whole(bounds);
  const range = all.to - all.from;
  return { start: (view.from - all.from) / range, part: (view.to - view.from) / range };
}

/** Nothing is left out. */
export function isWhole(view: Viewport, bounds: Bounds): boolean {
  const all = whole(bounds);
  return view.from <= all.from && view.to >= all.to;
}
