/** A test of texts, and what can be said of it in advance: who holds texts packed need not unpack all of them. */
export interface TextTest {
  (text: string): boolean;
  /** Occurs in every text that passes, once that is in lower case; '' when nothing is known. */
  readonly needs: string;
  /** Every text in which `needs` occurs passes. */
  readonly enough: boolean;
}

/** Strings behind an interned column, -1 meaning none. `StringTable` is one. */
export interface Strings {
  readonly length: number;
  at(ix: number): string;
  /** The test of the string at an index, where that is found faster than by looking at each. */
  search?(test: TextTest): (ix: number) => boolean;
}

/** Where the text of a row comes from. Interned columns are matched once per distinct string, not per row. */
export type TextSource =
  | { readonly index: (row: number) => number; readonly strings: Strings }
  | {
      readonly text: (row: number) => string;
      /** The test of a row, where that is found faster than by its text. */
      readonly search?: (test: TextTest) => (row: number) => boolean;
    }
  /** Several texts in one row: it passes when one of them fits. `offers`: those that completion lists. */
  | { readonly texts: (row: number) => readonly string[]; readonly offers: (row: number) => readonly string[] };

interface Named {
  /** The name shown and completed; the table may list the field under further names. */
  readonly name: string;
  /** A few words for the completion list. */
  readonly about: string;
}

/** One column that can be asked for. Accessors take the row index of the table that is filtered. */
export type Field = Named &
  (
    | {
        readonly kind: 'text';
        readonly source: TextSource;
        /** Bare words are looked for here too. */
        readonly bare?: boolean;
        /** Short closed values (a verb, an address): `field:value` means the whole value and not a part of it. */
        readonly whole?: boolean;
        /** What completion offers for a row in place of the text; '' for nothing, as for text that is only searched. */
        readonly offer?: (row: number) => string;
      }
    /** NaN for none. */
    | { readonly kind: 'number'; readonly at: (row: number) => number }
    /** Milliseconds, NaN for none. */
    | { readonly kind: 'duration'; readonly at: (row: number) => number }
    /** Status and sub-status, two integers; status 0 for none. */
    | { readonly kind: 'status'; readonly status: (row: number) => number; readonly sub: (row: number) => number }
    /** EpochMs, NaN for none. Clock times in the filter are read at `offsetMs` from UTC, 0 unless stated. */
    | { readonly kind: 'time'; readonly at: (row: number) => number; readonly offsetMs?: number }
  );

export type FieldKind = Field['kind'];

/** Fields by lower-case name, aliases included. A Map, because names may come from a file. */
export type FieldTable = ReadonlyMap<string, Field>;

/** A field table from fields with their further names. The first field of a name keeps it. */
export function fieldTable(
  fields: readonly { readonly field: Field; readonly aliases?: readonly string[] }[],
): FieldTable {
  const table = new Map<string, Field>();
  for (const { field, aliases } of fields) {
    for (const name of [field.name, ...(aliases ?? [])]) {
      const key = name.toLowerCase();
      if (!table.has(key)) table.set(key, field);
    }
  }
  return table;
}

/** The field of a name as typed, upper and lower case alike. */
export function findField(fields: FieldTable, name: string): Field | undefined {
  return fields.get(name.toLowerCase());
}
