import { formatDuration } from '../../base/time.ts';
import type { JoinSubject } from '../../analysis/correlate/subject.ts';

/** `41 s before the request began`, `3.2 s into the request`, `14 s after it ended`; '' where a time is missing. */
export function whenText({ from, to }: Pick<JoinSubject, 'from' | 'to'>, time: number | null): string {
  if (time === null || from === null || to === null) return '';
  if (time < from) return `${gapText(from - time)} before the request began`;
  if (time > to) return `${gapText(time - to)} after it ended`;
  return `${gapText(time - from)} into the request`;
}

/** A distance in time as a person says it: from ten seconds on in whole ones. */
export function gapText(ms: number): string {
  return formatDuration(ms >= 10_000 ? Math.round(ms / 1000) * 1000 : Math.round(ms));
}

/** `1 record`, `4 records`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
