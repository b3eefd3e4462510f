import { useMemo } from 'react';
import * as v from 'valibot';
import { create } from 'zustand';
import { readStored, writeStored } from '../platform/storage.ts';

/** Grids whose columns are kept. */
const GRIDS = ['requests', 'events', 'pipeline', 'modules', 'logRows', 'icicle'] as const;
export type GridId = (typeof GRIDS)[number];

/** Columns of one grid as kept: the shape of `GridLayout` in `app/ui`. */
export interface KeptLayout {
  readonly order: readonly string[];
  readonly hidden: ReadonlySet<string>;
  readonly widths: ReadonlyMap<string, number>;
}

/** Key and version of what is stored: ids of our own columns and numbers, nothing of any file. */
const KEY = 'frebscope.columns.1';
const MOST = 64;
const PLAIN: KeptLayout = { order: [], hidden: new Set(), widths: new Map() };

const id = v.pipe(v.string(), v.regex(/^[A-Za-z][\w-]{0,40}$/));
const ids = v.fallback(v.pipe(v.array(id), v.maxLength(MOST)), []);
const width = v.pipe(v.number(), v.integer(), v.minValue(40), v.maxValue(2000));
const schema = v.object({
  order: ids,
  hidden: ids,
  widths: v.fallback(v.pipe(v.array(v.tuple([id, width])), v.maxLength(MOST)), []),
});

type Layouts = ReadonlyMap<GridId, KeptLayout>;

/** Reads stored layouts grid by grid and field by field: what is damaged or unknown falls back alone. */
export function parseLayouts(text: string | null): Layouts {
  let value: unknown = null;
  try {
    value = JSON.parse(text ?? 'null');
  } catch {
    // Damaged storage counts as empty.
  }
  const stored = new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  const layouts = new Map<GridId, KeptLayout>();
  for (const grid of GRIDS) {
    const one: unknown = stored.get(grid);
    if (typeof one !== 'object' || one === null) continue;
    const { order, hidden, widths } = v.parse(schema, { order: [], hidden: [], widths: [], ...one });
    layouts.set(grid, { order: [...new Set(order)], hidden: new Set(hidden), widths: new Map(widths) });
  }
  return layouts;
}

/** Writes layouts as `parseLayouts` reads them. */
export function layoutsText(layouts: Layouts): string {
  const plain = [...layouts].map(([grid, { order, hidden, widths }]) => [
    grid,
    { order, hidden: [...hidden], widths: [...widths] },
  ]);
  return JSON.stringify(Object.fromEntries(plain));
}

const useLayouts = create<{ readonly layouts: Layouts }>(() => ({ layouts: parseLayouts(readStored(KEY)) }));

/**
 * The columns of a grid as the person wants them, kept in this browser. `only`: ids that may be kept, for grids with
 * columns named after fields of a file. Must stay the same object.
 */
export function useGridLayout(
  grid: GridId,
  only?: ReadonlySet<string>,
): {
  readonly layout: KeptLayout;
  readonly onLayout: (layout: KeptLayout) => void;
} {
  const layout = useLayouts((state) => state.layouts.get(grid) ?? PLAIN);
  return useMemo(() => {
    const keep = SETTERS.get(grid) ?? (() => undefined);
    return { layout, onLayout: only === undefined ? keep : (next) => keep(limited(next, only)) };
  }, [grid, layout, only]);
}

/** The layout without ids that must not be kept. */
export function limited({ order, hidden, widths }: KeptLayout, only: ReadonlySet<string>): KeptLayout {
  return {
    order: order.filter((one) => only.has(one)),
    hidden: new Set([...hidden].filter((one) => only.has(one))),
    widths: new Map([...widths].filter(([one]) => only.has(one))),
  };
}

const SETTERS: ReadonlyMap<GridId, (layout: KeptLayout) => void> = new Map(
  GRIDS.map((grid) => [
    grid,
    (layout: KeptLayout) => {
      const layouts = new Map(useLayouts.getState().layouts).set(grid, layout);
      useLayouts.setState({ layouts });
      writeStored(KEY, layoutsText(layouts));
    },
  ]),
);
