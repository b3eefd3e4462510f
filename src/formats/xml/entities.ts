const NAMED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Longest reference that is looked at, between `&` and `;`: `#x0010FFFF` with two zeros to spare. */
const LONGEST = 12;

/** Decodes the five XML names and legal numeric references, once; everything else stays as it is written. */
export function decodeReferences(text: string): string {
  let at = text.indexOf('&');
  if (at < 0) return text;
  let out = '';
  let from = 0;
  while (at >= 0) {
    const end = text.slice(at + 1, at + LONGEST + 2).indexOf(';') + at + 1;
    const decoded = end === at ? null : decodeReference(text.slice(at + 1, end));
    if (decoded === null) {
      at = text.indexOf('&', at + 1);
    } else {
      out += text.slice(from, at) + decoded;
      from = end + 1;
      at = text.indexOf('&', from);
    }
  }
  return out + text.slice(from);
}

/** The text of `amp`, `#65`, `#x41`; null when XML does not define it. */
function decodeReference(body: string): string | null {
  const named = NAMED.get(body);
  if (named !== undefined) return named;
  const digits = /^#(?:x([0-9A-Fa-f]+)|([0-9]+))$/.exec(body);
  if (digits === null) return null;
  const code = digits[1] === undefined ? Number.parseInt(digits[2] ?? '', 10) : Number.parseInt(digits[1], 16);
  return isXmlChar(code) ? String.fromCodePoint(code) : null;
}

/** Length in bytes of the legal reference at `at`, where a `&` stands; 0 when it is none. */
export function referenceLength(bytes: Uint8Array, at: number): number {
  const second = bytes[at + 1];
  const third = bytes[at + 2];
  // The writer's own five, by bytes: bodies are full of them.
  if (third === 0x74 && bytes[at + 3] === 0x3b && (second === 0x6c || second === 0x67)) return 4;
  if (second === 0x61 && third === 0x6d && bytes[at + 3] === 0x70 && bytes[at + 4] === 0x3b) return 5;
  const last = bytes[at + 5];
  if (last === 0x3b && second === 0x71 && third === 0x75 && bytes[at + 3] === 0x6f && bytes[at + 4] === 0x74) return 6;
  let body = '';
  for (let i = at + 1; i <= at + LONGEST + 1; i++) {
    const b = bytes[i] ?? 0x80;
    if (b === 0x3b) return decodeReference(body) === null ? 0 : i + 1 - at;
    if (b >= 0x80) return 0;
    body += String.fromCharCode(b);
  }
  return 0;
}

/** `Char` of XML 1.0. */
function isXmlChar(code: number): boolean {
  return (
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}

/** CRLF and a lone CR become LF, as every XML parser does before anything else. */
export function normaliseNewlines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** Everything but tab, line ends and what XML allows. */
const FORBIDDEN = /[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Swaps characters that XML forbids for visible ones: U+0008 becomes U+2408. */
export function showForbidden(text: string): string {
  return text.replace(FORBIDDEN, (c) => {
    const code = c.codePointAt(0) ?? 0;
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\uFFFD';
  });
}
