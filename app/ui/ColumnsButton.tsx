import { ArrowDown, ArrowUp, Columns3Cog } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { explain } from '../text/glossary.ts';
import { WORDS } from '../text/words.ts';
import { Button, IconButton } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import type { Column } from './grid-columns.ts';
import {
  LEAST_WIDTH,
  MOST_WIDTH,
  moved,
  ordered,
  PLAIN_LAYOUT,
  withHidden,
  withWidth,
  type KeptColumns,
} from './grid-layout.ts';

interface ColumnsButtonProps<Row> {
  /** All columns there are, in their own order. */
  readonly columns: readonly Column<Row>[];
  readonly kept: KeptColumns;
  /** Further choices, below the columns. */
  readonly more?: ReactNode;
  readonly className?: string;
}

/** Shows, hides, moves and sizes the columns of a grid; the borders of headings can be dragged as well. */
export function ColumnsButton<Row>({ columns, kept, more, className }: ColumnsButtonProps<Row>) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton
        size="sm"
        label={WORDS.columns}
        icon={<Columns3Cog size={14} aria-hidden />}
        className={className ?? ''}
        onClick={() => setOpen(true)}
      />
      <Dialog title={WORDS.columns} open={open} onClose={() => setOpen(false)}>
        {open ? <ColumnsForm columns={columns} kept={kept} more={more} /> : null}
      </Dialog>
    </>
  );
}

/** Every column with its place and width. */
export function ColumnsForm<Row>({ columns, kept, more }: Omit<ColumnsButtonProps<Row>, 'className'>) {
  const { layout, onLayout } = kept;
  const all = ordered(columns, layout);
  const shown = all.filter((column) => !layout.hidden.has(column.id)).length;
  return (
    <div className="flex flex-col gap-3 text-sm">
      <p className="text-xs text-ink-2">{WORDS.columnsHint}</p>
      <ul className="flex flex-col divide-y divide-line">
        {all.map((column, ix) => {
          const hidden = layout.hidden.has(column.id);
          return (
            <li key={column.id} className="flex flex-wrap items-center gap-x-2 gap-y-1 py-1">
              <label className="flex min-w-32 grow items-center gap-2">
                <input
                  type="checkbox"
                  checked={!hidden}
                  disabled={!hidden && shown === 1}
                  onChange={() => onLayout(withHidden(layout, column.id, !hidden))}
                  className="size-4 accent-(--accent)"
                />
                <span>
                  {column.title}
                  {column.term === undefined ? null : (
                    <span className="block text-xs text-ink-3">{explain(column.term)}</span>
                  )}
                </span>
              </label>
              <label className="flex items-center gap-1.5 text-xs text-ink-3">
                <span>{WORDS.columnWidth}</span>
                <span className="sr-only">{column.title}</span>
                <input
                  type="number"
                  min={LEAST_WIDTH}
                  max={MOST_WIDTH}
                  step={10}
                  value={layout.widths.get(column.id) ?? ''}
                  placeholder={WORDS.columnAuto}
                  onChange={(event) => {
                    const width = event.target.valueAsNumber;
                    onLayout(withWidth(layout, column.id, Number.isFinite(width) ? width : null));
                  }}
                  className="h-7 w-20 rounded-md border border-line-strong bg-surface px-2 text-sm text-ink placeholder:text-ink-3"
                />
              </label>
              <IconButton
                size="sm"
                label={WORDS.columnUp(column.title)}
                icon={<ArrowUp size={14} aria-hidden />}
                disabled={ix === 0}
                onClick={() => onLayout(moved(columns, layout, column.id, -1))}
              />
              <IconButton
                size="sm"
                label={WORDS.columnDown(column.title)}
                icon={<ArrowDown size={14} aria-hidden />}
                disabled={ix === all.length - 1}
                onClick={() => onLayout(moved(columns, layout, column.id, 1))}
              />
            </li>
          );
        })}
      </ul>
      {more}
      <div className="flex justify-end">
        <Button onClick={() => onLayout(PLAIN_LAYOUT)}>{WORDS.columnsReset}</Button>
      </div>
    </div>
  );
}
