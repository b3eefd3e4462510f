import { unpackTexts } from '../base/byte-dictionary.ts';
import { arrLogId } from '../analysis/correlate/normal.ts';
import { keyField } from '../analysis/correlate/source.ts';
import type { LogPart, LogPartColumn } from '../model/logpart.ts';
import { partText } from './log-part.ts';

/** First digits of a GUID, wherever it stands. */
const GUID = /[0-9a-f]{8}(?=-[0-9a-f]{4}-[0-9a-f]{4}-)/i;

/** Rows of a part that may hold one of some keys (see `keyOf`): only fields that hold ids of that kind are looked at. */
export function rowsWithKeys(part: LogPart, keys: ReadonlySet<string>): readonly number[] {
  const byField = new Map<string, Set<string>>();
  for (const key of keys) {
    const field = key.slice(0, key.indexOf('='));
    byField.set(field, (byField.get(field) ?? new Set()).add(key.slice(field.length + 1)));
  }
  const rows = new Set<number>();
  for (const column of part.columns) {
    const query = column.name.toLowerCase() === 'cs-uri-query';
    const values = byField.get(query ? 'x-arr-log-id' : keyField(column.name));
    if (values === undefined) continue;
    const wanted = query
      ? (text: string) => hasArrLogId(text, values)
      : (text: string) => values.has(text.toLowerCase());
    const test = rowTest(column, wanted, values);
    for (let row = 0; row < part.rows; row++) if (test(row)) rows.add(row);
  }
  return [...rows];
}

const ID_LENGTH = 36;
const ID_IS = '-ID=';

/** Whether a query holds one of some ids that App Service appends. Where one stands at the end it is compared at once. */
function hasArrLogId(query: string, ids: ReadonlySet<string>): boolean {
  const atEnd = query.indexOf(ID_IS) === query.length - ID_LENGTH - ID_IS.length;
  if (atEnd && !ids.has(query.slice(-ID_LENGTH).toLowerCase())) return false;
  return ids.has(arrLogId(query));
}

/** Whether a row holds one of some values: one look at each distinct text, and at each packed GUID. */
function rowTest(
  column: LogPartColumn,
  wanted: (text: string) => boolean,
  values: ReadonlySet<string>,
): (row: number) => boolean {
  if (column.kind === 'number') return () => false;
  if (column.kind === 'raw') return (row) => wanted(partText(column, row));
  const { texts } = column;
  const entries = new Uint8Array(texts.ends.length + 1);
  let entry = 1;
  for (const text of unpackTexts(texts)) entries[entry++] = text.endsWith('\0') ? 2 : wanted(text) ? 1 : 0;
  if (column.kind === 'dictionary') return (row) => entries[column.values[row] ?? 0] === 1;
  // Ids that begin with the same two bytes are looked at further: of a thousand ids one row in sixty.
  const begins = new Uint8Array(0x10000);
  for (const value of values) {
    const id = GUID.exec(value)?.[0];
    if (id !== undefined) begins[Number.parseInt(id.slice(0, 4), 16)] = 1;
  }
  const { guids } = column;
  return (row) => {
    const entry = entries[column.values[row] ?? 0];
    if (entry !== 2) return entry === 1;
    const at = row * 16;
    return begins[((guids[at] ?? 0) << 8) | (guids[at + 1] ?? 0)] === 1 && wanted(partText(column, row));
  };
}
