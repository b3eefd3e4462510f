import { StringTable } from '../base/strings.ts';
import type { FieldReader } from '../analysis/fields.ts';
import { EventFlag, type TraceEventTable } from '../model/events.ts';

/** One event of a table made by hand, for tests that need many or odd ones and no XML. */
export interface TableEvent {
  readonly name: string;
  readonly time: number;
  readonly module?: string;
  readonly notification?: number;
  readonly post?: boolean;
  readonly level?: number;
  readonly data?: Readonly<Record<string, string>>;
}

/** The event table and its values. Offsets into a file are 0: there is none. */
export function eventTable(events: readonly TableEvent[]): {
  readonly table: TraceEventTable;
  readonly fields: FieldReader;
} {
  const strings = new StringTable();
  const { length } = events;
  const ix = (text: string | undefined): number => (text === undefined ? -1 : strings.add(text));
  const table: TraceEventTable = {
    length,
    strings,
    time: Float64Array.from(events, (event) => event.time),
    name: Int32Array.from(events, (event) => ix(event.name)),
    provider: new Int32Array(length).fill(-1),
    area: new Int32Array(length).fill(-1),
    module: Int32Array.from(events, (event) => ix(event.module)),
    opcode: new Uint16Array(length),
    level: Uint8Array.from(events, (event) => event.level ?? 4),
    notification: Uint32Array.from(events, (event) => event.notification ?? 0),
    flags: Uint8Array.from(
      events,
      (event) =>
        (event.post === true ? EventFlag.post : 0) | (event.level === 1 || event.level === 2 ? EventFlag.error : 0),
    ),
    rawStart: new Uint32Array(length),
    rawEnd: new Uint32Array(length),
    dataFirst: new Uint32Array(length + 1),
    dataName: new Int32Array(0),
    dataStart: new Uint32Array(0),
    dataEnd: new Uint32Array(0),
  };
  const data = events.map((event) => new Map(Object.entries(event.data ?? {})));
  const fields: FieldReader = {
    field: (event, name) => data[event]?.get(name) ?? null,
    digits: () => null,
    all: (event) => [...(data[event] ?? [])].map(([name, value]) => ({ name, value })),
  };
  return { table, fields };
}
