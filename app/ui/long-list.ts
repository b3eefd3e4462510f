/**
 * Px that a scrolling box may be high: Firefox ends one near 17.9 million, Chromium near 33.5 million. A longer list has
 * fewer places ("slots") than rows; its first slot then stands for the row `base`, which moves while one scrolls.
 */
const MOST_PX = 15_000_000;
/** Slots from either end of the box within which the list moves under it, so that wheel and keys never hit an end. */
const EDGE = 1000;

/** A list of rows of one height in a box that cannot be higher than a browser allows. */
export interface LongList {
  readonly total: number;
  /** Places for rows in the box; `total` unless that is more than the box can hold. */
  readonly slots: number;
}

export function longList(total: number, height: number): LongList {
  return { total, slots: Math.min(total, Math.floor(MOST_PX / height)) };
}

/** The base within its bounds: the last slot is the last row at most. */
export function boundedBase({ total, slots }: LongList, base: number): number {
  return Math.max(0, Math.min(total - slots, Math.round(base)));
}

/** Base while the scroll bar stands at this share of its way: 0 leads to the first row, 1 to the last. */
export function baseAtShare(list: LongList, share: number): number {
  return boundedBase(list, share * (list.total - list.slots));
}

/** The base at which a row stands where the scroll bar should be for it; near an end of the list that is the end. */
export function baseOfRow(list: LongList, row: number): number {
  if (row < 2 * EDGE) return 0;
  if (row >= list.total - 2 * EDGE) return list.total - list.slots;
  return baseAtShare(list, row / (list.total - 1));
}

/** Base for a row that is to be shown while `first` to `last` are on screen: the same for a neighbour, so that nothing jumps. */
export function baseToShow(list: LongList, base: number, row: number, first: number, last: number): number {
  const near = row >= first - EDGE && row <= last + EDGE;
  const slot = row - base;
  return near && slot >= 0 && slot < list.slots ? base : baseOfRow(list, row);
}

/** Base after a little scrolling to slot `first`: another one where the box comes to its end before the list does. */
export function baseAfterScroll(list: LongList, base: number, first: number, last: number): number {
  const atStart = first < EDGE && base > 0;
  const atEnd = last > list.slots - EDGE && base < list.total - list.slots;
  return atStart || atEnd ? baseOfRow(list, base + first) : base;
}
