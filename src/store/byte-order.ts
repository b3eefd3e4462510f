import type { ByteTexts } from '../base/byte-dictionary.ts';
import type { UintArray } from '../base/narrow.ts';
import { sortByKey } from './log-order.ts';

/** Texts of one kind: the four bytes of text `ix` from byte `at` on as one number, zeros behind its end. */
export type TextBytes = (ix: number, at: number) => number;

/** A list of texts, or the rows of a column whose texts go on with a GUID where their entry ends in NUL. */
type Texts =
  | { readonly kind: 'raw'; readonly texts: ByteTexts }
  | { readonly kind: 'guid'; readonly values: UintArray; readonly texts: ByteTexts; readonly guids: Uint8Array };

export function textsBytes(column: Texts): TextBytes {
  const { bytes, ends } = column.texts;
  const start = (ix: number): number => (ix === 0 ? 0 : (ends[ix - 1] ?? 0));
  if (column.kind === 'raw') return (ix, at) => plainBytes(bytes, start(ix) + at, ends[ix] ?? 0);
  const { values, guids } = column;
  return (row, at) => {
    const value = values[row] ?? 0;
    if (value === 0) return 0;
    const from = start(value - 1);
    const end = ends[value - 1] ?? 0;
    const length = end - from;
    if (length === 0 || bytes[end - 1] !== 0 || at + 4 < length) return plainBytes(bytes, from + at, end);
    let word = 0;
    for (let place = at; place < at + 4; place++) {
      const byte = place < length - 1 ? bytes[from + place] : guidChar(guids, row * 16, place - length + 1);
      word = (word << 8) | (byte ?? 0);
    }
    return word >>> 0;
  };
}

const GUID_LENGTH = 36;
const HYPHEN = 0x2d;
const DIGITS = Uint8Array.from('0123456789abcdef', (char) => char.charCodeAt(0));
/** Digit of a GUID that stands at each of its characters; -1 is a hyphen. */
const DIGIT_AT = Int8Array.from({ length: GUID_LENGTH }, (_, at) =>
  [8, 13, 18, 23].includes(at) ? -1 : at - [8, 13, 18, 23].filter((hyphen) => hyphen < at).length,
);

/** Character `at` of a GUID, 0 behind its end. */
function guidChar(guids: Uint8Array, start: number, at: number): number {
  const digit = DIGIT_AT[at];
  if (digit === undefined) return 0;
  if (digit < 0) return HYPHEN;
  const byte = guids[start + (digit >> 1)] ?? 0;
  return DIGITS[digit % 2 === 0 ? byte >> 4 : byte & 0xf] ?? 0;
}

function plainBytes(bytes: Uint8Array, at: number, end: number): number {
  if (at + 4 <= end)
    return (
      (((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>>
      0
    );
  let word = 0;
  for (let place = at; place < at + 4; place++) word = (word << 8) | (place < end ? (bytes[place] ?? 0) : 0);
  return word >>> 0;
}

/** So few texts are compared with one another. */
const FEW = 12;
/** Up to so many texts a number of 53 bits holds the four bytes of a text and its place among them. */
const MANY = 1 << 16;

/**
 * Ranks of texts by their bytes, which is the order of their characters; equal texts have equal ranks. Text `ix` is
 * `place[ix]` of `sources[source[ix]]`. Four bytes at a time: those that are alike so far are looked at further.
 */
export function orderByBytes(sources: readonly TextBytes[], source: Uint16Array, place: Uint32Array): Uint32Array {
  const word = (item: number, at: number): number => sources[source[item] ?? 0]?.(place[item] ?? 0, at) ?? 0;
  const compare = (a: number, b: number, from: number): number => {
    for (let at = from; ; at += 4) {
      const [left, right] = [word(a, at), word(b, at)];
      if (left !== right) return left - right;
      if (left === 0) return 0;
    }
  };
  const order = Uint32Array.from(place.keys());
  /** Places of `order` whose text is another than that of the place before. */
  const begins = new Uint8Array(order.length);
  const open: { readonly from: number; readonly to: number; readonly at: number }[] = [
    { from: 0, to: order.length, at: 0 },
  ];
  const room = { pairs: new Float64Array(Math.min(MANY, order.length)), items: new Uint32Array(MANY) };
  for (let group = open.pop(); group !== undefined; group = open.pop()) {
    const { from, to, at } = group;
    if (to - from <= FEW) {
      insert(order, begins, group, compare);
      continue;
    }
    const items = order.subarray(from, to);
    const words = items.map((item) => word(item, at));
    if (items.length < MANY) sortSome(items, words, room);
    else sortMany(items, words);
    let start = 0;
    for (let ix = 1; ix <= items.length; ix++) {
      if (ix < items.length && words[ix] === words[start]) continue;
      if (ix < items.length) begins[from + ix] = 1;
      // Nothing but zeros: the texts have ended, and are equal.
      if (ix - start > 1 && words[start] !== 0) open.push({ from: from + start, to: from + ix, at: at + 4 });
      start = ix;
    }
  }
  const ranks = new Uint32Array(order.length);
  let rank = 0;
  for (const [ix, item] of order.entries()) {
    rank += begins[ix] ?? 0;
    ranks[item] = rank;
  }
  return ranks;
}

/** Puts a few items in order, one after the other. */
function insert(
  order: Uint32Array,
  begins: Uint8Array,
  { from, to, at }: { readonly from: number; readonly to: number; readonly at: number },
  compare: (a: number, b: number, from: number) => number,
): void {
  for (let ix = from + 1; ix < to; ix++) {
    const item = order[ix] ?? 0;
    let gap = ix;
    for (; gap > from && compare(order[gap - 1] ?? 0, item, at) > 0; gap--) order[gap] = order[gap - 1] ?? 0;
    order[gap] = item;
  }
  for (let ix = from + 1; ix < to; ix++) if (compare(order[ix - 1] ?? 0, order[ix] ?? 0, at) !== 0) begins[ix] = 1;
}

/** Puts items in the order of their words, and the words with them; those with the same word stay as they are. */
function sortSome(
  items: Uint32Array,
  words: Uint32Array,
  room: { readonly pairs: Float64Array; readonly items: Uint32Array },
): void {
  const pairs = room.pairs.subarray(0, items.length);
  for (let ix = 0; ix < items.length; ix++) pairs[ix] = (words[ix] ?? 0) * MANY + ix;
  pairs.sort();
  room.items.set(items);
  for (const [ix, pair] of pairs.entries()) {
    const word = Math.floor(pair / MANY);
    words[ix] = word;
    items[ix] = room.items[pair - word * MANY] ?? 0;
  }
}

function sortMany(items: Uint32Array, words: Uint32Array): void {
  const order = sortByKey(Uint32Array.from(items.keys()), words);
  const [oldItems, oldWords] = [items.slice(), words.slice()];
  for (const [ix, old] of order.entries()) {
    items[ix] = oldItems[old] ?? 0;
    words[ix] = oldWords[old] ?? 0;
  }
}
