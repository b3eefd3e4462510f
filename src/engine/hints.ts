import type { FieldHint } from '../query/complete.ts';
import type { Field, FieldTable } from '../query/field.ts';

/** Values offered per field, and rows that are looked at for them. */
const MOST_VALUES = 40;
const MOST_ROWS = 5_000;
/** What is longer is no value to pick from a list. */
const LONGEST = 80;

/** What could be typed into a filter: each field once, with the values that occur, most frequent first. */
export function fieldHints(fields: FieldTable, rows: number): readonly FieldHint[] {
  const seen = new Set<Field>(fields.values());
  return [...seen].map((field) => {
    const { name, about, kind } = field;
    return { name, about, kind, values: commonValues(field, Math.min(rows, MOST_ROWS)) };
  });
}

function commonValues(field: Field, rows: number): readonly string[] {
  const counts = new Map<string, number>();
  for (let row = 0; row < rows; row++) {
    for (const value of valuesOf(field, row)) {
      if (value === '' || value.length > LONGEST) continue;
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, MOST_VALUES)
    .map(([value]) => value);
}

function valuesOf(field: Field, row: number): readonly string[] {
  switch (field.kind) {
    case 'text': {
      const { source, offer } = field;
      if (offer !== undefined) return [offer(row)];
      if ('texts' in source) return source.offers(row);
      return ['text' in source ? source.text(row) : source.strings.at(source.index(row))];
    }
    case 'status': {
      const sub = field.sub(row);
      return field.status(row) === 0 ? [] : [`${field.status(row)}${sub === 0 ? '' : `.${sub}`}`];
    }
    default:
      return [];
  }
}
