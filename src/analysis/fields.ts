import type { EventField } from '../model/events.ts';
import { hresult, type HResult } from '../model/units.ts';

/**
 * Values of one trace's events, decoded on demand from its bytes. The reader of the format implements it, the engine
 * hands it over: analysis knows tables and names, not XML.
 */
export interface FieldReader {
  /** Value of the first Data of that name; null when the event has none. */
  field(event: number, name: string): string | null;
  /** That value when it is plain digits, read without making a text; null when it is absent or anything else. */
  digits(event: number, name: string): number | null;
  /** All Data of an event in file order. */
  all(event: number): readonly EventField[];
}

/** A field as a whole number; null when it is absent or not one. Accepts decimals, signed decimals and `0x` forms. */
export function numberField(fields: FieldReader, event: number, name: string): number | null {
  return fields.digits(event, name) ?? toInteger(fields.field(event, name));
}

/** A code field as unsigned 32 bit; null when it is absent or not a number. */
export function codeField(fields: FieldReader, event: number, name: string): HResult | null {
  const value = numberField(fields, event, name);
  return value === null ? null : hresult(value);
}

/** ERROR_HANDLE_EOF as HRESULT: the regular end of a request body. */
const END_OF_BODY = 0x80070026;

/** Code of a client read or write that failed; null when it did not. */
export function ioErrorCode(fields: FieldReader, event: number): HResult | null {
  const code = codeField(fields, event, 'ErrorCode');
  return code === 0 || code === END_OF_BODY ? null : code;
}

/** Whole number in the forms that trace files use; null for anything else. */
export function toInteger(text: string | null): number | null {
  const trimmed = text?.trim() ?? '';
  if (trimmed.length > 20 || !/^(?:-?\d+|0[xX][0-9a-fA-F]+)$/.test(trimmed)) return null;
  const value = Number(trimmed);
  return Number.isSafeInteger(value) ? value : null;
}
