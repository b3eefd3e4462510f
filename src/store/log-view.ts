import { partColumn } from './log-fields.ts';
import { partText, partTriple } from './log-part.ts';
import { chunkOf, chunkTime, type LogChunk } from './log-chunks.ts';
import { sortByKey } from './log-order.ts';

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
  else if (key === 'win32') each((chunk) => (row) => partTriple(chunk.part, chunk.part.triple[row] ?? 0).win32);
  else textKeys(chunks, rows, key, keys);
  return keys;
}

function statusKeys(chunk: LogChunk): (row: number) => number {
  const { part } = chunk;
  return (row) => {
    const { status, substatus } = partTriple(part, part.triple[row] ?? 0);
    return status * 65_536 + substatus;
  };
}

/** Rank of each row's text among all different texts of the rows. Numbers rank as numbers. */
function textKeys(chunks: readonly LogChunk[], rows: Uint32Array, key: string, keys: Uint32Array): void {
  const ids = new Map<string, number>();
  let at = 0;
  for (const chunk of chunks) {
    const column = partColumn(chunk.part, key);
    const end = chunk.first + chunk.part.rows;
    for (let row = rows[at]; row !== undefined && row < end; row = rows[at]) {
      const text = column === undefined ? '' : partText(column, row - chunk.first);
      const id = ids.get(text) ?? ids.size;
      ids.set(text, id);
      keys[at++] = id;
    }
  }
  const texts = [...ids.keys()];
  const numeric = texts.every((text) => /^\d{0,15}$/.test(text));
  const order = texts.map((_, ix) => ix);
  const text = (ix: number): string => texts[ix] ?? '';
  order.sort(
    numeric
      ? (a, b) => Number(text(a)) - Number(text(b))
      : (a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0),
  );
  const ranks = new Uint32Array(texts.length);
  for (const [rank, ix] of order.entries()) ranks[ix] = rank;
  for (let ix = 0; ix < keys.length; ix++) keys[ix] = ranks[keys[ix] ?? 0] ?? 0;
}

/** Values of a text column at some rows, '' for none: for one window of a grid. */
export function textsOf(chunks: readonly LogChunk[], rows: Iterable<number>, name: string): readonly string[] {
  return Array.from(rows, (row) => {
    const chunk = chunkOf(chunks, row);
    const column = chunk === undefined ? undefined : partColumn(chunk.part, name);
    return chunk === undefined || column === undefined ? '' : partText(column, row - chunk.first);
  });
}
