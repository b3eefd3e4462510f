import { ok, type Result } from '../base/result.ts';
import type { CompactLog } from '../model/logpart.ts';
import type { RequestLogTable } from '../model/requestlog.ts';
import type { FileKey } from '../model/units.ts';
import type { QueryError } from '../query/ast.ts';
import { compileQuery } from '../query/compile.ts';
import { parseQuery } from '../query/parse.ts';
import { type LogChunk, chunkOf, chunksOf, placeOf } from './log-chunks.ts';
import { chunkFields } from './log-fields.ts';
import { partSize } from './log-part.ts';
import { type RowPlace, tableOfMany, tableOfRows, type WantsText } from './log-rows.ts';

/**
 * All request logs of the workspace. Rows are numbered over all logs in the order of adding; a number stays valid until
 * a log is removed. Rows live in the parts they came in: a filter or group works part by part, over typed columns.
 */
export class LogStore {
  #chunks: LogChunk[] = [];
  readonly #names = new Set<string>();
  #rows = 0;
  #bytes = 0;

  get rows(): number {
    return this.#rows;
  }

  /** Memory that the rows take. */
  get bytes(): number {
    return this.#bytes;
  }

  get chunks(): readonly LogChunk[] {
    return this.#chunks;
  }

  /** Names of all columns that any log has. */
  get columnNames(): ReadonlySet<string> {
    return this.#names;
  }

  /** `shiftMs`: what makes the times of the log true UTC. */
  add(log: CompactLog, shiftMs = 0): void {
    this.#chunks.push(...chunksOf(log, this.#rows, shiftMs));
    this.#rows += log.rows;
    for (const { part } of log.parts) {
      this.#bytes += partSize(part);
      for (const column of part.columns) this.#names.add(column.name);
    }
  }

  /** Takes the rows of one log out; the rows after it get other numbers. */
  remove(file: FileKey): void {
    const kept = new Map(this.#chunks.map((chunk) => [chunk.log, chunk.shiftMs]));
    this.clear();
    for (const [log, shiftMs] of kept) if (log.file !== file) this.add(log, shiftMs);
  }

  /** Changes what is said of a log. Parts that were added one after the other are parts of one log from then on. */
  relabel(file: FileKey, change: Partial<Pick<CompactLog, 'path' | 'absent'>>): void {
    const own = this.#chunks.filter((chunk) => chunk.log.file === file);
    const [first] = own;
    if (first === undefined) return;
    const log: CompactLog = {
      ...first.log,
      ...change,
      rows: own.reduce((sum, { part }) => sum + part.rows, 0),
      parts: own.map(({ part, firstLine, firstByte }) => ({ part, firstLine, firstByte })),
    };
    this.#chunks = this.#chunks.map((chunk) => (chunk.log.file === file ? { ...chunk, log } : chunk));
  }

  /** Sets what makes the times of a log true UTC: minus the server's offset, minus the error of its clock. */
  shift(file: FileKey, shiftMs: number): void {
    this.#chunks = this.#chunks.map((chunk) => {
      if (chunk.log.file !== file) return chunk;
      const by = shiftMs - chunk.shiftMs;
      return { ...chunk, shiftMs, from: chunk.from + by, to: chunk.to + by };
    });
  }

  clear(): void {
    this.#chunks = [];
    this.#names.clear();
    this.#rows = 0;
    this.#bytes = 0;
  }

  /** Rows that pass a filter, in the order of the store. `offsetMs`: the zone in which the filter names times. */
  select(filter: string, offsetMs = 0): Result<Uint32Array, QueryError> {
    const steps = this.selectSteps(filter, offsetMs);
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
    }
  }

  /** The same, chunk by chunk: whoever asks may do other things between them. Rows added meanwhile are not looked at. */
  *selectSteps(filter: string, offsetMs = 0): Generator<undefined, Result<Uint32Array, QueryError>> {
    const chunks = this.#chunks.slice();
    const query = parseQuery(filter);
    if (!query.ok) return query;
    if (query.value.kind === 'all') return ok(allRows(this.#rows));
    const test = compileQuery(query.value, chunkFields(NO_CHUNK, this.#names, offsetMs));
    if (!test.ok) return test;
    const found: Uint32Array[] = [];
    const room = new Uint32Array(chunks.reduce((most, { part }) => Math.max(most, part.rows), 0));
    for (const chunk of chunks) {
      const own = compileQuery(query.value, chunkFields(chunk, this.#names, offsetMs));
      if (!own.ok) return own;
      found.push(passing(chunk, own.value, room));
      yield undefined;
    }
    return ok(joined(found));
  }

  /** Where a row lives; undefined when there is no such row. */
  chunkOf(row: number): LogChunk | undefined {
    return chunkOf(this.#chunks, row);
  }

  /** The row of a line of a file, -1 when that line is no row. */
  rowOfLine(file: FileKey, line: number): number {
    for (const chunk of this.#chunks) {
      if (chunk.log.file !== file) continue;
      const { lineRuns, rows } = chunk.part;
      for (let run = 0; run < lineRuns.length; run += 2) {
        const from = lineRuns[run] ?? 0;
        const to = lineRuns[run + 2] ?? rows;
        const row = from + line - chunk.firstLine - (lineRuns[run + 1] ?? 0);
        if (row >= from && row < to) return chunk.first + row;
      }
    }
    return -1;
  }

  /** Rows of one log as a table, by the chunk they lie in; null when there are none. See `tableOfMany`. */
  tableOf(file: FileKey, rows: ReadonlyMap<LogChunk, Uint32Array>, wants: WantsText): RequestLogTable | null {
    const own = this.#chunks.filter((chunk) => chunk.log.file === file && rows.has(chunk));
    const [first] = own;
    if (first === undefined) return null;
    const count = own.reduce((sum, chunk) => sum + (rows.get(chunk)?.length ?? 0), 0);
    const places = function* (): Generator<RowPlace> {
      for (const chunk of own) for (const row of rows.get(chunk) ?? []) yield placeOf(chunk, row);
    };
    return tableOfMany(first.log, places(), count, wants);
  }

  /** Some rows as tables, one for each log, rows in the order given. */
  tables(rows: Iterable<number>): readonly RequestLogTable[] {
    const byLog = new Map<CompactLog, ReturnType<typeof placeOf>[]>();
    for (const row of rows) {
      const chunk = this.chunkOf(row);
      if (chunk === undefined) continue;
      const places = byLog.get(chunk.log) ?? [];
      places.push(placeOf(chunk, row));
      byLog.set(chunk.log, places);
    }
    return [...byLog].map(([log, places]) => tableOfRows(log, places));
  }
}

const NO_CHUNK: LogChunk = {
  log: { file: '' as FileKey, path: '', rows: 0, parts: [], localTime: false, absent: [] },
  part: {
    rows: 0,
    time: new Uint32Array(0),
    triple: new Uint8Array(0),
    triples: new Uint32Array(0),
    timeTaken: new Uint8Array(0),
    columns: [],
    lineRuns: new Uint32Array(0),
    marks: new Uint32Array(0),
  },
  first: 0,
  firstLine: 0,
  firstByte: 0,
  shiftMs: 0,
  from: Number.NaN,
  to: Number.NaN,
  sorted: false,
};

/** Rows of a chunk that pass. `room`: for as many rows as it has. */
function passing({ part, first }: LogChunk, test: (row: number) => boolean, room: Uint32Array): Uint32Array {
  let count = 0;
  for (let row = 0; row < part.rows; row++) if (test(row)) room[count++] = first + row;
  return room.slice(0, count);
}

function joined(lists: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(lists.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}

function allRows(count: number): Uint32Array {
  const rows = new Uint32Array(count);
  for (let row = 0; row < count; row++) rows[row] = row;
  return rows;
}
