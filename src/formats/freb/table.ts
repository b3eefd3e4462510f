import { StringTable } from '../../base/strings.ts';
import { parseInstant } from '../../base/time.ts';
import { EventFlag, type EventDetail, type TraceEventTable } from '../../model/events.ts';

/** Values of these columns say "none" or "cannot be told". */
const NONE = -1;

/** What a reader states of one event, besides its Data. */
export interface EventRow {
  /** Epoch ms, NaN when there is none. */
  readonly time: number;
  readonly name: number;
  readonly provider: number;
  readonly area: number;
  readonly module: number;
  readonly opcode: number;
  readonly level: number;
  readonly notification: number;
  readonly flags: number;
  readonly rawStart: number;
  readonly rawEnd: number;
}

/** Fills the columns of a trace event by event. Both layers write here. */
export class TableBuilder {
  readonly strings = new StringTable();
  #length = 0;
  #dataLength = 0;
  #columns: EventColumns;
  #data: DataColumns;

  /** `bytes`: length of the file, to guess how many events there will be. */
  constructor(bytes: number) {
    const events = Math.max(16, Math.ceil(bytes / 900));
    const reused = spare !== null && spare.columns.time.length >= events ? spare : null;
    spare = null;
    this.#columns = reused?.columns ?? eventColumns(events);
    this.#data = reused?.data ?? dataColumns(events * 4);
  }

  get length(): number {
    return this.#length;
  }

  /** A Data of the event that `add` will end: its name and the range of its value, 0 and 0 for the reference layer. */
  data(name: number, start: number, end: number): void {
    const row = this.#dataLength;
    if (row === this.#data.name.length) this.#data = grown(this.#data, dataColumns(row * 2));
    const data = this.#data;
    data.name[row] = name;
    data.start[row] = start;
    data.end[row] = end;
    this.#dataLength = row + 1;
  }

  /** Drops the Data rows of an event that was not finished. */
  dropData(): void {
    this.#dataLength = this.#columns.dataFirst[this.#length] ?? 0;
  }

  add(row: EventRow): void {
    const ix = this.#length;
    if (ix + 1 >= this.#columns.dataFirst.length) this.#columns = grown(this.#columns, eventColumns(ix * 2));
    const columns = this.#columns;
    columns.time[ix] = row.time;
    columns.name[ix] = row.name;
    columns.provider[ix] = row.provider;
    columns.area[ix] = row.area;
    columns.module[ix] = row.module;
    columns.opcode[ix] = row.opcode;
    columns.level[ix] = row.level;
    columns.notification[ix] = row.notification;
    columns.flags[ix] = row.flags;
    columns.rawStart[ix] = row.rawStart;
    columns.rawEnd[ix] = row.rawEnd;
    columns.dataFirst[ix + 1] = this.#dataLength;
    this.#length = ix + 1;
  }

  /** An event read by the reference layer. `damaged`: nothing but its raw slice can be used. */
  addReference(detail: EventDetail, rawStart: number, rawEnd: number, damaged: boolean): void {
    const { strings } = this;
    const intern = (text: string): number => (text === '' ? NONE : strings.add(text));
    let module = NONE;
    let notification = -1;
    let post = false;
    for (const { name, value } of detail.data) {
      this.data(strings.add(name), 0, 0);
      if (name === 'ModuleName') module = module === NONE ? intern(value) : module;
      else if (name === 'Notification') notification = notification < 0 ? parseUint32(value) : notification;
      else if (name === 'fIsPostNotification' || name === 'fIsPostNotificationEvent') post ||= value === 'true';
    }
    const level = parseUint32(detail.level);
    this.add({
      time: parseInstant(detail.systemTime) ?? NaN,
      name: intern(detail.name),
      provider: intern(detail.provider),
      area: intern(guidText(detail.eventGuid)),
      module,
      opcode: within(parseUint32(detail.opcode), 0xffff),
      level: within(level, 0xff),
      notification: Math.max(0, notification),
      flags: levelFlags(level) | EventFlag.reference | (post ? EventFlag.post : 0) | (damaged ? EventFlag.damaged : 0),
      rawStart,
      rawEnd,
    });
  }

  /** The finished table, its first instant, and how many events have no time that can be of this request. */
  finish(): { readonly table: TraceEventTable; readonly start: number | null; readonly badTimes: number } {
    const length = this.#length;
    const columns = this.#columns;
    const time = columns.time.slice(0, length);
    const { start, badTimes } = fromFirst(time);
    const table: TraceEventTable = {
      length,
      strings: this.strings,
      time,
      name: columns.name.slice(0, length),
      provider: columns.provider.slice(0, length),
      area: columns.area.slice(0, length),
      module: columns.module.slice(0, length),
      opcode: columns.opcode.slice(0, length),
      level: columns.level.slice(0, length),
      notification: columns.notification.slice(0, length),
      flags: columns.flags.slice(0, length),
      rawStart: columns.rawStart.slice(0, length),
      rawEnd: columns.rawEnd.slice(0, length),
      dataFirst: columns.dataFirst.slice(0, length + 1),
      dataName: this.#data.name.slice(0, this.#dataLength),
      dataStart: this.#data.start.slice(0, this.#dataLength),
      dataEnd: this.#data.end.slice(0, this.#dataLength),
    };
    if (columns.time.length <= SPARE_EVENTS) spare = { columns, data: this.#data };
    return { table, start, badTimes };
  }
}

/**
 * The growing columns of the trace read before: of hundreds of small files, each would otherwise allocate its own.
 * Every entry is written before it is read, so what is left in them does not matter.
 */
let spare: { readonly columns: EventColumns; readonly data: DataColumns } | null = null;
const SPARE_EVENTS = 20_000;

/**
 * The columns while they grow. They are plain arrays with one length, not `Column` objects: a store through one method
 * shared by five element types cost a quarter of the reading time.
 */
const eventColumns = (length: number) => ({
  time: new Float64Array(length),
  name: new Int32Array(length),
  provider: new Int32Array(length),
  area: new Int32Array(length),
  module: new Int32Array(length),
  opcode: new Uint16Array(length),
  level: new Uint8Array(length),
  notification: new Uint32Array(length),
  flags: new Uint8Array(length),
  rawStart: new Uint32Array(length),
  rawEnd: new Uint32Array(length),
  dataFirst: new Uint32Array(length),
});
type EventColumns = ReturnType<typeof eventColumns>;

const dataColumns = (length: number) => ({
  name: new Int32Array(length),
  start: new Uint32Array(length),
  end: new Uint32Array(length),
});
type DataColumns = ReturnType<typeof dataColumns>;

type Copyable = { set(from: unknown): void };

/** `to` with the content of `from` in it. */
function grown<C extends EventColumns | DataColumns>(from: C, to: C): C {
  const old = new Map<string, unknown>(Object.entries(from));
  for (const [name, column] of Object.entries<Copyable>(to)) column.set(old.get(name));
  return to;
}

/** No request runs for a month; a clock set wrong or a made-up year must not stretch the scale. */
const PLAUSIBLE_MS = 30 * 86_400_000;

/** Turns instants into ms since the first one, in place. Instants a month off the middle one become NaN. */
function fromFirst(time: Float64Array): { readonly start: number | null; readonly badTimes: number } {
  let min = Infinity;
  let max = -Infinity;
  for (const t of time) {
    if (t < min) min = t;
    if (t > max) max = t;
  }
  if (max - min > PLAUSIBLE_MS) {
    const known = time.filter((t) => !Number.isNaN(t)).sort();
    const middle = known[known.length >> 1] ?? NaN;
    for (let i = 0; i < time.length; i++) {
      if (Math.abs((time[i] ?? NaN) - middle) > PLAUSIBLE_MS) time[i] = NaN;
    }
  }
  const start = time.find((t) => !Number.isNaN(t)) ?? null;
  let badTimes = 0;
  for (let i = 0; i < time.length; i++) {
    const t = time[i] ?? NaN;
    if (Number.isNaN(t)) badTimes++;
    else if (start !== null) time[i] = t - start;
  }
  return { start, badTimes };
}

export function levelFlags(level: number): number {
  if (level === 1 || level === 2) return EventFlag.error;
  return level === 3 ? EventFlag.warning : 0;
}

/** `{D42CF7EF-…}` in any case -> upper case without braces. */
export function guidText(text: string): string {
  return text
    .trim()
    .replace(/^\{|\}$/g, '')
    .toUpperCase();
}

/** Unsigned decimal up to 2^32 - 1, and its signed form, which some writers use; -1 for anything else. */
function parseUint32(text: string): number {
  const trimmed = text.trim();
  if (!/^-?\d{1,10}$/.test(trimmed)) return -1;
  const value = Number(trimmed);
  if (value >= 0) return value <= 0xffff_ffff ? value : -1;
  return value >= -0x8000_0000 ? value >>> 0 : -1;
}

function within(value: number, max: number): number {
  return value >= 0 && value <= max ? value : 0;
}
