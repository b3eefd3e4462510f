import { normalPath } from './normal.ts';
import { GRAIN_MS, textAt } from './match.ts';
import type { RowSource } from './source.ts';
import type { JoinSubject } from './subject.ts';

/** HTTP.sys writes a row when its buffer is full or about a minute later. */
const FLUSH_MS = 120_000;

/** Why no row is there, as far as the logs can tell. Never empty. */
export function reasonsForNone(subject: JoinSubject, source: RowSource): readonly string[] {
  const covers = source.covers();
  if (covers.length === 0) return ['no request log is loaded'];
  const mine = covers.filter(
    (cover) => cover.siteId === null || subject.siteId === null || cover.siteId === subject.siteId,
  );
  if (mine.length === 0) return [`no loaded log is of site ${subject.siteId}`];
  const end = subject.to;
  if (end === null) return ['no event of the trace has a time'];
  const covering = mine.filter((cover) => cover.from - 1000 <= end && end <= cover.to + 1000);
  if (covering.length === 0) return [outside(end, mine)];
  return inside(subject, end, source);
}

function outside(end: number, covers: ReturnType<RowSource['covers']>): string {
  const before = covers.filter((cover) => cover.to < end);
  if (before.length === covers.length) {
    const last = Math.max(...covers.map((cover) => cover.to));
    return end - last < FLUSH_MS
      ? 'the log ends before the request did: its row was not written yet'
      : 'the log ends before the request did: the file of a later time is missing';
  }
  if (before.length === 0) return 'the log begins after the request: the file of an earlier time is missing';
  return 'no loaded log covers the end of the request';
}

/** The log covers the time: look at what it has there instead. */
function inside(subject: JoinSubject, end: number, source: RowSource): readonly string[] {
  const rows = source.between(end - 2000 - GRAIN_MS, end + 2000);
  if (rows.length === 0)
    return ['the log has no row at all at that time: logging may be off, or the server another one'];
  const samePath = rows.filter(({ table, row }) => normalPath(textAt(table, table.stem, row)) === subject.path);
  if (samePath.length > 0) {
    return [`${samePath.length} rows of the same path end within 2 s, but none fits in verb, status and interval`];
  }
  return [
    'no row of that path ends near the time of the trace: the client may have left (see HTTPERR), the row may be of another server, or the log holds rewritten URLs',
  ];
}
