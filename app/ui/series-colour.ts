/** Colours of series in charts, told apart also without red and green; what goes beyond is grey. Tokens in index.css. */
const COLOURS = 7;

/** Colour of the nth series, most frequent first. */
export function seriesColour(ix: number): string {
  return ix >= 0 && ix < COLOURS ? `var(--series-${ix + 1})` : 'var(--series-rest)';
}
