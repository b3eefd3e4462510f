import { type Buckets, bucketsFor, type Histogram, MOST_BUCKETS } from '../analysis/histogram.ts';
import { STATUS_CLASSES, statusClass } from '../model/logtotals.ts';

import { epochMs } from '../model/units.ts';
import { chunkTime, type LogChunk } from './log-chunks.ts';

/**
 * Rows over time by class of status; `rows` null: all. null when no row has a time. `range`: what the buckets span, all
 * rows of the chunks included.
 */
export function logHistogram(
  chunks: readonly LogChunk[],
  rows: Uint32Array | null,
  most = MOST_BUCKETS,
  range = timeRange(chunks),
): Histogram | null {
  if (range === null) return null;
  return count(chunks, rows, bucketsFor(epochMs(range.from), epochMs(range.to), most));
}

/** Rows of status 500 and up in each minute from the first to the last row. */
export function failuresPerMinute(chunks: readonly LogChunk[]): {
  readonly start: number;
  readonly counts: Uint32Array;
} {
  const range = timeRange(chunks);
  if (range === null) return { start: 0, counts: new Uint32Array(0) };
  const start = Math.floor(range.from / 60_000) * 60_000;
  const counts = new Uint32Array(Math.floor((range.to - start) / 60_000) + 1);
  for (const chunk of chunks) {
    const { rows, triple, triples } = chunk.part;
    for (let row = 0; row < rows; row++) {
      if ((triples[(triple[row] ?? 0) * 3] ?? 0) < 500) continue;
      const time = chunkTime(chunk, row);
      if (Number.isNaN(time)) continue;
      const minute = Math.floor((time - start) / 60_000);
      counts[minute] = (counts[minute] ?? 0) + 1;
    }
  }
  return { start, counts };
}

/** Earliest and latest instant over the chunks. */
export function timeRange(chunks: readonly LogChunk[]): { readonly from: number; readonly to: number } | null {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const chunk of chunks) {
    if (chunk.from < from) from = chunk.from;
    if (chunk.to > to) to = chunk.to;
  }
  return from <= to ? { from, to } : null;
}

function count(chunks: readonly LogChunk[], rows: Uint32Array | null, buckets: Buckets): Histogram {
  const classes = STATUS_CLASSES.length;
  const counts = new Uint32Array(buckets.length * classes);
  let total = 0;
  let at = 0;
  for (const chunk of chunks) {
    const { part } = chunk;
    const classOf = Uint8Array.from({ length: part.triples.length / 3 }, (_, ix) =>
      statusClass(part.triples[ix * 3] ?? 0),
    );
    const one = (row: number): void => {
      const time = chunkTime(chunk, row);
      if (Number.isNaN(time)) return;
      const cell = Math.floor((time - buckets.start) / buckets.width) * classes + (classOf[part.triple[row] ?? 0] ?? 4);
      counts[cell] = (counts[cell] ?? 0) + 1;
      total++;
    };
    if (rows === null) for (let row = 0; row < part.rows; row++) one(row);
    else {
      const end = chunk.first + part.rows;
      for (let row = rows[at]; row !== undefined && row < end; row = rows[++at]) one(row - chunk.first);
    }
  }
  const series = STATUS_CLASSES.map((key, ix) => ({
    key,
    counts: Uint32Array.from({ length: buckets.length }, (_, bucket) => counts[bucket * classes + ix] ?? 0),
  }));
  return { ...buckets, series, total };
}
