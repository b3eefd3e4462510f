/**
 * Whether `text` as a whole fits `pattern`, where `*` is any run of characters and `?` is one. Both in lower case.
 * Greedy with one point of return: at worst text times pattern steps, whatever the pattern.
 */
export function globMatches(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    const want = pattern[p];
    if (want === '*') {
      star = p++;
      resume = t;
    } else if (want !== undefined && (want === '?' || want === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

export function isGlob(text: string): boolean {
  return text.includes('*') || text.includes('?');
}
