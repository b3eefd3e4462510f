import { EventFlag, type TraceEventTable } from '../../model/events.ts';

/** Whether a text is in a value of an event's Data, as far as the bytes tell without decoding them. */
export const Held = { no: 0, maybe: 1, yes: 2 } as const;
export type Held = (typeof Held)[keyof typeof Held];

/** Lower case of ASCII, 0 for bytes that need decoding: references, control characters, all that is not ASCII. */
const LOWER = new Uint8Array(256);
for (let b = 0x20; b < 0x80; b++) LOWER[b] = b >= 0x41 && b <= 0x5a ? b + 0x20 : b;
for (const plain of '\t\n\r') LOWER[plain.charCodeAt(0)] = plain.charCodeAt(0);
LOWER[0x26] = 0;

/**
 * Looks for a text, in lower case, in the values of each event's Data, upper and lower case alike. Where it says `maybe`
 * the values have to be decoded. null: it cannot be looked for in bytes.
 */
export function dataSearch(table: TraceEventTable, bytes: Uint8Array, text: string): ((ix: number) => Held) | null {
  // Line ends are not in the bytes as they are in the values.
  if (text === '' || /[\r\n]/.test(text)) return null;
  const wanted = new TextEncoder().encode(text);
  return (ix) => {
    const first = table.dataFirst[ix] ?? 0;
    const end = table.dataFirst[ix + 1] ?? 0;
    if (((table.flags[ix] ?? 0) & EventFlag.reference) !== 0)
      return first === end ? Held.no : inMarkup(bytes, table.rawStart[ix] ?? 0, table.rawEnd[ix] ?? 0, wanted);
    let held: Held = Held.no;
    for (let row = first; row < end && held !== Held.yes; row++) {
      const here = inText(bytes, table.dataStart[row] ?? 0, table.dataEnd[row] ?? 0, wanted);
      if (here > held) held = here;
    }
    return held;
  };
}

/** One value as it stands in the file. */
function inText(bytes: Uint8Array, from: number, to: number, wanted: Uint8Array): Held {
  const first = wanted[0] ?? 0;
  for (let at = from; at < to; at++) {
    const lower = LOWER[bytes[at] ?? 0] ?? 0;
    if (lower === 0) return Held.maybe;
    if (lower === first && startsAt(bytes, at, to, wanted)) return Held.yes;
  }
  return Held.no;
}

function startsAt(bytes: Uint8Array, at: number, to: number, wanted: Uint8Array): boolean {
  if (at + wanted.length > to) return false;
  for (let k = 1; k < wanted.length; k++) if (LOWER[bytes[at + k] ?? 0] !== wanted[k]) return false;
  return true;
}

const DATA = new TextEncoder().encode('Data');

/**
 * An event that was left to the reference layer: `no` only when all that can be a Data stands there as a start tag, plain
 * text and an end tag.
 */
function inMarkup(bytes: Uint8Array, from: number, to: number, wanted: Uint8Array): Held {
  for (let at = bytes.indexOf(LESS, from); at >= 0 && at < to; at = bytes.indexOf(LESS, at + 1)) {
    const name = at + 1;
    const end = nameEnd(bytes, name, to);
    if (!isData(bytes, end - DATA.length) || isEventData(bytes, name, end)) continue;
    const close = tagEnd(bytes, end, to);
    if (close < 0) return Held.maybe;
    if (bytes[close - 1] === SLASH) continue;
    const after = bytes.indexOf(LESS, close);
    const closed = bytes[after + 1] === SLASH && isData(bytes, after + 2) && bytes[after + 2 + DATA.length] === MORE;
    if (after < 0 || after >= to || !closed) return Held.maybe;
    if (inText(bytes, close + 1, after, wanted) !== Held.no) return Held.maybe;
  }
  return Held.no;
}

const LESS = 0x3c;
const MORE = 0x3e;
const SLASH = 0x2f;

/** Offset after a tag's name; at once for an end tag. */
function nameEnd(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  for (; at < to; at++) {
    const b = bytes[at] ?? 0;
    if (b <= 0x20 || b === MORE || b === SLASH) break;
  }
  return at;
}

const isData = (bytes: Uint8Array, at: number): boolean => DATA.every((b, k) => bytes[at + k] === b);
/** `EventData`, which holds them. */
const isEventData = (bytes: Uint8Array, name: number, end: number): boolean =>
  end - name === 9 && bytes[name] === 0x45 && bytes[name + 4] === 0x74;

/** Offset of the `>` of a start tag; -1 where quotes make that a question. */
function tagEnd(bytes: Uint8Array, from: number, to: number): number {
  let quotes = 0;
  for (let at = from; at < to; at++) {
    const b = bytes[at] ?? 0;
    if (b === MORE) return quotes % 2 === 0 ? at : -1;
    if (b === 0x22) quotes += 1;
    // Single quotes, and a tag that begins within a tag.
    else if (b === 0x27 || b === LESS) return -1;
  }
  return -1;
}
