import { expect, test } from 'vitest';
import type { FileRow } from '#core/engine/questions/files';
import type { FileState } from '#core/model/source';
import type { FileKey } from '#core/model/units';
import { arrangeFiles, countStates } from './file-order.ts';

const row = (path: string, state: FileState, reasonText = ''): FileRow => ({
  key: path as FileKey,
  path,
  size: 1,
  lastModified: null,
  format: 'freb',
  state,
  reason: null,
  issues: [],
  issuesLeftOut: 0,
  counts: { events: null, rows: null, damaged: 0 },
  reasonText,
  hint: '',
  messages: [],
  trace: null,
  asksFields: false,
});

const FILES = [
  row('a.xml', 'whole'),
  row('b.txt', 'skipped'),
  row('c.xml', 'refused', 'It is empty.'),
  row('d.xml', 'whole'),
  row('e.xml', 'partial', 'It was cut.'),
];
const paths = (indexes: readonly number[]) => indexes.map((ix) => FILES[ix]?.path);

test('trouble stands first, and nothing is left out', () => {
  expect(paths(arrangeFiles(FILES, null, ''))).toEqual(['c.xml', 'e.xml', 'a.xml', 'd.xml', 'b.txt']);
});

test('narrows by state and by words of path, format and reason', () => {
  expect(paths(arrangeFiles(FILES, 'whole', ''))).toEqual(['a.xml', 'd.xml']);
  expect(paths(arrangeFiles(FILES, null, 'EMPTY c.x'))).toEqual(['c.xml']);
  expect(paths(arrangeFiles(FILES, null, 'freb trace cut'))).toEqual(['e.xml']);
});

test('counts each state that occurs', () => {
  expect(countStates(FILES)).toEqual([
    { state: 'refused', count: 1 },
    { state: 'partial', count: 1 },
    { state: 'whole', count: 2 },
    { state: 'skipped', count: 1 },
  ]);
});
