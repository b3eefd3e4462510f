import { useEffect, useState } from 'react';
import { trackFrame } from '../../state/pending.ts';

/** Entries of a long list added per frame, so that no frame takes long. */
const STEP = 150;

/** How many of `total` entries to draw now: grows frame by frame until all are there. */
export function useGrowing(total: number): number {
  const [drawn, setDrawn] = useState(STEP);
  useEffect(() => {
    if (drawn >= total) return undefined;
    return trackFrame(() => setDrawn((old) => old + STEP));
  }, [drawn, total]);
  return Math.min(drawn, total);
}
