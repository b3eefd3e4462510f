import { ByteDictionary, type ByteTexts } from '../../../base/byte-dictionary.ts';
import { CountMap } from '../../../base/count-map.ts';
import { LOG_TEXT_FIELDS, NO_TIME } from '../../../model/logpart.ts';
import { durationClass, type LogTotals, statusClass } from '../../../model/logtotals.ts';
import type { ScanColumn, ScanMemory } from './memory.ts';
import { COLUMN, CONFIG } from './module.ts';

/** Different paths that are counted by themselves; what comes after them counts as `OTHERS`. */
const MOST_STEMS = 100_000;
const OTHERS = '(others)';
/** Classes of duration are below this, so a path and a class fit into one key. */
const CLASSES = 1024;

/** One batch of rows, one number each. `stems`: entry of the path + 1 in the dictionary of the part, 0 for none. */
interface TotalsBatch {
  readonly times: Uint32Array;
  readonly statuses: Uint32Array;
  readonly substatuses: Uint32Array;
  readonly win32s: Uint32Array;
  /** Milliseconds + 1, 0 for none. */
  readonly taken: Uint32Array;
  readonly stems: Uint32Array | null;
}

/** Counts rows that are not kept. */
export class TotalsBuilder {
  #rows = 0;
  #from = NO_TIME;
  #to = 0;
  readonly #triples = new Map<string, number>();
  readonly #minutes = new CountMap();
  readonly #stems = new ByteDictionary();
  readonly #stemRows = new CountMap();
  readonly #stemFailures = new CountMap();
  readonly #taken = new CountMap();
  /** Of the part at hand, by entry of its dictionary. */
  #partTaken = new CountMap();
  #partFailures = new CountMap();

  #add(batch: TotalsBatch): void {
    const { times, statuses, taken, stems } = batch;
    let minute = 0;
    const classes = new Uint32Array(5);
    for (let row = 0; row < times.length; row++) {
      const status = statuses[row] ?? 0;
      const time = times[row] ?? NO_TIME;
      if (time !== NO_TIME) {
        if (time < this.#from) this.#from = time;
        if (time > this.#to) this.#to = time;
        // Rows of one minute follow one another: count them here, and the minute as a whole.
        const at = Math.floor(time / 60);
        if (at !== minute) {
          this.#addMinute(minute, classes);
          minute = at;
        }
        const ix = statusClass(status);
        classes[ix] = (classes[ix] ?? 0) + 1;
      }
      const stem = stems === null ? 0 : (stems[row] ?? 0);
      const value = taken[row] ?? 0;
      this.#partTaken.add(stem * CLASSES + (value === 0 ? CLASSES - 1 : durationClass(value - 1)));
      if (status >= 500) this.#partFailures.add(stem);
    }
    this.#addMinute(minute, classes);
    this.#addTriples(batch);
    this.#rows += times.length;
  }

  #addMinute(minute: number, classes: Uint32Array): void {
    for (const [ix, count] of classes.entries()) if (count > 0) this.#minutes.add(minute * 5 + ix, count);
    classes.fill(0);
  }

  #addTriples({ statuses, substatuses, win32s }: TotalsBatch): void {
    let from = 0;
    for (let row = 1; row <= statuses.length; row++) {
      const same =
        row < statuses.length &&
        statuses[row] === statuses[from] &&
        substatuses[row] === substatuses[from] &&
        win32s[row] === win32s[from];
      if (same) continue;
      const triple = `${statuses[from]} ${substatuses[from]} ${win32s[from]}`;
      this.#triples.set(triple, (this.#triples.get(triple) ?? 0) + row - from);
      from = row;
    }
  }

  /** Counts a batch that stands in the scanner's memory and gives the rows of it to keep. */
  take(memory: ScanMemory, rows: number, odd: ReadonlyMap<number, number>): Uint32Array {
    const out = (word: number): Uint32Array => memory.rowsOf(memory.config(word), rows);
    const stem = stemOf(memory);
    const times = out(CONFIG.outTime).slice();
    for (const [row, time] of odd) times[row] = Number.isNaN(time) ? NO_TIME : time / 1000;
    const statuses = out(CONFIG.outStatus);
    this.#add({
      times,
      statuses,
      substatuses: out(CONFIG.outSubstatus),
      win32s: out(CONFIG.outWin32),
      taken: out(CONFIG.outTaken),
      stems: stem === undefined ? null : memory.rowsOf(memory.columnWord(stem, COLUMN.out), rows),
    });
    const kept: number[] = [];
    for (let row = 0; row < rows; row++) if (isKept(statuses[row] ?? 0)) kept.push(row);
    return Uint32Array.from(kept);
  }

  /** The part ends, and with it the dictionary that its paths were entries of. */
  endPart(memory: ScanMemory): void {
    const stem = stemOf(memory);
    const texts = stem === undefined ? null : memory.texts(stem);
    const ids = new Map<number, number>();
    const idOf = (entry: number): number => {
      const known = ids.get(entry);
      if (known !== undefined) return known;
      const id = this.#stemId(entry, texts);
      ids.set(entry, id);
      return id;
    };
    for (const [key, count] of this.#partTaken.entries()) {
      const id = idOf(Math.floor(key / CLASSES));
      this.#stemRows.add(id, count);
      if (key % CLASSES !== CLASSES - 1) this.#taken.add(id * CLASSES + (key % CLASSES), count);
    }
    for (const [entry, count] of this.#partFailures.entries()) this.#stemFailures.add(idOf(entry), count);
    this.#partTaken = new CountMap();
    this.#partFailures = new CountMap();
  }

  finish(): LogTotals {
    const triples = [...this.#triples].flatMap(([triple, count]) => [...triple.split(' ').map(Number), count]);
    const minutes = new Map<number, number[]>();
    for (const [key, count] of this.#minutes.entries()) {
      const minute = Math.floor(key / 5);
      const classes = minutes.get(minute) ?? [0, 0, 0, 0, 0];
      classes[key % 5] = count;
      minutes.set(minute, classes);
    }
    const taken: number[] = [];
    for (const [key, count] of this.#taken.entries()) taken.push(Math.floor(key / CLASSES), key % CLASSES, count);
    return {
      rows: this.#rows,
      from: this.#from === NO_TIME ? Number.NaN : this.#from * 1000,
      to: this.#from === NO_TIME ? Number.NaN : this.#to * 1000,
      triples: Uint32Array.from(triples),
      minutes: Uint32Array.from(
        [...minutes].toSorted((a, b) => a[0] - b[0]).flatMap(([minute, classes]) => [minute, ...classes]),
      ),
      texts: this.#stems.finish(),
      stems: Uint32Array.from({ length: this.#stems.length * 2 }, (_, ix) =>
        ix % 2 === 0 ? this.#stemRows.get(ix / 2) : this.#stemFailures.get((ix - 1) / 2),
      ),
      taken: Uint32Array.from(taken),
    };
  }

  #stemId(entry: number, texts: ByteTexts | null): number {
    if (entry === 0 || texts === null) return this.#stems.add(new Uint8Array(0), 0, 0);
    const from = entry === 1 ? 0 : (texts.ends[entry - 2] ?? 0);
    const to = texts.ends[entry - 1] ?? from;
    if (this.#stems.length < MOST_STEMS) return this.#stems.add(texts.bytes, from, to);
    const known = this.#stems.findBytes(texts.bytes, from, to);
    if (known >= 0) return known;
    const others = new TextEncoder().encode(OTHERS);
    return this.#stems.add(others, 0, others.length);
  }
}

function stemOf(memory: ScanMemory): ScanColumn | undefined {
  return memory.columns.find((column) => column.name === LOG_TEXT_FIELDS.stem);
}

/** Rows that are kept in lean mode; the scanner decides by the same digits. */
function isKept(status: number): boolean {
  return status >= 400 && status < 600;
}
