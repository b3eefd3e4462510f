import { decodeUtf8 } from '../../base/text.ts';
import { EventFlag, type EventField, type TraceEventTable } from '../../model/events.ts';
import { eventDetail } from './detail.ts';
import { decodeReferences, normaliseNewlines } from '../xml/entities.ts';

/**
 * The Data of one event, decoded, in file order. `bytes`: what the table's offsets refer to. Cheap for events that the
 * scanner read; those of the reference layer are parsed again.
 */
export function eventData(table: TraceEventTable, bytes: Uint8Array, ix: number): readonly EventField[] {
  if (isReference(table, ix)) return eventDetail(table, bytes, ix).data;
  const out: EventField[] = [];
  const end = table.dataFirst[ix + 1] ?? 0;
  for (let row = table.dataFirst[ix] ?? 0; row < end; row++) {
    out.push({ name: table.strings.at(table.dataName[row] ?? -1), value: valueAt(table, bytes, row) });
  }
  return out;
}

/** Value of the first Data of that name, null when the event has none. */
export function field(table: TraceEventTable, bytes: Uint8Array, ix: number, name: string): string | null {
  const wanted = table.strings.find(name);
  if (wanted < 0) return null;
  const first = table.dataFirst[ix] ?? 0;
  const end = table.dataFirst[ix + 1] ?? 0;
  for (let row = first; row < end; row++) {
    if (table.dataName[row] !== wanted) continue;
    if (isReference(table, ix)) return eventDetail(table, bytes, ix).data[row - first]?.value ?? null;
    return valueAt(table, bytes, row);
  }
  return null;
}

/** The field as a number when it is plain digits, read without making a text; null when it is absent or anything else. */
export function digits(table: TraceEventTable, bytes: Uint8Array, ix: number, name: string): number | null {
  if (isReference(table, ix)) return null;
  const wanted = table.strings.find(name);
  const end = table.dataFirst[ix + 1] ?? 0;
  for (let row = table.dataFirst[ix] ?? 0; row < end; row++) {
    if (table.dataName[row] === wanted) return digitsAt(bytes, table.dataStart[row] ?? 0, table.dataEnd[row] ?? 0);
  }
  return null;
}

/** Digits that a number holds exactly. */
const MOST_DIGITS = 15;

function digitsAt(bytes: Uint8Array, from: number, to: number): number | null {
  if (from === to || to - from > MOST_DIGITS) return null;
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = (bytes[i] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  return value;
}

function isReference(table: TraceEventTable, ix: number): boolean {
  return ((table.flags[ix] ?? 0) & EventFlag.reference) !== 0;
}

function valueAt(table: TraceEventTable, bytes: Uint8Array, row: number): string {
  const from = table.dataStart[row] ?? 0;
  const to = table.dataEnd[row] ?? 0;
  if (to - from <= SHORT) {
    const plain = plainText(bytes, from, to);
    if (plain !== null) return plain;
  }
  return decodeReferences(normaliseNewlines(decodeUtf8(bytes, from, to).text));
}

/** Up to this many bytes, building the text here is faster than calling the decoder. */
const SHORT = 24;

/** A text of printable ASCII without references: nearly all codes, states and names. null for every other. */
function plainText(bytes: Uint8Array, from: number, to: number): string | null {
  let text = '';
  for (let i = from; i < to; i++) {
    const b = bytes[i] ?? 0;
    if (b < 0x20 || b > 0x7e || b === 0x26) return null;
    text += String.fromCharCode(b);
  }
  return text;
}
