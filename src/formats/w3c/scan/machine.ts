import type { LogPart } from '../../../model/logpart.ts';
import type { LogTotals } from '../../../model/logtotals.ts';
import type { RowFacts } from '../../textlog/issues.ts';
import { type LineFacts, LineSplitter } from '../../textlog/lines.ts';
import { type RowState, W3cRows } from '../rows.ts';
import { bindFields, showDate } from './binding.ts';
import { type ColumnRole, INPUT_BYTES, type ScanColumn, ScanMemory } from './memory.ts';
import { CONFIG, STOP } from './module.ts';
import { PartBuilder } from './part-builder.ts';
import { nextRole } from './roles.ts';
import { RowWriter } from './row-writer.ts';
import { type FoldPath, TotalsBuilder } from './totals-builder.ts';

/** What a scan gives of its slice. Lines of the facts count from 1 at the start of the slice. */
export interface SliceScan {
  /** Parts that were not given to `onPart`. */
  readonly parts: readonly LogPart[];
  /** Rows read; in lean mode more than are kept. */
  readonly rows: number;
  /** Counts over all rows, in lean mode only. */
  readonly totals: LogTotals | null;
  /** Line feeds in the slice. */
  readonly lines: number;
  readonly bytes: number;
  readonly rowFacts: RowFacts;
  readonly lineFacts: LineFacts;
  readonly recorded: ReadonlySet<string>;
  /** What is in force behind the slice. */
  readonly state: RowState;
  /** Rows were read by the fields, took their day from the day, that were in force at the start. */
  readonly usedFields: boolean;
  readonly usedDay: boolean;
}

export interface ScanOptions {
  /** What is in force at the start of the slice; null: the slice is the start of the file. */
  readonly state: RowState | null;
  /** The slice is the start of the file although something is in force: a person named the fields. */
  readonly atStart?: boolean;
  /** Names of the text columns to keep; null for all. */
  readonly keep: ReadonlySet<string> | null;
  /**
   * Keep only rows of status 400 to 599 and count all of them, by path as it folds: for logs that memory has no room for.
   * null: keep all rows.
   */
  readonly lean: FoldPath | null;
  /** Takes each part as soon as it is full. */
  readonly onPart: ((part: LogPart) => void) | null;
}

/** Rows of one part at most, and bytes of its dictionaries: what stays in one piece. */
const PART_ROWS = 262_144;
const PART_DICTIONARIES = 32 * 1024 * 1024;
/** Rows of a part after which its columns are looked at once more. */
const ROLE_CHECKS = [4096, 32_768, 131_072];
const LF = 0x0a;

/**
 * Scans one slice of a W3C log, in chunks of any size, into parts. Rows of the ordinary shape are read by the
 * WebAssembly scanner; lines it stops at (directives, damage, odd values) by `W3cRows`, which is also its oracle.
 */
export class LogMachine {
  readonly #memory = new ScanMemory();
  readonly #builder = new PartBuilder(this.#memory);
  readonly #writer: RowWriter;
  readonly #rows: W3cRows<ScanColumn>;
  readonly #lines: LineSplitter;
  readonly #parts: LogPart[] = [];
  readonly #totals: TotalsBuilder | null;
  readonly #onPart: (part: LogPart) => void;
  #bound: readonly string[] | null = null;
  #dateField = -1;
  #carry = 0;
  /** Byte of the slice that stands first in the input. */
  #base = 0;
  #inLongLine = false;
  #checks = 0;
  #taken = 0;
  #slowLines = 0;
  #fieldsSeen = false;
  #usedFields = false;

  constructor(options: ScanOptions) {
    this.#totals = options.lean === null ? null : new TotalsBuilder(options.lean);
    this.#onPart = options.onPart ?? ((part) => void this.#parts.push(part));
    this.#writer = new RowWriter(this.#memory, options.keep, {
      flush: () => this.#flush(),
      keepAsText: (column) => this.#changeRoles(new Map([[column, 'dictionary']])),
    });
    this.#rows = new W3cRows(this.#writer);
    const onLine = (text: string, line: number, ended: boolean): void => this.#rows.line(text, line, ended);
    this.#lines = new LineSplitter('utf-8', onLine, options.state === null || options.atStart === true ? null : 1);
    if (options.state !== null) this.#rows.restore(options.state);
    this.#bind();
  }

  /** Lines that the scanner did not read itself. */
  get slowLines(): number {
    return this.#slowLines;
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length;) {
      if (this.#inLongLine) {
        at = this.#pushLong(chunk, at);
        continue;
      }
      const piece = chunk.subarray(at, at + INPUT_BYTES - this.#carry);
      this.#memory.bytes.set(piece, this.#memory.input + this.#carry);
      at += piece.length;
      this.#run(this.#memory.input + this.#carry + piece.length);
    }
  }

  /** The end of the slice, which is the end of a line or of the file. The machine has done its work then. */
  end(): SliceScan {
    if (this.#carry > 0) {
      const { input } = this.#memory;
      this.#startSlow(this.#base);
      this.#lines.push(this.#memory.bytes.slice(input, input + this.#carry));
    }
    this.#lines.end();
    this.#flush();
    this.#seal();
    const scan: SliceScan = {
      parts: this.#parts,
      rows: this.#taken,
      totals: this.#totals?.finish() ?? null,
      lines: this.#memory.config(CONFIG.lines),
      bytes: this.#base + this.#carry,
      rowFacts: this.#rows.facts,
      lineFacts: this.#lines.facts,
      recorded: this.#rows.recorded,
      state: this.#rows.state,
      usedFields: this.#usedFields || !this.#rows.fieldsSeen,
      usedDay: this.#rows.usedDay,
    };
    this.#memory.release();
    return scan;
  }

  /** Scans the input up to `to` and moves what is left of it, an unfinished line, to the front. */
  #run(to: number): void {
    const memory = this.#memory;
    let at = memory.input;
    memory.setConfig(CONFIG.base, this.#base - memory.input);
    for (;;) {
      at = memory.scan(at, to);
      const stop = memory.config(CONFIG.stop);
      if (stop === STOP.input) break;
      if (stop === STOP.rows) this.#flush();
      else if (stop === STOP.full) this.#growFull();
      else if (stop === STOP.odd || !showDate(memory, this.#dateField, at, to)) at = this.#slowLine(at, to);
    }
    this.#base += at - memory.input;
    this.#carry = to - at;
    memory.bytes.copyWithin(memory.input, at, to);
    if (this.#carry < INPUT_BYTES) return;
    this.#startSlow(this.#base);
    this.#lines.push(memory.bytes.slice(memory.input, memory.input + INPUT_BYTES));
    this.#base += INPUT_BYTES;
    this.#carry = 0;
    this.#inLongLine = true;
  }

  /** A line that is longer than the input goes to the slow way piece by piece. Gives the place behind what it took. */
  #pushLong(chunk: Uint8Array, from: number): number {
    const lf = chunk.indexOf(LF, from);
    const to = lf < 0 ? chunk.length : lf + 1;
    this.#lines.push(chunk.subarray(from, to));
    this.#base += to - from;
    if (lf >= 0) {
      this.#inLongLine = false;
      this.#endSlow();
    }
    return to;
  }

  #slowLine(at: number, to: number): number {
    const end = this.#memory.bytes.subarray(0, to).indexOf(LF, at) + 1;
    this.#startSlow(this.#base + at - this.#memory.input);
    this.#lines.push(this.#memory.bytes.slice(at, end));
    this.#endSlow();
    return end;
  }

  #startSlow(start: number): void {
    this.#slowLines++;
    this.#writer.start = start;
    this.#lines.line = this.#memory.config(CONFIG.lines) + 1;
  }

  #endSlow(): void {
    this.#memory.setConfig(CONFIG.lines, this.#memory.config(CONFIG.lines) + 1);
    if (this.#rows.state.names === this.#bound) return;
    if (!this.#fieldsSeen && this.#rows.fieldsSeen) {
      this.#fieldsSeen = true;
      const rows = this.#taken + this.#memory.config(CONFIG.rows);
      this.#usedFields = rows > 0 || this.#rows.facts.damaged > 0;
    }
    this.#bind();
  }

  #bind(): void {
    this.#flush();
    this.#bound = this.#rows.state.names;
    this.#dateField = bindFields(this.#memory, this.#bound, (name) => this.#writer.extra(name), this.#totals !== null);
  }

  #growFull(): void {
    const at = this.#memory.config(CONFIG.column);
    const column = this.#memory.columns.find((one) => one.at === at);
    if (column !== undefined) this.#memory.grow(column);
  }

  /** Takes the batch out. */
  #flush(): void {
    const rows = this.#memory.config(CONFIG.rows);
    if (rows === 0) return;
    this.#builder.take(
      rows,
      this.#writer.odd,
      this.#totals === null ? null : this.#totals.take(this.#memory, rows, this.#writer.odd),
    );
    this.#writer.odd.clear();
    this.#memory.setConfig(CONFIG.rows, 0);
    this.#taken += rows;
    const full = this.#builder.rows >= PART_ROWS || this.#memory.used > PART_DICTIONARIES;
    if (full) this.#seal();
    else if (this.#totals === null && this.#builder.rows >= (ROLE_CHECKS[this.#checks] ?? Number.POSITIVE_INFINITY)) {
      this.#checkRoles();
    }
  }

  #checkRoles(): void {
    this.#checks++;
    const roles = this.#memory.columns.map((column) => nextRole(this.#memory, column, this.#builder.rows));
    this.#changeRoles(new Map(this.#memory.columns.map((column, ix) => [column, roles[ix] ?? column.role])));
  }

  /** A column is one thing throughout a part: a change of what becomes of it begins a new part. */
  #changeRoles(roles: ReadonlyMap<ScanColumn, ColumnRole>): void {
    const changes = [...roles].filter(([column, role]) => role !== column.role);
    if (changes.length === 0) return;
    this.#flush();
    this.#seal();
    for (const [column, role] of changes) this.#memory.setRole(column, role);
    this.#bind();
  }

  #seal(): void {
    this.#totals?.endPart();
    if (this.#builder.rows > 0) this.#onPart(this.#builder.finish());
    this.#memory.forget();
    this.#checks = 0;
  }
}
