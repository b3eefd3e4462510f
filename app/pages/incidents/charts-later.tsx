import type { ComponentProps, ComponentType } from 'react';
import type { BarRows, StackedColumns } from '../../charts/charts.tsx';
import { lazyPage } from '../../state/chunks.tsx';
import { useAfterPaint } from '../../state/useAfterPaint.ts';

// The charts and their library are one chunk; the page stands without them.
const charts = () => import('../../charts/charts.tsx');

export const LaterColumns = inTurn<ComponentProps<typeof StackedColumns>>(
  lazyPage(async () => (await charts()).StackedColumns, null),
);

export const LaterBars = inTurn<ComponentProps<typeof BarRows>>(lazyPage(async () => (await charts()).BarRows, null));

/** A chart takes longer to draw than all the rest of the page: it comes after it, and not together with another one. */
function inTurn<Props extends object>(Chart: ComponentType<Props>): ComponentType<Props> {
  return function InTurn(props: Props) {
    return useAfterPaint() ? <Chart {...props} /> : null;
  };
}
