import { decodeUtf8, latin1 } from '../../base/text.ts';
import { parseInstant } from '../../base/time.ts';
import { LIMITS } from '../../intake/limits.ts';
import { EventFlag } from '../../model/events.ts';
import { decodeReferences, normaliseNewlines } from './entities.ts';
import { ByteInterner } from './interner.ts';
import { guidText, levelFlags, type TableBuilder } from './table.ts';
import { attributeEnd, digitsEnd, digitsValue, textEnd, uint32At } from './values.ts';

/** The fixed parts of an event as IIS writes it, between its values. */
interface Layout {
  readonly toProvider: Uint8Array;
  readonly toGuid: Uint8Array;
  readonly toEventId: Uint8Array;
  readonly toVersion: Uint8Array;
  readonly toLevel: Uint8Array;
  readonly toOpcode: Uint8Array;
  readonly toKeywords: Uint8Array;
  readonly toTime: Uint8Array;
  readonly toActivity: Uint8Array;
  readonly toRelated: Uint8Array;
  readonly toProcess: Uint8Array;
  readonly toThread: Uint8Array;
  readonly toComputer: Uint8Array;
  readonly toData: Uint8Array;
  readonly data: Uint8Array;
  readonly dataValue: Uint8Array;
  readonly dataEnd: Uint8Array;
  readonly toCulture: Uint8Array;
  readonly toName: Uint8Array;
  readonly nameEnd: Uint8Array;
  readonly keywords: Uint8Array;
  readonly keyword: Uint8Array;
  readonly keywordEnd: Uint8Array;
  readonly keywordsEnd: Uint8Array;
  readonly description: Uint8Array;
  readonly descriptionEnd: Uint8Array;
  readonly toArea: Uint8Array;
  readonly end: Uint8Array;
}

function layout(n: string): Layout {
  const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
  return {
    toProvider: ascii(
      `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">${n} <System>${n}  <Provider Name="`,
    ),
    toGuid: ascii(`" Guid="`),
    toEventId: ascii(`"/>${n}  <EventID>`),
    toVersion: ascii(`</EventID>${n}  <Version>`),
    toLevel: ascii(`</Version>${n}  <Level>`),
    toOpcode: ascii(`</Level>${n}  <Opcode>`),
    toKeywords: ascii(`</Opcode>${n}  <Keywords>`),
    toTime: ascii(`</Keywords>${n}  <TimeCreated SystemTime="`),
    toActivity: ascii(`"/>${n}  <Correlation ActivityID="`),
    toRelated: ascii(`" RelatedActivityID="`),
    toProcess: ascii(`"/>${n}  <Execution ProcessID="`),
    toThread: ascii(`" ThreadID="`),
    toComputer: ascii(`"/>${n}  <Computer>`),
    toData: ascii(`</Computer>${n} </System>${n} <EventData>${n}`),
    data: ascii(`  <Data Name="`),
    dataValue: ascii(`">`),
    dataEnd: ascii(`</Data>${n}`),
    toCulture: ascii(` </EventData>${n} <RenderingInfo Culture="`),
    toName: ascii(`">${n}  <Opcode>`),
    nameEnd: ascii(`</Opcode>${n}`),
    keywords: ascii(`  <Keywords>${n}`),
    keyword: ascii(`   <Keyword>`),
    keywordEnd: ascii(`</Keyword>${n}`),
    keywordsEnd: ascii(`  </Keywords>${n}`),
    description: ascii(`  <freb:Description Data="`),
    descriptionEnd: ascii(`</freb:Description>${n}`),
    toArea: ascii(
      ` </RenderingInfo>${n} <ExtendedTracingInfo xmlns="http://schemas.microsoft.com/win/2004/08/events/trace">${n}  <EventGuid>`,
    ),
    end: ascii(`</EventGuid>${n} </ExtendedTracingInfo>${n}</Event>`),
  };
}

const CRLF = layout('\r\n');
const LF = layout('\n');
const FIRST_LINE = CRLF.toProvider.indexOf(0x0d);

/** Offset after the fixed bytes when they stand at `at`, else -1. Takes -1 for "already failed". */
function after(bytes: Uint8Array, at: number, fixed: Uint8Array): number {
  if (at < 0) return -1;
  const length = fixed.length;
  for (let k = 0; k < length; k++) if (bytes[at + k] !== fixed[k]) return -1;
  return at + length;
}

/**
 * Reads events in exactly the layout that IIS writes, from bytes into columns. It knows no XML: whatever differs by one
 * byte from what it expects, or holds a character that would need a thought, is left to the reference layer. So its
 * shape is its own guard, and it can be as fast as comparing bytes.
 */
export class Scanner {
  readonly #bytes: Uint8Array;
  readonly #builder: TableBuilder;
  readonly #strings: ByteInterner;
  readonly #areas: ByteInterner;
  /** Which Data name came last time at the same place of an event of the same opcode: a guess that is then compared. */
  readonly #guess = new Int32Array(256 * 16).fill(-1);
  #module = -1;
  #name = -1;
  #area = -1;
  #provider = -1;
  #computer = 0;
  #minute = -1;
  #minuteEpoch = NaN;

  constructor(bytes: Uint8Array, builder: TableBuilder) {
    this.#bytes = bytes;
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
    const l = bytes[from + FIRST_LINE] === 0x0d ? CRLF : LF;

    let at = after(bytes, from, l.toProvider);
    if (at < 0) return -1;
    let end = attributeEnd(bytes, at);
    if (end <= at) return -1;
    this.#provider = this.#intern(this.#provider, at, end);
    at = after(bytes, end, l.toGuid);
    if (at < 0) return -1;
    at = after(bytes, attributeEnd(bytes, at), l.toEventId);
    if (at < 0) return -1;
    at = after(bytes, digitsEnd(bytes, at), l.toVersion);
    if (at < 0) return -1;
    at = after(bytes, digitsEnd(bytes, at), l.toLevel);
    if (at < 0) return -1;
    end = digitsEnd(bytes, at);
    const level = digitsValue(bytes, at, end);
    at = after(bytes, end, l.toOpcode);
    if (at < 0 || level > 0xff) return -1;
    end = digitsEnd(bytes, at);
    const opcode = digitsValue(bytes, at, end);
    at = after(bytes, end, l.toKeywords);
    if (at < 0 || opcode > 0xffff) return -1;
    at = after(bytes, textEnd(bytes, at), l.toTime);
    if (at < 0) return -1;
    const time = this.#time(at);
    if (Number.isNaN(time)) return -1;
    at = after(bytes, at + 24, l.toActivity);
    if (at < 0) return -1;
    end = attributeEnd(bytes, at);
    at = after(bytes, end, l.toRelated);
    if (at >= 0) end = attributeEnd(bytes, at);
    at = after(bytes, end, l.toProcess);
    if (at < 0) return -1;
    at = after(bytes, attributeEnd(bytes, at), l.toThread);
    if (at < 0) return -1;
    at = after(bytes, attributeEnd(bytes, at), l.toComputer);
    if (at < 0) return -1;
    const computer = at;
    at = after(bytes, textEnd(bytes, at), l.toData);
    if (at < 0) return -1;
    return this.#readData(from, at, l, time, level, opcode, computer);
  }

  #readData(
    from: number,
    start: number,
    l: Layout,
    time: number,
    level: number,
    opcode: number,
    computer: number,
  ): number {
    const bytes = this.#bytes;
    const builder = this.#builder;
    const strings = this.#strings;
    const guesses = this.#guess;
    let at = start;
    let module = -1;
    let notification = -1;
    let post = false;
    for (let n = 0; ; n++) {
      const name = after(bytes, at, l.data);
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
      const value = after(bytes, end, l.dataValue);
      if (value < 0) return -1;
      const valueEnd = textEnd(bytes, value);
      at = after(bytes, valueEnd, l.dataEnd);
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
      } else if (after(bytes, value, TRUE) === valueEnd) {
        post = true;
      }
    }
    at = after(bytes, at, l.toCulture);
    if (at < 0) return -1;
    at = after(bytes, attributeEnd(bytes, at), l.toName);
    if (at < 0) return -1;
    const nameStart = at;
    const nameEnd = textEnd(bytes, at);
    at = after(bytes, nameEnd, l.nameEnd);
    if (at < 0 || nameEnd === nameStart) return -1;
    at = this.#readRendering(at, l);
    if (at < 0) return -1;
    const areaStart = at;
    const areaEnd = textEnd(bytes, at);
    at = after(bytes, areaEnd, l.end);
    if (at < 0 || areaEnd === areaStart) return -1;
    this.#computer = computer;
    this.#name = this.#intern(this.#name, nameStart, nameEnd);
    if (this.#areas.matchEnd(this.#area, areaStart) !== areaEnd) this.#area = this.#areas.entry(areaStart, areaEnd);
    builder.add({
      time,
      name: strings.value(this.#name),
      provider: strings.value(this.#provider),
      area: this.#areas.value(this.#area),
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

  /** From after the name to the area guid: keywords and descriptions, of which nothing goes into columns. */
  #readRendering(from: number, l: Layout): number {
    const bytes = this.#bytes;
    let at = from;
    const keywords = after(bytes, at, l.keywords);
    if (keywords >= 0) {
      at = keywords;
      for (let k = after(bytes, at, l.keyword); k >= 0; k = after(bytes, at, l.keyword)) {
        at = after(bytes, textEnd(bytes, k), l.keywordEnd);
        if (at < 0) return -1;
      }
      at = after(bytes, at, l.keywordsEnd);
    }
    for (let d = after(bytes, at, l.description); d >= 0; d = after(bytes, at, l.description)) {
      const value = after(bytes, attributeEnd(bytes, d), l.dataValue);
      if (value < 0) return -1;
      at = after(bytes, textEnd(bytes, value), l.descriptionEnd);
      if (at < 0) return -1;
    }
    return after(bytes, at, l.toArea);
  }

  /** 1 ModuleName, 2 Notification, 3 fIsPostNotification or fIsPostNotificationEvent, 0 any other Data name. */
  #kind(from: number, to: number): number {
    const bytes = this.#bytes;
    const length = to - from;
    const first = bytes[from];
    if (length === 10) return first === 0x4d && after(bytes, from, MODULE_NAME) === to ? 1 : 0;
    if (length === 12) return first === 0x4e && after(bytes, from, NOTIFICATION) === to ? 2 : 0;
    if (length === 19) return first === 0x66 && after(bytes, from, POST) === to ? 3 : 0;
    if (length === 24) return first === 0x66 && after(bytes, from, POST_EVENT) === to ? 3 : 0;
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

const TRUE = new TextEncoder().encode('true');
const MODULE_NAME = new TextEncoder().encode('ModuleName');
const NOTIFICATION = new TextEncoder().encode('Notification');
const POST = new TextEncoder().encode('fIsPostNotification');
const POST_EVENT = new TextEncoder().encode('fIsPostNotificationEvent');
