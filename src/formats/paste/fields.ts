/** Fields of a pasted event in their order, and what of its text was none. */
export interface PastedFields {
  readonly fields: readonly (readonly [string, string])[];
  readonly rest: string;
}

const NAME = String.raw`[A-Za-z_][\w.-]*(?: [A-Za-z_][\w.-]*)?`;
const PAIR = new RegExp(String.raw`[\s,|]*(${NAME})\s*=\s*(")?`, 'y');
/** What follows the quote that ends a value: the next field, or nothing. */
const AFTER_QUOTED = new RegExp(String.raw`"(?=(?:\s*,\s*|\s+)(?:${NAME})\s*=|[\s,]*$)`, 'g');
/** What ends a value without quotes. Blanks are counted, so that a long run of them costs no more than once. */
const AFTER_BARE = /(?:\s{0,9},\s{0,9}|\s{1,9})(?=[A-Za-z_][\w.-]{0,99}\s{0,9}=)|$/g;

/**
 * Reads `ModuleName="AspNetCoreModule", HttpStatus="502"`, the same without quotes, or one field per line. The viewer
 * writes quotes inside of a value as they are, so a value ends at the quote that the next field follows.
 */
export function pastedFields(body: string): PastedFields {
  const text = straightQuotes(body).replaceAll('\\|', '|');
  return new RegExp(PAIR.source, 'y').test(text) ? pairs(text) : lines(text);
}

function pairs(text: string): PastedFields {
  const fields: (readonly [string, string])[] = [];
  let at = 0;
  for (;;) {
    PAIR.lastIndex = at;
    const pair = PAIR.exec(text);
    if (pair === null) return { fields, rest: text.slice(at).replace(/^[\s,|]+/, '') };
    const [whole, name = '', quote] = pair;
    const from = at + whole.length;
    const end = quote === undefined ? AFTER_BARE : AFTER_QUOTED;
    end.lastIndex = from;
    const found = end.exec(text);
    fields.push([name, text.slice(from, found?.index ?? text.length)]);
    if (found === null) return { fields, rest: '' };
    at = found.index + (quote === undefined ? 0 : 1);
  }
}

/** `ModuleName AspNetCoreModule`, or the value on the line below its name. */
function lines(text: string): PastedFields {
  const fields: (readonly [string, string])[] = [];
  const left: string[] = [];
  const all = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  for (let at = 0; at < all.length; at++) {
    const [, name, value = ''] = /^([A-Za-z_][\w.-]*)(?:\s*[:\t]\s*|\s+|$)(.*)$/.exec(all[at] ?? '') ?? [];
    if (name === undefined) left.push(all[at] ?? '');
    else if (value !== '') fields.push([name, value]);
    else {
      fields.push([name, all[at + 1] ?? '']);
      at++;
    }
  }
  return { fields, rest: left.join('\n') };
}

/** Word processors and blogs bend quotes. */
function straightQuotes(text: string): string {
  return text.includes('="') ? text : text.replaceAll(/[“”„]/g, '"');
}
