import type { EpochMs } from '#core/model/units';

/** Which clock the page shows. `server` is an offset in minutes east of UTC, told by the person or by a log. */
export type Zone = (
  | { readonly kind: 'utc' }
  | { readonly kind: 'browser' }
  | { readonly kind: 'server'; readonly offset: number }
) & {
  /** Hours from 1 to 12 with AM and PM. */
  readonly hour12?: boolean;
};

interface Parts {
  readonly date: string;
  /** Hours, minutes and seconds. */
  readonly time: string;
  readonly milliseconds: string;
  /** AM or PM after a space that keeps it with the time; '' on a clock of 24 hours. */
  readonly half: string;
  readonly zone: string;
}

/** `2026-03-12 14:21:37.204 UTC`: the zone is always there. `null` is `no time`. */
export function formatInstant(at: EpochMs | null, zone: Zone): string {
  const parts = split(at, zone);
  return parts === null ? 'no time' : `${parts.date} ${parts.time}.${parts.milliseconds}${parts.half} ${parts.zone}`;
}

/** `14:21:37.204`, for columns whose heading names the zone. */
export function formatClock(at: EpochMs | null, zone: Zone): string {
  const parts = split(at, zone);
  return parts === null ? '—' : `${parts.time}.${parts.milliseconds}${parts.half}`;
}

/** `2026-03-12 14:21:37`, for columns whose heading names the zone. */
export function formatDateClock(at: EpochMs | null, zone: Zone): string {
  const parts = split(at, zone);
  return parts === null ? '—' : `${parts.date} ${parts.time}${parts.half}`;
}

/** `2026-03-12 14:21`, where seconds tell nothing. */
export function formatDateMinute(at: EpochMs | null, zone: Zone): string {
  const parts = split(at, zone);
  return parts === null ? '—' : `${parts.date} ${parts.time.slice(0, 5)}${parts.half}`;
}

/** `2026-03-12 14:18:05 – 14:25:51 UTC`; without an end, or one in the same second, only the begin. */
export function formatSpan(from: EpochMs | null, to: EpochMs | null, zone: Zone): string {
  if (from === null) return 'no time';
  const start = formatDateClock(from, zone);
  const end = to === null ? start : formatDateClock(to, zone);
  const name = formatZone(zone, from).replace(/ \(.*/, '');
  if (end === start) return `${start} ${name}`;
  return `${start} – ${end.slice(0, 10) === start.slice(0, 10) ? end.slice(11) : end} ${name}`;
}

/** The name of a zone for headings: `UTC`, `UTC+01:00 (server)`, `UTC+01:00 (this browser)`. */
export function formatZone(zone: Zone, at: EpochMs | null = null): string {
  if (zone.kind === 'utc') return 'UTC';
  return `${offsetName(zoneMinutes(zone, at))} (${zone.kind === 'server' ? 'server' : 'this browser'})`;
}

/** `UTC+02:00`, for headings of columns: the offset that holds at the instant. */
export function formatOffset(zone: Zone, at: EpochMs | null): string {
  return formatZone(zone, at).replace(/ \(.*/, '');
}

/** Minutes east of UTC that hold in a zone at an instant: the browser's own differ between summer and winter. */
export function zoneMinutes(zone: Zone, at: EpochMs | null): number {
  if (zone.kind === 'utc') return 0;
  if (zone.kind === 'server') return zone.offset;
  return 0 - (at === null ? new Date(0) : new Date(at)).getTimezoneOffset();
}

function split(at: EpochMs | null, zone: Zone): Parts | null {
  if (at === null || !Number.isFinite(at)) return null;
  const offset = zoneMinutes(zone, at);
  const shifted = new Date(at + offset * 60_000);
  if (Number.isNaN(shifted.getTime())) return null;
  const text = shifted.toISOString();
  const divider = text.indexOf('T');
  return {
    date: text.slice(0, divider),
    ...clock(text.slice(divider + 1, divider + 9), zone.hour12 === true),
    milliseconds: text.slice(divider + 10, divider + 13),
    zone: zone.kind === 'utc' ? 'UTC' : offsetName(offset),
  };
}

/** A narrow space that no line ends at. */
const KEEP = '\u202f';

function clock(time: string, hour12: boolean): { readonly time: string; readonly half: string } {
  if (!hour12) return { time, half: '' };
  const hour = Number(time.slice(0, 2));
  const shown = String(hour % 12 === 0 ? 12 : hour % 12).padStart(2, '0');
  return { time: `${shown}${time.slice(2)}`, half: `${KEEP}${hour < 12 ? 'AM' : 'PM'}` };
}

function offsetName(minutes: number): string {
  if (minutes === 0) return 'UTC+00:00';
  const size = Math.abs(minutes);
  const hours = Math.floor(size / 60)
    .toString()
    .padStart(2, '0');
  const rest = (size % 60).toString().padStart(2, '0');
  return `UTC${minutes < 0 ? '-' : '+'}${hours}:${rest}`;
}
