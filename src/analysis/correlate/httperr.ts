import { urlParts } from '../../base/url.ts';
import type { HttpErrTable } from '../../model/sidefiles.ts';
import { normalAddress, normalPath } from './normal.ts';
import type { JoinSubject } from './subject.ts';

/** A row of HTTPERR. */
export interface HttpErrRef {
  readonly table: HttpErrTable;
  readonly row: number;
}

/**
 * What HTTPERR says of the request of a trace. A connection carries many requests, so a row may be of a neighbour.
 *
 *   exact   the connection and the URL are those of the trace
 *   likely  the connection is
 */
export type HttpErrJoin =
  | {
      readonly kind: 'one';
      readonly how: 'exact' | 'likely';
      readonly match: HttpErrRef;
      readonly why: readonly string[];
    }
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
  if (tables.length === 0) return none('no HTTPERR log is loaded');
  if (from === null || to === null) return none('no event of the trace has a time');
  if (subject.clientIp === '' || subject.clientPort === null)
    return none('the trace does not name address and port of the client');
  const counts = { ofClient: 0, ofOthers: 0 };
  const candidates: HttpErrRef[] = [];
  for (const table of tables) {
    for (let row = 0; row < table.length; row++) {
      const ref = { table, row };
      if (!sameClient(subject, ref) || isIdle(ref)) continue;
      counts.ofClient += 1;
      if (!sameServer(subject, ref)) counts.ofOthers += 1;
      else if (within(table.time[row], from - BEFORE_MS, to + AFTER_MS)) candidates.push(ref);
    }
  }
  const named = candidates.filter((ref) => sameTarget(subject, ref));
  const left = named.length > 0 ? named : candidates;
  const [only] = left;
  if (only === undefined) return none(whyNone(counts));
  if (left.length > 1)
    return { kind: 'several', candidates: left, why: [`ambiguous, ${left.length} rows of one connection`] };
  return one(only, named.length === 1);
}

const none = (why: string): HttpErrJoin => ({ kind: 'none', why: [why] });

function one(match: HttpErrRef, sameUrl: boolean): HttpErrJoin {
  const why = ['the same client address and port, while the connection lived'];
  if (sameUrl) return { kind: 'one', how: 'exact', match, why: [...why, 'the same URL'] };
  // A row without a URL is of a connection whose request HTTP.sys had handed over or not yet read.
  const told = match.table.strings.at(match.table.url[match.row] ?? -1) !== '';
  return { kind: 'one', how: 'likely', match, why: told ? [...why, 'another URL'] : why };
}

function whyNone({ ofClient, ofOthers }: { readonly ofClient: number; readonly ofOthers: number }): string {
  if (ofClient === 0) return 'no HTTPERR row has this client address and port';
  if (ofOthers === ofClient) return `${rows(ofOthers)} this client address and port, of another site, pool or server`;
  return `${rows(ofClient - ofOthers)} this client address and port, at another time: a later connection`;
}

const rows = (count: number): string => (count === 1 ? '1 HTTPERR row has' : `${count} HTTPERR rows have`);

const within = (time: number | undefined, from: number, to: number): boolean =>
  time !== undefined && time >= from && time <= to;

const textAt = ({ table, row }: HttpErrRef, column: Int32Array): string => table.strings.at(column[row] ?? -1);

function sameClient(subject: JoinSubject, ref: HttpErrRef): boolean {
  const { table, row } = ref;
  if (table.clientPort[row] !== subject.clientPort) return false;
  return normalAddress(textAt(ref, table.clientIp)) === subject.clientIp;
}

const isIdle = (ref: HttpErrRef): boolean => IDLE.has(textAt(ref, ref.table.reason).toLowerCase());

/** Behind a balancer the same client port may be in use on several servers. What a row does not say is no reason. */
function sameServer(subject: JoinSubject, ref: HttpErrRef): boolean {
  const { table, row } = ref;
  const server = normalAddress(textAt(ref, table.serverIp));
  if (server !== '' && subject.serverIp !== '' && server !== subject.serverIp) return false;
  const site = table.siteId[row] ?? -1;
  if (site >= 0 && subject.siteId !== null && site !== subject.siteId) return false;
  const queue = textAt(ref, table.queue).toLowerCase();
  return queue === '' || subject.appPool === '' || queue === subject.appPool.toLowerCase();
}

function sameTarget(subject: JoinSubject, ref: HttpErrRef): boolean {
  const url = textAt(ref, ref.table.url);
  return url !== '' && normalPath(urlParts(url).path) === subject.path;
}
