import type { RequestLogTable } from '../../model/requestlog.ts';
import type { TraceInput } from '../rule.ts';
import { siteKeyOfLog } from './belongs.ts';

/**
 * The sites that are loaded, as keys: `#1` by number, `name:contoso` for logs that only have a name. A file that does not
 * say whose it is can be given to a request only when no other site is there.
 */
export class Sites {
  readonly #known = new Set<string>();
  readonly #byHost = new Map<string, string>();
  readonly #pools: number;

  constructor(traces: readonly TraceInput[], logs: readonly RequestLogTable[]) {
    const pools = new Set<string>();
    for (const { trace } of traces) {
      const key = siteKey(trace.request.siteId);
      if (key === null) continue;
      this.#known.add(key);
      pools.add(`${key}|${trace.request.appPool.toLowerCase()}`);
      const host = hostOf(trace.request.url);
      if (host !== '') this.#byHost.set(host, key);
    }
    this.#pools = pools.size;
    for (const table of logs) {
      const key = this.ofLog(table);
      if (key !== null) this.#known.add(key);
    }
  }

  /** Site of a log; one that has only a name is the site of the traces of its host. */
  ofLog(table: RequestLogTable): string | null {
    const key = siteKeyOfLog(table);
    if (key === null || key.startsWith('#')) return key;
    const host = table.strings
      .at(table.host[0] ?? -1)
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

/** Key of a site number. */
export const siteKey = (siteId: number | null): string | null => (siteId === null ? null : `#${siteId}`);

/** Host of an absolute URL in lower case, '' for none. */
export const hostOf = (url: string): string => /^[a-z][a-z0-9+.-]*:\/\/([^/:?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? '';
