/** Between the two sides of a comparison in an address. */
const BETWEEN = '...';

/** Names the group of successful requests to the same URL as the second side. */
export const USUAL = 'usual';

/** The two sides of `#/compare/<key>...<key or group>`; without a second one the usual requests are meant. */
export function readCompareKey(key: string): { readonly a: string; readonly b: string } {
  const at = key.indexOf(BETWEEN);
  const b = at < 0 ? '' : key.slice(at + BETWEEN.length);
  return { a: at < 0 ? key : key.slice(0, at), b: b === '' ? USUAL : b };
}

/** Key of the comparison of two sides. */
export function compareKey(a: string, b: string): string {
  return `${a}${BETWEEN}${b}`;
}
