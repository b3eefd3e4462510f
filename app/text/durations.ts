import type { Ms } from '#core/model/units';

/** One tick of the Windows timer, with which traces are written unless they show a finer one. */
const TICK = 15.625;

/** A duration measured with such a clock: below the step it is `under 16 ms`, never 0. `null`: `unknown`. */
export function formatDuration(ms: Ms | null): string {
  if (ms === null || !Number.isFinite(ms)) return 'unknown';
  return ms < TICK ? `under ${formatExact(TICK)}` : formatExact(ms);
}

/** A duration as it stands: `0 ms`, `16 ms`, `9.3 s`, `2 min 2.1 s`, `1 h 4 min`. */
export function formatExact(ms: number): string {
  const sign = ms < 0 ? '−' : '';
  const value = Math.abs(ms);
  if (value < 1 && value > 0) return `${sign}${trim(value.toFixed(2))} ms`;
  if (value < 999.5) return `${sign}${Math.round(value)} ms`;
  if (value < 9_995) return `${sign}${trim((value / 1000).toFixed(2))} s`;
  if (value < 59_950) return `${sign}${trim((value / 1000).toFixed(1))} s`;
  if (value < 3_599_500) {
    const minutes = Math.floor(value / 60_000);
    const seconds = (value - minutes * 60_000) / 1000;
    if (seconds >= 59.95) return `${sign}${minutes + 1} min`;
    return seconds < 0.05 ? `${sign}${minutes} min` : `${sign}${minutes} min ${trim(seconds.toFixed(1))} s`;
  }
  const minutes = Math.round(value / 60_000);
  const rest = minutes % 60;
  return `${sign}${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
}

/**
 * A duration in milliseconds or seconds and never in minutes, so that it compares with a limit and with the sentences
 * of a verdict: `47 ms`, `120.05 s`. Below `grain`, the clock step, it is `under 16 ms`.
 */
export function formatSeconds(ms: number, grain = 0): string {
  if (!Number.isFinite(ms)) return 'unknown';
  if (ms < grain) return `under ${formatExact(grain)}`;
  return Math.abs(ms) < 999.5 ? formatExact(ms) : `${Number((ms / 1000).toFixed(2))} s`;
}

function trim(fixed: string): string {
  return fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
}
