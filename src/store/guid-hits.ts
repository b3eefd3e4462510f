import { textAt } from '../base/byte-dictionary.ts';
import type { LogPartColumn } from '../model/logpart.ts';
import type { TextTest } from '../query/field.ts';
import { partText } from './log-part.ts';

type GuidColumn = LogPartColumn & { readonly kind: 'guid' };

const GUID_LENGTH = 36;
const GUID_BYTES = 16;
/** Characters of a GUID that are no digits. */
const HYPHENS: ReadonlySet<number> = new Set([8, 13, 18, 23]);

/** What an entry says of its rows: all pass, none does, or each is to be looked at. */
const PASSES = 1;
const FAILS = 2;
const OPEN = 3;

/**
 * The test of the rows of a column of texts that end in a GUID each. What is sought either occurs in the text before it,
 * which many rows share, or reaches into the GUID: then it is compared with its bytes, and no text is made.
 */
export function guidTest(column: GuidColumn, test: TextTest): (row: number) => boolean {
  const { values, texts } = column;
  const { needs, enough } = test;
  const none = test('');
  const known = new Uint8Array(texts.ends.length);
  const patterns: (Patterns | undefined)[] = [];
  const inside = insidePatterns(needs);
  const look = (entry: number): number => {
    const text = textAt(texts, entry);
    if (!text.endsWith('\0')) return test(text) ? PASSES : FAILS;
    if (needs === '') return OPEN;
    const before = text.slice(0, -1).toLowerCase();
    if (before.includes(needs)) return enough ? PASSES : OPEN;
    const own = [...straddling(before, needs), ...inside];
    patterns[entry] = own;
    return own.length === 0 ? FAILS : OPEN;
  };
  return (row) => {
    const value = values[row] ?? 0;
    if (value === 0) return none;
    const entry = value - 1;
    const found = known[entry] === 0 ? (known[entry] = look(entry)) : known[entry];
    if (found !== OPEN) return found === PASSES;
    const own = patterns[entry];
    if (own !== undefined && !fitsAny(own, column.guids, row * GUID_BYTES)) return false;
    return (own !== undefined && enough) || test(partText(column, row));
  };
}

/** Byte, mask and value, one after the other: a stretch of a GUID as its bytes have to be. */
type Pattern = readonly number[];
type Patterns = readonly Pattern[];

function fitsAny(patterns: Patterns, guids: Uint8Array, start: number): boolean {
  for (const pattern of patterns) if (fits(pattern, guids, start)) return true;
  return false;
}

function fits(pattern: Pattern, guids: Uint8Array, start: number): boolean {
  for (let at = 0; at < pattern.length; at += 3)
    if (((guids[start + (pattern[at] ?? 0)] ?? 0) & (pattern[at + 1] ?? 0)) !== pattern[at + 2]) return false;
  return true;
}

/** Every place at which a text can stand within a GUID. */
function insidePatterns(text: string): Patterns {
  if (text === '') return [];
  return Array.from({ length: Math.max(0, GUID_LENGTH - text.length + 1) }, (_, at) => patternAt(text, at)).filter(
    (pattern) => pattern !== null,
  );
}

/** Every way in which a text can begin at the end of what stands before a GUID and go on in it. */
function straddling(before: string, text: string): Patterns {
  const found: Pattern[] = [];
  for (let length = 1; length < text.length; length++) {
    const pattern = before.endsWith(text.slice(0, length)) ? patternAt(text.slice(length), 0) : null;
    if (pattern !== null) found.push(pattern);
  }
  return found;
}

/** The bytes of a GUID that has `text` from character `at` on; null when none can. */
function patternAt(text: string, at: number): Pattern | null {
  if (at + text.length > GUID_LENGTH) return null;
  const bytes = new Map<number, { mask: number; value: number }>();
  for (let ix = 0; ix < text.length; ix++) {
    const char = text.charAt(ix);
    const place = at + ix;
    if (HYPHENS.has(place)) {
      if (char !== '-') return null;
      continue;
    }
    if (!/^[0-9a-f]$/.test(char)) return null;
    const digit = place - [...HYPHENS].filter((hyphen) => hyphen < place).length;
    const shift = digit % 2 === 0 ? 4 : 0;
    const byte = bytes.get(digit >> 1) ?? { mask: 0, value: 0 };
    byte.mask |= 0xf << shift;
    byte.value |= Number.parseInt(char, 16) << shift;
    bytes.set(digit >> 1, byte);
  }
  return [...bytes].flatMap(([byte, { mask, value }]) => [byte, mask, value]);
}
