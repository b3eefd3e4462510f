import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoryStep, Track, TrackMark } from '#core/model/story';
import { epochMs } from '#core/model/units';
import { boxAt, numberAt } from './draw.ts';
import { boxesOf, makeLanes, pictureHeight, stepNumbers } from './lanes.ts';
import { timeTicks } from './ticks.ts';

const mark = (from: number, to: number, count = 1): TrackMark => ({
  from: epochMs(from),
  to: epochMs(to),
  count,
  label: '',
  tone: 'fail',
  trace: null,
});
const track = (kind: Track['kind'], marks: readonly TrackMark[]): Track => ({
  kind,
  label: kind,
  count: marks.length,
  marks,
});
const step = (at: number): StoryStep => ({
  kind: 'record',
  at: epochMs(at),
  to: null,
  title: '',
  details: [],
  count: 1,
  sources: [],
  first: false,
});
const VIEW = { from: 0, to: 1000 };

test('tracks lie under one another and their marks inside them', () => {
  const lanes = makeLanes(
    [track('rows', [mark(0, 10, 3)]), track('traces', [mark(0, 50), mark(20, 60), mark(70, 80)])],
    0,
  );
  const [rows, traces] = lanes;
  if (rows === undefined || traces === undefined) throw new Error('no lanes');
  expect(traces.top).toBeGreaterThanOrEqual(rows.top + rows.height);
  expect(pictureHeight(lanes)).toBeGreaterThanOrEqual(traces.top + traces.height);
  // What overlaps lies in rows of its own; a free row is used again.
  expect(traces.rowOf).toEqual([0, 1, 0]);
  for (const lane of lanes)
    for (const box of boxesOf(lane, VIEW, 500)) {
      expect(box.y0).toBeGreaterThanOrEqual(lane.top);
      expect(box.y1).toBeLessThanOrEqual(lane.top + lane.height);
    }
});

test('a count is as high as it is large, and the smallest can be seen', () => {
  const [lane] = makeLanes([track('rows', [mark(0, 100, 1), mark(100, 200, 100)])], 0);
  if (lane === undefined) throw new Error('no lane');
  const [small, large] = boxesOf(lane, VIEW, 500).map(({ y0, y1 }) => y1 - y0);
  expect(large).toBe(lane.height);
  expect(small).toBeGreaterThanOrEqual(2);
  expect(small).toBeLessThan(lane.height / 4);
});

test('what is out of view is not drawn; what is found is under the pointer', () => {
  const lanes = makeLanes([track('events', [mark(100, 100), mark(5000, 5000)])], 0).map((lane) => ({
    lane,
    boxes: boxesOf(lane, VIEW, 500),
  }));
  expect(lanes[0]?.boxes).toHaveLength(1);
  const [box] = lanes[0]?.boxes ?? [];
  expect(boxAt(lanes, 51, (box?.y0 ?? 0) + 1)?.mark.from).toBe(100);
  expect(boxAt(lanes, 300, (box?.y0 ?? 0) + 1)).toBeNull();
  expect(boxAt(lanes, 51, 0)).toBeNull();
});

test('numbers of steps keep their order and their distance while there is room', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 20 }), (times) => {
      const steps = times.toSorted((a, b) => a - b).map(step);
      const numbers = stepNumbers(steps, VIEW, 600);
      expect(numbers.map(({ step: ix }) => ix)).toEqual(steps.map((_, ix) => ix));
      for (const [k, number] of numbers.entries()) {
        const next = numbers[k + 1];
        if (next !== undefined) expect(next.at - number.at).toBeGreaterThanOrEqual(20.9);
        expect(number.at).toBeGreaterThan(0);
        expect(number.at).toBeLessThan(600);
        expect(numberAt(numbers, number.at, 33)).toBe(number.step);
      }
    }),
  );
});

test('ticks stand at round times, apart from each other, however long the stretch', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4e12 }), fc.integer({ min: 80, max: 3000 }), (length, width) => {
      const from = Date.UTC(2026, 2, 12, 14, 0, 0);
      const ticks = timeTicks({ from, to: from + length }, width, { kind: 'utc' });
      for (const [k, tick] of ticks.entries()) {
        expect(tick.x).toBeGreaterThanOrEqual(0);
        expect(tick.x).toBeLessThanOrEqual(width);
        if (k > 0) expect(tick.x - (ticks[k - 1]?.x ?? 0)).toBeGreaterThan(80);
      }
    }),
  );
  const ticks = timeTicks({ from: Date.UTC(2026, 2, 12, 14, 1), to: Date.UTC(2026, 2, 12, 14, 32) }, 600, {
    kind: 'utc',
  });
  expect(ticks.map(({ text }) => text)).toEqual(['14:05', '14:10', '14:15', '14:20', '14:25', '14:30']);
});
