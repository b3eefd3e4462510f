import { useEffect, useState } from 'react';
import { begin } from '../../state/pending.ts';

/** A value that follows another one once that has rested for so many ms; at once for 0. The wait counts as work. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (Object.is(settled, value)) return undefined;
    const end = begin();
    const timer = setTimeout(() => setSettled(value), ms);
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [settled, value, ms]);
  return ms === 0 ? value : settled;
}
