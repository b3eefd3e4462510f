import { firstWhere } from '../base/sorted.ts';
import { type ByteTexts, textAt } from '../base/byte-dictionary.ts';
import { type LogPart, type LogPartColumn, NO_TIME } from '../model/logpart.ts';

/** Text of a column at a row, '' for none. */
export function partText(column: LogPartColumn, row: number): string {
  if (column.kind === 'raw') return textAt(column.texts, row);
  const value = column.values[row] ?? 0;
  if (value === 0) return '';
  if (column.kind === 'number') return String(value - 1);
  const text = textAt(column.texts, value - 1);
  return column.kind === 'guid' ? withGuid(text, column.guids, row) : text;
}

/** An entry that ends in NUL goes on with the GUID of the row. */
function withGuid(text: string, guids: Uint8Array, row: number): string {
  if (!text.endsWith('\0')) return text;
  let guid = text.slice(0, -1);
  for (let ix = 0; ix < 16; ix++) {
    if (ix === 4 || ix === 6 || ix === 8 || ix === 10) guid += '-';
    guid += HEX[guids[row * 16 + ix] ?? 0] ?? '';
  }
  return guid;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** EpochMs of a row, NaN for none. */
export function partTime(part: LogPart, row: number): number {
  const time = part.time[row];
  if (time === undefined || time === NO_TIME) return Number.NaN;
  return part.time instanceof Float64Array ? time : time * 1000;
}

/** Line of a row, counted from 0 at the start of the slice. */
export function partLine(part: LogPart, row: number): number {
  const runs = part.lineRuns;
  const run = firstWhere(1, runs.length / 2, (ix) => (runs[ix * 2] ?? 0) > row) - 1;
  return (runs[run * 2 + 1] ?? 0) + row - (runs[run * 2] ?? 0);
}

export interface Triple {
  readonly status: number;
  readonly substatus: number;
  readonly win32: number;
}

/** Status, sub-status and Windows status of entry `ix` of a part. */
export function partTriple(part: LogPart, ix: number): Triple {
  return {
    status: part.triples[ix * 3] ?? 0,
    substatus: part.triples[ix * 3 + 1] ?? 0,
    win32: part.triples[ix * 3 + 2] ?? 0,
  };
}

/** Bytes that a part holds. */
export function partSize(part: LogPart): number {
  let size = part.time.byteLength + part.triple.byteLength + part.triples.byteLength + part.timeTaken.byteLength;
  size += part.lineRuns.byteLength + part.marks.byteLength;
  for (const column of part.columns) {
    if (column.kind !== 'raw') size += column.values.byteLength;
    if (column.kind !== 'number') size += textsSize(column.texts);
    if (column.kind === 'guid') size += column.guids.byteLength;
  }
  return size;
}

function textsSize(texts: ByteTexts): number {
  return texts.bytes.byteLength + texts.ends.byteLength;
}
