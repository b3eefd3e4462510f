import type { Overview } from '#core/engine/questions/overview';
import { epochMs, type EpochMs } from '#core/model/units';
import { formatDateClock, formatDateMinute, type Zone } from '../../text/times.ts';

type OverTime = NonNullable<Overview['overTime']>;
export interface TimeRange {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Columns from `first` to `last`, both included. */
export interface ColumnRange {
  readonly first: number;
  readonly last: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** The stretch of time that some columns stand for. */
export function timeOfColumns({ start, width }: OverTime, { first, last }: ColumnRange): TimeRange {
  return { from: epochMs(start + first * width), to: epochMs(start + (last + 1) * width) };
}

/** The columns that a stretch of time touches; null when it touches none. */
export function columnsOfTime({ start, width, length }: OverTime, range: TimeRange | null): ColumnRange | null {
  if (range === null) return null;
  const first = Math.max(0, Math.floor((range.from - start) / width));
  const last = Math.min(length - 1, Math.ceil((range.to - start) / width) - 1);
  return last < first ? null : { first, last };
}

/** What each column begins with, as short as tells columns apart: `14:18`, `14:18:05`, `03-12 14:00`, `2026-03-12`. */
export function columnLabels({ start, width, length }: OverTime, zone: Zone): readonly string[] {
  const span = width * length;
  return Array.from({ length }, (_, ix) => {
    const at = epochMs(start + ix * width);
    const text = formatDateMinute(at, zone);
    if (width >= DAY) return text.slice(0, 10);
    if (span > DAY) return text.slice(5);
    return width >= MINUTE ? text.slice(11) : formatDateClock(at, zone).slice(11);
  });
}

/** How many columns stand between two labels, so that they do not touch. As recharts counts: 0 is every column. */
export function labelInterval(labels: readonly string[], plotWidth: number): number {
  const longest = Math.max(...labels.map((label) => label.length), 1);
  const fit = Math.max(1, Math.floor(plotWidth / (longest * 6.5 + 18)));
  return Math.max(0, Math.ceil(labels.length / fit) - 1);
}

/** Column under a pointer, kept within the chart. */
export function columnAt(x: number, plotWidth: number, length: number): number {
  return Math.min(length - 1, Math.max(0, Math.floor((x / plotWidth) * length)));
}
