import type { Scale } from './scale.ts';
import type { Viewport } from './viewport.ts';
import { toPx } from './viewport.ts';

/** One line of the axis. */
export interface Tick {
  readonly x: number;
  readonly text: string;
}

/** From this step on ticks read in seconds: `0.5 s` beside `1 s`. */
const SECONDS_FROM = 200;
/** Room that a tick with its text needs. */
const TICK_PX = 84;

/** Steps of 1, 2 and 5 times a power of ten: the smallest that is at least `least`. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5].find((one) => one * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Ticks for a viewport: times on the time scale, event numbers (from 1, as on the page) on the order scale. */
export function makeTicks(scale: Scale, view: Viewport, width: number): Tick[] {
  const many = Math.max(1, Math.floor(width / TICK_PX));
  return scale.kind === 'time' ? timeTicks(scale, view, width, many) : eventTicks(scale, view, width, many);
}

function timeTicks(scale: Scale, view: Viewport, width: number, many: number): Tick[] {
  const step = niceStep((view.to - view.from) / many);
  const inSeconds = step >= SECONDS_FROM || view.to >= 10_000;
  const ticks: Tick[] = [];
  const last = Math.min(view.to, scale.bounds.max);
  for (let n = Math.ceil(Math.max(0, view.from) / step - 1e-9); n * step <= last; n++) {
    ticks.push({ x: toPx(view, width, n * step), text: tickText(n * step, step, inSeconds) });
  }
  return ticks;
}

/** Decimals follow the step, so that neighbours never read the same. */
function tickText(value: number, step: number, inSeconds: boolean): string {
  if (value === 0) return '0';
  if (inSeconds) return `${(value / 1000).toFixed(decimals(step / 1000))}\u202fs`;
  return `${value.toFixed(decimals(step))}\u202fms`;
}

function decimals(step: number): number {
  return Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
}

function eventTicks(scale: Scale, view: Viewport, width: number, many: number): Tick[] {
  const count = scale.eventFrom.length;
  const unit = Math.max(1, niceStep((view.to - view.from) / many));
  const ticks: Tick[] = [];
  const numbers = [1];
  for (let number = unit; number <= count; number += unit) if (number > 1) numbers.push(number);
  let right = Number.NEGATIVE_INFINITY;
  for (const number of numbers) {
    const x = toPx(view, width, ((scale.eventFrom[number - 1] ?? 0) + (scale.eventTo[number - 1] ?? 0)) / 2);
    if (x < 0 || x > width || x < right) continue;
    ticks.push({ x, text: `#${number}` });
    right = x + TICK_PX / 2;
  }
  return ticks;
}
