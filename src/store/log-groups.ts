import { ByteDictionary } from '../base/byte-dictionary.ts';
import type { UintArray } from '../base/narrow.ts';
import type { LogPartColumn } from '../model/logpart.ts';
import { foldedBy, type FoldedTexts, type FoldText } from './folded-texts.ts';
import { partColumn } from './log-fields.ts';
import { partText, partTriple } from './log-part.ts';
import type { LogChunk } from './log-chunks.ts';
import { orderByTaken } from './log-order.ts';

/** Rows that share a value. Times are time-taken in milliseconds over the rows that have one; null when none has. */
export interface LogGroup {
  readonly key: string;
  readonly count: number;
  /** Rows of status 500 and up. */
  readonly failures: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

/** Gives every row a group: its key's number. */
export interface Grouping {
  readonly keys: readonly string[];
  /** Group of each of the rows, in their order. */
  readonly groups: Uint32Array;
}

/** What of the three numbers of a row makes its group. */
type TripleKey = 'triple' | 'status' | 'class' | 'win32';

/** Groups by status (with or without Windows status), its class, Windows status, or a column of the log, folded or not. */
export type GroupBy =
  | { readonly by: TripleKey }
  /** `fold` maps each distinct value, for example a URL to its template. */
  | { readonly by: 'column'; readonly name: string; readonly fold: FoldText | null };

/** Rows of the chunk, of all or of a selection sorted in the order of the store. */
interface Walk {
  readonly chunks: readonly LogChunk[];
  /** null: all rows. */
  readonly rows: Uint32Array | null;
}

export function groupRows(walk: Walk, group: GroupBy): Grouping {
  if (group.by === 'column' && group.fold !== null) return groupFolded(walk, group.name, foldedBy(group.fold));
  const keys = new ByteDictionary();
  const encoder = new TextEncoder();
  const keyOf = (text: string): number => {
    const bytes = encoder.encode(text);
    return keys.add(bytes, 0, bytes.length);
  };
  const groups = new Uint32Array(rowsIn(walk));
  for (const { chunk, from, to } of stretches(walk)) {
    const column = group.by === 'column' ? partColumn(chunk.part, group.name) : undefined;
    if (group.by !== 'column') {
      const { triple } = chunk.part;
      fill(groups, triple, tripleKeys(chunk, group.by, triple, keyOf), chunk, walk.rows, from, to);
    } else if (column?.kind === 'dictionary') {
      fill(groups, column.values, textKeys(column, keys), chunk, walk.rows, from, to);
    } else fillTexts(groups, column, keyOf, chunk, walk.rows, from, to);
  }
  return { keys: Array.from({ length: keys.length }, (_, ix) => keys.at(ix)), groups };
}

/** Groups by what the texts fold to. Keys that no row of the walk has may be among them. */
function groupFolded(walk: Walk, name: string, folded: FoldedTexts): Grouping {
  const groups = new Uint32Array(rowsIn(walk));
  for (const { chunk, from, to } of stretches(walk)) {
    const column = partColumn(chunk.part, name);
    if (column?.kind === 'dictionary')
      fill(groups, column.values, folded.ofColumn(column.texts), chunk, walk.rows, from, to);
    else fillTexts(groups, column, (text) => folded.of(text), chunk, walk.rows, from, to);
  }
  return { keys: folded.keys, groups };
}

/** Groups of a stretch whose texts are not interned. */
function fillTexts(
  groups: Uint32Array,
  column: LogPartColumn | undefined,
  keyOf: (text: string) => number,
  chunk: LogChunk,
  rows: Uint32Array | null,
  from: number,
  to: number,
): void {
  for (let at = from; at < to; at++) {
    const row = (rows === null ? at : (rows[at] ?? 0)) - chunk.first;
    groups[at] = keyOf(column === undefined ? '' : partText(column, row));
  }
}

/** Rows by status, sub-status and Windows status: the cheapest question, one look at each row. */
export function countTriples(walk: Walk): readonly { readonly key: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { chunk, from, to } of stretches(walk)) {
    const { triple, triples } = chunk.part;
    const found = new Uint32Array(triples.length / 3);
    const one = Uint32Array.from(found.keys());
    const groups = new Uint32Array(to - from);
    fillAt(groups, triple, one, chunk, walk.rows, from, to);
    for (const ix of groups) found[ix] = (found[ix] ?? 0) + 1;
    for (const [ix, count] of found.entries()) {
      const { status, substatus, win32 } = partTriple(chunk.part, ix);
      const key = `${status} ${substatus} ${win32}`;
      if (count > 0) counts.set(key, (counts.get(key) ?? 0) + count);
    }
  }
  return [...counts].map(([key, count]) => ({ key, count })).toSorted((a, b) => b.count - a.count);
}

function rowsIn(walk: Walk): number {
  return walk.rows?.length ?? walk.chunks.reduce((sum, chunk) => sum + chunk.part.rows, 0);
}

/** Chunks with the stretch of the walk that lies in each: row numbers, or places in the list of rows. */
function* stretches(
  walk: Walk,
): IterableIterator<{ readonly chunk: LogChunk; readonly from: number; readonly to: number }> {
  let from = 0;
  for (const chunk of walk.chunks) {
    let to = from + chunk.part.rows;
    if (walk.rows !== null) {
      const end = chunk.first + chunk.part.rows;
      to = from;
      while (to < walk.rows.length && (walk.rows[to] ?? 0) < end) to++;
    }
    if (to > from) yield { chunk, from, to };
    from = to;
  }
}

/** `groups[at] = map[values[row]]` over a stretch. In a function of its own: this is where the time goes. */
function fill(
  groups: Uint32Array,
  values: UintArray,
  map: Uint32Array,
  chunk: LogChunk,
  rows: Uint32Array | null,
  from: number,
  to: number,
): void {
  fillAt(groups.subarray(from, to), values, map, chunk, rows, from, to);
}

function fillAt(
  groups: Uint32Array,
  values: UintArray,
  map: Uint32Array,
  chunk: LogChunk,
  rows: Uint32Array | null,
  from: number,
  to: number,
): void {
  if (rows === null) for (let row = 0; row < to - from; row++) groups[row] = map[values[row] ?? 0] ?? 0;
  else for (let at = from; at < to; at++) groups[at - from] = map[values[(rows[at] ?? 0) - chunk.first] ?? 0] ?? 0;
}

/** Group of each triple of the part that some row has. */
function tripleKeys({ part }: LogChunk, by: TripleKey, used: UintArray, keyOf: (text: string) => number): Uint32Array {
  const name = (ix: number): string => {
    const { status, substatus, win32 } = partTriple(part, ix);
    if (by === 'win32') return String(win32);
    if (by === 'class') return status === 0 ? '' : `${Math.floor(status / 100)}xx`;
    return by === 'status' ? `${status}.${substatus}` : `${status} ${substatus} ${win32}`;
  };
  return keysOfUsed(used, part.triples.length / 3, (ix) => keyOf(name(ix)));
}

/** Group of each distinct value of the part that some row has; 0 is "none". */
function textKeys({ texts, values }: LogPartColumn & { kind: 'dictionary' }, keys: ByteDictionary): Uint32Array {
  return keysOfUsed(values, texts.ends.length + 1, (ix) => {
    const from = ix < 2 ? 0 : (texts.ends[ix - 2] ?? 0);
    return keys.add(texts.bytes, from, ix === 0 ? 0 : (texts.ends[ix - 1] ?? 0));
  });
}

/** Keys come in the order of first sight, and only for what is there. */
function keysOfUsed(used: UintArray, length: number, keyOf: (ix: number) => number): Uint32Array {
  const seen = new Uint8Array(length);
  const map = new Uint32Array(length);
  for (const ix of used) {
    if (seen[ix] !== 0) continue;
    seen[ix] = 1;
    map[ix] = keyOf(ix);
  }
  return map;
}

/** Counts and percentiles of each group, the largest first. Percentile p: the smallest value that p % reach not over. */
export function summarizeGroups(walk: Walk, grouping: Grouping, timed = true): readonly LogGroup[] {
  const { keys, groups } = grouping;
  const counts = new Uint32Array(keys.length);
  const failures = new Uint32Array(keys.length);
  const taken = new Uint32Array(timed ? groups.length : 0);
  for (const { chunk, from, to } of stretches(walk)) {
    const { triple, triples, timeTaken } = chunk.part;
    const failed = Uint32Array.from({ length: triples.length / 3 }, (_, ix) => ((triples[ix * 3] ?? 0) >= 500 ? 1 : 0));
    const failing = new Uint32Array(to - from);
    fillAt(failing, triple, failed, chunk, walk.rows, from, to);
    count(counts, failures, groups.subarray(from, to), failing);
    if (timed) gather(taken.subarray(from, to), timeTaken, chunk, walk.rows, from, to);
  }
  const sorted = timed ? orderByTaken(taken, groups, counts) : () => UNTIMED;
  return keys
    .map((key, ix) => ({ key, count: counts[ix] ?? 0, failures: failures[ix] ?? 0, ...sorted(ix) }))
    .filter((group) => group.count > 0)
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

const UNTIMED = { p50: null, p95: null, p99: null, max: null };

function count(counts: Uint32Array, failures: Uint32Array, groups: Uint32Array, failing: Uint32Array): void {
  for (let at = 0; at < groups.length; at++) {
    const group = groups[at] ?? 0;
    counts[group] = (counts[group] ?? 0) + 1;
    failures[group] = (failures[group] ?? 0) + (failing[at] ?? 0);
  }
}

function gather(
  into: Uint32Array,
  values: UintArray,
  chunk: LogChunk,
  rows: Uint32Array | null,
  from: number,
  to: number,
): void {
  if (rows === null) into.set(values);
  else for (let at = from; at < to; at++) into[at - from] = values[(rows[at] ?? 0) - chunk.first] ?? 0;
}
