import type { RequestLogTable } from '../../model/requestlog.ts';
import type { FileKey } from '../../model/units.ts';
import { type LogChunk } from '../../store/log-chunks.ts';
import { partTriple } from '../../store/log-part.ts';
import type { LogStore } from '../../store/logs.ts';

/** Rows of one large log that the rules are shown at most: some 70 bytes each. */
const MOST = 2_000_000;
/** Rules that look at what happened around a failure look at slow requests, in milliseconds. */
const SLOW = 10_000;

/** Statuses below 500 that may belong to an incident: refusals by size, clients that left. See `isTellingRow`. */
const TELLING = new Set([400, 404, 413, 414, 431, 499]);

/** Fields that rules, incidents and the join by time ask about; the others differ from row to row and take the most. */
const ASKED = new Set([
  'cs-method',
  'cs-uri-stem',
  'cs-host',
  'c-ip',
  's-sitename',
  's-computername',
  's-ip',
  's-port',
]);
/** Asked of successes alone: it bears the mark of App Service. */
const QUERY = 'cs-uri-query';

/**
 * The rows of a log that rules ask about, as a table of their own, null when it has none; `left`: rows beyond those that
 * there is room for.
 */
export function tellingTable(
  store: LogStore,
  file: FileKey,
  most = MOST,
): { readonly table: RequestLogTable | null; readonly left: number } {
  const rows = new Map<LogChunk, Uint32Array>();
  let [count, left] = [0, 0];
  for (const chunk of store.chunks) {
    if (chunk.log.file !== file) continue;
    const telling = tellingIn(chunk);
    const taken = telling.subarray(0, most - count);
    count += taken.length;
    left += telling.length - taken.length;
    if (taken.length > 0) rows.set(chunk, taken);
  }
  const wants = (name: string, status: number): boolean => ASKED.has(name) || (name === QUERY && status < 400);
  return { table: store.tableOf(file, rows, wants), left };
}

function tellingIn({ part, first }: LogChunk): Uint32Array {
  const telling = new Uint8Array(part.triples.length / 3);
  for (let ix = 0; ix < telling.length; ix++) telling[ix] = isTelling(partTriple(part, ix)) ? 1 : 0;
  const rows = new Uint32Array(part.rows);
  let count = 0;
  for (let row = 0; row < part.rows; row++) {
    const slow = (part.timeTaken[row] ?? 0) > SLOW;
    if (slow || telling[part.triple[row] ?? 0] === 1) rows[count++] = first + row;
  }
  return rows.slice(0, count);
}

function isTelling({ status, substatus }: { readonly status: number; readonly substatus: number }): boolean {
  if (status === 404) return substatus >= 10;
  return status >= 500 || TELLING.has(status);
}
