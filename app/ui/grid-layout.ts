import type { Column } from './grid-columns.ts';

/** What a person changed about the columns of a grid. Ids that the grid does not have count for nothing. */
export interface GridLayout {
  /** Ids in the order wanted; columns that are not named keep their place among the others. */
  readonly order: readonly string[];
  readonly hidden: ReadonlySet<string>;
  /** Width in px of the columns that were given one. */
  readonly widths: ReadonlyMap<string, number>;
}

/** A layout with the way to change it, as a grid takes it. */
export interface KeptColumns {
  readonly layout: GridLayout;
  readonly onLayout: (layout: GridLayout) => void;
}

export const PLAIN_LAYOUT: GridLayout = { order: [], hidden: new Set(), widths: new Map() };
export const LEAST_WIDTH = 40;
export const MOST_WIDTH = 2000;

/** All columns in the order wanted, also hidden ones. */
export function ordered<Row>(columns: readonly Column<Row>[], layout: GridLayout): readonly Column<Row>[] {
  const named = layout.order.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  const places = new Set(named.map((column) => column.id));
  let next = 0;
  return columns.map((column) => (places.has(column.id) ? (named[next++] ?? column) : column));
}

/** The columns to draw: in order, without hidden ones, with the widths wanted. At least one stays. */
export function arranged<Row>(columns: readonly Column<Row>[], layout: GridLayout): readonly Column<Row>[] {
  const all = ordered(columns, layout);
  const shown = all.filter((column) => !layout.hidden.has(column.id));
  return (shown.length === 0 ? all.slice(0, 1) : shown).map((column) => {
    const width = layout.widths.get(column.id);
    return width === undefined ? column : { ...column, width, grow: 0 };
  });
}

/** The layout with another width of a column; null: the width it has by itself. */
export function withWidth(layout: GridLayout, id: string, width: number | null): GridLayout {
  const widths = new Map(layout.widths);
  if (width === null) widths.delete(id);
  else widths.set(id, Math.round(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width))));
  return { ...layout, widths };
}

/** The layout with a column hidden or shown. */
export function withHidden(layout: GridLayout, id: string, hide: boolean): GridLayout {
  const hidden = new Set(layout.hidden);
  if (hide) hidden.add(id);
  else hidden.delete(id);
  return { ...layout, hidden };
}

/** The layout with a column one place further to the front (-1) or to the end (1). */
export function moved<Row>(columns: readonly Column<Row>[], layout: GridLayout, id: string, step: 1 | -1): GridLayout {
  const order = ordered(columns, layout).map((column) => column.id);
  const from = order.indexOf(id);
  const to = from + step;
  const other = order[to];
  if (from < 0 || other === undefined) return layout;
  order[from] = other;
  order[to] = id;
  return { ...layout, order };
}
