/** The filter of `Requests` that leaves of `filter` what has `ran` in it. */
export function narrowedTo(filter: string, ran: string): string {
  const term = `ran="${ran.replaceAll('"', '""')}"`;
  const before = filter.trim();
  if (before === '') return term;
  // OR binds weaker than the blank between terms.
  return /\sOR\s/i.test(before) ? `(${before}) ${term}` : `${before} ${term}`;
}
