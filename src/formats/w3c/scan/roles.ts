import { textAt } from '../../../base/byte-dictionary.ts';
import type { ColumnRole, ScanColumn, ScanMemory } from './memory.ts';
import { COLUMN } from './module.ts';

/** Fields that hold nothing but plain numbers. */
const NUMBERS = new Set(['sc-bytes', 'cs-bytes', 's-port', 'c-port']);
/** Fields that are grouped by, so that each different value is kept once, however many there are. */
const GROUPED = new Set(['cs-method', 'cs-uri-stem', 'cs-host', 'c-ip', 'cs-username', 's-sitename', 's-computername']);

const GUID_AT_END = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Fewer different values than this are no burden. */
const MANY = 1024;
const SAMPLE = 64;

/** What becomes of a field before anything is known of its values. */
export function firstRole(name: string): ColumnRole {
  return NUMBERS.has(name.toLowerCase()) ? 'number' : 'dictionary';
}

/**
 * What should become of a column now that `rows` of a part are known: where most rows bring a new value a dictionary
 * only costs. A GUID at the end (App Service appends X-ARR-LOG-ID to every query) is packed, anything else kept raw.
 */
export function nextRole(memory: ScanMemory, column: ScanColumn, rows: number): ColumnRole {
  const count = memory.columnWord(column, COLUMN.count);
  if (column.role !== 'dictionary' && column.role !== 'guid') return column.role;
  if (count < MANY || count * 2 < rows || GROUPED.has(column.name.toLowerCase())) return column.role;
  if (column.role === 'guid') return 'raw';
  const texts = memory.texts(column);
  let guids = 0;
  for (let ix = count - SAMPLE; ix < count; ix++) if (GUID_AT_END.test(textAt(texts, ix))) guids++;
  return guids * 2 > SAMPLE ? 'guid' : 'raw';
}

/** The number a text is in plain decimal, -1 for any other text. */
export function plainNumber(text: string): number {
  if (!/^(0|[1-9]\d{0,9})$/.test(text)) return -1;
  const value = Number(text);
  return value <= 0xffff_fffd ? value : -1;
}

/** True for a text that ends in a GUID as the scanner packs it. */
export function endsInGuid(text: string): boolean {
  return GUID_AT_END.test(text);
}
