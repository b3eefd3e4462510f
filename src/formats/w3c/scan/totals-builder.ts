import { packTexts } from '../../../base/byte-dictionary.ts';
import { CountMap } from '../../../base/count-map.ts';
import { TripleCounts } from '../../../base/triple-counts.ts';
import { LOG_TEXT_FIELDS, NO_TIME } from '../../../model/logpart.ts';
import { durationClass, type LogTotals, statusClass } from '../../../model/logtotals.ts';
import type { ScanColumn, ScanMemory } from './memory.ts';
import { COLUMN, CONFIG } from './module.ts';

/** What a path counts as: its template, so that ids in paths do not make a group of every request. */
export type FoldPath = (path: string) => string;

/** Different folded paths that are counted by themselves; what comes after them counts as `OTHERS`. */
const MOST_PATHS = 20_000;
const OTHERS = '(others)';
/** Classes of duration are below this, so a path and a class fit into one key. */
const CLASSES = 1024;

/** Folded paths that are remembered from slice to slice: the same paths come again in each, and folding takes its time. */
const REMEMBERED = 65_536;
const remembered = new WeakMap<FoldPath, Map<string, string>>();

function remembering(fold: FoldPath): FoldPath {
  const known = remembered.get(fold) ?? new Map<string, string>();
  remembered.set(fold, known);
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    if (known.size === REMEMBERED) known.clear();
    const folded = fold(path);
    known.set(path, folded);
    return folded;
  };
}

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
  readonly #triples = new TripleCounts();
  readonly #minutes = new CountMap();
  /** Folded paths by number. */
  readonly #paths = new Map<string, number>();
  /** Rows by folded path and class of duration, and rows of status 500 and up by folded path. */
  readonly #taken = new CountMap();
  readonly #failures = new CountMap();
  readonly #fold: FoldPath;
  /** Folded path of each entry of the dictionary of the part at hand. */
  #folded: number[] = [];

  constructor(fold: FoldPath) {
    this.#fold = remembering(fold);
  }

  #add(batch: TotalsBatch): void {
    const { times, statuses, taken, stems } = batch;
    const folded = this.#folded;
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
      const path = folded[stems === null ? 0 : (stems[row] ?? 0)] ?? 0;
      const value = taken[row] ?? 0;
      this.#taken.add(path * CLASSES + (value === 0 ? CLASSES - 1 : durationClass(value - 1)));
      if (status >= 500) this.#failures.add(path);
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
      this.#triples.add(statuses[from] ?? 0, substatuses[from] ?? 0, win32s[from] ?? 0, row - from);
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
    this.#foldPaths(memory, stem);
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

  /** The part ends, and with it the dictionary whose entries were folded. */
  endPart(): void {
    this.#folded = [];
  }

  finish(): LogTotals {
    const triples = [...this.#triples.entries()].flatMap(([triple, rows]) => [...triple, rows]);
    const minutes = new Map<number, number[]>();
    for (const [key, count] of this.#minutes.entries()) {
      const minute = Math.floor(key / 5);
      const classes = minutes.get(minute) ?? [0, 0, 0, 0, 0];
      classes[key % 5] = count;
      minutes.set(minute, classes);
    }
    const stems = new Uint32Array(this.#paths.size * 2);
    const taken: number[] = [];
    for (const [key, count] of this.#taken.entries()) {
      const path = Math.floor(key / CLASSES);
      stems[path * 2] = (stems[path * 2] ?? 0) + count;
      if (key % CLASSES !== CLASSES - 1) taken.push(path, key % CLASSES, count);
    }
    for (const [path, count] of this.#failures.entries()) stems[path * 2 + 1] = count;
    return {
      rows: this.#rows,
      from: this.#from === NO_TIME ? Number.NaN : this.#from * 1000,
      to: this.#from === NO_TIME ? Number.NaN : this.#to * 1000,
      triples: Uint32Array.from(triples),
      minutes: Uint32Array.from(
        [...minutes].toSorted((a, b) => a[0] - b[0]).flatMap(([minute, classes]) => [minute, ...classes]),
      ),
      texts: packTexts(this.#paths.keys()),
      stems,
      taken: Uint32Array.from(taken),
    };
  }

  /** Folds the paths that the dictionary got since the last batch. */
  #foldPaths(memory: ScanMemory, stem: ScanColumn | undefined): void {
    if (this.#folded.length === 0) this.#folded.push(this.#pathOf(''));
    if (stem === undefined) return;
    for (const text of memory.textsFrom(stem, this.#folded.length - 1))
      this.#folded.push(this.#pathOf(this.#fold(text)));
  }

  #pathOf(text: string): number {
    const known = this.#paths.get(text);
    if (known !== undefined) return known;
    const counted = this.#paths.size < MOST_PATHS ? text : OTHERS;
    const number = this.#paths.get(counted) ?? this.#paths.size;
    this.#paths.set(counted, number);
    return number;
  }
}

function stemOf(memory: ScanMemory): ScanColumn | undefined {
  return memory.columns.find((column) => column.name === LOG_TEXT_FIELDS.stem);
}

/** Rows that are kept in lean mode; the scanner decides by the same digits. */
function isKept(status: number): boolean {
  return status >= 400 && status < 600;
}
