import { useMemo } from 'react';
import type { Comparison } from '#core/engine/questions/compare';
import type { Params } from '../../route/fields.ts';
import { adjust } from '../../route/useRoute.ts';
import { Empty } from '../../ui/states.tsx';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { alignedColumns, compactAligned, DELTAS } from './aligned-columns.tsx';
import { alignedRows, type AlignedRow } from './aligned.ts';
import { COMPARE } from './words.ts';

const COMPACT = { below: 560, height: 48 };
const ROW_PX = 28;
/** Rows that stand without scrolling. */
const MOST_SEEN = 16;

export interface AlignedSpansProps {
  readonly comparison: Comparison;
  readonly onlyDifferences: boolean;
  readonly params: Params;
  /** Place of the active row among all rows; -1 for none. */
  readonly active: number;
  readonly onActive: (at: number) => void;
  readonly onOpen: (at: number) => void;
}

/** Span by span: what both have, what only one has, and by how much they differ. */
export function AlignedSpans({ comparison, onlyDifferences, params, active, onActive, onOpen }: AlignedSpansProps) {
  const { rows, grainMs, b } = comparison;
  const key = DELTAS.find((column) => column === params.sort);
  const { descending } = params;
  const shown = useMemo(
    () => alignedRows(rows, onlyDifferences, key === undefined ? null : { key, descending }),
    [rows, onlyDifferences, key, descending],
  );
  const flat = key !== undefined;
  const group = b !== null && b.kind !== 'trace';
  const columns = useMemo(() => alignedColumns(grainMs, group, flat), [grainMs, group, flat]);
  return (
    <div
      className="flex flex-col overflow-hidden rounded-lg border border-line"
      style={{ height: Math.min(Math.max(shown.length, 4), MOST_SEEN) * ROW_PX + 40 }}
    >
      <VirtualRows<AlignedRow>
        label={COMPARE.spans}
        className="bg-surface"
        primary
        columns={columns}
        total={shown.length}
        rowAt={(ix) => shown[ix]}
        active={shown.findIndex(({ at }) => at === active)}
        onActive={(ix) => onActive(shown[ix]?.at ?? -1)}
        onOpen={(ix) => onOpen(shown[ix]?.at ?? -1)}
        sort={key === undefined ? null : { key, descending }}
        onSort={(next) => adjust({ sort: next?.key ?? null, descending: next?.descending ?? false })}
        compact={{ ...COMPACT, cell: (row) => compactAligned(row, grainMs, flat) }}
        empty={<Empty title={COMPARE.noneDiffer} />}
      />
    </div>
  );
}
