import { firstWhere } from '../base/sorted.ts';
import type { CompactLog, LogPart } from '../model/logpart.ts';
import { NO_TIME } from '../model/logpart.ts';
import { partTime } from './log-part.ts';
import type { RowPlace } from './log-rows.ts';

/** A part in the order of the store: its rows are `first` to `first + part.rows - 1` of all rows. */
export interface LogChunk {
  readonly log: CompactLog;
  readonly part: LogPart;
  /** Row of the store that is row 0 of the part. */
  readonly first: number;
  readonly firstLine: number;
  readonly firstByte: number;
  /** Added to the times of the part: the server's offset where they are local, and its clock's error. */
  readonly shiftMs: number;
  /** Earliest and latest EpochMs, shifted; NaN when no row has a time. */
  readonly from: number;
  readonly to: number;
  /** Times never step back: a moment is found by halving. */
  readonly sorted: boolean;
}

/** Chunks of a log that begins at row `first` of the store. */
export function chunksOf(log: CompactLog, first: number, shiftMs: number): readonly LogChunk[] {
  let next = first;
  return log.parts.map(({ part, firstLine, firstByte }) => {
    const chunk = { log, part, first: next, firstLine, firstByte, shiftMs, ...timesOf(part, shiftMs) };
    next += part.rows;
    return chunk;
  });
}

function timesOf(
  part: LogPart,
  shiftMs: number,
): { readonly from: number; readonly to: number; readonly sorted: boolean } {
  const scale = part.time instanceof Float64Array ? 1 : 1000;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  let sorted = true;
  let last = Number.NEGATIVE_INFINITY;
  for (const time of part.time) {
    if (time === NO_TIME || Number.isNaN(time)) {
      sorted = false;
      continue;
    }
    if (time < last) sorted = false;
    last = time;
    if (time < from) from = time;
    if (time > to) to = time;
  }
  return Number.isFinite(from)
    ? { from: from * scale + shiftMs, to: to * scale + shiftMs, sorted }
    : { from: Number.NaN, to: Number.NaN, sorted: false };
}

/** First row of a sorted chunk whose time is at or after `at`. */
export function rowAtOrAfter(chunk: LogChunk, at: number): number {
  const { time } = chunk.part;
  const local = at - chunk.shiftMs;
  const wanted = time instanceof Float64Array ? local : local / 1000;
  return firstWhere(0, time.length, (row) => (time[row] ?? 0) >= wanted);
}

/** The chunk that holds a row of the store; undefined for a row that is not there. */
export function chunkOf(chunks: readonly LogChunk[], row: number): LogChunk | undefined {
  const chunk = chunks[firstWhere(0, chunks.length, (ix) => (chunks[ix]?.first ?? 0) > row) - 1];
  return chunk !== undefined && row >= chunk.first && row < chunk.first + chunk.part.rows ? chunk : undefined;
}

/** EpochMs of a row of the chunk, NaN for none. */
export function chunkTime(chunk: LogChunk, row: number): number {
  return partTime(chunk.part, row) + chunk.shiftMs;
}

/** A row of the store as its part and place. */
export function placeOf(chunk: LogChunk, row: number): RowPlace {
  return { part: chunk.part, row: row - chunk.first, firstLine: chunk.firstLine, shiftMs: chunk.shiftMs };
}
