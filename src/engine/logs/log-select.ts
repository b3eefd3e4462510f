import { err, ok, type Result } from '../../base/result.ts';
import type { QueryError } from '../../query/ast.ts';
import { chunkTime, type LogChunk } from '../../store/log-chunks.ts';
import { sortRows } from '../../store/log-view.ts';
import type { LoadedLogs } from './loaded-logs.ts';
import type { LogQuery, LogSelection } from '../questions/logs.ts';

/** Answers kept: the page asks for rows, groups and counts of one selection, with and without its range of time. */
const KEPT = 5;

type Rows = Result<Uint32Array, QueryError>;

const answers = new WeakMap<LoadedLogs, { version: number; readonly rows: Map<string, Rows> }>();

/** Rows of a selection, in the order of the store. */
export function selectRows(logs: LoadedLogs, selection: LogSelection): Rows {
  const { filter, range, zoneMinutes } = selection;
  const offsetMs = zoneMinutes * 60_000;
  const all = kept(logs, `filter ${offsetMs} ${filter}`, () => logs.store.select(filter, offsetMs));
  if (!all.ok || range === null) return all;
  return kept(logs, `range ${range.from} ${range.to} ${offsetMs} ${filter}`, () =>
    ok(within(logs.store.chunks, all.value, range)),
  );
}

/** Rows of a query in its order. */
export function orderedRows(logs: LoadedLogs, query: Pick<LogQuery, keyof LogSelection | 'sort'>): Rows {
  const { filter, range, zoneMinutes, sort } = query;
  const selected = selectRows(logs, query);
  if (!selected.ok) return selected;
  const { chunks } = logs.store;
  if (sort === null && inOrderOfTime(chunks)) return selected;
  const { key, descending } = sort ?? { key: 'at', descending: false };
  const name = `sort ${key} ${descending} ${range?.from} ${range?.to} ${zoneMinutes} ${filter}`;
  return kept(logs, name, () => ok(sortRows(chunks, selected.value, key, descending)));
}

function kept(logs: LoadedLogs, key: string, find: () => Rows): Rows {
  let entry = answers.get(logs);
  if (entry === undefined || entry.version !== logs.version) {
    entry = { version: logs.version, rows: new Map() };
    answers.set(logs, entry);
  }
  const known = entry.rows.get(key);
  const rows = known ?? find();
  entry.rows.delete(key);
  entry.rows.set(key, rows);
  const [oldest] = entry.rows.keys();
  if (entry.rows.size > KEPT && oldest !== undefined) entry.rows.delete(oldest);
  return rows.ok ? rows : err(rows.error);
}

function within(chunks: readonly LogChunk[], rows: Uint32Array, range: { from: number; to: number }): Uint32Array {
  const found = new Uint32Array(rows.length);
  let count = 0;
  let at = 0;
  for (const chunk of chunks) {
    const end = chunk.first + chunk.part.rows;
    const touched = chunk.to >= range.from && chunk.from < range.to;
    for (let row = rows[at]; row !== undefined && row < end; row = rows[++at]) {
      if (!touched) continue;
      const time = chunkTime(chunk, row - chunk.first);
      if (time >= range.from && time < range.to) found[count++] = row;
    }
  }
  return found.slice(0, count);
}

function inOrderOfTime(chunks: readonly LogChunk[]): boolean {
  let last = Number.NEGATIVE_INFINITY;
  return chunks.every((chunk) => {
    const follows = chunk.sorted && chunk.from >= last;
    last = chunk.to;
    return follows;
  });
}
