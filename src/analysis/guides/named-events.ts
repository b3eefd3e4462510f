import type { EventField, TraceEventTable } from '../../model/events.ts';
import { eventIx, type EventIx } from '../../model/units.ts';
import { enumName } from '../../knowledge/enums.ts';
import type { FieldReader } from '../fields.ts';

/** One event as the guides read it. */
export interface NamedEvent {
  readonly ix: EventIx;
  readonly name: string;
  readonly module: string;
  /** Value of a Data, '' when absent. */
  readonly text: (field: string) => string;
  /** true, false, or null for anything else. */
  readonly flag: (field: string) => boolean | null;
  /** Name of an enumeration value, or the number as it stands where it has no known name. */
  readonly word: (field: string) => string;
  /** All Data but those named. */
  readonly rest: (without: readonly string[]) => readonly EventField[];
}

/** Events whose names pass `wanted`, in file order. Names are interned, so each is judged once. */
export function* namedEvents(
  events: TraceEventTable,
  fields: FieldReader,
  wanted: (name: string) => boolean,
): Iterable<NamedEvent> {
  const judged = new Map<number, boolean>();
  for (let ix = 0; ix < events.length; ix++) {
    const at = events.name[ix] ?? -1;
    let pass = judged.get(at);
    if (pass === undefined) {
      pass = wanted(events.strings.at(at));
      judged.set(at, pass);
    }
    if (pass) yield named(events, fields, ix);
  }
}

function named(events: TraceEventTable, fields: FieldReader, ix: number): NamedEvent {
  const name = events.strings.at(events.name[ix] ?? -1);
  const text = (field: string): string => fields.field(ix, field) ?? '';
  return {
    ix: eventIx(ix),
    name,
    module: events.strings.at(events.module[ix] ?? -1),
    text,
    flag: (field) => {
      const value = text(field).toLowerCase();
      return value === 'true' ? true : value === 'false' ? false : null;
    },
    word: (field) => enumName(name, field, text(field)) || text(field),
    rest: (without) => fields.all(ix).filter((field) => !without.includes(field.name)),
  };
}
