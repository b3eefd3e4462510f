import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { baseAfterScroll, baseAtShare, boundedBase, type LongList } from './long-list.ts';

/** Scrolling by more px than this at once is the thumb of the scroll bar: its place says which row is meant. */
const JUMP_PX = 3000;

/**
 * Row of the first slot of a list that is longer than a scrolling box can be: 0 for all others. The thumb of the scroll
 * bar leads to its share of the list; wheel, touch and keys move row by row.
 */
export function useLongList(
  scroller: RefObject<HTMLElement | null>,
  list: LongList,
  height: number,
): { readonly base: number; readonly move: (base: number, scrollToSlot: () => void) => void } {
  const [wanted, setWanted] = useState(0);
  const base = boundedBase(list, wanted);
  const now = useRef({ list, base, height });
  const top = useRef(0);
  useLayoutEffect(() => {
    now.current = { list, base, height };
  });

  useEffect(() => {
    const box = scroller.current;
    if (box === null || list.slots >= list.total) return undefined;
    const onScroll = () => {
      const { base: from, height: row, list: rows } = now.current;
      const by = box.scrollTop - top.current;
      top.current = box.scrollTop;
      if (by === 0) return;
      if (Math.abs(by) > Math.max(JUMP_PX, 3 * box.clientHeight)) {
        setWanted(baseAtShare(rows, box.scrollTop / Math.max(1, box.scrollHeight - box.clientHeight)));
        return;
      }
      const first = Math.floor(box.scrollTop / row);
      const next = baseAfterScroll(rows, from, first, first + Math.ceil(box.clientHeight / row));
      if (next === from) return;
      box.scrollTop += (from - next) * row;
      top.current = box.scrollTop;
      setWanted(next);
      // The same rows at another place of the box: what is drawn must follow before the next frame.
      box.dispatchEvent(new Event('scroll'));
    };
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => box.removeEventListener('scroll', onScroll);
  }, [scroller, list.slots, list.total]);

  function move(next: number, scrollToSlot: () => void): void {
    setWanted(next);
    scrollToSlot();
    const box = scroller.current;
    if (box !== null) top.current = box.scrollTop;
  }

  return { base, move };
}
