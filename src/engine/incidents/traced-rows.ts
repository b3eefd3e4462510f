import { urlParts } from '../../base/url.ts';
import { isTellingRow } from '../../diagnosis/telling.ts';
import type { RequestLogTable } from '../../model/requestlog.ts';
import { rowIx, type RowIx } from '../../model/units.ts';
import type { StoredTrace } from '../../store/traces.ts';

/** How far the time of a log row may lie from the end of the trace of the same request. */
const SAME_REQUEST = 2_000;

/**
 * Rows of failing requests that have a trace: same status and path, ended at the same time; each trace is of one request
 * and takes one row. Both sides are gone through once, whatever their number.
 */
export function tracedRows(traces: readonly Pick<StoredTrace, 'trace'>[], table: RequestLogTable): ReadonlySet<RowIx> {
  const byKey = rowsByKey(table, new Set(traces.map(({ trace }) => keyOf(trace.request))));
  for (const rows of byKey.values()) rows.sort((a, b) => (table.time[a] ?? 0) - (table.time[b] ?? 0));
  const traced = new Set<RowIx>();
  for (const { trace } of traces) {
    const { startedAt, reported, observed, request } = trace;
    const rows = byKey.get(keyOf(request));
    if (startedAt === null || rows === undefined) continue;
    const row = firstAround(table, rows, startedAt + Math.max(reported ?? 0, observed), traced);
    if (row !== null) traced.add(row);
  }
  return traced;
}

/** The first of some rows around `end` that is not taken. */
function firstAround(
  table: RequestLogTable,
  rows: readonly RowIx[],
  end: number,
  taken: ReadonlySet<RowIx>,
): RowIx | null {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((table.time[rows[middle] ?? -1] ?? 0) < end - SAME_REQUEST) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < rows.length; at++) {
    const row = rows[at];
    if (row === undefined || (table.time[row] ?? 0) > end + SAME_REQUEST) return null;
    if (!taken.has(row)) return row;
  }
  return null;
}

function rowsByKey(table: RequestLogTable, wanted: ReadonlySet<string>): ReadonlyMap<string, RowIx[]> {
  const found = new Map<string, RowIx[]>();
  if (wanted.size === 0) return found;
  const paths = new Map<number, string>();
  for (let row = 0; row < table.length; row++) {
    if (Number.isNaN(table.time[row]) || !isTellingRow(table, row)) continue;
    const stem = table.stem[row] ?? -1;
    const path = paths.get(stem) ?? table.strings.at(stem).toLowerCase();
    paths.set(stem, path);
    const key = `${table.status[row]}.${table.substatus[row]} ${path}`;
    if (!wanted.has(key)) continue;
    const rows = found.get(key);
    if (rows === undefined) found.set(key, [rowIx(row)]);
    else rows.push(rowIx(row));
  }
  return found;
}

function keyOf({
  status,
  subStatus,
  url,
}: {
  readonly status: number;
  readonly subStatus: number;
  readonly url: string;
}): string {
  return `${status}.${subStatus} ${pathOf(url)}`;
}

const pathOf = (url: string): string => urlParts(url).path.toLowerCase();
