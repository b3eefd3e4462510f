import { Column, float64, int32, uint16, uint32 } from '../../base/columns.ts';
import { StringTable } from '../../base/strings.ts';
import type { RequestLogTable } from '../../model/requestlog.ts';
import type { FileKey } from '../../model/units.ts';

/** Columns of `RequestLogTable` that hold interned text. */
const TEXT_COLUMNS = ['method', 'stem', 'query', 'host', 'clientIp', 'user', 'userAgent'] as const;
/** A fixed column of interned text. */
export type TextColumn = (typeof TEXT_COLUMNS)[number];

/** Columns whose "none" must be told from "this log does not record it". */
const MAY_BE_ABSENT = [
  'substatus',
  'win32',
  'timeTaken',
  'query',
  'host',
  'clientIp',
  'user',
  'userAgent',
] as const satisfies RequestLogTable['absent'];

/** Columns that no field of the log, by what it recorded, fills. */
export function absentColumns(recorded: ReadonlySet<string>): NonNullable<RequestLogTable['absent']> {
  return MAY_BE_ABSENT.filter((name) => !recorded.has(name));
}

const INT32_MAX = 0x7fff_ffff;

/**
 * Grows a RequestLogTable row by row: set what the row has, then `push`. What was not set is "none".
 * Values `-` and '' are none.
 */
export class RequestLogBuilder {
  readonly strings = new StringTable();
  readonly #time = new Column(float64);
  readonly #line = new Column(uint32);
  readonly #text = new Map<TextColumn, Column<Int32Array>>(TEXT_COLUMNS.map((name) => [name, new Column(int32)]));
  readonly #status = new Column(uint16);
  readonly #substatus = new Column(uint16);
  readonly #win32 = new Column(uint32);
  readonly #timeTaken = new Column(int32);
  readonly #extras = new Map<string, Column<Int32Array>>();

  time = Number.NaN;
  status = 0;
  substatus = 0;
  win32 = 0;
  timeTaken = -1;
  readonly #row = new Map<Column<Int32Array>, number>();

  get length(): number {
    return this.#line.length;
  }

  /** The text column of a name: one of the fixed ones, or an extra that begins to exist with this call. */
  column(name: TextColumn): Column<Int32Array> {
    const column = this.#text.get(name);
    if (column === undefined) throw new Error(`no column ${name}`);
    return column;
  }

  extra(name: string): Column<Int32Array> {
    const known = this.#extras.get(name);
    if (known !== undefined) return known;
    const column = new Column(int32);
    for (let row = 0; row < this.length; row++) column.push(-1);
    this.#extras.set(name, column);
    return column;
  }

  set(column: Column<Int32Array>, value: string): void {
    if (value !== '-' && value !== '') this.#row.set(column, this.strings.add(value));
  }

  /** Ends the row that was set up. */
  push(line: number): void {
    this.#time.push(this.time);
    this.#line.push(line);
    this.#status.push(this.status);
    this.#substatus.push(this.substatus);
    this.#win32.push(this.win32);
    this.#timeTaken.push(Math.min(this.timeTaken, INT32_MAX));
    for (const column of this.#text.values()) column.push(this.#row.get(column) ?? -1);
    for (const column of this.#extras.values()) column.push(this.#row.get(column) ?? -1);
    this.reset();
  }

  /** Forgets what was set for the row. */
  reset(): void {
    this.time = Number.NaN;
    this.status = 0;
    this.substatus = 0;
    this.win32 = 0;
    this.timeTaken = -1;
    this.#row.clear();
  }

  /** `recorded`: the columns that some `#Fields` of the log, or its format, has a field for. */
  finish(
    file: FileKey,
    path: string,
    log: { readonly recorded: ReadonlySet<string>; readonly localTime: boolean },
  ): RequestLogTable {
    const absent = absentColumns(log.recorded);
    const text = (name: TextColumn): Int32Array => this.column(name).finish();
    return {
      file,
      path,
      length: this.length,
      strings: this.strings,
      time: this.#time.finish(),
      line: this.#line.finish(),
      method: text('method'),
      stem: text('stem'),
      query: text('query'),
      host: text('host'),
      clientIp: text('clientIp'),
      user: text('user'),
      userAgent: text('userAgent'),
      status: this.#status.finish(),
      substatus: this.#substatus.finish(),
      win32: this.#win32.finish(),
      timeTaken: this.#timeTaken.finish(),
      extras: [...this.#extras].map(([name, column]) => ({ name, values: column.finish() })),
      ...(log.localTime ? { localTime: true } : {}),
      ...(absent.length > 0 ? { absent } : {}),
    };
  }
}

/** Whole number of at most 32 bits as logs write them, `0x` included; `none` when it is no such number. */
export function readUint32(text: string, none: number): number {
  if (/^\d{1,10}$/.test(text)) {
    const value = Number(text);
    return value <= 0xffff_ffff ? value : none;
  }
  return /^0x[0-9a-f]{1,8}$/i.test(text) ? Number.parseInt(text.slice(2), 16) : none;
}

/** A Windows status: unsigned, or signed as some tools write an HRESULT (`-2147024891` is 0x80070005); 0 for neither. */
export function readWin32(text: string): number {
  if (!/^-\d{1,10}$/.test(text)) return readUint32(text, 0);
  const value = Number(text);
  return value >= -0x8000_0000 ? value >>> 0 : 0;
}

/** Milliseconds, a fraction cut off; -1 for anything that is no number. */
export function readMillis(text: string): number {
  const dot = text.indexOf('.');
  return readUint32(dot > 0 && /^\d{1,6}$/.test(text.slice(dot + 1)) ? text.slice(0, dot) : text, -1);
}

/** A status of 100 to 999, 0 for anything else. */
export function readStatus(text: string): number {
  return /^[1-9]\d\d$/.test(text) ? Number(text) : 0;
}
