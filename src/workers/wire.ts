import { StringTable } from '../base/strings.ts';
import { packed } from './packed.ts';
import type { TraceEventTable } from '../model/events.ts';
import type { RequestLogTable } from '../model/requestlog.ts';
import type { HttpErrTable } from '../model/sidefiles.ts';
import type { Trace } from '../model/trace.ts';
import type { ReadItem, ReadOutcome, ReadTrace, SideItem } from '../engine/files/read.ts';

/** A table whose strings are a plain list: string tables are objects of a class and lose it on the way. */
type Listed<T extends { readonly strings: StringTable }> = Omit<T, 'strings'> & { readonly strings: readonly string[] };

type WireTrace = Omit<ReadTrace, 'trace'> & {
  readonly trace: Omit<Trace, 'events'> & { readonly events: Listed<TraceEventTable> };
};

type WireItem =
  | WireTrace
  | { readonly kind: 'requestLog'; readonly table: Listed<RequestLogTable> }
  | { readonly kind: 'httpErr'; readonly table: Listed<HttpErrTable> }
  | Exclude<SideItem, { readonly kind: 'requestLog' | 'httpErr' }>;

/** A ReadOutcome as it crosses a thread: plain data and columns. */
export type WireOutcome = Omit<ReadOutcome, 'items'> & { readonly items: readonly WireItem[] };

export function toWire(outcome: ReadOutcome): WireOutcome {
  return { ...outcome, items: outcome.items.map(itemToWire) };
}

export function fromWire(outcome: WireOutcome): ReadOutcome {
  return { ...outcome, items: outcome.items.map(itemFromWire) };
}

function itemToWire(item: ReadItem): WireItem {
  switch (item.kind) {
    case 'trace': {
      const [events, spans, { eventSpans }] = packed([item.trace.events, item.spans, { eventSpans: item.eventSpans }]);
      return { ...item, trace: { ...item.trace, events: listed(events) }, spans, eventSpans };
    }
    case 'requestLog':
      return { kind: item.kind, table: listed(item.table) };
    case 'httpErr':
      return { kind: item.kind, table: listed(item.table) };
    default:
      return item;
  }
}

function itemFromWire(item: WireItem): ReadItem {
  switch (item.kind) {
    case 'trace':
      return { ...item, trace: { ...item.trace, events: tabled<TraceEventTable>(item.trace.events) } };
    case 'requestLog':
      return { kind: item.kind, table: tabled<RequestLogTable>(item.table) };
    case 'httpErr':
      return { kind: item.kind, table: tabled<HttpErrTable>(item.table) };
    default:
      return item;
  }
}

function listed<T extends { readonly strings: StringTable }>(table: T): Listed<T> {
  return { ...table, strings: table.strings.toList() };
}

function tabled<T extends { readonly strings: StringTable }>(table: Listed<T>): T {
  return { ...table, strings: new StringTable(table.strings) } as unknown as T;
}

/** The buffers of all columns in some outcomes: handed over, not copied. Those of a trace are one. */
export function outcomeBuffers(outcomes: readonly WireOutcome[]): ArrayBuffer[] {
  return outcomes.flatMap(({ items }) =>
    items.flatMap((item) => columnBuffers(item.kind === 'trace' ? item.trace.events.time : item)),
  );
}

/**
 * The buffers of all columns in a value, each once. Goes down into plain objects and arrays, not into lists of strings.
 */
export function columnBuffers(value: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  collect(value, buffers);
  return [...buffers];
}

function collect(value: unknown, buffers: Set<ArrayBuffer>): void {
  if (typeof value !== 'object' || value === null || value instanceof Blob) return;
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
    return;
  }
  const parts: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  if (typeof parts[0] === 'string' && Array.isArray(value)) return;
  for (const part of parts) collect(part, buffers);
}
