import { expect, test } from 'vitest';
import { columnsThatFit, nextSort, tracks, type Column } from './grid-columns.ts';

const column = (id: string, width: number, more: Partial<Column<number>> = {}): Column<number> => ({
  id,
  title: id,
  width,
  cell: () => id,
  ...more,
});
const COLUMNS = [column('a', 80), column('b', 200, { grow: 2 }), column('c', 100, { from: 900 })];

test('columns give way when room is short, and all stand while it is not known', () => {
  expect(columnsThatFit(COLUMNS, 600).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(columnsThatFit(COLUMNS, 900).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(columnsThatFit(COLUMNS, 0)).toHaveLength(3);
});

test('tracks never get narrower than their columns', () => {
  expect(tracks(COLUMNS)).toEqual({ template: '80px minmax(200px, 2fr) 100px', least: 380 });
});

test('a heading sorts up, then down, then not at all', () => {
  const up = nextSort(null, 'a');
  const down = nextSort(up, 'a');
  expect([up, down, nextSort(down, 'a')]).toEqual([
    { key: 'a', descending: false },
    { key: 'a', descending: true },
    null,
  ]);
  expect(nextSort(down, 'b')).toEqual({ key: 'b', descending: false });
});
