import { LOG_TEXT_FIELDS } from '../../../model/logpart.ts';
import type { TextColumn } from '../../textlog/requestlog-builder.ts';
import type { RowTarget } from '../rows.ts';
import { BATCH_ROWS, type ScanColumn, type ScanMemory } from './memory.ts';
import { COLUMN, CONFIG } from './module.ts';
import { endsInGuid, firstRole, plainNumber } from './roles.ts';

const encoder = new TextEncoder();
const INT32_MAX = 0x7fff_ffff;

/** Writes rows that were read in the slow way among those that the scanner has put into the batch. */
export class RowWriter implements RowTarget<ScanColumn> {
  time = Number.NaN;
  status = 0;
  substatus = 0;
  win32 = 0;
  timeTaken = -1;
  /** Byte of the slice where the line at hand starts. */
  start = 0;
  /** Times of the batch that are no whole seconds, by row. */
  readonly odd = new Map<number, number>();

  readonly #memory: ScanMemory;
  readonly #keep: ReadonlySet<string> | null;
  readonly #columns = new Map<string, ScanColumn>();
  readonly #row = new Map<ScanColumn, string>();
  readonly #flush: () => void;
  readonly #keepAsText: (column: ScanColumn) => void;

  /** `flush` empties the batch; `keepAsText` makes a dictionary of a column of numbers. */
  constructor(
    memory: ScanMemory,
    keep: ReadonlySet<string> | null,
    host: { readonly flush: () => void; readonly keepAsText: (column: ScanColumn) => void },
  ) {
    this.#memory = memory;
    this.#keep = keep;
    this.#flush = host.flush;
    this.#keepAsText = host.keepAsText;
  }

  column(name: TextColumn): ScanColumn {
    return this.extra(LOG_TEXT_FIELDS[name]);
  }

  extra(name: string): ScanColumn {
    const known = this.#columns.get(name);
    if (known !== undefined) return known;
    const role = this.#keep === null || this.#keep.has(name) ? firstRole(name) : 'skip';
    const column = this.#memory.addColumn(name, role) ?? { name, at: 0, role: 'skip' as const };
    this.#columns.set(name, column);
    return column;
  }

  set(column: ScanColumn, value: string): void {
    if (value !== '-' && value !== '' && column.role !== 'skip') this.#row.set(column, value);
  }

  push(line: number): void {
    for (const [column, value] of this.#row) {
      if (column.role === 'number' && plainNumber(value) < 0) this.#keepAsText(column);
    }
    if (this.#memory.config(CONFIG.rows) === BATCH_ROWS) this.#flush();
    const memory = this.#memory;
    const row = memory.config(CONFIG.rows);
    const out = (word: number, value: number): void => memory.setWord(memory.config(word) + row * 4, value);
    const whole = this.time % 1000 === 0 && this.time >= 0 && this.time < 0xffff_ffff * 1000;
    out(CONFIG.outTime, whole ? this.time / 1000 : 0);
    if (!whole) this.odd.set(row, this.time);
    out(CONFIG.outStatus, this.status);
    out(CONFIG.outSubstatus, this.substatus);
    out(CONFIG.outWin32, this.win32);
    out(CONFIG.outTaken, Math.min(this.timeTaken, INT32_MAX) + 1);
    out(CONFIG.outLine, line - 1);
    out(CONFIG.outStart, this.start);
    for (const column of memory.columns) if (column.role !== 'skip') this.#write(column, row, this.#row.get(column));
    memory.setConfig(CONFIG.rows, row + 1);
    this.#reset();
  }

  #write(column: ScanColumn, row: number, value: string | undefined): void {
    const memory = this.#memory;
    const at = memory.columnWord(column, COLUMN.out) + row * 4;
    if (column.role === 'raw') {
      const from = row === 0 ? 0 : memory.word(at - 4);
      const to = value === undefined ? from : memory.appendRaw(column, from, encoder.encode(value));
      memory.setWord(at, to);
    } else if (value === undefined) memory.setWord(at, 0);
    else if (column.role === 'number') memory.setWord(at, plainNumber(value) + 1);
    else {
      const guids = column.role === 'guid' && endsInGuid(value) ? memory.columnWord(column, COLUMN.guids) : null;
      const entry = memory.intern(column, encoder.encode(value), guids === null ? null : guids + row * 16);
      memory.setWord(at, entry);
    }
  }

  #reset(): void {
    this.time = Number.NaN;
    this.status = 0;
    this.substatus = 0;
    this.win32 = 0;
    this.timeTaken = -1;
    this.#row.clear();
  }
}
