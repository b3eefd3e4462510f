import { LOG_TEXT_FIELDS, type LogPart } from '../../../model/logpart.ts';
import { dayStart } from '../../textlog/clock.ts';
import type { RowFacts } from '../../textlog/issues.ts';
import { type LineFacts, LineSplitter } from '../../textlog/lines.ts';
import { type FieldRole, fieldRoles } from '../fields.ts';
import { type RowState, W3cRows } from '../rows.ts';
import { type ColumnRole, INPUT_BYTES, roleNumber, type ScanColumn, ScanMemory } from './memory.ts';
import { CONFIG, FIELD_BYTES, LAYOUT, ROLE, STOP } from './module.ts';
import { PartBuilder } from './part-builder.ts';
import { nextRole } from './roles.ts';
import { RowWriter } from './row-writer.ts';

/** What a scan gives of its slice. Lines of the facts count from 1 at the start of the slice. */
export interface SliceScan {
  /** Parts that were not given to `onPart`. */
  readonly parts: readonly LogPart[];
  readonly rows: number;
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
  /** Names of the text columns to keep; null for all. */
  readonly keep: ReadonlySet<string> | null;
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
    this.#onPart = options.onPart ?? ((part) => void this.#parts.push(part));
    this.#writer = new RowWriter(this.#memory, options.keep, {
      flush: () => this.#flush(),
      keepAsText: (column) => this.#changeRoles(new Map([[column, 'dictionary']])),
    });
    this.#rows = new W3cRows(this.#writer);
    const onLine = (text: string, line: number, ended: boolean): void => this.#rows.line(text, line, ended);
    this.#lines = new LineSplitter('utf-8', onLine, options.state === null ? null : 1);
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

  /** The end of the slice, which is the end of a line or of the file. */
  end(): SliceScan {
    if (this.#carry > 0) {
      const { input } = this.#memory;
      this.#startSlow(this.#base);
      this.#lines.push(this.#memory.bytes.slice(input, input + this.#carry));
    }
    this.#lines.end();
    this.#flush();
    this.#seal();
    return {
      parts: this.#parts,
      rows: this.#taken,
      lines: this.#memory.config(CONFIG.lines),
      bytes: this.#base + this.#carry,
      rowFacts: this.#rows.facts,
      lineFacts: this.#lines.facts,
      recorded: this.#rows.recorded,
      state: this.#rows.state,
      usedFields: this.#usedFields || !this.#rows.fieldsSeen,
      usedDay: this.#rows.usedDay,
    };
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
      else if (stop === STOP.odd || !this.#setDate(at, to)) at = this.#slowLine(at, to);
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

  /** Tells the scanner of the fields in force. Without a date and a time in each row it leaves all rows alone. */
  #bind(): void {
    this.#flush();
    const names = this.#rows.state.names;
    this.#bound = names;
    const memory = this.#memory;
    const roles = names === null ? [] : fieldRoles(names);
    this.#dateField = roles.findIndex((role) => role?.kind === 'date');
    const dated = this.#dateField >= 0 && roles.some((role) => role?.kind === 'time');
    memory.setConfig(CONFIG.fields, dated && roles.length < LAYOUT.maxFields ? roles.length : 0);
    const bound = new Set<ScanColumn>();
    for (const [ix, role] of roles.slice(0, LAYOUT.maxFields).entries()) {
      const column = this.#columnOf(role);
      if (column !== null) bound.add(column);
      const at = LAYOUT.fields + ix * FIELD_BYTES;
      memory.setWord(at, column === null ? plainRole(role) : roleNumber(column.role));
      memory.setWord(at + 4, column?.at ?? 0);
    }
    for (const column of memory.columns) {
      if (column.role === 'skip' || bound.has(column)) continue;
      memory.clearOut(column);
    }
  }

  #columnOf(role: FieldRole | null): ScanColumn | null {
    if (role?.kind === 'text') return this.#writer.extra(LOG_TEXT_FIELDS[role.column]);
    return role?.kind === 'extra' ? this.#writer.extra(role.name) : null;
  }

  /** Shows the scanner the date of the line at `at`; false when it is no date. */
  #setDate(at: number, to: number): boolean {
    const { bytes } = this.#memory;
    let from = at;
    for (let field = 0; field < this.#dateField; field++) from = bytes.indexOf(0x20, from) + 1;
    if (from + 10 > to) return false;
    const text = bytes.slice(from, from + 10);
    const next = bytes[from + 10];
    if (next !== 0x20 && next !== 0x0a && next !== 0x0d) return false;
    const day = dayStart(String.fromCharCode(...text));
    if (Number.isNaN(day) || day < 0) return false;
    bytes.set(text, LAYOUT.config + CONFIG.dateText);
    this.#memory.setConfig(CONFIG.dateSeconds, day / 1000);
    return true;
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
    this.#builder.take(rows, this.#writer.odd);
    this.#writer.odd.clear();
    this.#memory.setConfig(CONFIG.rows, 0);
    this.#taken += rows;
    const full = this.#builder.rows >= PART_ROWS || this.#memory.used > PART_DICTIONARIES;
    if (full) this.#seal();
    else if (this.#builder.rows >= (ROLE_CHECKS[this.#checks] ?? Number.POSITIVE_INFINITY)) this.#checkRoles();
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
    if (this.#builder.rows > 0) this.#onPart(this.#builder.finish());
    this.#memory.forget();
    this.#checks = 0;
  }
}

function plainRole(role: FieldRole | null): number {
  return role === null || role.kind === 'text' || role.kind === 'extra' ? ROLE.skip : ROLE[role.kind];
}
