import { memo, type ReactNode } from 'react';
import { cx } from './class-names.ts';
import type { Column } from './grid-columns.ts';

export type RowTone = 'fail' | 'warn' | 'plain' | 'quiet';

interface GridRowProps<Row> {
  readonly row: Row | undefined;
  readonly ix: number;
  readonly top: number;
  readonly height: number;
  readonly columns: readonly Column<Row>[];
  readonly template: string;
  readonly active: boolean;
  readonly tabStop: boolean;
  readonly tone: RowTone;
  /** The whole row as one cell, where columns have no room. */
  readonly compact: ((row: Row, ix: number) => ReactNode) | undefined;
}

const TONES: Readonly<Record<RowTone, string>> = {
  fail: 'shadow-[inset_3px_0_0_var(--fail)]',
  warn: 'shadow-[inset_3px_0_0_var(--warn-line)]',
  plain: '',
  quiet: 'text-ink-3',
};

function GridRowView<Row>(props: GridRowProps<Row>) {
  const { row, ix, columns, compact } = props;
  return (
    <div
      role="row"
      aria-rowindex={ix + 2}
      aria-selected={props.active}
      data-ix={ix}
      tabIndex={props.tabStop ? 0 : -1}
      className={cx(
        'focus-inset absolute inset-x-0 grid cursor-default items-stretch border-b border-line',
        props.active ? 'bg-accent-soft' : 'hover:bg-hover',
        TONES[props.tone],
      )}
      style={{
        gridTemplateColumns: compact ? 'minmax(0, 1fr)' : props.template,
        height: props.height,
        transform: `translateY(${props.top}px)`,
      }}
    >
      {compact ? (
        <div role="gridcell" aria-colindex={1} aria-colspan={columns.length} className="min-w-0 px-2">
          {row === undefined ? <Waiting /> : compact(row, ix)}
        </div>
      ) : (
        columns.map((column, at) => (
          <div
            key={column.id}
            role="gridcell"
            aria-colindex={at + 1}
            className={cx('flex min-w-0 items-center overflow-hidden px-2', column.align === 'end' && 'justify-end')}
          >
            {row === undefined ? <Waiting /> : column.cell(row, ix)}
          </div>
        ))
      )}
    </div>
  );
}

function Waiting() {
  return <span className="h-2 w-3/5 rounded-sm bg-sunken" />;
}

/** One row of a `VirtualRows` grid. */
export const GridRow = memo(GridRowView) as typeof GridRowView;
