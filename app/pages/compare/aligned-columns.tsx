import type { ComparedRow } from '#core/engine/questions/compare';
import { formatSeconds } from '../../text/durations.ts';
import { formatShare } from '../../text/numbers.ts';
import { shortLabel } from '../../timeline/texts.ts';
import { Badge } from '../../ui/badges.tsx';
import { cx } from '../../ui/class-names.ts';
import { FileText } from '../../ui/FileText.tsx';
import type { Column } from '../../ui/grid-columns.ts';
import type { AlignedRow, DeltaColumn } from './aligned.ts';
import { CHANGES, deltaText } from './words.ts';

const INDENT_PX = 12;
const MOST_LEVELS = 12;

/** Columns of the grid `Aligned spans`. `flat`: ordered by a difference, so that levels say nothing. */
export function alignedColumns(grain: number, group: boolean, flat: boolean): readonly Column<AlignedRow>[] {
  const time = (side: 'a' | 'b', from: number): Column<AlignedRow> => ({
    id: side,
    title: side === 'a' ? 'A total' : 'B total',
    width: 100,
    align: 'end',
    from,
    cell: ({ row }) => <span className="whitespace-nowrap text-ink-2">{timeText(row, side, grain)}</span>,
  });
  const delta = (id: DeltaColumn, title: string, from: number): Column<AlignedRow> => ({
    id,
    title,
    width: 104,
    align: 'end',
    sortable: true,
    from,
    cell: ({ row }) => <Delta value={row.delta[id]} grain={grain} />,
  });
  return [
    {
      id: 'span',
      title: 'Span',
      width: 180,
      grow: 4,
      cell: ({ row }) => <Name row={row} flat={flat} />,
    },
    {
      id: 'notification',
      title: 'Notification',
      width: 214,
      grow: 1,
      from: 1200,
      cell: ({ row }) => <span className="truncate text-ink-2">{row.notification}</span>,
    },
    { id: 'change', title: 'Change', width: 92, cell: ({ row }) => <Change row={row} /> },
    ...(group
      ? [
          {
            id: 'share',
            title: 'In B',
            width: 64,
            align: 'end' as const,
            from: 940,
            cell: ({ row }: AlignedRow) => <span className="text-ink-2">{formatShare(row.share)}</span>,
          },
        ]
      : []),
    time('a', 560),
    time('b', 560),
    delta('total', 'Δ total', 0),
    delta('self', 'Δ self', 720),
    delta('waiting', 'Δ waiting', 860),
  ];
}

export const DELTAS: readonly DeltaColumn[] = ['total', 'self', 'waiting'];

function timeText(row: ComparedRow, side: 'a' | 'b', grain: number): string {
  const times = row[side];
  return times === null ? '—' : formatSeconds(times.total, grain);
}

function Delta({ value, grain }: { readonly value: number; readonly grain: number }) {
  const text = deltaText(value, grain);
  if (text === null) return <span className="text-ink-3">—</span>;
  return <span className="font-medium whitespace-nowrap">{text}</span>;
}

function Change({ row }: { readonly row: ComparedRow }) {
  if (row.change === 'same') return <span className="text-xs text-ink-3">{CHANGES.same}</span>;
  return <Badge tone={row.change === 'changed' ? 'plain' : 'accent'}>{CHANGES[row.change]}</Badge>;
}

function Name({ row, flat }: { readonly row: ComparedRow; readonly flat: boolean }) {
  return (
    <span
      className="flex min-w-0 items-center"
      style={{ paddingLeft: flat ? 0 : Math.min(row.depth, MOST_LEVELS) * INDENT_PX }}
      title={row.label.slice(0, 2000)}
    >
      <FileText
        text={shortLabel(row.label)}
        clip
        className={cx(
          row.ancm && row.kind === 'module' && 'font-semibold text-accent',
          row.change === 'same' && 'text-ink-2',
        )}
      />
    </span>
  );
}

/** The row as one cell of two lines, where columns have no room. */
export function compactAligned({ row }: AlignedRow, grain: number, flat: boolean) {
  return (
    <div className="flex h-full min-w-0 flex-col justify-center gap-0.5">
      <div className="flex min-w-0 items-center gap-2">
        <span className="min-w-0 grow">
          <Name row={row} flat={flat} />
        </span>
        <Change row={row} />
      </div>
      <p className="flex min-w-0 gap-2 text-xs text-ink-3">
        <span className="truncate">
          A {timeText(row, 'a', grain)} · B {timeText(row, 'b', grain)}
        </span>
        <span className="ml-auto shrink-0 text-ink">
          Δ <Delta value={row.delta.total} grain={grain} />
        </span>
      </p>
    </div>
  );
}
