import { useEffect, useState } from 'react';
import { begin } from './pending.ts';

/** Resolves when the part that asked last has been let through. */
let last: Promise<void> = Promise.resolve();

/**
 * False for the first drawing, true once that has been painted: for what may come a frame later than the rest. Several
 * parts are let through one after the other, each in a task of its own behind a painted frame.
 */
export function useAfterPaint(): boolean {
  const [turn, setTurn] = useState(false);
  useEffect(() => {
    const end = begin();
    let gone = false;
    const before = last;
    const takeTurn = async () => {
      await before;
      if (!gone) await painted();
      if (!gone) setTurn(true);
      end();
    };
    last = takeTurn();
    return () => {
      gone = true;
      end();
    };
  }, []);
  return turn;
}

/** Resolves in a task behind the next frame: a frame's callbacks run before it is painted. */
function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
}
