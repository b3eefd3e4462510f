import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowAfterKey } from './grid-keys.ts';

const press = (key: string, held: Partial<{ ctrlKey: boolean; metaKey: boolean; altKey: boolean }> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});
const at = (active: number) => ({ active, total: 100, page: 10 });

test('rows are reached as the keyboard help says', () => {
  expect(rowAfterKey(press('j'), at(-1))).toBe(0);
  expect(rowAfterKey(press('ArrowDown'), at(5))).toBe(6);
  expect(rowAfterKey(press('k'), at(5))).toBe(4);
  expect(rowAfterKey(press('PageDown'), at(95))).toBe(99);
  expect(rowAfterKey(press('PageUp'), at(5))).toBe(0);
  expect(rowAfterKey(press('Home'), at(50))).toBe(0);
  expect(rowAfterKey(press('End'), at(50))).toBe(99);
});

test('chords and other keys are left to others', () => {
  expect(rowAfterKey(press('k', { ctrlKey: true }), at(5))).toBeNull();
  expect(rowAfterKey(press('ArrowDown', { altKey: true }), at(5))).toBeNull();
  expect(rowAfterKey(press('x'), at(5))).toBeNull();
  expect(rowAfterKey(press('j'), { active: -1, total: 0, page: 10 })).toBeNull();
});

test('no key leads out of the list', () => {
  const keys = fc.constantFrom('j', 'k', 'ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End');
  fc.assert(
    fc.property(keys, fc.integer({ min: -1, max: 50 }), fc.integer({ min: 1, max: 50 }), (key, active, total) => {
      const next = rowAfterKey(press(key), { active: Math.min(active, total - 1), total, page: 7 });
      expect(next).toBeGreaterThanOrEqual(0);
      expect(next).toBeLessThan(total);
    }),
  );
});
