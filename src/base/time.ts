const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,7})\d*)?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/**
 * Milliseconds since 1970-01-01T00:00Z of an ISO 8601 instant, with the fraction kept to 100 ns as Windows writes it:
 *
 *   '2026-03-12T14:21:37.2041234Z' -> 1773325297204.1234
 *
 * null for anything else, also for days and hours that do not exist and for texts without a zone.
 */
export function parseInstant(text: string): number | null {
  const match = INSTANT.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction = '', sign, zoneHour, zoneMinute] = match;
  const whole = utc(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second));
  if (whole === null) return null;
  const parts = Number(fraction.padEnd(7, '0')) / 10_000;
  if (sign === undefined) return whole + parts;
  const offset = Number(zoneHour) * 60 + Number(zoneMinute);
  if (Number(zoneHour) > 23 || Number(zoneMinute) > 59) return null;
  return whole + parts - (sign === '-' ? -offset : offset) * 60_000;
}

/** Epoch milliseconds of a calendar date and time in UTC; null when there is no such day or time. `month` from 1. */
export function utc(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | null {
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return null;
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  at.setUTCHours(hour, minute, second);
  return at.getUTCMonth() === month - 1 ? at.getTime() : null;
}

/** `2026-03-12T14:21:37.204Z`; '' for an instant that no calendar holds. */
export function formatInstant(epochMs: number): string {
  const at = new Date(epochMs);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}

/** A duration a person reads at a glance: `15 ms`, `4.22 s`, `2 min 0.1 s`, `1 h 3 min`. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return 'unknown';
  const sign = ms < 0 ? '-' : '';
  const size = Math.abs(ms);
  if (size < 1000) return `${sign}${trim(size, size < 10 ? 1 : 0)} ms`;
  if (size < 60_000) return `${sign}${trim(size / 1000, 2)} s`;
  if (size < 3_600_000) {
    const tenths = Math.round(size / 100);
    const minutes = Math.floor(tenths / 600);
    const seconds = (tenths - minutes * 600) / 10;
    return seconds === 0 ? `${sign}${minutes} min` : `${sign}${minutes} min ${seconds} s`;
  }
  const hours = Math.floor(size / 3_600_000);
  const minutes = Math.floor((size - hours * 3_600_000) / 60_000);
  return minutes === 0 ? `${sign}${hours} h` : `${sign}${hours} h ${minutes} min`;
}

function trim(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
