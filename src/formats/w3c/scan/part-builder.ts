import { Column, uint32 } from '../../../base/columns.ts';
import type { ByteColumn, NarrowColumn } from '../../../base/narrow.ts';
import { TripleCounts } from '../../../base/triple-counts.ts';
import { type LogPart, type LogPartColumn, MARK_EVERY, NO_TIME } from '../../../model/logpart.ts';
import type { ColumnPool } from './column-pool.ts';
import { COLUMN, CONFIG } from './module.ts';
import type { ScanColumn, ScanMemory } from './memory.ts';

/** What a column has gathered so far. Texts of the dictionary stay with the scanner until the part is finished. */
interface Gathered {
  readonly values: NarrowColumn;
  /** GUIDs or raw bytes. */
  readonly bytes: ByteColumn;
  /** Ends of raw texts. */
  readonly ends: NarrowColumn;
}

/** Takes batches out of the scanner's memory and makes parts of them. */
export class PartBuilder {
  readonly #memory: ScanMemory;
  readonly #pool: ColumnPool;
  #rows = 0;
  /** Times that are no whole seconds, by row. */
  #odd = new Map<number, number>();
  #times: NarrowColumn;
  #triple: NarrowColumn;
  #triples = new TripleCounts();
  #taken: NarrowColumn;
  #runs = new Column(uint32, 16);
  #lineLessRow = -1;
  #marks = new Column(uint32, 64);
  #columns = new Map<ScanColumn, Gathered>();

  constructor(memory: ScanMemory) {
    this.#memory = memory;
    this.#pool = memory.pool;
    this.#times = this.#pool.numbers();
    this.#triple = this.#pool.numbers();
    this.#taken = this.#pool.numbers();
  }

  get rows(): number {
    return this.#rows;
  }

  /**
   * Takes the rows of a batch. `odd`: times that are no whole seconds, by row of the batch. `kept`: the rows to take,
   * null for all; then no column may be packed or raw, since those go by the place of a row.
   */
  take(rows: number, odd: ReadonlyMap<number, number>, kept: Uint32Array | null): void {
    const memory = this.#memory;
    const out = (word: number): Uint32Array => chosen(memory.rowsOf(memory.config(word), rows), kept);
    for (const [row, time] of odd) {
      const at = kept === null ? row : kept.indexOf(row);
      if (at >= 0) this.#odd.set(this.#rows + at, time);
    }
    this.#times.append(out(CONFIG.outTime));
    this.#taken.append(out(CONFIG.outTaken));
    this.#takeTriples(out(CONFIG.outStatus), out(CONFIG.outSubstatus), out(CONFIG.outWin32));
    this.#takeLines(out(CONFIG.outLine), out(CONFIG.outStart));
    for (const column of memory.columns) if (column.role !== 'skip') this.#takeColumn(column, rows, kept);
    this.#rows += kept?.length ?? rows;
  }

  /** The part that was gathered; the builder starts the next one. */
  finish(): LogPart {
    const part: LogPart = {
      rows: this.#rows,
      time: this.#time(),
      triple: this.#triple.finish(),
      triples: this.#triples.triples(),
      timeTaken: this.#taken.finish(),
      columns: [...this.#columns].map(([column, gathered]) => this.#column(column, gathered)),
      lineRuns: this.#runs.finish(),
      marks: this.#marks.finish(),
    };
    this.#rows = 0;
    this.#odd = new Map();
    this.#pool.release();
    this.#times = this.#pool.numbers();
    this.#triple = this.#pool.numbers();
    this.#triples = new TripleCounts();
    this.#taken = this.#pool.numbers();
    this.#runs = new Column(uint32, 16);
    this.#lineLessRow = -1;
    this.#marks = new Column(uint32, 64);
    this.#columns = new Map();
    return part;
  }

  #takeTriples(status: Uint32Array, substatus: Uint32Array, win32: Uint32Array): void {
    const indexes = new Uint32Array(status.length);
    let [lastStatus, lastSub, lastWin32, last] = [-1, -1, -1, 0];
    for (let row = 0; row < status.length; row++) {
      const [st, sub, code] = [status[row] ?? 0, substatus[row] ?? 0, win32[row] ?? 0];
      if (st !== lastStatus || sub !== lastSub || code !== lastWin32) {
        last = this.#triples.add(st, sub, code, 1);
        [lastStatus, lastSub, lastWin32] = [st, sub, code];
      }
      indexes[row] = last;
    }
    this.#triple.append(indexes);
  }

  #takeLines(lines: Uint32Array, starts: Uint32Array): void {
    for (let ix = 0; ix < lines.length; ix++) {
      const row = this.#rows + ix;
      const line = lines[ix] ?? 0;
      if (line - row !== this.#lineLessRow || row === 0) {
        this.#lineLessRow = line - row;
        this.#runs.push(row);
        this.#runs.push(line);
      }
      if (row % MARK_EVERY === 0) this.#marks.push(starts[ix] ?? 0);
    }
  }

  #takeColumn(column: ScanColumn, rows: number, kept: Uint32Array | null): void {
    const memory = this.#memory;
    const gathered = this.#columns.get(column) ?? this.#gather();
    this.#columns.set(column, gathered);
    const values = memory.rowsOf(memory.columnWord(column, COLUMN.out), rows);
    if (column.role === 'raw') {
      const before = gathered.bytes.length;
      gathered.ends.pad(this.#rows);
      if (before === 0) gathered.ends.append(values);
      else gathered.ends.append(values.map((end) => before + end));
      const arena = memory.columnWord(column, COLUMN.arena);
      gathered.bytes.append(memory.bytes.subarray(arena, arena + (values[rows - 1] ?? 0)));
      return;
    }
    if (column.role === 'guid') {
      const at = memory.columnWord(column, COLUMN.guids);
      gathered.bytes.pad(this.#rows * 16);
      gathered.bytes.append(memory.bytes.subarray(at, at + rows * 16));
    }
    gathered.values.pad(this.#rows);
    gathered.values.append(chosen(values, kept));
  }

  #gather(): Gathered {
    return { values: this.#pool.numbers(), bytes: this.#pool.bytes(), ends: this.#pool.numbers() };
  }

  #column(column: ScanColumn, gathered: Gathered): LogPartColumn {
    const { name } = column;
    const values = (): LogPartColumn & { kind: 'number' } => ({
      name,
      kind: 'number',
      values: gathered.values.finish(),
    });
    if (column.role === 'number') return values();
    if (column.role === 'raw') {
      return { name, kind: 'raw', texts: { bytes: gathered.bytes.finish(), ends: gathered.ends.finishWide() } };
    }
    const texts = this.#memory.texts(column);
    if (column.role === 'guid') return { ...values(), kind: 'guid', texts, guids: gathered.bytes.finish() };
    return { ...values(), kind: 'dictionary', texts };
  }

  #time(): Uint32Array | Float64Array {
    const seconds = this.#times.finishWide();
    const whole = [...this.#odd.values()].every((time) => Number.isNaN(time));
    for (const row of this.#odd.keys()) seconds[row] = NO_TIME;
    if (whole) return seconds;
    const times = Float64Array.from(seconds, (second) => (second === NO_TIME ? Number.NaN : second * 1000));
    for (const [row, time] of this.#odd) times[row] = time;
    return times;
  }
}

function chosen(values: Uint32Array, kept: Uint32Array | null): Uint32Array {
  return kept === null ? values : kept.map((row) => values[row] ?? 0);
}
