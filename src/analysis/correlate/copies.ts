import type { LogRowRef } from './source.ts';

/**
 * Rows without those that stand word for word in another file too: a log that was copied, in whole or in part. The row
 * of the longer file stands, whichever was read first. Equal rows of one file are requests of their own.
 */
export function withoutCopies<T extends LogRowRef>(rows: readonly T[]): readonly T[] {
  if (rows.length < 2 || new Set(rows.map(({ slice }) => slice.file)).size < 2) return rows;
  const words = rows.map(signature);
  const standing = new Map<string, LogRowRef>();
  for (const [ix, ref] of rows.entries()) {
    const other = standing.get(words[ix] ?? '');
    if (other === undefined || standsBefore(ref, other)) standing.set(words[ix] ?? '', ref);
  }
  return rows.filter((ref, ix) => ref.slice.file === standing.get(words[ix] ?? '')?.slice.file);
}

/** A copied part counts its lines from its own start: the file where a row comes later is the longer one. */
function standsBefore(a: LogRowRef, b: LogRowRef): boolean {
  const later = a.slice.line(a.row) - b.slice.line(b.row);
  return later === 0 ? a.slice.path < b.slice.path : later > 0;
}

const FIELDS = ['cs-method', 'cs-uri-stem', 'cs-uri-query', 'c-ip', 'cs(user-agent)', 's-ip'];

function signature({ slice, row }: LogRowRef): string {
  const numbers = [slice.time(row), slice.taken(row), slice.status(row), slice.subStatus(row), slice.win32(row)];
  return [...numbers, ...FIELDS.map((field) => slice.text(field, row))].join(' ');
}
