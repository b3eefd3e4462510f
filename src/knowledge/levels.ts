/**
 * Words of freb.xsl for the level of an event, by number. 0 is always logged whatever the verbosity; the viewer
 * counts 1 to 3 as errors and warnings. Source: freb-xsl, iis-trace-configuration.
 */
const LEVELS: readonly string[] = ['General', 'Critical Error', 'Error', 'Warning', 'Information', 'Verbose'];

/** Word for a level of a FREB event; `Level 7` for a number that is not known. */
export function levelName(level: number): string {
  return LEVELS[level] ?? `Level ${level}`;
}

/** Words that `verbosity` of a tracing rule takes, from little to much. Source: iis-frt-areas. */
const VERBOSITIES: readonly string[] = ['General', 'CriticalError', 'Error', 'Warning', 'Information', 'Verbose'];

/** Highest level that a verbosity lets through; null when the word is not known. */
export function verbosityLevel(verbosity: string): number | null {
  const ix = VERBOSITIES.findIndex((word) => word.toLowerCase() === verbosity.trim().toLowerCase());
  return ix === -1 ? null : ix;
}

/** START and END events of modules have this level: without it a trace has no timeline. */
export const TIMELINE_LEVEL = 5;
