import type { ByteTexts } from '../base/byte-dictionary.ts';

/** Classes of status that minutes are counted by. */
export const STATUS_CLASSES = ['2xx', '3xx', '4xx', '5xx', 'other'] as const;

/** Which of `STATUS_CLASSES` a status belongs to. */
export function statusClass(status: number): number {
  return status >= 200 && status < 600 ? Math.floor(status / 100) - 2 : 4;
}

/**
 * What is kept of rows that are not kept themselves. Lists of numbers in groups, so that it crosses threads by transfer:
 *
 *   triples   status, sub-status, Windows status, rows
 *   minutes   minute since 1970, rows by class of status (5)
 *   stems     per path in `texts`: rows, rows of status 500 and up
 *   taken     path, class of duration (`durationClass`), rows
 */
export interface LogTotals {
  readonly rows: number;
  /** EpochMs of the first and last row; NaN for none. */
  readonly from: number;
  readonly to: number;
  readonly triples: Uint32Array;
  readonly minutes: Uint32Array;
  readonly texts: ByteTexts;
  readonly stems: Uint32Array;
  readonly taken: Uint32Array;
}

const FINE = 5;

/** Class of a duration in milliseconds: exact below 64, then 32 classes for each doubling, so 3 % wide at most. */
export function durationClass(ms: number): number {
  const bits = 31 - Math.clz32(ms | 1);
  return bits <= FINE ? ms : ((bits - FINE) << FINE) + (ms >>> (bits - FINE));
}

/** The middle of a class, in milliseconds: at most 1.6 % from any duration in it. */
export function durationOf(durationClass: number): number {
  const doublings = (durationClass >> FINE) - 1;
  if (doublings <= 0) return durationClass;
  const least = (durationClass - (doublings << FINE)) * 2 ** doublings;
  return Math.floor(least + (2 ** doublings - 1) / 2);
}
