import { type ByteTexts, textAt } from '../base/byte-dictionary.ts';
import { normalPath } from '../analysis/correlate/normal.ts';
import type { LogPartColumn } from '../model/logpart.ts';
import { chunkTime, type LogChunk } from './log-chunks.ts';
import { partText } from './log-part.ts';

/** Rows by path in the order of time: each distinct stem is looked at once, then one pass over the rows. */
export function rowsOfPaths(
  chunk: LogChunk,
  column: LogPartColumn,
  paths: ReadonlySet<string>,
): ReadonlyMap<string, Uint32Array> {
  const names = [...paths];
  const entryOf = pathEntries(column, names);
  const { rows } = chunk.part;
  const counts = new Uint32Array(names.length + 1);
  const entries = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    const entry = Number.isNaN(chunkTime(chunk, row)) ? 0 : entryOf(row);
    entries[row] = entry;
    counts[entry] = (counts[entry] ?? 0) + 1;
  }
  const lists = names.map((_, ix) => new Uint32Array(counts[ix + 1] ?? 0));
  counts.fill(0);
  for (let row = 0; row < rows; row++) {
    const entry = entries[row] ?? 0;
    const list = lists[entry - 1];
    if (list === undefined) continue;
    const at = counts[entry] ?? 0;
    list[at] = row;
    counts[entry] = at + 1;
  }
  if (!chunk.sorted) for (const list of lists) list.sort((a, b) => chunkTime(chunk, a) - chunkTime(chunk, b) || a - b);
  return new Map(names.flatMap((name, ix) => (lists[ix]?.length ? [[name, lists[ix]] as const] : [])));
}

/** Place in `names` of the path of a row + 1, 0 for another path. */
function pathEntries(column: LogPartColumn, names: readonly string[]): (row: number) => number {
  const places = new Map(names.map((name, ix) => [name, ix + 1]));
  const placeOf = (text: string): number => (text === '' ? 0 : (places.get(normalPath(text)) ?? 0));
  if (column.kind !== 'dictionary') return (row) => placeOf(partText(column, row));
  const { texts, values } = column;
  const lengths = new Set(names.map((name) => new TextEncoder().encode(name).length));
  const entries = new Uint32Array(texts.ends.length + 1);
  for (let ix = 0; ix < texts.ends.length; ix++) {
    if (mayBe(texts, ix, lengths)) entries[ix + 1] = placeOf(textAt(texts, ix));
  }
  return (row) => entries[values[row] ?? 0] ?? 0;
}

const [PLUS, DOT, SLASH, BACKSLASH, PERCENT] = [0x2b, 0x2e, 0x2f, 0x5c, 0x25];

/** Whether a text is, once normal, as long as a wanted one: plain letters stay as many, anything else may not. */
function mayBe({ bytes, ends }: ByteTexts, ix: number, lengths: ReadonlySet<number>): boolean {
  const from = ix === 0 ? 0 : (ends[ix - 1] ?? 0);
  const to = ends[ix] ?? 0;
  if (lengths.has(to - from)) return true;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80 || byte === PERCENT || byte === BACKSLASH || byte === PLUS) return true;
    if (byte === SLASH && (bytes[at + 1] === SLASH || bytes[at + 1] === DOT) && at + 1 < to) return true;
  }
  return false;
}
