import type { ComponentProps, ComponentType } from 'react';
import type { BarRows, StackedColumns } from '../../charts/charts.tsx';
import { lazyPage } from '../../state/chunks.tsx';

/** Pictures come after everything that is to be read. */
export const PICTURE = 1;

// The charts and their library are one chunk; the page stands without them.
const charts = () => import('../../charts/charts.tsx');

export const LaterColumns: ComponentType<ComponentProps<typeof StackedColumns>> = lazyPage(
  async () => (await charts()).StackedColumns,
  null,
);

export const LaterBars: ComponentType<ComponentProps<typeof BarRows>> = lazyPage(
  async () => (await charts()).BarRows,
  null,
);
