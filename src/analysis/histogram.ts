import { epochMs, ms, type EpochMs, type Ms } from '../model/units.ts';

/** Most columns a chart is given. */
export const MOST_BUCKETS = 300;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Widths that people read at a glance. Days and weeks begin at midnight UTC. */
const WIDTHS: readonly number[] = [
  [[1, 2, 5, 10, 20, 50, 100, 200, 500], 1] as const,
  [[1, 2, 5, 10, 15, 30], SECOND] as const,
  [[1, 2, 5, 10, 15, 30], MINUTE] as const,
  [[1, 2, 3, 6, 12], HOUR] as const,
  [[1, 2, 7, 14, 28, 91, 364], DAY] as const,
].flatMap(([steps, unit]) => steps.map((step) => step * unit));

/** A row of buckets of equal width; bucket k holds instants from start + k * width, up to the next. */
export interface Buckets {
  readonly start: EpochMs;
  readonly width: Ms;
  readonly length: number;
}

/** Counts of one series, one number for each bucket. */
export interface Series {
  readonly key: string;
  readonly counts: Uint32Array;
}

/** Buckets with what was counted in them. */
export interface Histogram extends Buckets {
  /** Stacked they are the total. */
  readonly series: readonly Series[];
  readonly total: number;
}

/** The narrowest readable width that covers both instants with at most `most` buckets; starts at a multiple of it. */
export function bucketsFor(from: EpochMs, to: EpochMs, most: number): Buckets {
  const least = Math.min(from, to);
  const last = Math.max(from, to);
  const covers = (width: number): number => Math.floor(last / width) - Math.floor(least / width) + 1;
  let width = WIDTHS.find((candidate) => covers(candidate) <= most);
  if (width === undefined) {
    width = 364 * DAY;
    while (covers(width) > most) width *= 2;
  }
  return { start: epochMs(Math.floor(least / width) * width), width: ms(width), length: covers(width) };
}
