import type { RequestLogTable } from '../../model/requestlog.ts';
import type { FileKey } from '../../model/units.ts';
import { partTriple } from '../../store/log-part.ts';
import type { LogStore } from '../../store/logs.ts';

/** Rows of one large log that the rules are shown at most. */
const MOST = 300_000;
/** Rules that look at what happened around a failure look at slow requests, in milliseconds. */
const SLOW = 10_000;

/** Statuses below 500 that may belong to an incident: refusals by size, clients that left. See `isTellingRow`. */
const TELLING = new Set([400, 404, 413, 414, 431, 499]);

/** The rows of a log that rules ask about, as a table of their own; null when it has none. */
export function tellingTable(store: LogStore, file: FileKey): RequestLogTable | null {
  const rows: number[] = [];
  for (const { log, part, first } of store.chunks) {
    if (log.file !== file) continue;
    const telling = new Uint8Array(part.triples.length / 3);
    for (let ix = 0; ix < telling.length; ix++) telling[ix] = isTelling(partTriple(part, ix)) ? 1 : 0;
    for (let row = 0; row < part.rows && rows.length < MOST; row++) {
      const slow = (part.timeTaken[row] ?? 0) > SLOW;
      if (slow || telling[part.triple[row] ?? 0] === 1) rows.push(first + row);
    }
  }
  return store.tables(rows)[0] ?? null;
}

function isTelling({ status, substatus }: { readonly status: number; readonly substatus: number }): boolean {
  if (status === 404) return substatus >= 10;
  return status >= 500 || TELLING.has(status);
}
