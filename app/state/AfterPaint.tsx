import type { ReactNode } from 'react';
import { useAfterPaint } from './useAfterPaint.ts';

/** A part that comes when the rest has been painted: see `useAfterPaint`. */
export function AfterPaint({ rank = 0, children }: { readonly rank?: number; readonly children: ReactNode }) {
  return useAfterPaint(rank) ? children : null;
}
