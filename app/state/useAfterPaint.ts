import { useEffect, useState } from 'react';
import { begin } from './pending.ts';

/** False for the first drawing, true once that has been painted: for what may come a frame later than the rest. */
export function useAfterPaint(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    const end = begin();
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A frame's callbacks run before it is painted, a task after them does not.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => {
        setPainted(true);
        end();
      }, 0);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      end();
    };
  }, []);
  return painted;
}
