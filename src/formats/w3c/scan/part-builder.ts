import { Column, uint32 } from '../../../base/columns.ts';
import { NarrowColumn } from '../../../base/narrow.ts';
import { TripleCounts } from '../../../base/triple-counts.ts';
import { type LogPart, type LogPartColumn, MARK_EVERY, NO_TIME } from '../../../model/logpart.ts';
import { COLUMN, CONFIG } from './module.ts';
import type { ScanColumn, ScanMemory } from './memory.ts';

/** What a column has gathered so far. Texts of the dictionary stay with the scanner until the part is finished. */
interface Gathered {
  readonly values: NarrowColumn;
  /** GUIDs or raw bytes, batch by batch. */
  readonly pieces: Uint8Array[];
  /** Ends of raw texts. */
  readonly ends: Column<Uint32Array>;
  rawBytes: number;
}

/** Takes batches out of the scanner's memory and makes parts of them. */
export class PartBuilder {
  readonly #memory: ScanMemory;
  #rows = 0;
  #times: Uint32Array[] = [];
  /** Times that are no whole seconds, by row. */
  #odd = new Map<number, number>();
  #triple = new NarrowColumn();
  #triples = new TripleCounts();
  #taken = new NarrowColumn();
  #runs = new Column(uint32, 16);
  #lineLessRow = -1;
  #marks = new Column(uint32, 64);
  #columns = new Map<ScanColumn, Gathered>();

  constructor(memory: ScanMemory) {
    this.#memory = memory;
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
    this.#times.push(out(CONFIG.outTime).slice());
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
    this.#times = [];
    this.#odd = new Map();
    this.#triple = new NarrowColumn();
    this.#triples = new TripleCounts();
    this.#taken = new NarrowColumn();
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
    const gathered = this.#columns.get(column) ?? {
      values: new NarrowColumn(),
      pieces: [],
      ends: new Column(uint32),
      rawBytes: 0,
    };
    this.#columns.set(column, gathered);
    const values = memory.rowsOf(memory.columnWord(column, COLUMN.out), rows);
    if (column.role === 'raw') {
      const arena = memory.columnWord(column, COLUMN.arena);
      const bytes = values[rows - 1] ?? 0;
      for (let row = gathered.ends.length; row < this.#rows; row++) gathered.ends.push(0);
      for (const end of values) gathered.ends.push(gathered.rawBytes + end);
      gathered.pieces.push(memory.bytes.slice(arena, arena + bytes));
      gathered.rawBytes += bytes;
      return;
    }
    if (column.role === 'guid') {
      const at = memory.columnWord(column, COLUMN.guids);
      const missing = this.#rows * 16 - gathered.pieces.reduce((sum, piece) => sum + piece.length, 0);
      if (missing > 0) gathered.pieces.push(new Uint8Array(missing));
      gathered.pieces.push(memory.bytes.slice(at, at + rows * 16));
    }
    gathered.values.pad(this.#rows);
    gathered.values.append(chosen(values, kept));
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
      return { name, kind: 'raw', texts: { bytes: concat(gathered.pieces), ends: gathered.ends.finish() } };
    }
    const texts = this.#memory.texts(column);
    if (column.role === 'guid') return { ...values(), kind: 'guid', texts, guids: concat(gathered.pieces) };
    return { ...values(), kind: 'dictionary', texts };
  }

  #time(): Uint32Array | Float64Array {
    const seconds = new Uint32Array(this.#rows);
    let at = 0;
    for (const piece of this.#times) {
      seconds.set(piece, at);
      at += piece.length;
    }
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

function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
