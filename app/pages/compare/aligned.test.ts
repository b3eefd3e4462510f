import { describe, expect, it } from 'vitest';
import type { ComparedRow } from '#core/engine/questions/compare';
import { ms } from '#core/model/units';
import { alignedRows } from './aligned.ts';

const row = (label: string, depth: number, change: ComparedRow['change'], total = 0): ComparedRow => ({
  change,
  label,
  kind: 'module',
  notification: '',
  ancm: false,
  depth,
  a: null,
  b: null,
  delta: { total: ms(total), self: ms(0), waiting: ms(0) },
  share: 1,
});

const rows = [
  row('Request', 0, 'same'),
  row('BEGIN_REQUEST', 1, 'same'),
  row('Rewrite', 2, 'same'),
  row('EXECUTE', 1, 'same'),
  row('AspNetCore', 2, 'changed', -900),
  row('Forward', 3, 'added', 300),
  row('END_REQUEST', 1, 'removed', -20),
];
const labels = (...args: Parameters<typeof alignedRows>): string =>
  alignedRows(...args)
    .map(({ row: { label } }) => label)
    .join(' ');

describe('rows of the alignment', () => {
  it('keeps what lies around a difference', () => {
    expect(labels(rows, true, null)).toBe('Request EXECUTE AspNetCore Forward END_REQUEST');
    expect(labels(rows, false, null).split(' ')).toHaveLength(rows.length);
    expect(labels(rows.slice(0, 4), true, null)).toBe('');
  });

  it('orders by a difference', () => {
    expect(labels(rows, true, { key: 'total', descending: false })).toBe('AspNetCore END_REQUEST Forward');
    expect(labels(rows, true, { key: 'total', descending: true })).toBe('Forward END_REQUEST AspNetCore');
    expect(alignedRows(rows, true, { key: 'total', descending: true })[0]?.at).toBe(5);
  });
});
