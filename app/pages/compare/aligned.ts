import type { ComparedRow } from '#core/engine/questions/compare';

/** A row of the grid `Aligned spans`: `at` is its place among all rows. */
export interface AlignedRow {
  readonly row: ComparedRow;
  readonly at: number;
}

export type DeltaColumn = 'total' | 'self' | 'waiting';

/**
 * Rows to show. `onlyDifferences` leaves out what is the same, except for what lies around a difference, so that its
 * place stays clear; ordered by a difference, rows stand alone and the largest comes first or last.
 */
export function alignedRows(
  rows: readonly ComparedRow[],
  onlyDifferences: boolean,
  sort: { readonly key: DeltaColumn; readonly descending: boolean } | null,
): readonly AlignedRow[] {
  const all = rows.map((row, at) => ({ row, at }));
  if (sort !== null) {
    const kept = onlyDifferences ? all.filter(({ row }) => row.change !== 'same') : all;
    const sign = sort.descending ? -1 : 1;
    return kept.toSorted((x, y) => sign * (x.row.delta[sort.key] - y.row.delta[sort.key]));
  }
  if (!onlyDifferences) return all;
  const wanted = new Set<number>();
  const around: number[] = [];
  all.forEach(({ row, at }) => {
    around.length = Math.min(around.length, row.depth);
    around[row.depth] = at;
    if (row.change === 'same') return;
    for (const one of around) if (one !== undefined) wanted.add(one);
  });
  return all.filter(({ at }) => wanted.has(at));
}
