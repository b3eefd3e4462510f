import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bounds, Viewport } from './viewport.ts';
import { clamp, fit, isDeepest, isWhole, overviewOf, pan, reveal, toPx, toWorld, whole, zoom } from './viewport.ts';

const BOUNDS: Bounds = { min: -10, max: 1010, minRange: 1 };

const position = fc.double({ min: -10, max: 1010, noNaN: true });
const views = fc
  .tuple(position, position)
  .map(([a, b]): Viewport => clamp({ from: Math.min(a, b), to: Math.max(a, b) }, BOUNDS));

describe('viewport', () => {
  it('never leaves its bounds and never goes deeper than the least range', () => {
    const wild = fc.double({ min: -1e7, max: 1e7, noNaN: true });
    fc.assert(
      fc.property(views, wild, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), wild, (start, about, factor, by) => {
        for (const view of [zoom(start, BOUNDS, about, factor), pan(start, BOUNDS, by), fit(BOUNDS, about, by)]) {
          expect(view.from).toBeGreaterThanOrEqual(BOUNDS.min);
          expect(view.to).toBeLessThanOrEqual(BOUNDS.max + 1e-9);
          expect(view.to - view.from).toBeGreaterThanOrEqual(BOUNDS.minRange - 1e-9);
        }
      }),
    );
  });

  it('keeps the point under the pointer where it is while zooming in', () => {
    fc.assert(
      fc.property(views, fc.double({ min: 0, max: 1000, noNaN: true }), (start, px) => {
        const about = toWorld(start, 1000, px);
        const view = zoom(start, BOUNDS, about, 0.7);
        expect(toPx(view, 1000, about)).toBeCloseTo(px, 4);
      }),
    );
  });

  it('is where it was after panning there and back, away from the edges', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 300, max: 600, noNaN: true }),
        fc.double({ min: -300, max: 300, noNaN: true }),
        (from, by) => {
          const start = { from, to: from + 100 };
          const back = pan(pan(start, BOUNDS, by), BOUNDS, -by);
          expect(back.from).toBeCloseTo(start.from, 9);
          expect(back.to).toBeCloseTo(start.to, 9);
        },
      ),
    );
  });

  it('stops at the edge and keeps its length', () => {
    expect(pan({ from: 900, to: 1000 }, BOUNDS, 5000)).toEqual({ from: 910, to: 1010 });
    expect(pan({ from: 0, to: 100 }, BOUNDS, -5000)).toEqual({ from: -10, to: 90 });
  });

  it('reaches the deepest zoom and says so', () => {
    let view = whole(BOUNDS);
    expect(isWhole(view, BOUNDS)).toBe(true);
    for (let n = 0; n < 40; n++) view = zoom(view, BOUNDS, 500, 0.7);
    expect(isDeepest(view, BOUNDS)).toBe(true);
    expect(view.to - view.from).toBeCloseTo(1, 9);
    expect(toPx(view, 800, 500)).toBeGreaterThanOrEqual(0);
    expect(toPx(view, 800, 500)).toBeLessThanOrEqual(800);
  });

  it('fits a range with room on both sides, and a point with the least range around it', () => {
    expect(fit(BOUNDS, 100, 200)).toEqual({ from: 94, to: 206 });
    expect(fit(BOUNDS, 100, 100)).toEqual({ from: 99.5, to: 100.5 });
  });

  it('moves only as far as needed to show something, and not at all when it is on screen', () => {
    const start = { from: 100, to: 200 };
    expect(reveal(start, BOUNDS, 120, 130)).toBe(start);
    expect(reveal(start, BOUNDS, 300, 310)).toEqual({ from: 216, to: 316 });
    expect(reveal(start, BOUNDS, 50, 60)).toEqual({ from: 44, to: 144 });
    // Longer than the screen: from its start.
    expect(reveal(start, BOUNDS, 400, 900)).toEqual({ from: 394, to: 494 });
    expect(reveal(start, BOUNDS, 150, 900)).toBe(start);
  });

  it('says which part of the whole is shown', () => {
    expect(overviewOf(whole(BOUNDS), BOUNDS)).toBeNull();
    expect(overviewOf({ from: 245, to: 500 }, BOUNDS)).toEqual({ start: 0.25, part: 0.25 });
  });

  it('shows everything when asked for nonsense', () => {
    expect(clamp({ from: Number.NaN, to: 5 }, BOUNDS)).toEqual(whole(BOUNDS));
    expect(clamp({ from: 0, to: Number.POSITIVE_INFINITY }, BOUNDS)).toEqual(whole(BOUNDS));
  });
});
