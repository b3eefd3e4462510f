import { type ByteTexts, textAt } from '../base/byte-dictionary.ts';
import { normalPath } from '../analysis/correlate/normal.ts';
import type { UintArray } from '../base/narrow.ts';
import type { LogPart, LogPartColumn } from '../model/logpart.ts';
import { chunkTime, type LogChunk } from './log-chunks.ts';
import { partText } from './log-part.ts';

/** Rows by path in the order of time: each distinct stem is looked at once, then the rows are dealt out. */
export function rowsOfPaths(
  chunk: LogChunk,
  column: LogPartColumn,
  paths: ReadonlySet<string>,
  statuses: ReadonlySet<number> | null,
): ReadonlyMap<string, Uint32Array> {
  const { part } = chunk;
  const wanted = wantedTriples(part, statuses);
  if (!wanted.includes(1)) return new Map();
  const names = [...paths];
  const { places, values } = placesOf(column, names, part.rows);
  const { triple } = part;
  const counts = new Uint32Array(names.length + 1);
  for (let row = 0; row < values.length; row++) {
    if (wanted[triple[row] ?? 0] === 0) continue;
    const place = places[values[row] ?? 0] ?? 0;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const lists = names.map((_, ix) => new Uint32Array(counts[ix + 1] ?? 0));
  counts.fill(0);
  for (let row = 0; row < values.length; row++) {
    if (wanted[triple[row] ?? 0] === 0) continue;
    const place = places[values[row] ?? 0] ?? 0;
    if (place === 0) continue;
    const at = counts[place] ?? 0;
    counts[place] = at + 1;
    const list = lists[place - 1];
    if (list !== undefined) list[at] = row;
  }
  return new Map(
    names.flatMap((name, ix) => {
      const list = lists[ix];
      return list === undefined || list.length === 0 ? [] : [[name, inTime(chunk, list)] as const];
    }),
  );
}

/** By entry of the triples, whether its status is asked for. */
function wantedTriples({ triples }: LogPart, statuses: ReadonlySet<number> | null): Uint8Array {
  return Uint8Array.from({ length: triples.length / 3 }, (_, ix) =>
    statuses === null || statuses.has(triples[ix * 3] ?? 0) ? 1 : 0,
  );
}

function inTime(chunk: LogChunk, rows: Uint32Array): Uint32Array {
  if (chunk.sorted) return rows;
  return rows
    .filter((row) => !Number.isNaN(chunkTime(chunk, row)))
    .sort((a, b) => chunkTime(chunk, a) - chunkTime(chunk, b) || a - b);
}

/** Value of each row, and by value the place of its path in `names` + 1; 0 for another path. */
function placesOf(
  column: LogPartColumn,
  names: readonly string[],
  rows: number,
): { readonly places: Uint32Array; readonly values: UintArray } {
  const known = new Map(names.map((name, ix) => [name, ix + 1]));
  const placeOf = (text: string): number => (text === '' ? 0 : (known.get(normalPath(text)) ?? 0));
  if (column.kind !== 'dictionary') {
    const values = Uint32Array.from({ length: rows }, (_, row) => placeOf(partText(column, row)));
    return { places: Uint32Array.from({ length: names.length + 1 }, (_, ix) => ix), values };
  }
  const { texts, values } = column;
  const hashes = new Set(names.map((name) => plainHash(new TextEncoder().encode(name), 0, Infinity)));
  const places = new Uint32Array(texts.ends.length + 1);
  for (let ix = 0; ix < texts.ends.length; ix++)
    if (mayBe(texts, ix, hashes)) places[ix + 1] = placeOf(textAt(texts, ix));
  return { places, values };
}

const [SPACE, PLUS, DOT, SLASH, BACKSLASH, PERCENT] = [0x20, 0x2b, 0x2e, 0x2f, 0x5c, 0x25];
const [UPPER_A, UPPER_Z, TO_LOWER] = [0x41, 0x5a, 0x20];
/** A text that is not plain: only its normal form can be compared. */
const NOT_PLAIN = -1;

/** Whether the text of an entry can be one of some paths, going by hashes of these. A plain text is only itself. */
function mayBe({ bytes, ends }: ByteTexts, ix: number, hashes: ReadonlySet<number>): boolean {
  const hash = plainHash(bytes, ix === 0 ? 0 : (ends[ix - 1] ?? 0), ends[ix] ?? 0);
  return hash === NOT_PLAIN || hashes.has(hash);
}

/** Hash of a text in lower case, which is its normal form unless it holds something that `normalPath` changes. */
function plainHash(bytes: Uint8Array, from: number, end: number): number {
  const to = Math.min(end, bytes.length);
  let hash = 0x811c_9dc5;
  for (let at = from; at < to; at++) {
    let byte = bytes[at] ?? 0;
    if (byte >= 0x80 || byte <= SPACE || byte === PERCENT || byte === BACKSLASH || byte === PLUS) return NOT_PLAIN;
    const next = at + 1 < to ? bytes[at + 1] : 0;
    if (byte === SLASH && (next === SLASH || next === DOT)) return NOT_PLAIN;
    if (byte >= UPPER_A && byte <= UPPER_Z) byte += TO_LOWER;
    hash = Math.imul(hash ^ byte, 0x0100_0193);
  }
  return hash >>> 0;
}
