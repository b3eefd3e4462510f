import type { ReactNode } from 'react';
import { useAfterPaint } from './useAfterPaint.ts';

/** A part that comes when the rest has been painted: see `useAfterPaint`. */
export function AfterPaint({ children }: { readonly children: ReactNode }) {
  return useAfterPaint() ? children : null;
}
