import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Column } from './grid-columns.ts';
import { arranged, moved, ordered, PLAIN_LAYOUT, withHidden, withWidth, type GridLayout } from './grid-layout.ts';

const column = (id: string): Column<string> => ({ id, title: id, width: 100, grow: 1, cell: () => null });
const ABCD = ['a', 'b', 'c', 'd'].map(column);
const ids = (columns: readonly Column<string>[]) => columns.map((one) => one.id).join('');

const layouts: fc.Arbitrary<GridLayout> = fc.record({
  order: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'gone')),
  hidden: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'gone')).map((list) => new Set(list)),
  widths: fc.array(fc.tuple(fc.constantFrom('a', 'b', 'gone'), fc.integer())).map((list) => new Map(list)),
});

test('any layout leaves every column in its place once, and at least one on screen', () => {
  fc.assert(
    fc.property(layouts, (layout) => {
      const order = [...new Set(layout.order)];
      expect(
        Array.from(ids(ordered(ABCD, { ...layout, order })))
          .sort()
          .join(''),
      ).toBe('abcd');
      expect(arranged(ABCD, { ...layout, order }).length).toBeGreaterThan(0);
    }),
  );
});

test('a column moves by one place and stops at the ends; a new column keeps its place', () => {
  const once = moved(ABCD, PLAIN_LAYOUT, 'c', -1);
  expect(ids(ordered(ABCD, once))).toBe('acbd');
  expect(ids(ordered(ABCD, moved(ABCD, moved(ABCD, once, 'c', -1), 'c', -1)))).toBe('cabd');
  expect(ids(ordered([...ABCD, column('new')], once))).toBe('acbdnew');
});

test('a width holds, within bounds, until it is taken back', () => {
  const wide = withWidth(PLAIN_LAYOUT, 'b', 9999);
  expect(arranged(ABCD, wide)[1]).toMatchObject({ width: 2000, grow: 0 });
  expect(arranged(ABCD, withWidth(wide, 'b', 1))[1]).toMatchObject({ width: 40 });
  expect(arranged(ABCD, withWidth(wide, 'b', null))[1]).toMatchObject({ width: 100, grow: 1 });
});

test('hidden columns are left out and come back', () => {
  const hidden = withHidden(PLAIN_LAYOUT, 'b', true);
  expect(ids(arranged(ABCD, hidden))).toBe('acd');
  expect(ids(arranged(ABCD, withHidden(hidden, 'b', false)))).toBe('abcd');
});
