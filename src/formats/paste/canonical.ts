import { escapeXml, xmlAttributes } from '../../base/xml.ts';
import type { PastedEvent } from './events.ts';
import type { PastedRequest } from './request.ts';

const DAY_MS = 86_400_000;

/**
 * A FREB trace with the facts of a pasted text and no others: what the text does not hold has no element. `times`: ms of
 * each event since the midnight before the first one, or since its request began; the date that a trace needs is the
 * first day of 1970, which the reader takes away again.
 */
export function canonicalTrace(
  request: PastedRequest,
  events: readonly PastedEvent[],
  times: readonly (number | null)[],
): string {
  const attributes = xmlAttributes([
    ...request.attributes,
    ['xmlns:freb', 'http://schemas.microsoft.com/win/2006/06/iis/freb'],
  ]);
  const parts = events.map((event, ix) => eventXml(event, times[ix] ?? null));
  return [
    '<?xml version="1.0" encoding="UTF-8" ?>',
    '<!-- Not a file of IIS: frebscope made it of pasted text. The date is not known; 1970-01-01 stands in its place. -->',
    `<failedRequest${attributes}>`,
    ...parts,
    '</failedRequest>',
  ].join('\n');
}

function eventXml(event: PastedEvent, time: number | null): string {
  const described = event.fields.filter((field) => field.description !== '');
  return [
    '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">',
    ' <System>',
    ...(event.level === null ? [] : [`  <Level>${event.level}</Level>`]),
    ...(time === null ? [] : [`  <TimeCreated SystemTime="${systemTime(time)}"/>`]),
    ' </System>',
    ' <EventData>',
    ...event.fields.map(({ name, value }) => `  <Data Name="${escapeXml(name)}">${escapeXml(value)}</Data>`),
    ' </EventData>',
    ' <RenderingInfo>',
    `  <Opcode>${escapeXml(event.name)}</Opcode>`,
    ...described.map(
      ({ name, description }) =>
        `  <freb:Description Data="${escapeXml(name)}">${escapeXml(description)}</freb:Description>`,
    ),
    ' </RenderingInfo>',
    '</Event>',
  ].join('\n');
}

/** Seven decimals, as Windows has them: the short form has fractions of a millisecond. */
function systemTime(ms: number): string {
  const ticks = Math.round(ms * 10_000);
  const second = Math.floor(ticks / 10_000_000);
  const whole = new Date(second * 1000).toISOString().slice(0, 19);
  return `${whole}.${String(ticks - second * 10_000_000).padStart(7, '0')}Z`;
}

/**
 * Ms of the events on one scale. A time of day that falls by more than half a day is one of the next day: traces never
 * go back in time.
 */
export function pastedTimes(events: readonly PastedEvent[]): readonly (number | null)[] {
  let day = 0;
  let before: number | null = null;
  return events.map(({ time }) => {
    if (time === null) return null;
    if (time.clock === 'request') return time.ms;
    if (before !== null && time.ms < before - DAY_MS / 2) day += DAY_MS;
    before = time.ms;
    return day + time.ms;
  });
}
