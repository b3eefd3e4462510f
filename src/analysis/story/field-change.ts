import { LOG_TEXT_FIELDS } from '../../model/logpart.ts';
import type { RequestLogTable } from '../../model/requestlog.ts';

/** IIS writes four lines at the head of a block: software, version, date, fields. */
const HEADER_LINES = 4;
/** Shorter blocks may lack values by chance. */
const FEWEST_ROWS = 3;

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
  const starts: number[] = [];
  for (let row = 1; row < table.length; row++)
    if ((table.line[row] ?? 0) - (table.line[row - 1] ?? 0) > HEADER_LINES) starts.push(row);
  return starts.map((row, k) => ({
    row,
    line: (table.line[row - 1] ?? 0) + 1,
    ...changes(table, { from: starts[k - 1] ?? 0, row, to: starts[k + 1] ?? table.length }),
  }));
}

/** A header with the rows of the block before it, [from, row), and of its own, [row, to). */
interface Border {
  readonly from: number;
  readonly row: number;
  readonly to: number;
}

function changes(table: RequestLogTable, { from, row, to }: Border): Pick<HeaderBlock, 'gained' | 'lost'> {
  const gained: string[] = [];
  const lost: string[] = [];
  if (row - from < FEWEST_ROWS || to - row < FEWEST_ROWS) return { gained, lost };
  const fixed = Object.entries(LOG_TEXT_FIELDS).map(([key, name]) => ({
    name,
    values: table[key as keyof typeof LOG_TEXT_FIELDS],
  }));
  for (const { name, values } of [...fixed, ...table.extras]) {
    const before = share(values, from, row);
    const after = share(values, row, to);
    if (before === 0 && after > 0.5 && !anyValue(values, 0, from)) gained.push(name);
    else if (after === 0 && before > 0.5 && !anyValue(values, to, table.length)) lost.push(name);
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
