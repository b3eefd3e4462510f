import { parseInstant } from '../../base/time.ts';
import { dayStart, timeOfDay } from '../textlog/clock.ts';

/** A day, a time of day and the zone if there is one. Without a zone it is of the machine's clock, read as if it were UTC. */
export function timeOf(
  date: string,
  clock: string,
  zone: string | undefined,
): { readonly time: number; readonly local: boolean } {
  if (zone === undefined) return { time: dayStart(date) + timeOfDay(clock), local: true };
  const offset = zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  return { time: parseInstant(`${date}T${clock.replace(',', '.')}${offset}`) ?? Number.NaN, local: false };
}
