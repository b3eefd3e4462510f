import { firstWhere } from '../base/sorted.ts';
import type { UintArray } from '../base/narrow.ts';
import type { LogChunk } from './log-chunks.ts';

/** Rows of the chunks, all or a selection sorted in the order of the store. */
export interface Walk {
  readonly chunks: readonly LogChunk[];
  /** null: all rows. */
  readonly rows: Uint32Array | null;
}

/** What of a walk lies in one chunk: places `from` to `to` of the walk, `to` exclusive. */
export interface Stretch {
  readonly chunk: LogChunk;
  readonly from: number;
  readonly to: number;
  /** Rows of the store at these places; null: all rows of the chunk. */
  readonly rows: Uint32Array | null;
}

export function rowsIn(walk: Walk): number {
  return walk.rows?.length ?? walk.chunks.reduce((sum, chunk) => sum + chunk.part.rows, 0);
}

/** The walk chunk by chunk; chunks without a row of it are left out. */
export function* stretches(walk: Walk): IterableIterator<Stretch> {
  let from = 0;
  for (const chunk of walk.chunks) {
    const to = walk.rows === null ? from + chunk.part.rows : placeOf(walk.rows, chunk.first + chunk.part.rows, from);
    if (to > from) yield { chunk, from, to, rows: walk.rows?.subarray(from, to) ?? null };
    from = to;
  }
}

/** First place at or after `from` whose row is `row` or a later one. */
const placeOf = (rows: Uint32Array, row: number, from: number): number =>
  firstWhere(from, rows.length, (ix) => (rows[ix] ?? 0) >= row);

/** `into[at] = map[values[row]]` for each row of a stretch; `map` null: the values as they are. */
export function fill(into: Uint32Array, values: UintArray, map: Uint32Array | null, { chunk, rows }: Stretch): void {
  if (rows === null) {
    if (map === null) into.set(values);
    else for (let row = 0; row < values.length; row++) into[row] = map[values[row] ?? 0] ?? 0;
    return;
  }
  const { first } = chunk;
  if (map === null) for (let at = 0; at < rows.length; at++) into[at] = values[(rows[at] ?? 0) - first] ?? 0;
  else for (let at = 0; at < rows.length; at++) into[at] = map[values[(rows[at] ?? 0) - first] ?? 0] ?? 0;
}
