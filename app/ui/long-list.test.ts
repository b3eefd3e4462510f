import fc from 'fast-check';
import { expect, test } from 'vitest';
import { baseAfterScroll, baseAtShare, baseOfRow, baseToShow, boundedBase, longList } from './long-list.ts';

const LISTS = fc
  .record({ total: fc.integer({ min: 1, max: 50_000_000 }), height: fc.constantFrom(28, 52) })
  .map(({ total, height }) => longList(total, height));

test('a list that fits has a place for each row and never moves', () => {
  const list = longList(500_000, 28);
  expect(list.slots).toBe(500_000);
  expect([0, 250_000, 499_999].map((row) => baseOfRow(list, row))).toEqual([0, 0, 0]);
  expect(baseAtShare(list, 1)).toBe(0);
});

test('the box of a longer list stays below what browsers can scroll', () => {
  for (const height of [28, 52]) expect(longList(20_000_000, height).slots * height).toBeLessThan(17_000_000);
});

test('every row has a place in the box, wherever it is shown from', () => {
  fc.assert(
    fc.property(LISTS, fc.nat(), fc.nat(), (list, pickRow, pickBase) => {
      const row = pickRow % list.total;
      const from = boundedBase(list, pickBase % (list.total - list.slots + 1));
      for (const base of [baseOfRow(list, row), baseToShow(list, from, row, from + 10, from + 40)]) {
        expect(base).toBeGreaterThanOrEqual(0);
        expect(base).toBeLessThanOrEqual(list.total - list.slots);
        expect(row - base).toBeGreaterThanOrEqual(0);
        expect(row - base).toBeLessThan(list.slots);
      }
    }),
  );
});

test('the ends of the scroll bar are the ends of the list, and its middle is the middle', () => {
  const list = longList(1_300_000, 28);
  expect(baseAtShare(list, 0)).toBe(0);
  expect(baseAtShare(list, 1) + list.slots).toBe(1_300_000);
  expect(baseAtShare(list, 0.5) + list.slots / 2).toBeCloseTo(650_000, -1);
});

test('a row next to those on screen is shown without a jump', () => {
  const list = longList(1_300_000, 28);
  expect(baseToShow(list, 300_000, 600_041, 600_000, 600_040)).toBe(300_000);
  expect(baseToShow(list, 300_000, 10, 600_000, 600_040)).toBe(0);
});

test('scrolling line by line reaches both ends from anywhere', () => {
  const list = longList(1_300_000, 28);
  for (const step of [-40, 40]) {
    let base = baseOfRow(list, 4_000);
    let slot = 4_000 - base;
    if (step > 0) {
      base = baseOfRow(list, 1_296_000);
      slot = 1_296_000 - base;
    }
    for (let turn = 0; turn < 200; turn++) {
      slot = Math.max(0, Math.min(list.slots - 30, slot + step));
      const next = baseAfterScroll(list, base, slot, slot + 30);
      slot += base - next;
      base = next;
    }
    expect(base + slot).toBe(step < 0 ? 0 : 1_300_000 - 30);
  }
});
