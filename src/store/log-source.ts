import { unpackTexts } from '../base/byte-dictionary.ts';
import { arrLogId } from '../analysis/correlate/normal.ts';
import {
  beganIn,
  keyField,
  type LogCover,
  type LogRowRef,
  rowKeys,
  type RowSource,
  type Stretch,
} from '../analysis/correlate/source.ts';
import type { CompactLog, LogPartColumn } from '../model/logpart.ts';
import { chunkTime, type LogChunk, rowAtOrAfter } from './log-chunks.ts';
import { partColumn } from './log-fields.ts';
import { partText } from './log-part.ts';
import type { LogStore } from './logs.ts';

/**
 * The rows of a store for the join. Tables are made of the few rows that are asked for; a row that is asked for again,
 * as the rows around one trace are for the next, is the same one.
 */
export function storeSource(store: LogStore): RowSource {
  const known = new Map<number, LogRowRef>();
  const refs = (rows: readonly number[]): readonly LogRowRef[] => {
    const missing = rows.filter((row) => !known.has(row));
    const places = new Map<CompactLog, number[]>();
    for (const row of missing) {
      const log = store.chunkOf(row)?.log;
      if (log !== undefined) pushTo(places, log, row);
    }
    for (const own of places.values())
      for (const table of store.tables(own)) for (const [ix, row] of own.entries()) known.set(row, { table, row: ix });
    return rows.flatMap((row) => known.get(row) ?? []);
  };
  return {
    between: (from, to, begun, status) => refs(rowsBetween(store, { from, to }, begun, status)),
    withKeys(keys) {
      const found = new Map<string, LogRowRef[]>();
      if (keys.size === 0) return found;
      for (const ref of refs(store.chunks.flatMap((chunk) => rowsWithKeys(chunk, keys)))) {
        for (const key of rowKeys(ref.table, ref.row))
          if (keys.has(key)) found.set(key, [...(found.get(key) ?? []), ref]);
      }
      return found;
    },
    covers: () => coversOf(store),
  };
}

function pushTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function rowsBetween(
  store: LogStore,
  stretch: Stretch,
  begun: Stretch | undefined,
  status: number | undefined,
): number[] {
  const rows: number[] = [];
  for (const chunk of store.chunks) {
    if (!(chunk.to >= stretch.from && chunk.from < stretch.to)) continue;
    for (let row = chunk.sorted ? rowAtOrAfter(chunk, stretch.from) : 0; row < chunk.part.rows; row++) {
      const time = chunkTime(chunk, row);
      if (time >= stretch.to && chunk.sorted) break;
      if (!(time >= stretch.from && time < stretch.to)) continue;
      if (status !== undefined && chunk.part.triples[(chunk.part.triple[row] ?? 0) * 3] !== status) continue;
      if (beganIn(time, (chunk.part.timeTaken[row] ?? 0) - 1, begun)) rows.push(chunk.first + row);
    }
  }
  return rows;
}

/** Rows of a chunk that may hold one of the keys: one look at each distinct text, and at each packed GUID. */
function rowsWithKeys(chunk: LogChunk, keys: ReadonlySet<string>): readonly number[] {
  const values = new Set([...keys].map((key) => key.slice(key.indexOf('=') + 1)));
  const rows: number[] = [];
  const query = partColumn(chunk.part, 'cs-uri-query');
  const columns = chunk.part.columns.filter((column) => keyField(column.name) !== '');
  for (const column of query === undefined ? columns : [query, ...columns]) {
    const wanted =
      column === query
        ? (text: string) => values.has(arrLogId(text))
        : (text: string) => values.has(text.toLowerCase());
    const test = rowTest(column, wanted, values);
    for (let row = 0; row < chunk.part.rows; row++) if (test(row)) rows.push(chunk.first + row);
  }
  return [...new Set(rows)];
}

function rowTest(
  column: LogPartColumn,
  wanted: (text: string) => boolean,
  values: ReadonlySet<string>,
): (row: number) => boolean {
  if (column.kind === 'number') return () => false;
  if (column.kind === 'raw') return (row) => wanted(partText(column, row));
  const { texts } = column;
  const entries = new Uint8Array(texts.ends.length + 1);
  let entry = 1;
  for (const text of unpackTexts(texts)) entries[entry++] = text.endsWith('\0') ? 2 : wanted(text) ? 1 : 0;
  if (column.kind === 'dictionary') return (row) => entries[column.values[row] ?? 0] === 1;
  const firsts = new Set([...values].map((value) => Number.parseInt(value.slice(0, 8), 16)));
  const { guids } = column;
  return (row) => {
    const entry = entries[column.values[row] ?? 0];
    if (entry !== 2) return entry === 1;
    const at = row * 16;
    const first =
      (((guids[at] ?? 0) << 24) | ((guids[at + 1] ?? 0) << 16) | ((guids[at + 2] ?? 0) << 8) | (guids[at + 3] ?? 0)) >>>
      0;
    return firsts.has(first) && wanted(partText(column, row));
  };
}

function coversOf(store: LogStore): readonly LogCover[] {
  const covers = new Map<string, LogCover>();
  for (const chunk of store.chunks) {
    if (Number.isNaN(chunk.from)) continue;
    const { file, path } = chunk.log;
    const known = covers.get(file);
    const siteId = known === undefined ? siteOf(chunk) : known.siteId;
    const from = Math.min(known?.from ?? Number.POSITIVE_INFINITY, chunk.from);
    covers.set(file, { path, siteId, from, to: Math.max(known?.to ?? Number.NEGATIVE_INFINITY, chunk.to) });
  }
  return [...covers.values()];
}

function siteOf(chunk: LogChunk): number | null {
  const column = partColumn(chunk.part, 's-sitename');
  const named = column === undefined ? '' : partText(column, 0);
  const digits =
    /^W3SVC(\d+)$/i.exec(named)?.[1] ??
    (named === '' ? /(?:^|[/\\!])W3SVC(\d+)(?=[/\\])/i.exec(chunk.log.path)?.[1] : undefined);
  return digits === undefined ? null : Number(digits);
}
