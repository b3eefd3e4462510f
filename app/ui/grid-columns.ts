import type { ReactNode } from 'react';
import type { GlossaryTerm } from '../text/glossary.ts';

/** One column of a `VirtualRows` grid. */
export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** The technical word that the title is: explained on hover and focus. */
  readonly term?: GlossaryTerm;
  /** Least width in px. */
  readonly width: number;
  /** Share of the room left over; 0 keeps the width. */
  readonly grow?: number;
  readonly align?: 'start' | 'end';
  readonly sortable?: boolean;
  /** Left out when the grid is narrower than this many px. */
  readonly from?: number;
  readonly cell: (row: Row, ix: number) => ReactNode;
}

export interface GridSort {
  readonly key: string;
  readonly descending: boolean;
}

/** Columns that have room in a grid of this width; all of them while the width is not known. */
export function columnsThatFit<Row>(columns: readonly Column<Row>[], width: number): readonly Column<Row>[] {
  return width === 0 ? columns : columns.filter((column) => (column.from ?? 0) <= width);
}

/** Grid tracks of the columns, and the width below which the grid scrolls sideways. */
export function tracks<Row>(columns: readonly Column<Row>[]): { readonly template: string; readonly least: number } {
  const parts = columns.map((column) =>
    column.grow ? `minmax(${column.width}px, ${column.grow}fr)` : `${column.width}px`,
  );
  return { template: parts.join(' '), least: columns.reduce((sum, column) => sum + column.width, 0) };
}

/** The order after a click on a heading: up, down, then back to the order of the file. */
export function nextSort(sort: GridSort | null, key: string): GridSort | null {
  if (sort?.key !== key) return { key, descending: false };
  return sort.descending ? null : { key, descending: true };
}
