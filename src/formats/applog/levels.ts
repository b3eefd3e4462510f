/** Levels as the loggers write them, to the names of .NET. */
const LEVELS = new Map<string, string>(
  [
    ['Trace', 'trace', 'trce', 'verbose', 'vrb', '7'],
    ['Debug', 'debug', 'dbug', 'dbg'],
    ['Information', 'information', 'info', 'inf', '6'],
    ['Warning', 'warning', 'warn', 'wrn', '4'],
    ['Error', 'error', 'fail', 'err', '3'],
    ['Critical', 'critical', 'crit', 'fatal', 'ftl', '2'],
  ].flatMap(([name = '', ...spellings]) => spellings.map((spelling): [string, string] => [spelling, name])),
);

/** The name in .NET of a level, '' for a word that is none. */
export function levelName(word: string): string {
  return LEVELS.get(word.toLowerCase()) ?? '';
}

/** Warning and worse: what is kept when a log is too long to keep whole. */
export function isTelling(level: string): boolean {
  return level === 'Warning' || level === 'Error' || level === 'Critical';
}
