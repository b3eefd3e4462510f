import { STATUS_CLASSES, statusClass } from '../store/log-histogram.ts';
import { chunksOf, chunkTime } from '../store/log-chunks.ts';
import { partSize, partTriple } from '../store/log-part.ts';
import { tableOfRows } from '../store/log-rows.ts';
import { LogStore } from '../store/logs.ts';
import { compactLog } from '../store/part-of-table.ts';
import type { CompactLog } from '../model/logpart.ts';
import type { FileKey } from '../model/units.ts';

/** Bytes of rows that are kept in full; of what comes after only failing rows are, the others are counted. */
const MOST_BYTES = 1024 * 1024 * 1024;
const MINUTE = 60_000;

/** Rows of one log that were counted and not kept. */
export interface CountedRows {
  rows: number;
  /** `502 3 12002` and its rows. */
  readonly byTriple: Map<string, number>;
  /** Rows by minute since 1970, times the number of classes, plus the class: see `STATUS_CLASSES`. */
  readonly byMinute: Map<number, number>;
}

/** How the clock of a log was put right. */
export interface LogShift {
  readonly ms: number;
  /** Traces whose requests agree in it; null: a person chose it. */
  readonly traces: number | null;
}

/** The request logs of the workspace: their rows, and what is known of each file. */
export class LoadedLogs {
  readonly store = new LogStore();
  readonly #counted = new Map<FileKey, CountedRows>();
  readonly #shifts = new Map<FileKey, LogShift>();
  readonly #limit: number;
  #version = 0;

  constructor(limit = MOST_BYTES) {
    this.#limit = limit;
  }

  /** Changes with every change of rows or times. */
  get version(): number {
    return this.#version;
  }

  /** All rows, counted ones included. */
  get rows(): number {
    let rows = this.store.rows;
    for (const counted of this.#counted.values()) rows += counted.rows;
    return rows;
  }

  counted(file: FileKey): CountedRows | undefined {
    return this.#counted.get(file);
  }

  get countedFiles(): ReadonlyMap<FileKey, CountedRows> {
    return this.#counted;
  }

  shiftOf(file: FileKey): LogShift | undefined {
    return this.#shifts.get(file);
  }

  add(log: CompactLog): void {
    this.#version += 1;
    const room = this.#limit - this.store.bytes;
    const size = log.parts.reduce((sum, { part }) => sum + partSize(part), 0);
    this.store.add(size <= room ? log : this.#reduced(log), this.#shifts.get(log.file)?.ms ?? 0);
  }

  shift(file: FileKey, shift: LogShift): void {
    this.#version += 1;
    this.#shifts.set(file, shift);
    this.store.shift(file, shift.ms);
  }

  rename(file: FileKey, path: string): void {
    this.#version += 1;
    this.store.rename(file, path);
  }

  remove(file: FileKey): void {
    this.#version += 1;
    this.store.remove(file);
    this.#counted.delete(file);
    this.#shifts.delete(file);
  }

  clear(): void {
    this.#version += 1;
    this.store.clear();
    this.#counted.clear();
    this.#shifts.clear();
  }

  /** The failing rows of a log; the others are counted. */
  #reduced(log: CompactLog): CompactLog {
    const counted = this.#counted.get(log.file) ?? { rows: 0, byTriple: new Map(), byMinute: new Map() };
    this.#counted.set(log.file, counted);
    const places = chunksOf(log, 0, 0).flatMap((chunk) => {
      const { part, firstLine } = chunk;
      const failing: { part: typeof part; row: number; firstLine: number }[] = [];
      const triples = new Uint32Array(part.triples.length / 3);
      for (let row = 0; row < part.rows; row++) {
        const ix = part.triple[row] ?? 0;
        const { status } = partTriple(part, ix);
        if (status >= 500) {
          failing.push({ part, row, firstLine });
          continue;
        }
        counted.rows += 1;
        triples[ix] = (triples[ix] ?? 0) + 1;
        const time = chunkTime(chunk, row);
        if (Number.isNaN(time)) continue;
        increase(counted.byMinute, Math.floor(time / MINUTE) * STATUS_CLASSES.length + statusClass(status), 1);
      }
      for (const [ix, count] of triples.entries()) {
        const { status, substatus, win32 } = partTriple(part, ix);
        if (count > 0) increase(counted.byTriple, `${status} ${substatus} ${win32}`, count);
      }
      return failing;
    });
    return compactLog(tableOfRows(log, places));
  }
}

function increase<K>(counts: Map<K, number>, key: K, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
