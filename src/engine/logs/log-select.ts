import { err, ok, type Result } from '../../base/result.ts';
import type { QueryError } from '../../query/ast.ts';
import { chunkTime, type LogChunk } from '../../store/log-chunks.ts';
import { sortRows } from '../../store/log-view.ts';
import { NewestFirst } from '../newest-first.ts';
import type { LoadedLogs } from './loaded-logs.ts';
import type { LogQuery, LogSelection } from '../questions/logs.ts';

/** Bytes of answers that are kept: the page asks for rows, groups and counts of one selection again and again. */
const KEPT_BYTES = 32 * 1024 * 1024;

type Rows = Result<Uint32Array, QueryError>;

interface Answers {
  readonly version: number;
  /** By what was asked, the latest last. */
  readonly rows: Map<string, Rows>;
}

const answers = new WeakMap<LoadedLogs, Answers>();

/** Rows of a selection, in the order of the store. */
export function selectRows(logs: LoadedLogs, selection: LogSelection): Rows {
  const { filter, range, zoneMinutes } = selection;
  const all = kept(logs, filterKey(selection), () => logs.store.select(filter, zoneMinutes * 60_000));
  if (!all.ok || range === null) return all;
  return kept(logs, `range ${range.from} ${range.to} ${filterKey(selection)}`, () =>
    ok(within(logs.store.chunks, all.value, range)),
  );
}

/** Rows of a query in its order. */
export function orderedRows(logs: LoadedLogs, query: Pick<LogQuery, keyof LogSelection | 'sort'>): Rows {
  const { range, sort } = query;
  const selected = selectRows(logs, query);
  if (!selected.ok) return selected;
  const { chunks } = logs.store;
  if (sort === null && inOrderOfTime(chunks)) return selected;
  const { key, descending } = sort ?? { key: 'at', descending: false };
  return kept(logs, `sort ${key} ${descending} ${range?.from} ${range?.to} ${filterKey(query)}`, () =>
    ok(sortRows(chunks, selected.value, key, descending)),
  );
}

const searches = new WeakMap<LoadedLogs, NewestFirst<Rows>>();

/** Finds the rows of a selection in slices; `selectRows` then has them at once. */
export async function findRows(logs: LoadedLogs, selection: LogSelection, sliceMs?: number): Promise<void> {
  const key = filterKey(selection);
  if (answersOf(logs).rows.has(key)) return;
  const search = searches.get(logs) ?? new NewestFirst<Rows>();
  searches.set(logs, search);
  const { version } = logs;
  const begin = () => logs.store.selectSteps(selection.filter, selection.zoneMinutes * 60_000);
  const rows = await search.find(`${version} ${key}`, begin, sliceMs);
  // With rows added meanwhile it is the answer to an older question.
  if (logs.version === version) keep(answersOf(logs), key, rows);
}

const filterKey = ({ filter, zoneMinutes }: LogSelection): string => `filter ${zoneMinutes} ${filter}`;

function kept(logs: LoadedLogs, key: string, find: () => Rows): Rows {
  const own = answersOf(logs);
  const rows = own.rows.get(key) ?? find();
  keep(own, key, rows);
  return rows.ok ? rows : err(rows.error);
}

/** Answers that hold for the rows of now. */
function answersOf(logs: LoadedLogs): Answers {
  let own = answers.get(logs);
  if (own === undefined || own.version !== logs.version) {
    own = { version: logs.version, rows: new Map() };
    answers.set(logs, own);
  }
  return own;
}

/** Keeps an answer as the latest; the oldest ones give way. */
function keep({ rows: all }: Answers, key: string, rows: Rows): void {
  all.delete(key);
  all.set(key, rows);
  let bytes = 0;
  for (const [one, found] of [...all].toReversed()) {
    bytes += found.ok ? found.value.byteLength : 0;
    if (bytes > KEPT_BYTES && one !== key) all.delete(one);
  }
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
