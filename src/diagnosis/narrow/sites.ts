import { urlParts } from '../../base/url.ts';
import type { RequestLogTable } from '../../model/requestlog.ts';
import type { TraceInput } from '../rule.ts';
import { siteKeyOfLog } from './belongs.ts';
import { isKuduSite, siteParts } from './site-parts.ts';

/**
 * The sites that are loaded, as keys: `#1` by number, `name:contoso` for logs that only have a name. A file that does not
 * say whose it is can be given to a request only when no other site is there.
 */
export class Sites {
  readonly #known = new Set<string>();
  readonly #byHost = new Map<string, string>();
  /** Logs that do not say whose they are, by the traces whose own row they hold. */
  readonly #byRow = new Map<RequestLogTable, string>();
  readonly #pools: number;

  constructor(traces: readonly TraceInput[], logs: readonly RequestLogTable[]) {
    const pools = new Set<string>();
    for (const { trace } of traces) {
      const key = siteKey(trace.request.siteId);
      if (key === null) continue;
      this.#known.add(key);
      pools.add(`${key}|${trace.request.appPool.toLowerCase()}`);
      const host = urlParts(trace.request.url).host;
      if (host !== '') this.#byHost.set(host, key);
    }
    this.#pools = pools.size;
    for (const table of logs) {
      if (siteKeyOfLog(table) === null) {
        const key = siteByRow(table, traces);
        if (key !== null) this.#byRow.set(table, key);
      }
      // Kudu's own site stands beside the application in its log, and is no other application.
      for (const key of this.sitesOf(table)) if (!isKuduSite(key)) this.#known.add(key);
    }
  }

  /** All sites that a log holds rows of. */
  sitesOf(table: RequestLogTable): readonly string[] {
    const parts = siteParts(table);
    if (parts === null) return [this.ofLog(table)].filter((key) => key !== null);
    return [...parts.firstRows].map(([key, row]) => this.#named(table, key, row));
  }

  /** Site of a row; null: nothing says. */
  ofRow(table: RequestLogTable, row: number): string | null {
    const parts = siteParts(table);
    if (parts === null) return this.ofLog(table);
    const key = parts.keyOf(row);
    return key === null ? null : this.#named(table, key, parts.firstRows.get(key) ?? row);
  }

  /** Site of a log; one that has only a name is the site of the traces of its host. */
  ofLog(table: RequestLogTable): string | null {
    const key = siteKeyOfLog(table);
    if (key === null) return this.#byRow.get(table) ?? null;
    return this.#named(table, key, 0);
  }

  #named(table: RequestLogTable, key: string, row: number): string {
    if (key.startsWith('#')) return key;
    const host = table.strings
      .at(table.host[row] ?? -1)
      .toLowerCase()
      .replace(/:\d+$/, '');
    return this.#byHost.get(host) ?? key;
  }

  /** No other site and, among the traces, no second pool is loaded. */
  only(key: string | null): boolean {
    if (this.#pools > 1) return false;
    if (key === null) return this.#known.size <= 1;
    return [...this.#known].every((known) => known === key);
  }
}

/** Time-taken of the row against the trace's: both are counted in clock ticks. */
const SAME_DURATION_MS = 1_500;
/** The row has whole seconds and is written a moment after the last event. */
const SAME_END_MS = 2_500;

/**
 * Site of the traces whose own row stands in a log: same verb, path and status, same end, same duration. null when no
 * trace has a row in it, or traces of two sites have.
 */
function siteByRow(table: RequestLogTable, traces: readonly TraceInput[]): string | null {
  const wanted = new Map<string, TraceInput[]>();
  const statuses = new Set<number>();
  for (const trace of traces) {
    const { request, startedAt } = trace.trace;
    if (startedAt === null || request.siteId === null) continue;
    const key = rowKey(request.verb, urlParts(request.url).path, request.status, request.subStatus);
    const alike = wanted.get(key);
    if (alike === undefined) wanted.set(key, [trace]);
    else alike.push(trace);
    statuses.add(request.status);
  }
  if (wanted.size === 0) return null;
  const found = new Set<string>();
  for (let row = 0; row < table.length; row++) {
    // Most rows of a log succeeded: no text is made for them.
    if (!statuses.has(table.status[row] ?? 0)) continue;
    const key = rowKey(
      table.strings.at(table.method[row] ?? -1),
      table.strings.at(table.stem[row] ?? -1),
      table.status[row] ?? 0,
      table.substatus[row] ?? 0,
    );
    for (const { trace } of wanted.get(key) ?? []) {
      const taken = Math.max(trace.reported ?? 0, trace.observed);
      const end = (trace.startedAt ?? Number.NaN) + taken;
      const near = Math.abs((table.time[row] ?? Number.NaN) - end) <= SAME_END_MS;
      const alike = Math.abs((table.timeTaken[row] ?? -1) - taken) <= SAME_DURATION_MS;
      const site = siteKey(trace.request.siteId);
      if (near && alike && site !== null) found.add(site);
    }
  }
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}

const rowKey = (verb: string, path: string, status: number, subStatus: number): string =>
  `${verb} ${path.toLowerCase()} ${status}.${subStatus}`;

/** Key of a site number. */
export const siteKey = (siteId: number | null): string | null => (siteId === null ? null : `#${siteId}`);
