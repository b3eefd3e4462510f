import { useEffect, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { onPrint } from '../ui/printing.ts';
import { readPalette, type Palette } from './palette.ts';

/** The colours of the picture, read again whenever the theme of the page changes; null before the first reading. */
export function usePalette(ref: RefObject<Element | null>): Palette | null {
  const [palette, setPalette] = useState<Palette | null>(null);
  useEffect(() => {
    const read = (): void => {
      if (ref.current !== null) setPalette(readPalette(ref.current));
    };
    read();
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
    const scheme = window.matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', read);
    // Paper has a palette of its own, and must be drawn on before it is laid out.
    const stop = onPrint(() => flushSync(read), read);
    return () => {
      stop();
      observer.disconnect();
      scheme.removeEventListener('change', read);
    };
  }, [ref]);
  return palette;
}
