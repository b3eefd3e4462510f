import type { FieldReader } from '../../analysis/fields.ts';
import { digits, eventData, field } from '../../formats/freb/data.ts';
import type { TraceEventTable } from '../../model/events.ts';

/** Values of a trace's events, decoded from the bytes that its offsets refer to when asked for. */
export function fieldReader(events: TraceEventTable, bytes: Uint8Array): FieldReader {
  return {
    field: (event, name) => field(events, bytes, event, name),
    digits: (event, name) => digits(events, bytes, event, name),
    all: (event) => eventData(events, bytes, event),
  };
}
