/** What differs, in order: two rules may say the same. */
export function saidOnce<T>(items: readonly T[], words: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [words(item), item])).values()];
}

/** The part of a headline that the leading one has not said: both begin with module, status, code and silence. */
export function beyond(headline: string, lead: string): string {
  let same = 0;
  while (same < headline.length && headline[same] === lead[same]) same++;
  const clause = headline.lastIndexOf(': ', same);
  const rest = clause < 0 || clause + 2 > same ? headline : headline.slice(clause + 2);
  return rest === '' ? headline : rest.slice(0, 1).toUpperCase() + rest.slice(1);
}
