/** Encodings that text files are read in. `utf-8` covers ASCII. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * How to decode a file. `mark`: length of its byte order mark. `contradicted`: the encoding that its XML declaration
 * names although the bytes say otherwise, null when they agree. `refused`: the name of an encoding that is not read.
 */
export type EncodingChoice =
  | { readonly encoding: TextEncoding; readonly mark: number; readonly contradicted: string | null }
  | { readonly refused: string };

const UTF8_NAMES = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii']);
const SINGLE_BYTE_NAMES = new Set(['iso-8859-1', 'latin1', 'windows-1252', 'cp1252']);
const UTF16_NAMES = new Set(['utf-16', 'utf-16le', 'utf-16be', 'unicode']);

/** Chooses by byte order mark, then by the bytes of the first characters, then by the XML declaration, else UTF-8. */
export function chooseEncoding(head: Uint8Array): EncodingChoice {
  const [a = -1, b = -1, c = -1, d = -1] = head;
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) {
    return { refused: 'UTF-32' };
  }
  if (a === 0xef && b === 0xbb && c === 0xbf) return judged(head, 'utf-8', 3);
  if (a === 0xff && b === 0xfe) return judged(head, 'utf-16le', 2);
  if (a === 0xfe && b === 0xff) return judged(head, 'utf-16be', 2);
  if (a === 0x3c && b === 0 && d === 0) return c === 0 ? { refused: 'UTF-32' } : judged(head, 'utf-16le', 0);
  if (a === 0 && b === 0x3c && c === 0) return judged(head, 'utf-16be', 0);
  if (a === 0 && b === 0 && c === 0 && d === 0x3c) return { refused: 'UTF-32' };
  return judged(head, null, 0);
}

/** `found` is what the bytes prove; null leaves the choice to the declaration. */
function judged(head: Uint8Array, found: TextEncoding | null, mark: number): EncodingChoice {
  const declared = declaredEncoding(head, found ?? 'utf-8', mark);
  if (declared === null) return { encoding: found ?? 'utf-8', mark, contradicted: null };
  const name = declared.toLowerCase();
  const family = UTF8_NAMES.has(name)
    ? 'utf-8'
    : UTF16_NAMES.has(name)
      ? 'utf-16'
      : SINGLE_BYTE_NAMES.has(name)
        ? 'windows-1252'
        : null;
  if (found !== null) {
    const agrees = family !== null && found.startsWith(family);
    return { encoding: found, mark, contradicted: agrees ? null : declared };
  }
  if (family === null) return { refused: declared };
  // Not one NUL among the first characters: this cannot be UTF-16, whatever it says.
  if (family === 'utf-16') return { encoding: 'utf-8', mark, contradicted: declared };
  return { encoding: family, mark, contradicted: null };
}

/** The encoding that an XML declaration at the very start names, null without one. */
function declaredEncoding(head: Uint8Array, encoding: TextEncoding, mark: number): string | null {
  const text = new TextDecoder(encoding).decode(head.subarray(mark, mark + 512));
  const declaration = /^<\?xml\s[^>]{0,200}?\?>/.exec(text);
  if (declaration === null) return null;
  return /\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']/.exec(declaration[0])?.[1] ?? null;
}

const PIECE = 1 << 20;

/** The UTF-8 form of bytes in another encoding, without mark. `replaced` counts what could not be decoded. */
export function toUtf8(
  bytes: Uint8Array,
  choice: { readonly encoding: TextEncoding; readonly mark: number },
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly replaced: number } {
  const body = bytes.subarray(choice.mark);
  try {
    return { bytes: recode(body, choice.encoding, true).bytes, replaced: 0 };
  } catch {
    return recode(body, choice.encoding, false);
  }
}

/** Piece by piece, so that the text never stands in memory as a whole. */
function recode(
  body: Uint8Array,
  encoding: TextEncoding,
  fatal: boolean,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly replaced: number } {
  const decode = pieceDecoder(encoding, fatal);
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  let length = 0;
  let replaced = 0;
  for (let at = 0; at === 0 || at < body.length; at += PIECE) {
    const text = decode(body.subarray(at, at + PIECE), at + PIECE >= body.length);
    const piece = encoder.encode(text);
    if (!fatal) replaced += countReplacements(text);
    pieces.push(piece);
    length += piece.length;
  }
  const out = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return { bytes: out, replaced };
}

/** Decodes piece after piece; a character that spans two of them comes with the second. */
function pieceDecoder(encoding: TextEncoding, fatal: boolean): (piece: Uint8Array, last: boolean) => string {
  if (encoding === 'windows-1252') return decodeWindows1252;
  const decoder = new TextDecoder(encoding, { fatal, ignoreBOM: true });
  return (piece, last) => decoder.decode(piece, { stream: !last });
}

const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** Text of windows-1252, by a table of our own: Node 20 takes it for Latin-1, which has no letters at 0x80 to 0x9F. */
export function decodeWindows1252(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 4096) {
    const codes = Array.from(bytes.subarray(at, at + 4096), (b) =>
      b >= 0x80 && b < 0xa0 ? WINDOWS_1252.charCodeAt(b - 0x80) : b,
    );
    parts.push(String.fromCharCode(...codes));
  }
  return parts.join('');
}

function countReplacements(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) count++;
  return count;
}

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const LENIENT = new TextDecoder('utf-8', { ignoreBOM: true });

/** Decodes a range of UTF-8. `replaced`: how many U+FFFD stand for bytes that are not UTF-8. */
export function decodeUtf8(
  bytes: Uint8Array,
  from: number,
  to: number,
): { readonly text: string; readonly replaced: number } {
  const short = to - from <= SHORT ? shortText(bytes, from, to) : null;
  if (short !== null) return { text: short, replaced: 0 };
  const part = bytes.subarray(from, to);
  try {
    return { text: STRICT.decode(part), replaced: 0 };
  } catch {
    const text = LENIENT.decode(part);
    return { text, replaced: countReplacements(text) };
  }
}

/** Up to this length a call of the platform's decoder costs far more than it decodes. */
const SHORT = 64;
const SEEN = Array.from({ length: 2048 }, () => '');

/**
 * ASCII text of up to `SHORT` bytes, null when it is not ASCII. Names and small values repeat by the thousand within
 * and across files, so the last text of each hash is kept and compared.
 */
function shortText(bytes: Uint8Array, from: number, to: number): string | null {
  let hash = 0;
  for (let i = from; i < to; i++) {
    const b = bytes[i] ?? 0;
    if (b >= 0x80) return null;
    hash = Math.imul(hash ^ b, 0x01000193);
  }
  const slot = (hash ^ (hash >>> 13)) & (SEEN.length - 1);
  const seen = SEEN[slot] ?? '';
  if (seen.length === to - from) {
    let k = 0;
    while (k < seen.length && seen.charCodeAt(k) === bytes[from + k]) k++;
    if (k === seen.length) return seen;
  }
  const text = String.fromCharCode(...bytes.subarray(from, to));
  SEEN[slot] = text;
  return text;
}

/** Reads a prefix as Latin-1, one character per byte: enough to look for ASCII words, whatever the encoding. */
export function latin1(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  const end = Math.min(to, bytes.length);
  for (let i = from; i < end; i++) text += String.fromCharCode(bytes[i] ?? 0);
  return text;
}
