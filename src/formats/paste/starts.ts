/** When: a time of day, or a distance from the start of the request. Both in ms. */
export interface PastedTime {
  readonly clock: 'day' | 'request';
  readonly ms: number;
}

/** Names as IIS and ASP.NET write them; others are taken only from a row of a table that has fields. */
const EVENT = String.raw`(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|AspNet[A-Za-z]+?)`;
/** Words of freb.xsl and of others for a level. */
export const LEVEL = String.raw`(?:Critical ?Error|Error|Warning|Informational|Information|Verbose)`;
/** Quotes, lists and tables put these before a line. */
const MARGIN = String.raw`^[\s>|*\x60]*`;
const NAME_AND_LEVEL = String.raw`(?<name>${EVENT})(?:\s*(?<level>${LEVEL}))?(?=[\s|]|$)`;

const ROW = new RegExp(String.raw`${MARGIN}(?<number>\d{1,6})(?:\.[\s|]*|[ ]*[|\t]\s*)${NAME_AND_LEVEL}(?<rest>.*)$`);
const TABLE_ROW = new RegExp(
  String.raw`${MARGIN}(?<number>\d{1,6})\.?[ ]*[|\t]\s*(?<name>[A-Za-z]\w*?)(?:\s*(?<level>${LEVEL}))?(?=\s*[|\t])(?<rest>.*=".*)$`,
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

/** First line of an event, taken apart. `rest`: what follows the name and level. */
export interface Start {
  readonly number: number | null;
  readonly name: string;
  readonly level: string;
  readonly rest: string;
  readonly time: PastedTime | null;
  /** The name stands on the line below. */
  readonly below: boolean;
}

/** True when a text has events of a trace in one of the forms; `head` may end anywhere. */
export function looksPasted(head: string): boolean {
  const lines = head.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/, MOST_LINES);
  if (lines.some((line, at) => numberedStart(line, lines[at + 1]) !== null)) return true;
  // A name alone is a word of any text; with fields beside or under it, it is an event.
  return lines.some((line, at) => {
    const start = bareStart(line);
    return start !== null && A_FIELD.test(start.rest.trim() === '' ? (lines[at + 1] ?? '') : start.rest);
  });
}

/** A field with quotes, or one of those that name themselves well enough to go without. */
const A_FIELD = new RegExp(
  String.raw`^[\s|]*(?:${LEVEL}[\s|]+)?(?:[A-Za-z_][\w.-]*\s*=\s*["“]|(?:ModuleName|Notification|HttpStatus|HttpReason|ErrorCode|ErrorDescription|FailureDescription|AppDescription|HeaderName|RequestURL|Data1)(?:[\s:]|$))`,
);

/** Lines that recognition looks at. */
const MOST_LINES = 400;

/** An event with a number, or in the short form; `next`: the line after it. */
export function numberedStart(line: string, next: string | undefined): Start | null {
  const short = SHORT.exec(line)?.groups;
  if (short !== undefined) {
    const ms = Number(short['at']) * (short['unit'] === 's' ? 1000 : 1);
    return { ...startOf(short), time: { clock: 'request', ms } };
  }
  const row = (ROW.exec(line) ?? TABLE_ROW.exec(line))?.groups;
  if (row !== undefined && goesOn(row['rest'] ?? '', next ?? '')) return startOf(row);
  const alone = NUMBER_ALONE.exec(line)?.groups;
  const named = alone === undefined ? null : bareStart(next ?? '');
  return named === null ? null : { ...named, number: Number(alone?.['number']), below: true };
}

/** A cell, a field, a level or a time follows, on the same line or below: a numbered list has none of them. */
function goesOn(rest: string, next: string): boolean {
  return AFTER_NAME.test(rest.trim() === '' ? next : rest);
}

/** An event without a number. */
export function bareStart(line: string): Start | null {
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
    below: false,
  };
}
