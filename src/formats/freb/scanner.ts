import { decodeUtf8, latin1 } from '../../base/text.ts';
import { parseInstant } from '../../base/time.ts';
import { LIMITS } from '../../intake/limits.ts';
import { EventFlag } from '../../model/events.ts';
import { decodeReferences, normaliseNewlines } from '../xml/entities.ts';
import { after, again, fixed } from './fixed.ts';
import { CRLF, FIRST_LINE, LF, type Layout } from './layout.ts';
import { ByteInterner } from './interner.ts';
import { guidText, levelFlags, type TableBuilder } from './table.ts';
import { attributeEnd, digitsEnd, digitsValue, textEnd, uint32At } from './values.ts';

/** The last part of an event with what it says. */
interface Tail {
  readonly from: number;
  readonly length: number;
  readonly name: number;
  readonly area: number;
}

/**
 * Reads events in exactly the layout that IIS writes, from bytes into columns. It knows no XML: whatever differs by one
 * byte from what it expects, or holds a character that would need a thought, is left to the reference layer. So its
 * shape is its own guard, and it can be as fast as comparing bytes.
 */
export class Scanner {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #builder: TableBuilder;
  readonly #strings: ByteInterner;
  readonly #areas: ByteInterner;
  /** Which Data name came last time at the same place of an event of the same opcode: a guess that is then compared. */
  readonly #guess = new Int32Array(256 * 16).fill(-1);
  /** What `readTail` took last, by the low byte of the opcode. */
  readonly #tails: (Tail | null)[] = Array.from({ length: 256 }, () => null);
  #module = -1;
  #provider = -1;
  #computer = 0;
  /** Where the parts stand that `readHead` and `readSystem` took last: checked once, compared from then on. */
  #head = -1;
  #headLength = 0;
  #system = -1;
  #systemLength = 0;
  #minute = -1;
  #minuteEpoch = NaN;

  constructor(bytes: Uint8Array, builder: TableBuilder) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#builder = builder;
    const { strings } = builder;
    this.#strings = new ByteInterner(bytes, (from, to) => strings.add(this.#text(from, to)));
    this.#areas = new ByteInterner(bytes, (from, to) => {
      const guid = guidText(this.#text(from, to));
      return guid === '' ? -1 : strings.add(guid);
    });
  }

  /** `Computer` of the event read last. */
  computer(): string {
    return this.#text(this.#computer, textEnd(this.#bytes, this.#computer));
  }

  /** Reads the event whose `<` is at `from`; offset after it, or -1 when it is not in the writer's layout. */
  event(from: number): number {
    const end = this.#read(from);
    if (end < 0) this.#builder.dropData();
    return end;
  }

  #text(from: number, to: number): string {
    return decodeReferences(normaliseNewlines(decodeUtf8(this.#bytes, from, to).text));
  }

  #read(from: number): number {
    const bytes = this.#bytes;
    const view = this.#view;
    const l = bytes[from + FIRST_LINE] === 0x0d ? CRLF : LF;
    let at = this.#readHead(from, l);
    if (at < 0) return -1;
    let end = digitsEnd(bytes, at);
    const level = digitsValue(bytes, at, end);
    at = after(view, end, l.toOpcode);
    if (at < 0 || level > 0xff) return -1;
    end = digitsEnd(bytes, at);
    const opcode = digitsValue(bytes, at, end);
    at = after(view, end, l.toKeywords);
    if (at < 0 || opcode > 0xffff) return -1;
    at = after(view, textEnd(bytes, at), l.toTime);
    if (at < 0) return -1;
    const time = this.#time(at);
    if (Number.isNaN(time)) return -1;
    at = this.#readSystem(at + 24, l);
    return at < 0 ? -1 : this.#readData(from, at, l, time, level, opcode);
  }

  /** From the start of the event to its level: provider, event id, version. Mostly the same bytes as last time. */
  #readHead(from: number, l: Layout): number {
    const bytes = this.#bytes;
    const view = this.#view;
    const same = again(view, from, this.#head, this.#headLength);
    if (same >= 0) return same;
    const provider = after(view, from, l.toProvider);
    if (provider < 0) return -1;
    const end = attributeEnd(bytes, provider);
    let at = after(view, end, l.toGuid);
    if (at < 0 || end === provider) return -1;
    at = after(view, attributeEnd(bytes, at), l.toEventId);
    if (at < 0) return -1;
    at = after(view, digitsEnd(bytes, at), l.toVersion);
    if (at < 0) return -1;
    at = after(view, digitsEnd(bytes, at), l.toLevel);
    if (at < 0) return -1;
    this.#provider = this.#strings.entry(provider, end);
    this.#head = from;
    this.#headLength = at - from;
    return at;
  }

  /** From after the time to the first Data: activity, process, computer. Mostly the same bytes as last time. */
  #readSystem(from: number, l: Layout): number {
    const bytes = this.#bytes;
    const view = this.#view;
    const same = again(view, from, this.#system, this.#systemLength);
    if (same >= 0) return same;
    let at = after(view, from, l.toActivity);
    if (at < 0) return -1;
    let end = attributeEnd(bytes, at);
    at = after(view, end, l.toRelated);
    if (at >= 0) end = attributeEnd(bytes, at);
    at = after(view, end, l.toProcess);
    if (at < 0) return -1;
    at = after(view, attributeEnd(bytes, at), l.toThread);
    if (at < 0) return -1;
    const computer = after(view, attributeEnd(bytes, at), l.toComputer);
    if (computer < 0) return -1;
    at = after(view, textEnd(bytes, computer), l.toData);
    if (at < 0) return -1;
    this.#computer = computer;
    this.#system = from;
    this.#systemLength = at - from;
    return at;
  }

  #readData(from: number, start: number, l: Layout, time: number, level: number, opcode: number): number {
    const bytes = this.#bytes;
    const view = this.#view;
    const builder = this.#builder;
    const strings = this.#strings;
    const guesses = this.#guess;
    let at = start;
    let module = -1;
    let notification = -1;
    let post = false;
    for (let n = 0; ; n++) {
      const name = after(view, at, l.data);
      if (name < 0) break;
      if (n >= LIMITS.dataPerEvent) return -1;
      const place = ((opcode & 0xff) << 4) | (n & 15);
      let entry = guesses[place] ?? -1;
      let end = strings.matchEnd(entry, name);
      if (end < 0 || bytes[end] !== 0x22) {
        end = attributeEnd(bytes, name);
        if (end < 0) return -1;
        entry = strings.entry(name, end);
        guesses[place] = entry;
      }
      const value = after(view, end, l.dataValue);
      if (value < 0) return -1;
      const valueEnd = textEnd(bytes, value);
      at = after(view, valueEnd, l.dataEnd);
      if (at < 0) return -1;
      builder.data(strings.value(entry), value, valueEnd);
      const kind = this.#kind(name, end);
      if (kind === 0) continue;
      if (kind === 1) {
        if (module < 0 && valueEnd > value) module = this.#module = this.#intern(this.#module, value, valueEnd);
      } else if (kind === 2) {
        const bits = uint32At(bytes, value, valueEnd);
        if (bits < 0) return -1;
        if (notification < 0) notification = bits;
      } else if (after(view, value, TRUE) === valueEnd) {
        post = true;
      }
    }
    const tail = this.#readTail(at, l, opcode);
    if (tail === null) return -1;
    at += tail.length;
    builder.add({
      time,
      name: tail.name,
      provider: strings.value(this.#provider),
      area: tail.area,
      module: module < 0 ? -1 : strings.value(module),
      opcode,
      level,
      notification: notification < 0 ? 0 : notification,
      flags: levelFlags(level) | (post ? EventFlag.post : 0),
      rawStart: from,
      rawEnd: at,
    });
    return at;
  }

  /** From after the Data to the end: name and area. Often the same bytes as in the last event of the same opcode. */
  #readTail(from: number, l: Layout, opcode: number): Tail | null {
    const bytes = this.#bytes;
    const view = this.#view;
    const place = opcode & 0xff;
    const last = this.#tails[place] ?? null;
    if (last !== null && again(view, from, last.from, last.length) >= 0) return last;
    let at = after(view, from, l.toCulture);
    if (at < 0) return null;
    const name = after(view, attributeEnd(bytes, at), l.toName);
    if (name < 0) return null;
    const nameEnd = textEnd(bytes, name);
    at = after(view, nameEnd, l.nameEnd);
    if (at < 0 || nameEnd === name) return null;
    const area = this.#readRendering(at, l);
    if (area < 0) return null;
    const areaEnd = textEnd(bytes, area);
    at = after(view, areaEnd, l.end);
    if (at < 0 || areaEnd === area) return null;
    const tail = {
      from,
      length: at - from,
      name: this.#strings.value(this.#strings.entry(name, nameEnd)),
      area: this.#areas.value(this.#areas.entry(area, areaEnd)),
    };
    this.#tails[place] = tail;
    return tail;
  }

  /** From after the name to the area guid: keywords and descriptions, of which nothing goes into columns. */
  #readRendering(from: number, l: Layout): number {
    const bytes = this.#bytes;
    const view = this.#view;
    let at = from;
    const keywords = after(view, at, l.keywords);
    if (keywords >= 0) {
      at = keywords;
      for (let k = after(view, at, l.keyword); k >= 0; k = after(view, at, l.keyword)) {
        at = after(view, textEnd(bytes, k), l.keywordEnd);
        if (at < 0) return -1;
      }
      at = after(view, at, l.keywordsEnd);
    }
    for (let d = after(view, at, l.description); d >= 0; d = after(view, at, l.description)) {
      const value = after(view, attributeEnd(bytes, d), l.dataValue);
      if (value < 0) return -1;
      at = after(view, textEnd(bytes, value), l.descriptionEnd);
      if (at < 0) return -1;
    }
    return after(view, at, l.toArea);
  }

  /** 1 ModuleName, 2 Notification, 3 fIsPostNotification or fIsPostNotificationEvent, 0 any other Data name. */
  #kind(from: number, to: number): number {
    const view = this.#view;
    const length = to - from;
    const first = this.#bytes[from];
    if (length === 10) return first === 0x4d && after(view, from, MODULE_NAME) === to ? 1 : 0;
    if (length === 12) return first === 0x4e && after(view, from, NOTIFICATION) === to ? 2 : 0;
    if (length === 19) return first === 0x66 && after(view, from, POST) === to ? 3 : 0;
    if (length === 24) return first === 0x66 && after(view, from, POST_EVENT) === to ? 3 : 0;
    return 0;
  }

  /** The entry of a range, which is often the one of last time. */
  #intern(guess: number, from: number, to: number): number {
    return this.#strings.matchEnd(guess, from) === to ? guess : this.#strings.entry(from, to);
  }

  /** Epoch ms of `2026-03-12T14:21:37.204Z`, NaN for any other form. The minute is parsed only when it changes. */
  #time(at: number): number {
    const bytes = this.#bytes;
    if (bytes[at + 16] !== 0x3a || bytes[at + 19] !== 0x2e || bytes[at + 23] !== 0x5a || bytes[at + 24] !== 0x22)
      return NaN;
    let known = this.#minute;
    if (known >= 0) for (let k = 0; k < 16; k++) if (bytes[known + k] !== bytes[at + k]) known = -1;
    if (known < 0) {
      this.#minuteEpoch = parseInstant(`${latin1(bytes, at, at + 16)}:00Z`) ?? NaN;
      this.#minute = at;
    }
    const seconds = uint32At(bytes, at + 17, at + 19);
    const millis = uint32At(bytes, at + 20, at + 23);
    return seconds < 0 || seconds > 59 || millis < 0 ? NaN : this.#minuteEpoch + seconds * 1000 + millis;
  }
}

const TRUE = fixed('true');
const MODULE_NAME = fixed('ModuleName');
const NOTIFICATION = fixed('Notification');
const POST = fixed('fIsPostNotification');
const POST_EVENT = fixed('fIsPostNotificationEvent');
