import { textAt } from '../base/byte-dictionary.ts';
import type { LogSlice, RowSource } from '../analysis/correlate/source.ts';
import type { LogPartColumn } from '../model/logpart.ts';
import { chunkTime, type LogChunk, rowAtOrAfter } from './log-chunks.ts';
import { rowsWithKeys } from './log-keys.ts';
import { partLine, partText } from './log-part.ts';
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
  readonly #chunk: LogChunk;
  readonly #columns: ReadonlyMap<string, ReadColumn>;
  readonly fields: readonly string[];
  readonly widthMs: number;

  constructor(chunk: LogChunk) {
    this.#chunk = chunk;
    this.#columns = new Map(
      chunk.part.columns.map((column) => [column.name.toLowerCase(), { column, texts: new Map() }]),
    );
    this.fields = [...this.#columns.keys()];
    this.widthMs = chunk.part.time instanceof Float64Array ? 1 : 1000;
  }

  get file() {
    return this.#chunk.log.file;
  }

  get path(): string {
    return this.#chunk.log.path;
  }

  get rows(): number {
    return this.#chunk.part.rows;
  }

  get first(): number {
    return this.#chunk.first;
  }

  get from(): number {
    return this.#chunk.from;
  }

  get to(): number {
    return this.#chunk.to;
  }

  get localTime(): boolean {
    return this.#chunk.log.localTime;
  }

  get shiftMs(): number {
    return this.#chunk.shiftMs;
  }

  get absent(): LogSlice['absent'] {
    return this.#chunk.log.absent;
  }

  time(row: number): number {
    return chunkTime(this.#chunk, row);
  }

  line(row: number): number {
    return this.#chunk.firstLine + partLine(this.#chunk.part, row);
  }

  status(row: number): number {
    return this.#triple(row, 0);
  }

  subStatus(row: number): number {
    return this.#triple(row, 1);
  }

  win32(row: number): number {
    return this.#triple(row, 2);
  }

  taken(row: number): number {
    return (this.#chunk.part.timeTaken[row] ?? 0) - 1;
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

  rowsOfPaths(paths: ReadonlySet<string>): ReadonlyMap<string, Uint32Array> {
    const column = this.#columns.get('cs-uri-stem')?.column;
    return column === undefined ? new Map() : rowsOfPaths(this.#chunk, column, paths);
  }

  rowsWithKeys(keys: ReadonlySet<string>): readonly number[] {
    return rowsWithKeys(this.#chunk.part, keys);
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

  #triple(row: number, ix: number): number {
    const { triple, triples } = this.#chunk.part;
    return triples[(triple[row] ?? 0) * 3 + ix] ?? 0;
  }
}
