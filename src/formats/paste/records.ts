import { bareStart, LEVEL, numberedStart, type PastedTime, type Start } from './starts.ts';

/** One event as it stands in a pasted text, before its fields are read. */
export interface PastedRecord {
  /** Number that freb.xsl gave it, from 1; null where the text has none. */
  readonly number: number | null;
  readonly name: string;
  /** `Warning`, `Error` and the like; '' for none. */
  readonly level: string;
  /** Fields and their values as text. */
  readonly body: string;
  readonly time: PastedTime | null;
}

/** A pasted text cut into its events. */
export interface PastedText {
  readonly records: readonly PastedRecord[];
  /** Lines before the first event: the summary of freb.xsl may be among them. */
  readonly preface: readonly string[];
  /** Lines after an event had ended that begin no other one. */
  readonly strayLines: number;
}

/** The time that ends an event. */
const END_TIME = /(?<!\d)(\d{1,2}):(\d{2}):(\d{2})(?:[.:](\d{1,7}))?$/;
/** Characters that such a time takes, and one before it. */
const TIME_LENGTH = 17;
const FIRST_LEVEL = new RegExp(String.raw`^[\s|]*(${LEVEL})(?=[\s|]|$)`);
/** What ends an event without a number, and what tables have between head and rows. */
const FENCE = /^\s*(?:```|~~~)/;
const DIVIDER = /^[\s|:-]+$/;

/** Cuts a text into the events that it quotes. */
export function pastedRecords(text: string): PastedText {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const numbered = lines.some((line, at) => numberedStart(line, lines[at + 1]) !== null);
  const records: PastedRecord[] = [];
  const preface: string[] = [];
  let strayLines = 0;
  let open: Collected | null = null;
  let last = -1;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const start = numbered ? numberedStart(line, lines[at + 1]) : bareStart(line);
    // Numbers rise; a smaller one is text of a value that looks like a row.
    if (start !== null && (start.number === null || start.number > last)) {
      if (open !== null) records.push(open.finish());
      open = new Collected(start);
      if (start.number !== null) last = start.number;
      if (start.below) at++;
    } else if (line.includes('--') && DIVIDER.test(line)) {
      continue;
    } else if (FENCE.test(line)) {
      if (open !== null && !numbered) {
        records.push(open.finish());
        open = null;
      }
    } else if (open === null) {
      preface.push(line);
    } else if (open.ended || (!numbered && line.trim() === '' && open.any)) {
      if (line.trim() !== '') strayLines++;
      else if (!open.ended) {
        records.push(open.finish());
        open = null;
      }
    } else {
      open.add(line);
    }
  }
  if (open !== null) records.push(open.finish());
  return { records, preface, strayLines };
}

/** Gathers the lines of one event until its time comes. */
class Collected {
  readonly #start: Start;
  readonly #lines: string[] = [];
  #level: string;
  #time: PastedTime | null;
  #any = false;
  #ended = false;

  constructor(start: Start) {
    this.#start = start;
    this.#level = start.level;
    this.#time = start.time;
    this.add(start.rest);
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Something of the event stood beside or below its name. */
  get any(): boolean {
    return this.#any;
  }

  add(line: string): void {
    let kept = line;
    if (!this.any) {
      const level = FIRST_LEVEL.exec(kept);
      if (level !== null && this.#level === '') {
        this.#level = level[1] ?? '';
        kept = kept.slice(level[0].length);
      }
      kept = kept.replace(/^[\s|]+/, '');
    }
    if (this.#time?.clock !== 'request') kept = this.#withoutTime(kept);
    this.#any ||= /[^\s|]/.test(kept);
    this.#lines.push(kept);
  }

  #withoutTime(line: string): string {
    const whole = trimCells(line);
    const tail = whole.slice(-TIME_LENGTH);
    const time = END_TIME.exec(tail);
    if (time === null) return line;
    const [clock, hours, minutes, seconds, fraction = ''] = time;
    const before = whole.slice(0, -clock.length);
    const data = trimCells(before);
    // After a value, in a cell of its own or on a line of its own: else it is part of a value.
    if (data !== '' && !data.endsWith('"') && !/[|\t]/.test(before.slice(data.length))) return line;
    const ms = Number(fraction.padEnd(7, '0')) / 10_000;
    this.#time = { clock: 'day', ms: (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + ms };
    this.#ended = true;
    return data;
  }

  finish(): PastedRecord {
    const { number, name } = this.#start;
    const body = trimCells(this.#lines.join('\n'));
    return { number, name, level: this.#level, body, time: this.#time };
  }
}

/** Without blanks, bars and backticks at the end; a search by pattern would take the square of their number. */
function trimCells(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s|`]/.test(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}
