import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { cx } from './class-names.ts';
import { ColumnsButton } from './ColumnsButton.tsx';
import { GoToRow } from './GoToRow.tsx';
import { columnsThatFit, tracks, type Column, type GridSort } from './grid-columns.ts';
import { GridHeader, HEADER_HEIGHT } from './GridHeader.tsx';
import { arranged, withWidth, type KeptColumns } from './grid-layout.ts';
import { rowAfterKey } from './grid-keys.ts';
import { GridRow, type RowTone } from './GridRow.tsx';
import { baseToShow, longList } from './long-list.ts';
import { useLongList } from './useLongList.ts';
import { useShrink } from './useShrink.ts';
import { useWidth } from './useWidth.ts';

const ROW_HEIGHT = 28;

export interface VirtualRowsProps<Row> {
  /** Accessible name of the grid. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Rows there are; only those on screen are asked for. */
  readonly total: number;
  /** The row at an index, undefined while it is on its way. */
  readonly rowAt: (ix: number) => Row | undefined;
  /** Called with the rows on screen, `to` exclusive, whenever they change. */
  readonly onWindow?: (from: number, to: number) => void;
  /** Index of the active row, -1 for none. A change from outside scrolls it into view. */
  readonly active: number;
  readonly onActive: (ix: number) => void;
  /** Enter, double click, or a click when `clickOpens`. */
  readonly onOpen?: (ix: number) => void;
  readonly clickOpens?: boolean;
  readonly sort?: GridSort | null;
  readonly onSort?: (sort: GridSort | null) => void;
  readonly tone?: (row: Row) => RowTone;
  readonly rowHeight?: number;
  /** How a row looks in a grid narrower than `below` px: one cell of `height` px. */
  readonly compact?: {
    readonly below: number;
    readonly height: number;
    readonly cell: (row: Row, ix: number) => ReactNode;
  };
  /** Keys of rows reach this grid even when nothing has the focus. One grid per page. */
  readonly primary?: boolean;
  /** A key that did not move between rows; true when it was used. */
  readonly onKey?: (event: RowKey, ix: number) => boolean;
  /** What the person made of the columns, and how to keep it. Without it they are as given. */
  readonly kept?: KeptColumns;
  /** Further choices in the dialog of columns. */
  readonly moreColumns?: ReactNode;
  /** Shown in place of rows when there are none. */
  readonly empty?: ReactNode;
  readonly className?: string;
}

/** What a key of a row tells, whether the row has the focus or nothing has. */
export type RowKey = Pick<globalThis.KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Accessible grid that draws only the rows on screen. Focus moves by row and survives scrolling. */
export function VirtualRows<Row>(props: VirtualRowsProps<Row>) {
  const { total, active, onActive, onOpen, onWindow, primary = false } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const focusWanted = useRef(false);
  const width = useWidth(scroller);
  const compact = props.compact && width > 0 && width < props.compact.below ? props.compact : undefined;
  const height = compact?.height ?? props.rowHeight ?? ROW_HEIGHT;
  const list = longList(total, height);
  const { base, move } = useLongList(scroller, list, height);
  const stop = active >= 0 && active < total ? active : 0;
  const { kept } = props;
  const columns = columnsThatFit(kept === undefined ? props.columns : arranged(props.columns, kept.layout), width);
  const { template, least } = tracks(columns);
  const header = compact ? 0 : HEADER_HEIGHT;

  const virtual = useVirtualizer({
    count: list.slots,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    scrollMargin: header,
    scrollPaddingStart: header,
    rangeExtractor: (range: Range) => withRow(defaultRangeExtractor(range), stop - base, list.slots),
  });
  const first = (virtual.range?.startIndex ?? 0) + base;
  const last = Math.min((virtual.range?.endIndex ?? -1) + base, total - 1);

  useEffect(() => {
    virtual.measure();
  }, [virtual, height]);

  useEffect(() => {
    if (last >= first) onWindow?.(first, last + 1);
  }, [first, last, onWindow]);

  const reveal = (ix: number) => {
    const next = baseToShow(list, base, ix, first, last);
    move(next, () => virtual.scrollToIndex(ix - next, { align: 'auto' }));
  };
  const revealRef = useRef(reveal);
  useLayoutEffect(() => {
    revealRef.current = reveal;
  });
  useEffect(() => {
    if (active >= 0 && active < total) revealRef.current(active);
  }, [virtual, active, total]);
  useShrink(scroller, () => {
    if (active >= first && active <= last)
      scroller.current?.querySelector(`[data-ix="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  });

  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-ix="${active}"]`);
    if (row === null || row === undefined) return;
    focusWanted.current = false;
    row.focus({ preventScroll: true });
  });

  function step(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'preventDefault'>) {
    const page = Math.floor(((scroller.current?.clientHeight ?? 0) - header) / height) - 1;
    const next = rowAfterKey(event, { active, total, page });
    if (next === null) return false;
    event.preventDefault();
    focusWanted.current = true;
    onActive(next);
    reveal(next);
    return true;
  }

  /** Keys while nothing has the focus: they mean the active row. */
  function onLooseKey(event: globalThis.KeyboardEvent): void {
    if (['j', 'k', 'ArrowDown', 'ArrowUp', 'Home', 'End', 'PageUp', 'PageDown'].includes(event.key)) {
      step(event);
      return;
    }
    if (active < 0 || active >= total) return;
    if (event.key === 'Enter' && onOpen) onOpen(active);
    else if (props.onKey?.(event, active) !== true) return;
    event.preventDefault();
  }

  const looseRef = useRef(onLooseKey);
  useLayoutEffect(() => {
    looseRef.current = onLooseKey;
  });
  useEffect(() => {
    if (!primary) return undefined;
    const onDocumentKey = (event: globalThis.KeyboardEvent) => {
      if (event.defaultPrevented || document.activeElement !== document.body) return;
      if (document.querySelector('[role="dialog"], [role="menu"]') === null) looseRef.current(event);
    };
    document.addEventListener('keydown', onDocumentKey);
    return () => document.removeEventListener('keydown', onDocumentKey);
  }, [primary]);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const ix = rowOf(event.target);
    if (ix === null || (event.target as HTMLElement).matches('input, textarea, select')) return;
    if (step(event)) return;
    if (event.key === 'Enter' && (event.target as HTMLElement).dataset['ix'] !== undefined && onOpen) {
      event.preventDefault();
      onOpen(ix);
      return;
    }
    if (props.onKey?.(event, ix)) event.preventDefault();
  }

  function onClick(event: MouseEvent<HTMLDivElement>) {
    const ix = rowOf(event.target);
    if (ix === null) return;
    onActive(ix);
    const control = (event.target as HTMLElement).closest('a, button, input');
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (props.clickOpens && control === null && plain && !selecting()) onOpen?.(ix);
  }

  return (
    <div className={cx('relative flex min-h-0 min-w-0 grow flex-col', props.className)}>
      <div ref={scroller} className="scroll-thin relative min-h-0 grow overflow-auto" data-scroller>
        {/* Rows take the focus and the keys; the grid itself only listens. */}
        <div
          role="grid"
          tabIndex={-1}
          aria-label={props.label}
          aria-rowcount={total + 1}
          aria-colcount={columns.length}
          style={{ minWidth: compact ? undefined : least }}
          onKeyDown={onKeyDown}
          onClick={onClick}
          onDoubleClick={(event) => {
            const ix = rowOf(event.target);
            if (ix !== null && !props.clickOpens) onOpen?.(ix);
          }}
        >
          {compact ? null : (
            <div role="rowgroup" className="contents">
              <GridHeader
                columns={columns}
                template={template}
                sort={props.sort ?? null}
                onSort={props.onSort}
                covered={kept !== undefined}
                onWidth={kept && ((id, wanted) => kept.onLayout(withWidth(kept.layout, id, wanted)))}
              />
            </div>
          )}
          <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const ix = item.index + base;
              const row = props.rowAt(ix);
              return (
                <GridRow
                  key={ix}
                  row={row}
                  ix={ix}
                  top={item.start - header}
                  height={height}
                  columns={columns}
                  template={template}
                  active={ix === active}
                  tabStop={ix === stop}
                  tone={row === undefined ? 'plain' : (props.tone?.(row) ?? 'plain')}
                  compact={compact?.cell}
                />
              );
            })}
          </div>
        </div>
        {total === 0 ? props.empty : null}
      </div>
      {kept === undefined || compact ? null : (
        <ColumnsButton
          columns={props.columns}
          kept={kept}
          more={props.moreColumns}
          className="absolute top-0.5 right-0.5 z-20 bg-sunken"
        />
      )}
      {total > list.slots ? (
        <GoToRow
          total={total}
          onGo={(ix) => {
            focusWanted.current = true;
            onActive(ix);
            reveal(ix);
          }}
        />
      ) : null}
    </div>
  );
}

function withRow(indexes: number[], ix: number, total: number): number[] {
  if (ix < 0 || ix >= total || indexes.includes(ix)) return indexes;
  return ix < (indexes[0] ?? 0) ? [ix, ...indexes] : [...indexes, ix];
}

function rowOf(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-ix]') : null;
  const ix = Number(row?.dataset['ix'] ?? Number.NaN);
  return Number.isInteger(ix) ? ix : null;
}

/** The person is marking text: a click then must not lead away. */
function selecting(): boolean {
  const selection = document.getSelection();
  return selection !== null && !selection.isCollapsed && selection.toString().trim() !== '';
}
