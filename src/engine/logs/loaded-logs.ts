import type { CompactLog } from '../../model/logpart.ts';
import type { LogTotals } from '../../model/logtotals.ts';
import type { FileKey } from '../../model/units.ts';
import { joinTotals } from '../../store/log-totals.ts';
import { LogStore } from '../../store/logs.ts';

/** Bytes of rows that are kept in full. Of a log that would go beyond, failing rows are kept and the others counted. */
const MOST_BYTES = 1024 * 1024 * 1024;
/** Bytes that a row takes per byte of its log, at most: 95 of some 220. */
const KEPT_SHARE = 0.45;

/** How the clock of a log was put right. */
export interface LogShift {
  readonly ms: number;
  /** Traces whose requests agree in it; null: a person chose it. */
  readonly traces: number | null;
}

/** The request logs of the workspace: their rows, and what is known of each file. */
export class LoadedLogs {
  readonly store = new LogStore();
  readonly #totals = new Map<FileKey, LogTotals>();
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

  /** All rows, those that are only counted included. */
  get rows(): number {
    let rows = this.store.rows;
    for (const file of this.#totals.keys()) rows += this.countedOnly(file);
    return rows;
  }

  /** Counts over all rows of the logs that are not kept in full. */
  get totals(): ReadonlyMap<FileKey, LogTotals> {
    return this.#totals;
  }

  /** Rows of a log that were counted and not kept. */
  countedOnly(file: FileKey): number {
    const all = this.#totals.get(file)?.rows;
    if (all === undefined) return 0;
    return this.store.chunks.reduce((left, { log, part }) => (log.file === file ? left - part.rows : left), all);
  }

  shiftOf(file: FileKey): LogShift | undefined {
    return this.#shifts.get(file);
  }

  /** Bytes of rows that can still be kept. */
  get room(): number {
    return Math.max(0, this.#limit - this.store.bytes);
  }

  /** Whether the rows of a log of so many bytes can be kept in full, whatever they are. */
  hasRoomFor(bytes: number): boolean {
    return bytes * KEPT_SHARE <= this.room;
  }

  /** Adds a log, or the next parts of one. */
  add(log: CompactLog): void {
    this.#version += 1;
    this.store.add(log, this.#shifts.get(log.file)?.ms ?? 0);
  }

  /** What is known of a log once all its parts are there; `totals`: counts of its slices where rows were left out. */
  finish(file: FileKey, end: { readonly absent: CompactLog['absent']; readonly totals: readonly LogTotals[] }): void {
    this.#version += 1;
    this.store.relabel(file, { absent: end.absent });
    if (end.totals.length > 0) this.#totals.set(file, joinTotals(end.totals));
  }

  shift(file: FileKey, shift: LogShift): void {
    this.#version += 1;
    this.#shifts.set(file, shift);
    this.store.shift(file, shift.ms);
  }

  rename(file: FileKey, path: string): void {
    this.#version += 1;
    this.store.relabel(file, { path });
  }

  remove(file: FileKey): void {
    this.#version += 1;
    this.store.remove(file);
    this.#totals.delete(file);
    this.#shifts.delete(file);
  }

  clear(): void {
    this.#version += 1;
    this.store.clear();
    this.#totals.clear();
    this.#shifts.clear();
  }
}
