/** `AspNetCoreModule answered 502.3 with ... after 120 s of silence: `, as rules begin what a module answered. */
const ANSWERED = /^\S[^:]*? answered \d{3}\b.*?: (?=\S)/;

/** What a headline says beyond status, module, code and time, for rows that have columns of their own for those. */
export function headlineCore(headline: string): string {
  const core = headline.replace(ANSWERED, '');
  return core === headline ? headline : core.slice(0, 1).toUpperCase() + core.slice(1);
}
