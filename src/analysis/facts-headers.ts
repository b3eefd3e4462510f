import type { HeaderFact } from '../model/facts.ts';
import { eventIx } from '../model/units.ts';
import type { FieldReader } from './fields.ts';

/** More than any server accepts; what is beyond stays in the events. */
const MOST_HEADERS = 200;
const LONGEST_VALUE = 4_096;

/** Lines `Name: value` of a GENERAL_REQUEST_HEADERS or GENERAL_RESPONSE_HEADERS event. */
export function headerBlock(fields: FieldReader, event: number): readonly HeaderFact[] {
  const headers: HeaderFact[] = [];
  for (const line of (fields.field(event, 'Headers') ?? '').split('\n')) {
    if (headers.length >= MOST_HEADERS) break;
    const colon = line.indexOf(':');
    if (colon > 0) headers.push(header(line.slice(0, colon), line.slice(colon + 1), event));
  }
  return headers;
}

/** The header of each GENERAL_SET_*_HEADER event; an empty value means that the header was taken away. */
export function setHeaders(fields: FieldReader, events: readonly number[]): readonly HeaderFact[] {
  return events
    .slice(0, MOST_HEADERS)
    .map((event) => header(fields.field(event, 'HeaderName') ?? '', fields.field(event, 'HeaderValue') ?? '', event));
}

function header(name: string, value: string, event: number): HeaderFact {
  return { name: name.trim(), value: value.trim().slice(0, LONGEST_VALUE), event: eventIx(event) };
}
