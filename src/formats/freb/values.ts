import { referenceLength } from '../xml/entities.ts';

/** 1 for bytes that need no second look in text, 2 for those that are fine in an attribute value as well. */
const PLAIN = new Uint8Array(256);
for (let b = 0x20; b < 0x80; b++) PLAIN[b] = 2;
PLAIN[9] = PLAIN[10] = PLAIN[13] = 1;
for (const special of '<&') PLAIN[special.charCodeAt(0)] = 0;
PLAIN[0x22] = 1;
// `>` is fine in an attribute value but may end `]]>` in text; it is looked at in both.
PLAIN[0x3e] = 0;

/**
 * Offset of the `<` that ends the text beginning at `from`, when all of it is what a writer would write: legal
 * characters, valid UTF-8, defined references, no `]]>`. -1 otherwise.
 */
export function textEnd(bytes: Uint8Array, from: number): number {
  let i = from;
  for (;;) {
    while ((PLAIN[bytes[i] ?? 0] ?? 0) !== 0) i++;
    const b = bytes[i] ?? 0;
    if (b === 0x3c) return i;
    if (b === 0x3e && bytes[i - 1] === 0x5d && bytes[i - 2] === 0x5d) return -1;
    const length = specialLength(bytes, i, b);
    if (length === 0) return -1;
    i += length;
  }
}

/** The same for an attribute value: offset of the closing double quote. Line ends and tabs are not taken either. */
export function attributeEnd(bytes: Uint8Array, from: number): number {
  let i = from;
  for (;;) {
    let b = bytes[i] ?? 0;
    while ((PLAIN[b] ?? 0) === 2) b = bytes[++i] ?? 0;
    if (b === 0x22) return i;
    const length = specialLength(bytes, i, b);
    if (length === 0) return -1;
    i += length;
  }
}

/** Length of a `>`, reference or multi-byte character at `at`; 0 for what is not allowed. */
function specialLength(bytes: Uint8Array, at: number, b: number): number {
  if (b === 0x26) return referenceLength(bytes, at);
  if (b === 0x3e) return 1;
  return b >= 0x80 ? utf8Length(bytes, at, b) : 0;
}

/** Length of the valid UTF-8 sequence at `at` for a character that XML allows; 0 when it is not one. */
function utf8Length(bytes: Uint8Array, at: number, first: number): number {
  const second = bytes[at + 1] ?? 0;
  if (first < 0xc2 || (second & 0xc0) !== 0x80) return 0;
  if (first < 0xe0) return 2;
  const third = bytes[at + 2] ?? 0;
  if ((third & 0xc0) !== 0x80) return 0;
  if (first < 0xf0) {
    if (first === 0xe0 && second < 0xa0) return 0;
    if (first === 0xed && second >= 0xa0) return 0;
    if (first === 0xef && second === 0xbf && third >= 0xbe) return 0;
    return 3;
  }
  if (first > 0xf4 || ((bytes[at + 3] ?? 0) & 0xc0) !== 0x80) return 0;
  if ((first === 0xf0 && second < 0x90) || (first === 0xf4 && second >= 0x90)) return 0;
  return 4;
}

/** Offset after one to five digits; -1 when there are none or more. */
export function digitsEnd(bytes: Uint8Array, from: number): number {
  let i = from;
  while (i <= from + 5 && (bytes[i] ?? 0) >= 0x30 && (bytes[i] ?? 0) <= 0x39) i++;
  return i === from || i > from + 5 ? -1 : i;
}

/** Value of the digits in a range that is known to hold nothing else. */
export function digitsValue(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) value = value * 10 + (bytes[i] ?? 0) - 0x30;
  return value;
}

/** The unsigned 32 bit decimal in a range; -1 for anything else. */
export function uint32At(bytes: Uint8Array, from: number, to: number): number {
  if (to === from || to - from > 10) return -1;
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = (bytes[i] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value <= 0xffff_ffff ? value : -1;
}
