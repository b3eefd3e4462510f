import { type FieldReader, noFields } from '../analysis/fields.ts';
import type { EventDetail } from '../model/events.ts';
import type { Trace } from '../model/trace.ts';

/** Values of a trace's events, decoded from its bytes when asked for. */
export function fieldReader(_trace: Trace, _bytes: Uint8Array<ArrayBuffer>): FieldReader {
  return noFields;
}

/** Everything one event holds. */
export function eventDetail(_trace: Trace, _bytes: Uint8Array<ArrayBuffer>, _ix: number): EventDetail {
  throw new Error('not there yet');
}
