import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { onPrint, PRINT_WIDTH } from '../ui/printing.ts';

/** `width`, or that of paper while the page is printed: the picture must be drawn again before it is laid out. */
export function usePrintedWidth(width: number): number {
  const [printing, setPrinting] = useState(false);
  useEffect(
    () =>
      onPrint(
        () => flushSync(() => setPrinting(true)),
        () => setPrinting(false),
      ),
    [],
  );
  return printing ? PRINT_WIDTH : width;
}
