import { utc } from '../../base/time.ts';

const TIME = /^(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d{1,7}))?$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Milliseconds since midnight of `14:23:39` or `14:23:39.251`; NaN for anything else. */
export function timeOfDay(text: string): number {
  const match = TIME.exec(text);
  if (match === null) return Number.NaN;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (hour > 23 || minute > 59 || second > 59) return Number.NaN;
  const fraction = match[4] === undefined ? 0 : Number(match[4].padEnd(7, '0')) / 10_000;
  return ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
}

/** EpochMs of midnight UTC of `2026-03-12`; NaN for anything else. */
export function dayStart(text: string): number {
  const match = DATE.exec(text);
  if (match === null) return Number.NaN;
  return utc(Number(match[1]), Number(match[2]), Number(match[3]), 0, 0, 0) ?? Number.NaN;
}

/** Where a `RunningDay` is, to go on from there. */
export interface RunningDayState {
  /** EpochMs of midnight of the running day, NaN while none is known. */
  readonly day: number;
  /** Time of day of the last row, in milliseconds. */
  readonly last: number;
}

/**
 * Days for rows that have a time but no date: the day of the block's `#Date`, then one more whenever the time steps
 * back by more than an hour inside the block. Smaller steps back are rows that were written out of order.
 */
export class RunningDay {
  #day = Number.NaN;
  #last = 0;

  get state(): RunningDayState {
    return { day: this.#day, last: this.#last };
  }

  set state(state: RunningDayState) {
    this.#day = state.day;
    this.#last = state.last;
  }

  /** The day of a `#Date` or `#Start-Date`; NaN when it cannot be read, then the running day stays. */
  start(day: number): void {
    if (Number.isNaN(day)) return;
    this.#day = day;
    this.#last = 0;
  }

  /** EpochMs of a time of day. */
  at(time: number): number {
    if (time < this.#last - HOUR) this.#day += DAY;
    this.#last = time;
    return this.#day + time;
  }
}
