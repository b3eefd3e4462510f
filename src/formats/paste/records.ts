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

/** When: a time of day, or a distance from the start of the request. Both in ms. */
export interface PastedTime {
  readonly clock: 'day' | 'request';
  readonly ms: number;
}

export interface PastedText {
  readonly records: readonly PastedRecord[];
  /** Lines before the first event: the summary of freb.xsl may be among them. */
  readonly preface: readonly string[];
  /** Lines after an event had ended that begin no other one. */
  readonly strayLines: number;
}

/** Names as IIS and ASP.NET write them; others are taken only from a row of a table. */
const EVENT = String.raw`(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|AspNet[A-Za-z]+?)`;
const LEVEL = String.raw`(?:Critical ?Error|Error|Warning|Informational|Information|Verbose)`;
/** Quotes, lists and tables put these before a line. */
const MARGIN = String.raw`^[\s>|*]*`;
const NAME_AND_LEVEL = String.raw`(?<name>${EVENT})(?:\s*(?<level>${LEVEL}))?(?=[\s|]|$)`;

const ROW = new RegExp(String.raw`${MARGIN}(?<number>\d{1,6})\.[\s|]*${NAME_AND_LEVEL}(?<rest>.*)$`);
const TABLE_ROW = new RegExp(
  String.raw`${MARGIN}(?<number>\d{1,6})\.?\s*[|\t]\s*(?<name>[A-Za-z]\w*?)(?:\s*(?<level>${LEVEL}))?(?=\s*[|\t])(?<rest>.*)$`,
);
const SHORT = new RegExp(
  String.raw`${MARGIN}#(?<number>\d{1,6})[\s|]+(?<name>[A-Za-z]\w*?)(?:\s*(?<level>${LEVEL}))?[\s|]*@\s*\+?(?<at>\d{1,10}(?:\.\d{1,6})?)\s*(?<unit>ms|s)\b(?<rest>.*)$`,
);
const NUMBER_ALONE = new RegExp(String.raw`${MARGIN}(?<number>\d{1,6})\.[\s|]*$`);
const BARE = new RegExp(String.raw`${MARGIN}(?:(?<before>${LEVEL})\s+)?${NAME_AND_LEVEL}(?<rest>.*)$`);
/** What may follow a name that stands without a number: nothing, or a field. */
const BARE_REST = /^[\s|]*(?:$|[A-Za-z_][\w.-]*\s*=)/;

/** What an event's name is followed by in the rows of freb.xsl. */
const AFTER_NAME = new RegExp(String.raw`^\s*(?:[|\t]|${LEVEL}|[A-Za-z_][\w.-]*\s*=|\d{1,2}:\d{2}:\d{2})`);

const DIVIDER = /^[\s|]*:?-{2,}:?[\s|:-]*$/;
const FENCE = /^\s*(?:```|~~~)/;
/** The time that ends an event: after the quote of its last value, in a cell, or on a line of its own. */
const END_TIME = /(^|"|[|\t])\s*(\d{1,2}):(\d{2}):(\d{2})(?:[.:](\d{1,7}))?[\s|]*$/;

interface Start {
  readonly number: number | null;
  readonly name: string;
  readonly level: string;
  readonly rest: string;
  readonly time: PastedTime | null;
}

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
      if (NUMBER_ALONE.test(line)) at++;
    } else if (DIVIDER.test(line)) {
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

/** True when a text has events of a trace in one of the forms; `head` may end anywhere. */
export function looksPasted(head: string): boolean {
  const lines = head.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/, MOST_LINES);
  if (lines.some((line, at) => numberedStart(line, lines[at + 1]) !== null)) return true;
  // A name alone is a word of any text; with fields under it, it is an event.
  return lines.some((line, at) => {
    const start = bareStart(line);
    return (
      start !== null &&
      /^[\s|]*(?:[A-Z]\w+\s+)?[A-Za-z_][\w.-]*(?:\s*=\s*"|[ \t]\S)/.test(start.rest || (lines[at + 1] ?? ''))
    );
  });
}

/** Lines that recognition looks at. */
const MOST_LINES = 400;

function numberedStart(line: string, next: string | undefined): Start | null {
  const short = SHORT.exec(line)?.groups;
  if (short !== undefined) {
    const ms = Number(short['at']) * (short['unit'] === 's' ? 1000 : 1);
    return { ...startOf(short), time: { clock: 'request', ms } };
  }
  const row = (ROW.exec(line) ?? TABLE_ROW.exec(line))?.groups;
  if (row !== undefined && goesOn(row['rest'] ?? '', next ?? '')) return startOf(row);
  const alone = NUMBER_ALONE.exec(line)?.groups;
  const named = alone === undefined ? null : bareStart(next ?? '');
  return named === null ? null : { ...named, number: Number(alone?.['number']) };
}

/** A cell, a field, a level or a time follows, on the same line or below: a numbered list has none of them. */
function goesOn(rest: string, next: string): boolean {
  return AFTER_NAME.test(rest.trim() === '' ? next : rest);
}

function bareStart(line: string): Start | null {
  const groups = BARE.exec(line)?.groups;
  if (groups === undefined || !BARE_REST.test(groups['rest'] ?? '')) return null;
  return { ...startOf(groups), level: groups['level'] ?? groups['before'] ?? '' };
}

function startOf(groups: Readonly<Record<string, string | undefined>>): Start {
  const number = groups['number'];
  return {
    number: number === undefined ? null : Number(number),
    name: groups['name'] ?? '',
    level: groups['level'] ?? '',
    rest: groups['rest'] ?? '',
    time: null,
  };
}

/** Gathers the lines of one event until its time comes. */
class Collected {
  readonly #start: Start;
  readonly #lines: string[] = [];
  #level: string;
  #time: PastedTime | null;
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

  /** Something of the event stood below its name. */
  get any(): boolean {
    return this.#lines.some((line) => /[^\s|]/.test(line));
  }

  add(line: string): void {
    let kept = line;
    if (!this.any) {
      const level = new RegExp(String.raw`^[\s|]*(${LEVEL})(?=[\s|]|$)`).exec(kept);
      if (level !== null && this.#level === '') {
        this.#level = level[1] ?? '';
        kept = kept.slice(level[0].length);
      }
      kept = kept.replace(/^[\s|]+/, '');
    }
    const time = this.#time?.clock === 'request' ? null : END_TIME.exec(kept);
    if (time !== null) {
      const [, before = '', hours, minutes, seconds, fraction = ''] = time;
      const ms = Number(fraction.padEnd(7, '0')) / 10_000;
      this.#time = { clock: 'day', ms: (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + ms };
      this.#ended = true;
      kept = kept.slice(0, time.index) + (before === '"' ? '"' : '');
    }
    this.#lines.push(kept);
  }

  finish(): PastedRecord {
    const { number, name } = this.#start;
    const body = this.#lines.join('\n').replace(/[\s|]+$/, '');
    return { number, name, level: this.#level, body, time: this.#time };
  }
}
