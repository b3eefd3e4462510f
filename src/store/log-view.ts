import { partColumn } from './log-fields.ts';
import { partText, partTriple } from './log-part.ts';
import { chunkOf, chunkTime, type LogChunk } from './log-chunks.ts';
import { sortByKey } from './log-order.ts';
import { textRanks } from './log-text-order.ts';

/** Rows in another order. `rows` are numbers of the store, in its order. */
export function sortRows(
  chunks: readonly LogChunk[],
  rows: Uint32Array,
  key: string,
  descending: boolean,
): Uint32Array {
  const keys = sortKeys(chunks, rows, key);
  // Turning the keys round keeps equal rows in the order of the store, whichever way.
  if (descending) for (let ix = 0; ix < keys.length; ix++) keys[ix] = 0xffff_ffff - (keys[ix] ?? 0);
  return sortByKey(rows, keys);
}

function sortKeys(chunks: readonly LogChunk[], rows: Uint32Array, key: string): Uint32Array {
  if (!OWN_KEYS.has(key)) return textRanks({ chunks, rows }, key);
  const keys = new Uint32Array(rows.length);
  const each = (of: (chunk: LogChunk) => (row: number) => number): void => {
    let at = 0;
    for (const chunk of chunks) {
      const end = chunk.first + chunk.part.rows;
      const value = of(chunk);
      for (let row = rows[at]; row !== undefined && row < end; row = rows[at]) keys[at++] = value(row - chunk.first);
    }
  };
  if (key === 'at') {
    const base = Math.min(...chunks.map((chunk) => (Number.isNaN(chunk.from) ? Number.POSITIVE_INFINITY : chunk.from)));
    // Rows without a time come last. Tenths of a second over 13 years fit into 32 bits.
    each((chunk) => (row) => {
      const time = chunkTime(chunk, row);
      return Number.isNaN(time) ? 0xffff_fffe : Math.min(0xffff_fffd, (time - base) / 100);
    });
  } else if (key === 'time') each((chunk) => (row) => chunk.part.timeTaken[row] ?? 0);
  else if (key === 'status') each(statusKeys);
  else each((chunk) => (row) => partTriple(chunk.part, chunk.part.triple[row] ?? 0).win32);
  return keys;
}

/** What rows are put in order by that is no text. */
const OWN_KEYS: ReadonlySet<string> = new Set(['at', 'time', 'status', 'win32']);

function statusKeys(chunk: LogChunk): (row: number) => number {
  const { part } = chunk;
  return (row) => {
    const { status, substatus } = partTriple(part, part.triple[row] ?? 0);
    return status * 65_536 + substatus;
  };
}

/** Values of a text column at some rows, '' for none: for one window of a grid. */
export function textsOf(chunks: readonly LogChunk[], rows: Iterable<number>, name: string): readonly string[] {
  return Array.from(rows, (row) => {
    const chunk = chunkOf(chunks, row);
    const column = chunk === undefined ? undefined : partColumn(chunk.part, name);
    return chunk === undefined || column === undefined ? '' : partText(column, row - chunk.first);
  });
}
