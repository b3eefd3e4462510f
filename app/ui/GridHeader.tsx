import { ArrowDown, ArrowUp } from 'lucide-react';
import { explain } from '../text/glossary.ts';
import { nextSort, type Column, type GridSort } from './grid-columns.ts';
import { ColumnEdge } from './ColumnEdge.tsx';
import { cx } from './class-names.ts';
import { Term } from './Term.tsx';
import { Tooltip } from './Tooltip.tsx';

export const HEADER_HEIGHT = 30;

interface GridHeaderProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly template: string;
  readonly sort: GridSort | null;
  readonly onSort: ((sort: GridSort | null) => void) | undefined;
  /** A button stands over the end of the last heading. */
  readonly covered?: boolean;
  /** A column was given a width by pointer; null: its own again. */
  readonly onWidth?: ((id: string, width: number | null) => void) | undefined;
}

/** Headings of a grid; those of sortable columns are buttons. */
export function GridHeader<Row>({ columns, template, sort, onSort, covered, onWidth }: GridHeaderProps<Row>) {
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-10 grid border-b border-line-strong bg-sunken text-xs font-medium text-ink-2"
      style={{ gridTemplateColumns: template, height: HEADER_HEIGHT }}
    >
      {columns.map((column, ix) => {
        const sorted = sort?.key === column.id ? sort : null;
        const end = column.align === 'end';
        return (
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={ix + 1}
            {...(sorted === null
              ? {}
              : { 'aria-sort': sorted.descending ? ('descending' as const) : ('ascending' as const) })}
            className={cx(
              'relative flex min-w-0 items-center',
              end && 'justify-end',
              covered === true && ix === columns.length - 1 && 'pr-7',
            )}
          >
            {column.sortable && onSort ? (
              <SortButton column={column} sort={sort} onSort={onSort} />
            ) : (
              <span className="truncate px-2">
                {column.term === undefined ? (
                  column.title
                ) : (
                  <Term term={column.term} passed>
                    {column.title}
                  </Term>
                )}
              </span>
            )}
            {onWidth === undefined ? null : <ColumnEdge onWidth={(width) => onWidth(column.id, width)} />}
          </div>
        );
      })}
    </div>
  );
}

function SortButton<Row>(props: {
  readonly column: Column<Row>;
  readonly sort: GridSort | null;
  readonly onSort: (sort: GridSort | null) => void;
}) {
  const { column, sort, onSort } = props;
  const Arrow = sort?.key !== column.id ? null : sort.descending ? ArrowDown : ArrowUp;
  const button = (
    <button
      type="button"
      className={cx(
        'focus-inset flex h-full w-full min-w-0 items-center gap-1 px-2 hover:bg-hover hover:text-ink',
        column.align === 'end' && 'flex-row-reverse',
      )}
      onClick={() => onSort(nextSort(sort, column.id))}
    >
      <span
        className={cx(
          'truncate',
          column.term !== undefined && 'underline decoration-ink-3 decoration-dotted underline-offset-3',
        )}
      >
        {column.title}
      </span>
      {Arrow === null ? null : <Arrow size={12} aria-hidden className="shrink-0" />}
    </button>
  );
  return column.term === undefined ? button : <Tooltip text={explain(column.term)}>{button}</Tooltip>;
}
