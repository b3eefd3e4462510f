import { formatSeconds } from '../text/durations.ts';
import { formatCount, formatShare } from '../text/numbers.ts';
import type { Column } from '../ui/grid-columns.ts';
import type { IcicleView } from './icicle.ts';
import { SpanName } from './table-columns.tsx';
import type { TreeRow } from './tree.ts';

/** Columns of the table form of an icicle. */
export function icicleColumns(
  { timeline, nodes }: IcicleView,
  onToggle: (row: TreeRow) => void,
): readonly Column<TreeRow>[] {
  const { grainMs, observedMs } = timeline;
  const count = (pick: 'count' | 'traces') => (row: TreeRow) => (
    <span className="text-ink-2">{formatCount(nodes[row.span]?.[pick] ?? 0)}</span>
  );
  const time = (pick: 'total' | 'self' | 'waiting') => (row: TreeRow) => {
    const value = nodes[row.span]?.[pick] ?? 0;
    return (
      <span className="whitespace-nowrap text-ink-2">
        {pick === 'waiting' && value === 0 ? 'none' : formatSeconds(value, grainMs)}
      </span>
    );
  };
  const share = (row: TreeRow) => (observedMs > 0 ? formatShare((nodes[row.span]?.total ?? 0) / observedMs) : '—');
  return [
    {
      id: 'label',
      title: 'Place in the pipeline',
      width: 180,
      grow: 4,
      cell: (row) => <SpanName timeline={timeline} row={row} onToggle={onToggle} />,
    },
    { id: 'traces', title: 'Traces', width: 66, align: 'end', from: 360, cell: count('traces') },
    { id: 'count', title: 'Runs', width: 66, align: 'end', from: 760, cell: count('count') },
    { id: 'total', title: 'Total', width: 100, align: 'end', cell: time('total') },
    { id: 'self', title: 'Self', width: 100, align: 'end', from: 460, cell: time('self') },
    { id: 'waiting', title: 'Waiting', width: 100, align: 'end', from: 620, cell: time('waiting') },
    { id: 'share', title: 'Share', width: 70, align: 'end', from: 540, cell: share },
  ];
}
