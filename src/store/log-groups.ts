import { ByteDictionary } from '../base/byte-dictionary.ts';
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

/** Gives every row a group: its key's number, in the order of first sight. */
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
  | { readonly by: 'column'; readonly name: string; readonly fold: ((text: string) => string) | null };

/** Rows of the chunk, of all or of a selection sorted in the order of the store. */
interface Walk {
  readonly chunks: readonly LogChunk[];
  /** null: all rows. */
  readonly rows: Uint32Array | null;
}

export function groupRows(walk: Walk, group: GroupBy): Grouping {
  const keys = new ByteDictionary();
  const encoder = new TextEncoder();
  const keyOf = (text: string): number => {
    const bytes = encoder.encode(text);
    return keys.add(bytes, 0, bytes.length);
  };
  const total = walk.rows?.length ?? walk.chunks.reduce((sum, chunk) => sum + chunk.part.rows, 0);
  const groups = new Uint32Array(total);
  let at = 0;
  for (const chunk of walk.chunks) {
    const of = group.by === 'column' ? byColumn(chunk, group, keyOf) : byTriple(chunk, group.by, keyOf);
    const from = at;
    if (walk.rows === null) for (let row = 0; row < chunk.part.rows; row++) groups[at++] = of(row);
    else {
      const end = chunk.first + chunk.part.rows;
      for (let row = walk.rows[at]; row !== undefined && row < end; row = walk.rows[at])
        groups[at++] = of(row - chunk.first);
    }
    if (at === total && from < at) break;
  }
  return { keys: Array.from({ length: keys.length }, (_, ix) => keys.at(ix)), groups };
}

function byTriple(chunk: LogChunk, by: TripleKey, keyOf: (text: string) => number): (row: number) => number {
  const { part } = chunk;
  const known = new Int32Array(part.triples.length / 3).fill(-1);
  const name = (ix: number): string => {
    const { status, substatus, win32 } = partTriple(part, ix);
    if (by === 'win32') return String(win32);
    if (by === 'class') return status === 0 ? '' : `${Math.floor(status / 100)}xx`;
    return by === 'status' ? `${status}.${substatus}` : `${status} ${substatus} ${win32}`;
  };
  return (row) => {
    const ix = part.triple[row] ?? 0;
    let group = known[ix] ?? -1;
    if (group < 0) {
      group = keyOf(name(ix));
      known[ix] = group;
    }
    return group;
  };
}

function byColumn(
  chunk: LogChunk,
  group: GroupBy & { by: 'column' },
  keyOf: (text: string) => number,
): (row: number) => number {
  const column = partColumn(chunk.part, group.name);
  const fold = group.fold ?? ((text: string) => text);
  if (column === undefined) {
    const none = keyOf('');
    return () => none;
  }
  if (column.kind !== 'dictionary') return (row) => keyOf(fold(partText(column, row)));
  // One look at each distinct value; 0 is "none".
  const known = new Int32Array(column.texts.ends.length + 1).fill(-1);
  const { values } = column;
  return (row) => {
    const ix = values[row] ?? 0;
    let found = known[ix] ?? -1;
    if (found < 0) {
      found = keyOf(ix === 0 ? '' : fold(partText(column, row)));
      known[ix] = found;
    }
    return found;
  };
}

/** Counts and percentiles of each group, the largest first. Percentile p: the smallest value that p % reach not over. */
export function summarizeGroups(walk: Walk, grouping: Grouping): readonly LogGroup[] {
  const { keys, groups } = grouping;
  const counts = new Uint32Array(keys.length);
  const failures = new Uint32Array(keys.length);
  const taken = new Uint32Array(groups.length);
  let at = 0;
  for (const chunk of walk.chunks) {
    const { part } = chunk;
    const failed = Uint8Array.from({ length: part.triples.length / 3 }, (_, ix) =>
      (part.triples[ix * 3] ?? 0) >= 500 ? 1 : 0,
    );
    const one = (row: number): void => {
      const group = groups[at] ?? 0;
      counts[group] = (counts[group] ?? 0) + 1;
      failures[group] = (failures[group] ?? 0) + (failed[part.triple[row] ?? 0] ?? 0);
      taken[at++] = part.timeTaken[row] ?? 0;
    };
    if (walk.rows === null) for (let row = 0; row < part.rows; row++) one(row);
    else {
      const end = chunk.first + part.rows;
      for (let row = walk.rows[at]; row !== undefined && row < end; row = walk.rows[at]) one(row - chunk.first);
    }
  }
  const sorted = orderByTaken(taken, groups, counts);
  return keys
    .map((key, ix) => ({ key, count: counts[ix] ?? 0, failures: failures[ix] ?? 0, ...sorted(ix) }))
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}
