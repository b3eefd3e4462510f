import { useCallback, useEffect, useState } from 'react';
import { afterRest } from '../state/rest.ts';
import { clamp, isWhole, whole, type Bounds, type Viewport } from './viewport.ts';

/** How long zooming and panning must rest before the address is told. */
const REST_MS = 250;

export interface ViewportState {
  readonly view: Viewport;
  /** Sets the viewport from the one that holds now. */
  readonly change: (next: (view: Viewport) => Viewport) => void;
}

/** What is looked at, as far as the viewport needs it. Must stay the same object while it is the same. */
interface Bounded {
  readonly bounds: Bounds;
}

interface Held {
  readonly view: Viewport;
  readonly scale: Bounded;
  readonly range: Viewport | null;
  /** What `onRange` was told last. */
  readonly told: Viewport | null;
}

/**
 * The part of the trace on screen. Follows `range` (the address) when that changes from outside, and reports its own
 * changes through `onRange` once they rest for `rest` ms; null means everything. `onRange` must stay the same function.
 */
export function useViewport(
  scale: Bounded,
  range: Viewport | null,
  onRange: (range: Viewport | null) => void,
  rest = REST_MS,
): ViewportState {
  const [held, setHeld] = useState<Held>(() => follow(scale, range));
  let now = held;
  if (held.scale !== scale || !same(held.range, range)) {
    const ownDoing = held.scale === scale && same(range, held.told);
    now = ownDoing ? { ...held, range } : follow(scale, range);
    setHeld(now);
  }
  const { view, told } = now;

  useEffect(() => {
    const next = isWhole(view, scale.bounds) ? null : rounded(view);
    if (same(next, told)) return undefined;
    return afterRest(rest, () => {
      setHeld((old) => ({ ...old, told: next }));
      onRange(next);
    });
  }, [view, scale, told, onRange, rest]);

  const change = useCallback(
    (next: (view: Viewport) => Viewport) => setHeld((old) => ({ ...old, view: next(old.view) })),
    [],
  );
  return { view, change };
}

function follow(scale: Bounded, range: Viewport | null): Held {
  const view = range === null ? whole(scale.bounds) : clamp(range, scale.bounds);
  return { view, scale, range, told: range };
}

function rounded(view: Viewport): Viewport {
  return { from: Math.round(view.from * 1000) / 1000, to: Math.round(view.to * 1000) / 1000 };
}

function same(a: Viewport | null, b: Viewport | null): boolean {
  if (a === null || b === null) return a === b;
  return a.from === b.from && a.to === b.to;
}
