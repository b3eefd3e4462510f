import { useEffect, useState } from 'react';
import { begin } from './pending.ts';

/** Parts that wait to be drawn, in the order in which they are let through. */
const waiting: { readonly rank: number; readonly draw: () => void }[] = [];
let letting = false;

/**
 * False for the first drawing, true once that has been painted: for what may come a frame later than the rest. Several
 * parts are let through one after the other, each in a task of its own behind a painted frame; those of a lower rank
 * first.
 */
export function useAfterPaint(rank = 0): boolean {
  const [turn, setTurn] = useState(false);
  useEffect(() => {
    const end = begin();
    const part = {
      rank,
      draw: () => {
        setTurn(true);
        end();
      },
    };
    const behind = waiting.findIndex((other) => other.rank > rank);
    waiting.splice(behind < 0 ? waiting.length : behind, 0, part);
    if (!letting) void letThrough();
    return () => {
      const ix = waiting.indexOf(part);
      if (ix >= 0) waiting.splice(ix, 1);
      end();
    };
  }, [rank]);
  return turn;
}

async function letThrough(): Promise<void> {
  letting = true;
  while (waiting.length > 0) {
    await painted();
    waiting.shift()?.draw();
  }
  letting = false;
}

/** Resolves in a task behind the next frame: a frame's callbacks run before it is painted. */
function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
}
