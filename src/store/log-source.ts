import { textAt } from '../base/byte-dictionary.ts';
import type { LogSlice, RowSource } from '../analysis/correlate/source.ts';
import type { LogPart, LogPartColumn } from '../model/logpart.ts';
import { chunkTime, type LogChunk, rowAtOrAfter } from './log-chunks.ts';
import { rowsWithKeys } from './log-keys.ts';
import { partLine, partText, partTime } from './log-part.ts';
import { rowsOfPaths } from './log-paths.ts';
import type { LogStore } from './logs.ts';

/** The rows of a store for the join, asked for where they lie. */
export function storeSource(store: LogStore): RowSource {
  return { slices: store.chunks.filter(({ part }) => part.rows > 0).map((chunk) => new ChunkSlice(chunk)) };
}

/** A text column with the texts that were asked for. */
interface ReadColumn {
  readonly column: LogPartColumn;
  readonly texts: Map<number, string>;
}

class ChunkSlice implements LogSlice {
  readonly file: LogSlice['file'];
  readonly path: string;
  readonly rows: number;
  readonly first: number;
  readonly from: number;
  readonly to: number;
  readonly widthMs: number;
  readonly shiftMs: number;
  readonly localTime: boolean;
  readonly absent: LogSlice['absent'];
  readonly fields: readonly string[];
  readonly #chunk: LogChunk;
  readonly #part: LogPart;
  readonly #columns: ReadonlyMap<string, ReadColumn>;

  constructor(chunk: LogChunk) {
    const { log, part } = chunk;
    this.file = log.file;
    this.path = log.path;
    this.rows = part.rows;
    this.first = chunk.first;
    this.from = chunk.from;
    this.to = chunk.to;
    this.widthMs = part.time instanceof Float64Array ? 1 : 1000;
    this.shiftMs = chunk.shiftMs;
    this.localTime = log.localTime;
    this.absent = log.absent;
    this.#chunk = chunk;
    this.#part = part;
    this.#columns = new Map(part.columns.map((column) => [column.name.toLowerCase(), { column, texts: new Map() }]));
    this.fields = [...this.#columns.keys()];
  }

  time(row: number): number {
    return partTime(this.#part, row) + this.shiftMs;
  }

  line(row: number): number {
    return this.#chunk.firstLine + partLine(this.#part, row);
  }

  status(row: number): number {
    return this.#part.triples[(this.#part.triple[row] ?? 0) * 3] ?? 0;
  }

  subStatus(row: number): number {
    return this.#part.triples[(this.#part.triple[row] ?? 0) * 3 + 1] ?? 0;
  }

  win32(row: number): number {
    return this.#part.triples[(this.#part.triple[row] ?? 0) * 3 + 2] ?? 0;
  }

  taken(row: number): number {
    return (this.#part.timeTaken[row] ?? 0) - 1;
  }

  has(field: string): boolean {
    return this.#columns.has(field);
  }

  text(field: string, row: number): string {
    const read = this.#columns.get(field);
    if (read === undefined) return '';
    const { column, texts } = read;
    if (column.kind !== 'dictionary') return partText(column, row);
    const value = column.values[row] ?? 0;
    if (value === 0) return '';
    const known = texts.get(value);
    if (known !== undefined) return known;
    const text = textAt(column.texts, value - 1);
    texts.set(value, text);
    return text;
  }

  rowsOfPaths(paths: ReadonlySet<string>, statuses: ReadonlySet<number> | null): ReadonlyMap<string, Uint32Array> {
    const column = this.#columns.get('cs-uri-stem')?.column;
    return column === undefined ? new Map() : rowsOfPaths(this.#chunk, column, paths, statuses);
  }

  rowsWithKeys(keys: ReadonlySet<string>): readonly number[] {
    return rowsWithKeys(this.#part, keys);
  }

  hasRowsIn(from: number, to: number): boolean {
    const chunk = this.#chunk;
    if (!(chunk.to >= from && chunk.from < to)) return false;
    if (chunk.sorted) return chunkTime(chunk, rowAtOrAfter(chunk, from)) < to;
    for (let row = 0; row < this.rows; row++) {
      const time = chunkTime(chunk, row);
      if (time >= from && time < to) return true;
    }
    return false;
  }
}
