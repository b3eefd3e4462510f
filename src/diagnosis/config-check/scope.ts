import { urlParts } from '../../base/url.ts';
import type { RequestLogTable } from '../../model/requestlog.ts';
import type { Trace } from '../../model/trace.ts';
import { siteIdOfRow } from '../narrow/belongs.ts';
import type { RowGroup } from '../side/rows.ts';

/** The request or application whose settings are asked for. */
export interface ConfigScope {
  readonly siteId: number | null;
  /** Path of the URL, `/api/reports`; `/` for the site itself. */
  readonly path: string;
  /** Pool that served it; '' where it is not known: then the pools of the site count. */
  readonly pool: string;
}

/** Scope of the request of a trace. */
export function scopeOfTrace({ request }: Trace): ConfigScope {
  return { siteId: request.siteId, path: urlParts(request.url).path || '/', pool: request.appPool };
}

/** Scope of rows of logs: the path that all of them share. */
export function scopeOfRows(
  logs: readonly { readonly table: RequestLogTable; readonly rows: readonly number[] }[],
  groups: readonly RowGroup[],
): ConfigScope {
  const siteId = logs.map(({ table, rows }) => siteIdOfRow(table, rows[0] ?? 0)).find((id) => id !== null) ?? null;
  const [first = [], ...others] = groups.flatMap(({ stems }) => [...stems].map(segments));
  const apart = first.findIndex((part, ix) => others.some((other) => other[ix] !== part));
  return { siteId, path: `/${first.slice(0, apart < 0 ? first.length : apart).join('/')}`, pool: '' };
}

/** Parts of a URL path or of a folder, lower case, without `.`. */
export const segments = (path: string): readonly string[] =>
  path
    .toLowerCase()
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.');

/** Whether `inner` lies at or below `outer`. */
export const within = (outer: readonly string[], inner: readonly string[]): boolean =>
  outer.length <= inner.length && outer.every((part, ix) => part === inner[ix]);
