import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeTicks, niceStep } from './axis.ts';
import { makeScale } from './scale.ts';
import { buildTimeline } from './timeline-builder.ts';
import { whole } from './viewport.ts';

const trace = buildTimeline([{ children: Array.from({ length: 100 }, () => ({ work: 100, wait: 1100 })) }]);

describe('axis', () => {
  it('takes steps of 1, 2 and 5', () => {
    expect([0.3, 1, 1.1, 3, 70, 100, 101].map(niceStep)).toEqual([0.5, 1, 2, 5, 100, 100, 200]);
  });

  it('reads in seconds and milliseconds as the step asks for', () => {
    const scale = makeScale(trace, 'time');
    const texts = (from: number, to: number): string[] => makeTicks(scale, { from, to }, 500).map((tick) => tick.text);
    expect(texts(0, 100_000)).toEqual(['0', '20\u202fs', '40\u202fs', '60\u202fs', '80\u202fs', '100\u202fs']);
    expect(texts(0, 100)).toEqual(['0', '20\u202fms', '40\u202fms', '60\u202fms', '80\u202fms', '100\u202fms']);
    expect(texts(20_000, 20_004)[1]).toBe('20.001\u202fs');
    expect(texts(2, 4)).toContain('2.5\u202fms');
  });

  it('never gives two ticks the same text, puts them in view and keeps them apart', () => {
    for (const kind of ['time', 'order'] as const) {
      const scale = makeScale(trace, kind);
      const { from, to } = whole(scale.bounds);
      fc.assert(
        fc.property(
          fc.double({ min: 0, max: 0.99, noNaN: true }),
          fc.double({ min: 1, max: 1e5, noNaN: true }),
          (part, range) => {
            const start = from + part * (to - from);
            const ticks = makeTicks(scale, { from: start, to: start + Math.max(range, scale.bounds.minRange) }, 1000);
            expect(new Set(ticks.map((tick) => tick.text)).size).toBe(ticks.length);
            ticks.forEach((tick, ix) => {
              expect(tick.x).toBeGreaterThanOrEqual(-1e-6);
              expect(tick.x).toBeLessThanOrEqual(1000 + 1e-6);
              if (ix > 0) expect(tick.x - (ticks[ix - 1]?.x ?? 0)).toBeGreaterThan(40);
            });
          },
        ),
      );
    }
  });

  it('numbers events from 1 by order', () => {
    const scale = makeScale(trace, 'order');
    expect(makeTicks(scale, whole(scale.bounds), 1000)[0]?.text).toBe('#1');
  });
});
