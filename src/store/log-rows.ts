import { StringTable } from '../base/strings.ts';
import { LOG_TEXT_FIELDS, type LogPart, type LogPartColumn } from '../model/logpart.ts';
import type { RequestLogTable } from '../model/requestlog.ts';
import type { FileKey } from '../model/units.ts';
import { partLine, partText, partTime, partTriple } from './log-part.ts';

/** A row of a log: the part that holds it, its place there, and the line at which the part's slice begins. */
export interface RowPlace {
  readonly part: LogPart;
  readonly row: number;
  readonly firstLine: number;
  /** Added to the time of the row. */
  readonly shiftMs?: number;
}

/** What a log says of itself, beside its rows. */
export interface LogLabel {
  readonly file: FileKey;
  readonly path: string;
  readonly localTime: boolean;
  readonly absent: RequestLogTable['absent'];
}

/** Indexes of values that were met: a list of all values where many rows are taken, a map of the few otherwise. */
class Known {
  readonly #all: Int32Array | null;
  readonly #few = new Map<number, number>();

  constructor(values: number, rows: number) {
    this.#all = rows * 8 < values ? null : new Int32Array(values).fill(-1);
  }

  /** -1 for a value that is new. */
  of(value: number): number {
    return this.#all === null ? (this.#few.get(value) ?? -1) : (this.#all[value] ?? -1);
  }

  keep(value: number, ix: number): number {
    if (this.#all === null) this.#few.set(value, ix);
    else this.#all[value] = ix;
    return ix;
  }
}

/** Which texts of a row are unpacked: those of fields, by their names in the log, of a row with this status. */
export type WantsText = (name: string, status: number) => boolean;

/** Some rows of a log as a table of their own, in the order given: what rules and the join read. */
export function tableOfRows(label: LogLabel, places: readonly RowPlace[]): RequestLogTable {
  return tableOfMany(label, places, places.length, () => true);
}

/** The same of any number of rows, of which not all texts are wanted. */
export function tableOfMany(
  label: LogLabel,
  places: Iterable<RowPlace>,
  count: number,
  wants: WantsText,
): RequestLogTable {
  const strings = new StringTable();
  const texts = new Map<string, Int32Array>();
  const column = (name: string): Int32Array => {
    const known = texts.get(name);
    if (known !== undefined) return known;
    const values = new Int32Array(count).fill(-1);
    texts.set(name, values);
    return values;
  };
  // Each distinct text of a part is decoded once, however many rows have it.
  const known = new Map<LogPartColumn, Known>();
  const textIndex = (one: LogPartColumn, row: number): number => {
    if (one.kind !== 'dictionary') {
      const text = partText(one, row);
      return text === '' ? -1 : strings.add(text);
    }
    const value = one.values[row] ?? 0;
    if (value === 0) return -1;
    let indexes = known.get(one);
    if (indexes === undefined) {
      indexes = new Known(one.texts.ends.length + 1, count);
      known.set(one, indexes);
    }
    const ix = indexes.of(value);
    return ix >= 0 ? ix : indexes.keep(value, strings.add(partText(one, row)));
  };
  const fixed = Object.values(LOG_TEXT_FIELDS).map((name) => [name, column(name)] as const);
  const time = new Float64Array(count);
  const line = new Uint32Array(count);
  const status = new Uint16Array(count);
  const substatus = new Uint16Array(count);
  const win32 = new Uint32Array(count);
  const timeTaken = new Int32Array(count);
  let ix = 0;
  let of: LogPart | null = null;
  let columns: readonly { readonly one: LogPartColumn; readonly into: Int32Array }[] = [];
  for (const { part, row, firstLine, shiftMs } of places) {
    if (of !== part) {
      of = part;
      columns = part.columns.map((one) => ({ one, into: column(one.name) }));
    }
    const triple = partTriple(part, part.triple[row] ?? 0);
    time[ix] = partTime(part, row) + (shiftMs ?? 0);
    line[ix] = firstLine + partLine(part, row);
    status[ix] = triple.status;
    substatus[ix] = triple.substatus;
    win32[ix] = triple.win32;
    timeTaken[ix] = (part.timeTaken[row] ?? 0) - 1;
    for (const { one, into } of columns) if (wants(one.name, triple.status)) into[ix] = textIndex(one, row);
    ix++;
  }
  const names = new Set<string>(fixed.map(([name]) => name));
  const text = (name: keyof typeof LOG_TEXT_FIELDS): Int32Array => column(LOG_TEXT_FIELDS[name]);
  return {
    file: label.file,
    path: label.path,
    length: count,
    strings,
    time,
    line,
    method: text('method'),
    stem: text('stem'),
    query: text('query'),
    host: text('host'),
    clientIp: text('clientIp'),
    user: text('user'),
    userAgent: text('userAgent'),
    status,
    substatus,
    win32,
    timeTaken,
    extras: [...texts].filter(([name]) => !names.has(name)).map(([name, values]) => ({ name, values })),
    ...(label.localTime ? { localTime: true } : {}),
    ...(label.absent === undefined ? {} : { absent: label.absent }),
  };
}
