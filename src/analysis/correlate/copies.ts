import type { LogRowRef } from './source.ts';

/**
 * Rows without those that stand word for word in another file too: a log that was copied, in whole or in part. The row
 * of the log that was added first stands. Equal rows of one file are requests of their own.
 */
export function withoutCopies<T extends LogRowRef>(rows: readonly T[]): readonly T[] {
  if (rows.length < 2 || new Set(rows.map(({ slice }) => slice.file)).size < 2) return rows;
  const files = new Map<string, string>();
  return rows.filter((ref) => {
    const words = signature(ref);
    const file = files.get(words) ?? ref.slice.file;
    files.set(words, file);
    return file === ref.slice.file;
  });
}

const FIELDS = ['cs-method', 'cs-uri-stem', 'cs-uri-query', 'c-ip', 'cs(user-agent)', 's-ip'];

function signature({ slice, row }: LogRowRef): string {
  const numbers = [slice.time(row), slice.taken(row), slice.status(row), slice.subStatus(row), slice.win32(row)];
  return [...numbers, ...FIELDS.map((field) => slice.text(field, row))].join(' ');
}
