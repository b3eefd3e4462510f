import { err, ok, type Result } from '../base/result.ts';
import type { QueryOperator, QueryValue } from './ast.ts';
import type { Field, TextTest } from './field.ts';
import { globMatches, isGlob } from './glob.ts';
import { addressTest, networkTest } from './ip.ts';
import { readClock, readDuration, readNumber } from './ranges.ts';

/** Test of one row of the filtered table. */
export type Predicate = (row: number) => boolean;

/** A predicate, or what is wrong with the value. */
type Compiled = Result<Predicate, string>;

const DAY = 86_400_000;

/** What one `field operator value` asks of a row. */
export function compileValue(field: Field, operator: QueryOperator, value: QueryValue): Compiled {
  switch (field.kind) {
    case 'text':
      return compileText(field, operator, value);
    case 'number':
      return compileNumber(
        field.at,
        operator,
        value,
        readNumber,
        `"${field.name}" takes a number, such as 12002 or 0x80072EE2.`,
      );
    case 'duration':
      return compileNumber(
        field.at,
        operator,
        value,
        readDuration,
        `"${field.name}" takes a duration, such as 250ms, 2s or 1.5m.`,
      );
    case 'status':
      return compileStatus(field, operator, value);
    case 'time':
      return compileTime(field, operator, value);
  }
}

/** What a bare word or quoted text asks of one text: to be found in it; wildcards match the whole text. */
export function textTest(value: QueryValue, whole: boolean): TextTest {
  const want = value.text.toLowerCase();
  if (!value.quoted && want === '-') return knowing((text) => text === '');
  if (!value.quoted && isGlob(want)) {
    if (want === '*') return knowing((text) => text !== '');
    return knowing((text) => globMatches(want, text.toLowerCase()), longestLiteral(want));
  }
  const address = whole && !value.quoted ? (networkTest(want) ?? addressTest(want)) : null;
  if (address !== null) return knowing((text) => text.toLowerCase() === want || address(text));
  return whole
    ? knowing((text) => text.toLowerCase() === want, want)
    : knowing((text) => text.toLowerCase().includes(want), want, want !== '');
}

function knowing(test: (text: string) => boolean, needs = '', enough = false): TextTest {
  return Object.assign((text: string) => test(text), { needs, enough });
}

/** The longest stretch of a pattern without wildcards. */
function longestLiteral(pattern: string): string {
  return pattern.split(/[*?]+/).reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}

function compileText(field: Extract<Field, { kind: 'text' }>, operator: QueryOperator, value: QueryValue): Compiled {
  if (operator !== ':' && operator !== '=') {
    return err(`"${field.name}" is text: it can be searched with ":" but not compared.`);
  }
  return ok(overText(field, textTest(value, operator === '=' || field.whole === true)));
}

/** Lifts a test of texts to a test of rows; over interned columns each distinct string is tested once. */
export function overText(field: Extract<Field, { kind: 'text' }>, test: TextTest): Predicate {
  const { source } = field;
  if ('text' in source) return source.search?.(test) ?? ((row) => test(source.text(row)));
  if ('texts' in source) {
    const empty = test('');
    return (row) => {
      const texts = source.texts(row);
      return texts.length === 0 ? empty : texts.some(test);
    };
  }
  const { index, strings } = source;
  const none = test('');
  const fits = strings.search?.(test);
  if (fits !== undefined) {
    return (row) => {
      const ix = index(row);
      return ix < 0 ? none : fits(ix);
    };
  }
  // 0 not asked yet, 1 fits, 2 does not. Grows when the table got new strings in the meantime.
  let known = new Uint8Array(strings.length);
  return (row) => {
    const ix = index(row);
    if (ix < 0) return none;
    if (ix >= known.length) {
      const more = new Uint8Array(Math.max(strings.length, ix + 1));
      more.set(known);
      known = more;
    }
    if (known[ix] === 0) known[ix] = test(strings.at(ix)) ? 1 : 2;
    return known[ix] === 1;
  };
}

function compileNumber(
  at: (row: number) => number,
  operator: QueryOperator,
  value: QueryValue,
  read: (text: string) => number | null,
  complaint: string,
): Compiled {
  const presence = presenceTest(value, (row) => !Number.isNaN(at(row)));
  if (presence !== null) return ok(presence);
  const range = splitRange(value.text);
  if (range !== null && (operator === ':' || operator === '=')) {
    const from = range.from === '' ? Number.NEGATIVE_INFINITY : read(range.from);
    const to = range.to === '' ? Number.POSITIVE_INFINITY : read(range.to);
    if (from === null || to === null) return err(complaint);
    return ok((row) => at(row) >= from && at(row) <= to);
  }
  const limit = read(value.text);
  if (limit === null) return err(complaint);
  return ok(compare(at, operator, limit, limit));
}

/** `lo` and `hi` are the first and last number that the value names: equal but for values of coarse precision. */
function compare(at: (row: number) => number, operator: QueryOperator, lo: number, hi: number): Predicate {
  switch (operator) {
    case ':':
    case '=':
      return lo === hi ? (row) => at(row) === lo : (row) => at(row) >= lo && at(row) <= hi;
    case '>':
      return (row) => at(row) > hi;
    case '>=':
      return (row) => at(row) >= lo;
    case '<':
      return (row) => at(row) < lo;
    case '<=':
      return (row) => at(row) <= hi;
  }
}

/** Statuses as one number that orders by status, then sub-status. */
const SUB = 65_536;

function compileStatus(
  field: Extract<Field, { kind: 'status' }>,
  operator: QueryOperator,
  value: QueryValue,
): Compiled {
  const { status, sub } = field;
  const complaint = `"${field.name}" takes a status, such as 502, 502.3, 5xx or 500..599.`;
  const at = (row: number): number => (status(row) === 0 ? Number.NaN : status(row) * SUB + sub(row));
  const presence = presenceTest(value, (row) => status(row) !== 0);
  if (presence !== null) return ok(presence);
  const range = splitRange(value.text);
  if (range !== null && (operator === ':' || operator === '=')) {
    const from = range.from === '' ? { lo: 0, hi: 0 } : readStatus(range.from);
    const to = range.to === '' ? { lo: 0, hi: Number.POSITIVE_INFINITY } : readStatus(range.to);
    if (from === null || to === null) return err(complaint);
    return ok((row) => at(row) >= from.lo && at(row) <= to.hi);
  }
  const named = readStatus(value.text);
  return named === null ? err(complaint) : ok(compare(at, operator, named.lo, named.hi));
}

/** `502` is every sub-status, `502.3` one, `5xx` and `50x` a block, `502.*` the same as `502`. */
function readStatus(text: string): { readonly lo: number; readonly hi: number } | null {
  const [, digits, wild, sub] = /^([1-9]\d{0,2})(x{0,2})(?:\.(\d{1,5}|\*))?$/i.exec(text) ?? [];
  if (digits === undefined || wild === undefined || digits.length + wild.length !== 3) return null;
  if (wild !== '' && sub !== undefined && sub !== '*') return null;
  const lo = Number(digits) * 10 ** wild.length;
  const hi = lo + 10 ** wild.length - 1;
  if (sub === undefined || sub === '*') return { lo: lo * SUB, hi: hi * SUB + SUB - 1 };
  return { lo: lo * SUB + Number(sub), hi: lo * SUB + Number(sub) };
}

function compileTime(field: Extract<Field, { kind: 'time' }>, operator: QueryOperator, value: QueryValue): Compiled {
  const offset = field.offsetMs ?? 0;
  const complaint = `"${field.name}" takes a time, such as 14:23, 14:20..14:30 or 2026-03-12T14:23.`;
  const presence = presenceTest(value, (row) => !Number.isNaN(field.at(row)));
  if (presence !== null) return ok(presence);
  const daily = (row: number): number => (((field.at(row) + offset) % DAY) + DAY) % DAY;
  const range = splitRange(value.text);
  if (range !== null && (operator === ':' || operator === '=')) {
    const from = range.from === '' ? null : readClock(range.from, offset);
    const to = range.to === '' ? null : readClock(range.to, offset);
    if ((from === null && range.from !== '') || (to === null && range.to !== '')) return err(complaint);
    if (from !== null && to !== null && from.daily !== to.daily) return err(complaint);
    const at = (from ?? to)?.daily === true ? daily : field.at;
    const lo = from?.from ?? Number.NEGATIVE_INFINITY;
    const hi = to?.to ?? Number.POSITIVE_INFINITY;
    // A range of the clock may pass midnight: 23:50..00:10.
    if (from?.daily === true && lo > hi) return ok((row) => at(row) >= lo || at(row) < hi);
    return ok((row) => at(row) >= lo && at(row) < hi);
  }
  const named = readClock(value.text, offset);
  if (named === null) return err(complaint);
  return ok(compare(named.daily ? daily : field.at, operator, named.from, named.to - 0.001));
}

/** `-` asks for rows without a value, `*` for rows with one. */
function presenceTest(value: QueryValue, present: Predicate): Predicate | null {
  if (value.quoted) return null;
  if (value.text === '*') return present;
  return value.text === '-' ? (row) => !present(row) : null;
}

function splitRange(text: string): { readonly from: string; readonly to: string } | null {
  const dots = text.indexOf('..');
  if (dots < 0 || text.length === 2) return null;
  return { from: text.slice(0, dots), to: text.slice(dots + 2) };
}
