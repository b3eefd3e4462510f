import type { HttpErrTable } from '../../model/sidefiles.ts';
import { normalAddress, normalPath, urlParts } from './normal.ts';
import type { JoinSubject } from './subject.ts';

/** A row of HTTPERR. */
export interface HttpErrRef {
  readonly table: HttpErrTable;
  readonly row: number;
}

/** What HTTPERR says of the request of a trace. A connection carries many requests, so a row may be of a neighbour. */
export type HttpErrJoin =
  | { readonly kind: 'one'; readonly match: HttpErrRef; readonly why: readonly string[] }
  | { readonly kind: 'several'; readonly candidates: readonly HttpErrRef[]; readonly why: readonly string[] }
  | { readonly kind: 'none'; readonly why: readonly string[] };

/** A client that left is noted when HTTP.sys has waited for the rest of the answer: minutes later. */
const BEFORE_MS = 1000;
const AFTER_MS = 5 * 60_000;

/** Reasons that say nothing of a request. */
const IDLE = new Set(['timer_connectionidle']);

/**
 * Rows of the client's connection, which its address and port name, while it lived. Site, queue and URL decide between
 * several; idle time-outs are of no request.
 */
export function joinHttpErr(subject: JoinSubject, tables: readonly HttpErrTable[]): HttpErrJoin {
  const { from, to } = subject;
  if (tables.length === 0) return { kind: 'none', why: ['no HTTPERR log is loaded'] };
  if (from === null || to === null) return { kind: 'none', why: ['no event of the trace has a time'] };
  if (subject.clientIp === '' || subject.clientPort === null) {
    return { kind: 'none', why: ['the trace does not name address and port of the client'] };
  }
  const candidates = tables.flatMap((table) => {
    const rows: HttpErrRef[] = [];
    for (let row = 0; row < table.length; row++) {
      const time = table.time[row] ?? Number.NaN;
      if (time >= from - BEFORE_MS && time <= to + AFTER_MS && sameConnection(subject, table, row))
        rows.push({ table, row });
    }
    return rows;
  });
  const named = candidates.filter((ref) => sameTarget(subject, ref));
  const left = named.length > 0 ? named : candidates;
  const [only] = left;
  if (only === undefined) return { kind: 'none', why: ['no row of the connection of this client in that time'] };
  if (left.length > 1)
    return { kind: 'several', candidates: left, why: [`ambiguous, ${left.length} rows of one connection`] };
  const why = ['the same client address and port, while the connection lived'];
  if (named.length === 1) why.push('the same URL');
  return { kind: 'one', match: only, why };
}

function sameConnection(subject: JoinSubject, table: HttpErrTable, row: number): boolean {
  if (table.clientPort[row] !== subject.clientPort) return false;
  const text = (column: Int32Array): string => table.strings.at(column[row] ?? -1);
  if (normalAddress(text(table.clientIp)) !== subject.clientIp) return false;
  if (IDLE.has(text(table.reason).toLowerCase())) return false;
  const site = table.siteId[row] ?? -1;
  if (site >= 0 && subject.siteId !== null && site !== subject.siteId) return false;
  const queue = text(table.queue).toLowerCase();
  return queue === '' || subject.appPool === '' || queue === subject.appPool.toLowerCase();
}

function sameTarget(subject: JoinSubject, { table, row }: HttpErrRef): boolean {
  const url = table.strings.at(table.url[row] ?? -1);
  return url !== '' && normalPath(urlParts(url).path) === subject.path;
}
