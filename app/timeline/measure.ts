/** Font of the labels on the picture: the same on the canvas that measures and in the element that shows. */
export const LABEL_FONT = '11px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** Texts of names repeat from frame to frame; above this many the memory starts anew. */
const MOST_KNOWN = 5000;

/** Width of texts in pixels, each measured once. */
export function makeMeasure(): (text: string) => number {
  const pen = document.createElement('canvas').getContext('2d');
  const known = new Map<string, number>();
  return (text) => {
    const width = known.get(text);
    if (width !== undefined) return width;
    if (pen === null) return text.length * 6;
    pen.font = LABEL_FONT;
    const measured = pen.measureText(text).width;
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(text, measured);
    return measured;
  };
}
