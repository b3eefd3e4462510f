import { HttpErrRows } from '../../formats/httperr/rows.ts';
import { readNativeRow } from '../../formats/iisnative/row.ts';
import { readNcsaRow } from '../../formats/ncsa/row.ts';
import { splitQuotedRow, splitRow } from '../../formats/textlog/grammar.ts';
import { givenState, type RowTarget, W3cRows } from '../../formats/w3c/rows.ts';
import type { FormatId, GivenFields } from '../../model/source.ts';

/** What of a line is wrong; null: nothing. Numbers are null where the format has no field list. */
export type Damage = { readonly values: number | null; readonly fields: number | null } | null;

/** Looks at the lines of one log in their order. */
export interface DamageFinder {
  readonly find: (text: string, line: number, ended: boolean) => Damage;
  /** Values of an ordinary row, each set apart by one blank, where that alone says that a row is whole; null: it does not. */
  readonly plainValues: () => number | null;
}

/** Formats whose rows can be damaged, with what their readers take for a row. */
const FINDERS = new Map<FormatId, (given: GivenFields | null) => DamageFinder>([
  ['w3c', (given) => byFields(splitRow, given, true)],
  ['advancedlogging', () => byFields(splitQuotedRow, null, false)],
  ['httperr', httpErrFinder],
  ['iisnative', () => byShape((text) => readNativeRow(text) !== null)],
  ['ncsa', () => byShape((text) => readNcsaRow(text.trimEnd()) !== null)],
]);

/** `given`: the field line that a person gave. null: files of this format have no rows that can be damaged. */
export function damageFinder(format: FormatId | null, given: GivenFields | null): DamageFinder | null {
  return format === null ? null : (FINDERS.get(format)?.(given) ?? null);
}

function byFields(split: typeof splitRow, given: GivenFields | null, plain: boolean): DamageFinder {
  const rows = new W3cRows(NOWHERE, split);
  if (given !== null) rows.restore(givenState(given));
  return counting(rows, () => rows.state.names, plain);
}

function httpErrFinder(): DamageFinder {
  const rows = new HttpErrRows();
  return counting(rows, () => rows.fields, true);
}

/** Damaged is what the reader counts as such. */
function counting(
  rows: {
    readonly facts: { readonly damaged: number };
    line(text: string, line: number, ended: boolean): void;
  },
  fields: () => readonly string[] | null,
  plain: boolean,
): DamageFinder {
  return {
    find: (text, line, ended) => {
      const before = rows.facts.damaged;
      rows.line(text, line, ended);
      if (rows.facts.damaged === before) return null;
      return { values: text.trimEnd().split(' ').length, fields: fields()?.length ?? null };
    },
    plainValues: () => (plain ? (fields()?.length ?? null) : null),
  };
}

function byShape(isRow: (text: string) => boolean): DamageFinder {
  return {
    find: (text) => (text.trim() === '' || isRow(text) ? null : { values: null, fields: null }),
    plainValues: () => null,
  };
}

/** Rows that are whole are of no interest here. */
const NOWHERE: RowTarget<null> = {
  time: 0,
  status: 0,
  substatus: 0,
  win32: 0,
  timeTaken: 0,
  column: () => null,
  extra: () => null,
  set: () => undefined,
  push: () => undefined,
};
