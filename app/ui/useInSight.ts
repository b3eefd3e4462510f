import { useEffect, type RefObject } from 'react';

/** Keeps the child whose `data-key` is `key` in sight of a row that scrolls sideways. */
export function useInSight(ref: RefObject<HTMLElement | null>, key: string): void {
  useEffect(() => {
    const row = ref.current;
    const child = row?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
    // Only the row moves: scrollIntoView would move the page too.
    if (row && child && row.scrollWidth > row.clientWidth)
      row.scrollLeft = child.offsetLeft + child.offsetWidth / 2 - row.clientWidth / 2;
  }, [ref, key]);
}
