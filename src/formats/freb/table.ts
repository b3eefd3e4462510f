import { Column, float64, int32, uint16, uint32, uint8 } from '../../base/columns.ts';
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
  readonly #time: Column<Float64Array>;
  readonly #name: Column<Int32Array>;
  readonly #provider: Column<Int32Array>;
  readonly #area: Column<Int32Array>;
  readonly #module: Column<Int32Array>;
  readonly #opcode: Column<Uint16Array>;
  readonly #level: Column<Uint8Array>;
  readonly #notification: Column<Uint32Array>;
  readonly #flags: Column<Uint8Array>;
  readonly #rawStart: Column<Uint32Array>;
  readonly #rawEnd: Column<Uint32Array>;
  readonly #dataFirst: Column<Uint32Array>;
  readonly #dataName: Column<Int32Array>;
  readonly #dataStart: Column<Uint32Array>;
  readonly #dataEnd: Column<Uint32Array>;

  /** `bytes`: length of the file, to guess how many events there will be. */
  constructor(bytes: number) {
    const events = Math.max(16, Math.ceil(bytes / 900));
    this.#time = new Column(float64, events);
    this.#name = new Column(int32, events);
    this.#provider = new Column(int32, events);
    this.#area = new Column(int32, events);
    this.#module = new Column(int32, events);
    this.#opcode = new Column(uint16, events);
    this.#level = new Column(uint8, events);
    this.#notification = new Column(uint32, events);
    this.#flags = new Column(uint8, events);
    this.#rawStart = new Column(uint32, events);
    this.#rawEnd = new Column(uint32, events);
    this.#dataFirst = new Column(uint32, events + 1);
    this.#dataName = new Column(int32, events * 4);
    this.#dataStart = new Column(uint32, events * 4);
    this.#dataEnd = new Column(uint32, events * 4);
    this.#dataFirst.push(0);
  }

  get length(): number {
    return this.#time.length;
  }

  /** A Data of the event that `add` will end: its name and the range of its value, 0 and 0 for the reference layer. */
  data(name: number, start: number, end: number): void {
    this.#dataName.push(name);
    this.#dataStart.push(start);
    this.#dataEnd.push(end);
  }

  /** Drops the Data rows of an event that was not finished. */
  dropData(): void {
    const length = this.#dataFirst.at(this.#dataFirst.length - 1);
    this.#dataName.truncate(length);
    this.#dataStart.truncate(length);
    this.#dataEnd.truncate(length);
  }

  add(row: EventRow): void {
    this.#time.push(row.time);
    this.#name.push(row.name);
    this.#provider.push(row.provider);
    this.#area.push(row.area);
    this.#module.push(row.module);
    this.#opcode.push(row.opcode);
    this.#level.push(row.level);
    this.#notification.push(row.notification);
    this.#flags.push(row.flags);
    this.#rawStart.push(row.rawStart);
    this.#rawEnd.push(row.rawEnd);
    this.#dataFirst.push(this.#dataName.length);
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
    const time = this.#time.finish();
    const { start, badTimes } = fromFirst(time);
    const table: TraceEventTable = {
      length: time.length,
      strings: this.strings,
      time,
      name: this.#name.finish(),
      provider: this.#provider.finish(),
      area: this.#area.finish(),
      module: this.#module.finish(),
      opcode: this.#opcode.finish(),
      level: this.#level.finish(),
      notification: this.#notification.finish(),
      flags: this.#flags.finish(),
      rawStart: this.#rawStart.finish(),
      rawEnd: this.#rawEnd.finish(),
      dataFirst: this.#dataFirst.finish(),
      dataName: this.#dataName.finish(),
      dataStart: this.#dataStart.finish(),
      dataEnd: this.#dataEnd.finish(),
    };
    return { table, start, badTimes };
  }
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
export function parseUint32(text: string): number {
  const trimmed = text.trim();
  if (!/^-?\d{1,10}$/.test(trimmed)) return -1;
  const value = Number(trimmed);
  if (value >= 0) return value <= 0xffff_ffff ? value : -1;
  return value >= -0x8000_0000 ? value >>> 0 : -1;
}

function within(value: number, max: number): number {
  return value >= 0 && value <= max ? value : 0;
}
