import { type ByteTexts, unpackTexts } from '../../../base/byte-dictionary.ts';
import { ColumnPool } from './column-pool.ts';
import { COLUMN, COLUMN_BYTES, CONFIG, LAYOUT, MODULE, ROLE } from './module.ts';

/** What a column's values become; a role that is skipped keeps nothing. */
export type ColumnRole = 'skip' | 'dictionary' | 'number' | 'guid' | 'raw';

/** A text column of the scan. `at` is its description in memory. */
export interface ScanColumn {
  readonly name: string;
  readonly at: number;
  role: ColumnRole;
}

interface ScanExports {
  readonly memory: WebAssembly.Memory;
  readonly scan: (from: number, to: number) => number;
  readonly intern: (column: number, at: number, length: number) => number;
  readonly internGuid: (column: number, at: number, length: number, to: number) => number;
  readonly rehash: (column: number) => void;
}

/** Rows that the scanner gathers before they are taken out. */
export const BATCH_ROWS = 8192;
/** Bytes of the file that stand in memory at once; longer lines are read in the slow way. */
export const INPUT_BYTES = 256 * 1024;
/** The scanner reads some bytes past an end, never looks at them. */
const SLACK = 64;
const PAGE = 65_536;
const SCRATCH_BYTES = 64 * 1024;
const MOST_COLUMNS = (LAYOUT.free - LAYOUT.columns) / COLUMN_BYTES;

let compiled: WebAssembly.Module | null | undefined;

/** The compiled module, null where the platform cannot run it. */
function scanModule(): WebAssembly.Module | null {
  if (compiled === undefined) {
    try {
      compiled = new WebAssembly.Module(Uint8Array.from(atob(MODULE), (char) => char.charCodeAt(0)));
    } catch {
      compiled = null;
    }
  }
  return compiled;
}

/** True where large logs are scanned by WebAssembly; elsewhere the plain reader does the same, slower. */
export function canScan(): boolean {
  return scanModule() !== null;
}

/** Memory of a scan that has ended, for the next one: slice after slice with memory of its own would pile up. */
let spare: { readonly exports: ScanExports; readonly pool: ColumnPool } | null = null;
/** More than this is not worth holding on to. */
const SPARE_BYTES = 32 * 1024 * 1024;

/** The scanner's memory: input, outputs of a batch, dictionaries of the columns. */
export class ScanMemory {
  readonly input: number;
  /** Where the columns of parts are gathered. */
  readonly pool: ColumnPool;
  readonly #exports: ScanExports;
  readonly #scratch: number;
  readonly #columns: ScanColumn[] = [];
  #free: number;
  #bytes: Uint8Array;
  #words: Uint32Array;

  constructor() {
    const module = scanModule();
    if (module === null) throw new Error('this platform has no WebAssembly SIMD');
    this.#exports = spare?.exports ?? (new WebAssembly.Instance(module).exports as unknown as ScanExports);
    this.pool = spare?.pool ?? new ColumnPool();
    spare = null;
    this.#bytes = new Uint8Array(this.#exports.memory.buffer);
    this.#words = new Uint32Array(this.#exports.memory.buffer);
    this.#bytes.fill(0, 0, LAYOUT.free);
    this.#free = LAYOUT.free;
    this.input = this.#take(INPUT_BYTES);
    this.#scratch = this.#take(SCRATCH_BYTES);
    for (const out of [
      CONFIG.outTime,
      CONFIG.outStatus,
      CONFIG.outSubstatus,
      CONFIG.outWin32,
      CONFIG.outTaken,
      CONFIG.outLine,
      CONFIG.outStart,
    ]) {
      this.setConfig(out, this.#take(BATCH_ROWS * 4));
    }
    this.setConfig(CONFIG.maxRows, BATCH_ROWS);
  }

  /** The scan has ended and nothing of it is asked for any more. */
  release(): void {
    this.pool.release();
    if (this.#bytes.length <= SPARE_BYTES) spare = { exports: this.#exports, pool: this.pool };
  }

  get columns(): readonly ScanColumn[] {
    return this.#columns;
  }

  /** All of it. Not to be kept: growing makes a new one. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  config(word: number): number {
    return this.#words[(LAYOUT.config + word) >> 2] ?? 0;
  }

  setConfig(word: number, value: number): void {
    this.setWord(LAYOUT.config + word, value);
  }

  word(at: number): number {
    return this.#words[at >> 2] ?? 0;
  }

  setWord(at: number, value: number): void {
    this.#words[at >> 2] = value;
  }

  /** Words of an output of the batch, or of a column's. A view, gone with the next growth. */
  rowsOf(out: number, rows: number): Uint32Array {
    return this.#words.subarray(out >> 2, (out >> 2) + rows);
  }

  columnWord(column: ScanColumn, word: number): number {
    return this.word(column.at + word);
  }

  /** Scans `[from, to)` of the input; gives the place where it stopped. */
  scan(from: number, to: number): number {
    return this.#exports.scan(from, to) >>> 0;
  }

  /** A new column, null when there are too many. */
  addColumn(name: string, role: ColumnRole): ScanColumn | null {
    if (this.#columns.length === MOST_COLUMNS) return null;
    const column: ScanColumn = { name, at: LAYOUT.columns + this.#columns.length * COLUMN_BYTES, role };
    this.#columns.push(column);
    if (role === 'skip') return column;
    this.setWord(column.at + COLUMN.out, this.#takeZeroed(BATCH_ROWS * 4));
    this.#setRoom(column, role === 'raw' ? 64 * 1024 : 4096);
    if (role !== 'raw' && role !== 'number') this.#setEntries(column, 128);
    if (role === 'guid') this.setWord(column.at + COLUMN.guids, this.#take(BATCH_ROWS * 16));
    return column;
  }

  /** Changes what becomes of a column's values. Its dictionary has to be empty. */
  setRole(column: ScanColumn, role: ColumnRole): void {
    column.role = role;
    if (role === 'guid') this.setWord(column.at + COLUMN.guids, this.#take(BATCH_ROWS * 16));
    if ((role === 'guid' || role === 'dictionary') && this.columnWord(column, COLUMN.entries) === 0) {
      this.#setEntries(column, 128);
    }
  }

  /** Makes every row of the batch to come "none" in a column that the fields in force do not have. */
  clearOut(column: ScanColumn): void {
    this.rowsOf(this.columnWord(column, COLUMN.out), BATCH_ROWS).fill(0);
  }

  /** Empties all dictionaries, keeps their room. */
  forget(): void {
    for (const column of this.#columns) {
      for (const word of [COLUMN.count, COLUMN.used, COLUMN.last]) this.setWord(column.at + word, 0);
      const table = this.columnWord(column, COLUMN.table);
      if (table !== 0) this.#bytes.fill(0, table, table + (this.columnWord(column, COLUMN.mask) + 1) * 8);
    }
  }

  /** More room for the column that is full: twice what it has where it is short. */
  grow(column: ScanColumn): void {
    const count = this.columnWord(column, COLUMN.count);
    if (column.role !== 'raw' && count >= this.columnWord(column, COLUMN.entries)) this.#setEntries(column, count * 2);
    else this.#setRoom(column, this.columnWord(column, COLUMN.room) * 2);
  }

  /** Entry of a text in a column's dictionary, plus 1. `to`: where the GUID at its end goes, null to keep it whole. */
  intern(column: ScanColumn, text: Uint8Array, to: number | null): number {
    const at = text.length <= SCRATCH_BYTES ? this.#scratch : this.#take(text.length);
    for (;;) {
      this.#bytes.set(text, at);
      const entry =
        to === null
          ? this.#exports.intern(column.at, at, text.length)
          : this.#exports.internGuid(column.at, at, text.length, to);
      if (entry !== 0) return entry;
      this.grow(column);
    }
  }

  /** Bytes of a raw column's row, put behind those of the row before. */
  appendRaw(column: ScanColumn, from: number, text: Uint8Array): number {
    while (from + text.length > this.columnWord(column, COLUMN.room)) this.grow(column);
    this.#bytes.set(text, this.columnWord(column, COLUMN.arena) + from);
    this.setWord(column.at + COLUMN.used, from + text.length);
    return from + text.length;
  }

  /** A copy of a column's dictionary. */
  texts(column: ScanColumn): ByteTexts {
    const count = this.columnWord(column, COLUMN.count);
    const arena = this.columnWord(column, COLUMN.arena);
    const ends = this.columnWord(column, COLUMN.ends) >> 2;
    return {
      bytes: this.#bytes.slice(arena, arena + this.columnWord(column, COLUMN.used)),
      ends: this.#words.slice(ends + 1, ends + 1 + count),
    };
  }

  /** Texts of a column's dictionary from entry `from` on. To be taken before anything else happens to the memory. */
  textsFrom(column: ScanColumn, from: number): Iterable<string> {
    const arena = this.columnWord(column, COLUMN.arena);
    const ends = (this.columnWord(column, COLUMN.ends) >> 2) + 1;
    const texts = {
      bytes: this.#bytes.subarray(arena, arena + this.columnWord(column, COLUMN.used)),
      ends: this.#words.subarray(ends, ends + this.columnWord(column, COLUMN.count)),
    };
    return unpackTexts(texts, from);
  }

  /** Bytes that the dictionaries fill. */
  get used(): number {
    let used = 0;
    for (const column of this.#columns) {
      used += this.columnWord(column, COLUMN.used) + this.columnWord(column, COLUMN.count) * 12;
    }
    return used;
  }

  #setRoom(column: ScanColumn, room: number): void {
    const arena = this.#take(room);
    const old = this.columnWord(column, COLUMN.arena);
    this.#bytes.copyWithin(arena, old, old + this.columnWord(column, COLUMN.used));
    this.setWord(column.at + COLUMN.arena, arena);
    this.setWord(column.at + COLUMN.room, room);
  }

  #setEntries(column: ScanColumn, entries: number): void {
    const ends = this.#takeZeroed((entries + 1) * 4);
    const old = this.columnWord(column, COLUMN.ends);
    if (old !== 0) this.#bytes.copyWithin(ends, old, old + (this.columnWord(column, COLUMN.count) + 1) * 4);
    this.setWord(column.at + COLUMN.ends, ends);
    this.setWord(column.at + COLUMN.entries, entries);
    const slots = 2 ** Math.ceil(Math.log2(entries * 2));
    this.setWord(column.at + COLUMN.table, this.#takeZeroed(slots * 8));
    this.setWord(column.at + COLUMN.mask, slots - 1);
    this.#exports.rehash(column.at);
  }

  #takeZeroed(bytes: number): number {
    const at = this.#take(bytes);
    this.#bytes.fill(0, at, at + bytes);
    return at;
  }

  /** Room that is never given back: what a scan outgrows is at most as much as what it keeps. */
  #take(bytes: number): number {
    const at = this.#free;
    this.#free = (at + bytes + SLACK + 15) & ~15;
    const short = this.#free + SLACK - this.#bytes.length;
    if (short > 0) {
      // Growing by a quarter at least: each growth makes the views anew.
      const pages = Math.max(Math.ceil(short / PAGE), Math.ceil(this.#bytes.length / PAGE / 4));
      this.#exports.memory.grow(pages);
      this.#bytes = new Uint8Array(this.#exports.memory.buffer);
      this.#words = new Uint32Array(this.#exports.memory.buffer);
    }
    return at;
  }
}

/** Number of a role for the scanner. */
export function roleNumber(role: ColumnRole): number {
  return ROLE[role];
}
