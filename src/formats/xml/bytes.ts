/** Blank in the sense of XML. */
export function isSpace(b: number): boolean {
  return b === 0x20 || b === 9 || b === 10 || b === 13;
}

/** A character that XML forbids begins at `at`: a control character, or U+FFFE or U+FFFF in UTF-8. */
export function isForbidden(bytes: Uint8Array, at: number): boolean {
  const b = bytes[at] ?? 0;
  if (b < 0x20) return !isSpace(b);
  return b === 0xef && bytes[at + 1] === 0xbf && (bytes[at + 2] ?? 0) >= 0xbe;
}

/** First byte of an XML name. Bytes above 0x7F belong to letters of other scripts and are taken as they come. */
export function isNameStart(b: number): boolean {
  return (b >= 0x61 && b <= 0x7a) || (b >= 0x41 && b <= 0x5a) || b === 0x5f || b === 0x3a || b >= 0x80;
}

/** Any byte of an XML name but the first. */
export function isNameByte(b: number): boolean {
  return isNameStart(b) || (b >= 0x30 && b <= 0x39) || b === 0x2d || b === 0x2e;
}

/** True when the ASCII text stands at `at`. */
export function matchesAt(bytes: Uint8Array, at: number, text: string): boolean {
  for (let k = 0; k < text.length; k++) if (bytes[at + k] !== text.charCodeAt(k)) return false;
  return true;
}

/** First offset at or after `from` where the ASCII text stands; -1 for none. */
export function indexOfText(bytes: Uint8Array, text: string, from: number): number {
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (matchesAt(bytes, at, text)) return at;
  }
  return -1;
}

/** True when a range holds exactly this text. */
export function sameBytes(bytes: Uint8Array, start: number, end: number, text: Uint8Array): boolean {
  if (end - start !== text.length) return false;
  for (let k = 0; k < text.length; k++) if (bytes[start + k] !== text[k]) return false;
  return true;
}

/** True when two ranges hold the same bytes. */
export function sameRange(bytes: Uint8Array, a: number, aEnd: number, b: number, bEnd: number): boolean {
  if (aEnd - a !== bEnd - b) return false;
  for (let k = 0; k < aEnd - a; k++) if (bytes[a + k] !== bytes[b + k]) return false;
  return true;
}

/** End markers, for `TerminatorFinder`. */
export const COMMENT_END = '-->';
export const CDATA_END = ']]>';
export const PI_END = '?>';

/** Finds end markers, and remembers from where on there is none, so that repeated openers stay linear. */
export class TerminatorFinder {
  readonly #bytes: Uint8Array;
  readonly #noneFrom = new Map<string, number>();

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  find(marker: string, from: number): number {
    if (from >= (this.#noneFrom.get(marker) ?? Infinity)) return -1;
    const at = indexOfText(this.#bytes, marker, from);
    if (at < 0) this.#noneFrom.set(marker, from);
    return at;
  }
}
