import type { AppLogEntry, EventLogRecord } from '../../model/sidefiles.ts';
import type { AroundLine } from '../questions/around.ts';

/** A line of a text or an entry of several lines, before it is known whether it is shown. */
export type TextEntry = Omit<AroundLine, 'skipped' | 'match'>;

/** Lines of one entry that are sent to be unfolded. */
const MOST_FOLDED = 200;
/** Characters of one line. */
const LONGEST = 2000;

/** An entry as a text with its first line on top. */
function textEntry(
  at: Pick<TextEntry, 'line' | 'time' | 'level'>,
  lines: readonly string[],
  first = lines[0] ?? '',
): TextEntry {
  const rest = first === lines[0] ? lines.slice(1) : lines.length > 1 ? lines : [];
  const more = rest.slice(0, MOST_FOLDED).map((line) => line.slice(0, LONGEST));
  return { line: at.line, time: at.time, level: at.level, text: first.slice(0, LONGEST), more };
}

/** An entry of an application log: category and message, exception folded. */
export function entryText({ line, time, level, category, message, exception }: AppLogEntry): TextEntry {
  const [first = '', ...rest] = `${message}${exception === '' ? '' : `\n${exception}`}`.split('\n');
  return textEntry({ line, time, level }, [category === '' ? first : `${category}: ${first}`, ...rest]);
}

const LEVELS: readonly string[] = ['', 'Critical', 'Error', 'Warning', 'Information', 'Verbose'];

/** A record of the event log. What .NET writes before the message of an application says less than the message. */
export function recordText({ line, time, level, message }: EventLogRecord): TextEntry {
  const lines = message.split('\n').filter((one) => one.trim() !== '');
  const parts = message.split(/\n\s*\n/);
  const told = message.startsWith('Category: ') ? (parts[1]?.trim().split('\n')[0] ?? '') : '';
  return textEntry({ line, time, level: LEVELS[level] ?? '' }, lines, told === '' ? (lines[0] ?? '') : told);
}

/**
 * The entries that match with `context` others before and after each, in the order of the file, `most` matches at the
 * most. What is left out between them is counted.
 */
export function excerpt<T>(
  entries: readonly T[],
  matches: ReadonlySet<T>,
  toText: (entry: T) => TextEntry,
  { context, most }: { readonly context: number; readonly most: number },
): readonly AroundLine[] {
  const shown = new Set<number>();
  let left = most;
  for (const [ix, entry] of entries.entries()) {
    if (!matches.has(entry) || left-- <= 0) continue;
    for (let at = Math.max(0, ix - context); at <= Math.min(entries.length - 1, ix + context); at++) shown.add(at);
  }
  let last = -1;
  return [...shown]
    .toSorted((a, b) => a - b)
    .flatMap((ix) => {
      const entry = entries[ix];
      if (entry === undefined) return [];
      const skipped = last < 0 ? 0 : ix - last - 1;
      last = ix;
      return [{ ...toText(entry), skipped, match: matches.has(entry) }];
    });
}
