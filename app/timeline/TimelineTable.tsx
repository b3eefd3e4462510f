import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import type { TimelineView } from '#core/engine/questions/traces';
import { spanIx, type SpanIx } from '#core/model/units';
import { copyText } from '../state/copy-text.ts';
import { useGridLayout } from '../state/grid-layouts.ts';
import { WORDS } from '../text/words.ts';
import { ColumnsButton } from '../ui/ColumnsButton.tsx';
import { cx } from '../ui/class-names.ts';
import { columnsThatFit, tracks, type Column } from '../ui/grid-columns.ts';
import { arranged, withWidth } from '../ui/grid-layout.ts';
import { rowAfterKey } from '../ui/grid-keys.ts';
import { GridHeader, HEADER_HEIGHT } from '../ui/GridHeader.tsx';
import { useWidth } from '../ui/useWidth.ts';
import { tableColumns } from './table-columns.tsx';
import { ancestors, makeTree, visibleRows, type TreeRow } from './tree.ts';

export interface TimelineTableProps {
  readonly timeline: TimelineView;
  readonly selectedSpan: SpanIx | null;
  /** The span that holds the producing event: drawn as such. */
  readonly producingSpan: SpanIx | null;
  readonly onSpan: (span: SpanIx) => void;
  readonly className?: string;
  /** Accessible name and columns, where the rows are no spans of one trace. */
  readonly label?: string;
  readonly columns?: (onToggle: (row: TreeRow) => void) => readonly Column<TreeRow>[];
}

const ROW_PX = 26;

/** The pipeline as a table: the same spans as the picture, for keyboard and screen reader. */
export function TimelineTable(props: TimelineTableProps) {
  const { timeline, selectedSpan, producingSpan, onSpan, className } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const focusWanted = useRef(false);
  const width = useWidth(scroller);
  const tree = useMemo(() => makeTree(timeline.spans), [timeline]);
  const [collapsed, setCollapsed] = useState<ReadonlySet<SpanIx>>(new Set());
  const [shownFor, setShownFor] = useState(selectedSpan);
  // A span chosen elsewhere must not stay hidden inside a collapsed one.
  if (shownFor !== selectedSpan) {
    setShownFor(selectedSpan);
    const around = selectedSpan === null ? [] : ancestors(timeline.spans, selectedSpan);
    if (around.some((span) => collapsed.has(span))) {
      setCollapsed(new Set([...collapsed].filter((span) => !around.includes(span))));
    }
  }
  const rows = useMemo(() => visibleRows(tree, collapsed), [tree, collapsed]);
  const active = useMemo(() => rows.findIndex((row) => row.span === selectedSpan), [rows, selectedSpan]);
  const stop = Math.max(0, active);
  const kept = useGridLayout(props.columns === undefined ? 'pipeline' : 'icicle');
  const all = props.columns?.(toggle) ?? tableColumns(timeline, toggle);
  const columns = columnsThatFit(arranged(all, kept.layout), width);
  const { template, least } = tracks(columns);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
    scrollMargin: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
    rangeExtractor: (range) => {
      const list = defaultRangeExtractor(range);
      if (stop >= rows.length || list.includes(stop)) return list;
      return stop < (list[0] ?? 0) ? [stop, ...list] : [...list, stop];
    },
  });

  useEffect(() => {
    if (active >= 0) virtual.scrollToIndex(active, { align: 'auto' });
  }, [virtual, active]);

  useLayoutEffect(() => {
    if (!focusWanted.current || active < 0) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-ix="${active}"]`);
    if (!row) return;
    focusWanted.current = false;
    row.focus({ preventScroll: true });
  });

  function toggle(row: TreeRow): void {
    const next = new Set(collapsed);
    if (!next.delete(row.span)) next.add(row.span);
    setCollapsed(next);
  }

  function choose(ix: number): void {
    const row = rows[ix];
    if (row === undefined) return;
    focusWanted.current = true;
    onSpan(row.span);
    virtual.scrollToIndex(ix, { align: 'auto' });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const at = indexOf(event.target);
    const row = at === null ? undefined : rows[at];
    if (at === null || row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.floor(((scroller.current?.clientHeight ?? 0) - HEADER_HEIGHT) / ROW_PX) - 1;
    const next = rowAfterKey(event, { active: at, total: rows.length, page });
    if (next !== null) choose(next);
    else if (event.key === 'ArrowRight') {
      if (row.children > 0 && !row.expanded) toggle(row);
      else if (row.expanded) choose(at + 1);
    } else if (event.key === 'ArrowLeft') {
      if (row.expanded) toggle(row);
      else choose(rows.findLastIndex((one, ix) => ix < at && one.level < row.level));
    } else if (event.key === '*') setCollapsed(new Set());
    else if (event.key === 'Enter' || event.key === ' ') choose(at);
    else if (event.key === 'c') void copyText(cellTexts(event.currentTarget, at), WORDS.rowCopied);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function onClick(event: MouseEvent): void {
    const ix = indexOf(event.target);
    if (ix !== null) choose(ix);
  }

  return (
    <div className={cx('relative', className)}>
      <div ref={scroller} className="scroll-thin relative h-full overflow-auto">
        <div
          role="treegrid"
          tabIndex={-1}
          aria-label={props.label ?? 'Pipeline'}
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length}
          style={{ minWidth: least }}
          onKeyDown={onKeyDown}
          onClick={onClick}
        >
          <div role="rowgroup" className="contents">
            <GridHeader
              columns={columns}
              template={template}
              sort={null}
              onSort={undefined}
              onWidth={(id, wanted) => kept.onLayout(withWidth(kept.layout, id, wanted))}
            />
          </div>
          <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index];
              if (row === undefined) return null;
              return (
                <div
                  key={row.span}
                  role="row"
                  aria-level={row.level}
                  aria-posinset={row.position}
                  aria-setsize={row.siblings}
                  aria-rowindex={item.index + 2}
                  aria-selected={item.index === active}
                  {...(row.children > 0 ? { 'aria-expanded': row.expanded } : {})}
                  data-ix={item.index}
                  tabIndex={item.index === stop ? 0 : -1}
                  className={cx(
                    'focus-inset absolute inset-x-0 grid cursor-default items-center border-b border-line text-sm',
                    item.index === active ? 'bg-accent-soft' : 'hover:bg-hover',
                    row.span === producingSpan && 'shadow-[inset_3px_0_0_var(--fail)]',
                  )}
                  style={{
                    gridTemplateColumns: template,
                    height: ROW_PX,
                    transform: `translateY(${item.start - HEADER_HEIGHT}px)`,
                  }}
                >
                  {columns.map((column, ix) => (
                    <div
                      key={column.id}
                      role="gridcell"
                      aria-colindex={ix + 1}
                      className={cx(
                        'flex min-w-0 items-center overflow-hidden px-2 whitespace-nowrap',
                        column.align === 'end' && 'justify-end',
                      )}
                    >
                      {column.cell(row, item.index)}
                    </div>
                  ))}
                </div>
              );
            })}
          </div>
        </div>
      </div>
      <ColumnsButton columns={all} kept={kept} className="absolute top-0.5 right-0.5 z-20 bg-sunken" />
    </div>
  );
}

/** The cells of a row as text, as they are shown. */
function cellTexts(grid: Element, ix: number): string {
  const cells = grid.querySelectorAll(`[data-ix="${ix}"] [role="gridcell"]`);
  return [...cells].map((cell) => cell.textContent.replace(/^[▾▸]/, '').trim()).join('\t');
}

function indexOf(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-ix]') : null;
  const ix = Number(row?.dataset['ix'] ?? Number.NaN);
  return Number.isInteger(ix) ? ix : null;
}

/** The innermost span around the producing event; null when nothing produced a failure. */
export function producingSpanOf(timeline: TimelineView): SpanIx | null {
  const span = timeline.producing === null ? -1 : (timeline.eventSpan[timeline.producing.event] ?? -1);
  return span < 0 ? null : spanIx(span);
}
