import { epochMs } from '#core/model/units';
import { toPx, type Viewport } from '../../../timeline/viewport.ts';
import { formatDateClock, type Zone } from '../../../text/times.ts';

/** A line of the time axis with its label. `x` in px from the left edge of the plot. */
export interface Tick {
  readonly x: number;
  readonly text: string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 28, 91].map((count) => count * DAY),
];
const APART_PX = 84;

/** Ticks at round times, as many as have room for their labels. */
export function timeTicks(view: Viewport, width: number, zone: Zone): readonly Tick[] {
  if (width <= 0 || !(view.to > view.from)) return [];
  const wanted = ((view.to - view.from) / width) * APART_PX;
  const step = STEPS.find((one) => one >= wanted) ?? Math.ceil(wanted / (91 * DAY)) * 91 * DAY;
  const ticks: Tick[] = [];
  for (let at = Math.ceil(view.from / step) * step; at <= view.to; at += step) {
    const text = formatDateClock(epochMs(at), zone);
    const label = step >= DAY ? text.slice(0, 10) : step >= MINUTE ? text.slice(11, 16) : text.slice(11);
    ticks.push({ x: toPx(view, width, at), text: label });
  }
  return ticks;
}
