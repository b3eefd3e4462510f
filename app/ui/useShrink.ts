import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/** Calls back when a box lost height: what stands beside it, such as the details of a row, took the room. */
export function useShrink(box: RefObject<HTMLElement | null>, onShrink: () => void): void {
  const call = useRef(onShrink);
  useLayoutEffect(() => {
    call.current = onShrink;
  });
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    let height = element.clientHeight;
    const observer = new ResizeObserver(() => {
      const before = height;
      height = element.clientHeight;
      if (height < before) call.current();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
}
