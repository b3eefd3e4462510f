/** Half-open interval of numbers: from <= x < to. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

const UNIT_MS = new Map([
  ['ms', 1],
  ['s', 1000],
  ['sec', 1000],
  ['m', 60_000],
  ['min', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

/** `502`, `-1`, `1.5`, `0x80072EE2`; null when it is no number. */
export function readNumber(text: string): number | null {
  if (/^0x[0-9a-f]{1,12}$/i.test(text)) return Number.parseInt(text.slice(2), 16);
  return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : null;
}

/** `250`, `250ms`, `2s`, `1.5m`, `1h` in milliseconds; null when it is no duration. */
export function readDuration(text: string): number | null {
  const match = /^(\d{1,15}(?:\.\d{1,9})?)([a-z]*)$/i.exec(text);
  if (match === null) return null;
  const unit = match[2] === '' ? 1 : UNIT_MS.get((match[2] ?? '').toLowerCase());
  return unit === undefined ? null : Number(match[1]) * unit;
}

/** The stretch that an instant or a time of day names at its own precision: `14:23` is that minute. */
export interface ClockInterval extends Interval {
  /** Milliseconds since midnight and not since 1970. */
  readonly daily: boolean;
}

const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[T_]([\d:.]+))?(Z|[+-]\d{2}:?\d{2})?$/i;
const MINUTE = 60_000;

/**
 * `14:23`, `14:23:39`, `14:23:39.251` (every day) or `2026-03-12`, `2026-03-12T14:23` with an optional zone.
 * Without a zone the text is local to `offsetMs` from UTC. null when it is neither.
 */
export function readClock(text: string, offsetMs: number): ClockInterval | null {
  const clock = timeOfDay(text);
  if (clock !== null) return { ...clock, daily: true };
  const [, year, month, day, time, zone] = DATE.exec(text) ?? [];
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (Number.isNaN(midnight) || new Date(midnight).getUTCDate() !== Number(day)) return null;
  const utc = midnight - (zone === undefined ? offsetMs : zoneOffset(zone));
  const part = time === undefined ? { from: 0, to: 24 * 60 * MINUTE } : timeOfDay(time);
  return part === null ? null : { from: utc + part.from, to: utc + part.to, daily: false };
}

function timeOfDay(text: string): Interval | null {
  const [, hour, minute, second, fraction] = CLOCK.exec(text) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null;
  const from = (Number(hour) * 60 + Number(minute)) * MINUTE + Number(second ?? 0) * 1000;
  if (second === undefined) return { from, to: from + MINUTE };
  if (fraction === undefined) return { from, to: from + 1000 };
  const step = 10 ** (3 - fraction.length);
  return { from: from + Number(fraction) * step, to: from + (Number(fraction) + 1) * step };
}

function zoneOffset(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * MINUTE;
}
