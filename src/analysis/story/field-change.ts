import { LOG_TEXT_FIELDS } from '../../model/logpart.ts';
import type { RequestLogTable } from '../../model/requestlog.ts';

/** IIS writes four lines at the head of a block: software, version, date, fields. */
const HEADER_LINES = 4;
/** Rows on both sides of a header that are looked at. */
const LOOKED_AT = 50;

/** A new header block in a log: before which row, and which columns have values from there on, or no longer. */
export interface HeaderBlock {
  readonly row: number;
  readonly line: number;
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/**
 * Header blocks between rows. The table holds no header lines, so a block is where so many lines are no rows; a column
 * came with it when none of the rows before has a value and most of the next have one, and the other way round.
 */
export function headerBlocks(table: RequestLogTable): readonly HeaderBlock[] {
  const out: HeaderBlock[] = [];
  for (let row = 1; row < table.length; row++) {
    const before = table.line[row - 1] ?? 0;
    if ((table.line[row] ?? 0) - before <= HEADER_LINES) continue;
    out.push({ row, line: before + 1, ...changes(table, row) });
  }
  return out;
}

function changes(table: RequestLogTable, row: number): Pick<HeaderBlock, 'gained' | 'lost'> {
  const fixed = Object.entries(LOG_TEXT_FIELDS).map(([key, name]) => ({
    name,
    values: table[key as keyof typeof LOG_TEXT_FIELDS],
  }));
  const gained: string[] = [];
  const lost: string[] = [];
  for (const { name, values } of [...fixed, ...table.extras]) {
    const before = share(values, Math.max(0, row - LOOKED_AT), row);
    const after = share(values, row, Math.min(table.length, row + LOOKED_AT));
    if (before === 0 && after > 0.5 && !anyValue(values, 0, row)) gained.push(name);
    else if (after === 0 && before > 0.5 && !anyValue(values, row, table.length)) lost.push(name);
  }
  return { gained, lost };
}

function share(values: Int32Array, from: number, to: number): number {
  let filled = 0;
  for (let row = from; row < to; row++) if ((values[row] ?? -1) >= 0) filled++;
  return to === from ? 0 : filled / (to - from);
}

function anyValue(values: Int32Array, from: number, to: number): boolean {
  for (let row = from; row < to; row++) if ((values[row] ?? -1) >= 0) return true;
  return false;
}
