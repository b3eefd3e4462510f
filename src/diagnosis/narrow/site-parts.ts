import type { RequestLogTable } from '../../model/requestlog.ts';

/** The sites of a log that holds several: central logging, and App Service with its own Kudu site (`~1NAME`). */
export interface SiteParts {
  /** A row of each site, by its key. */
  readonly firstRows: ReadonlyMap<string, number>;
  /** Key of the site that a row names; null for none. */
  keyOf(row: number): string | null;
}

const known = new WeakMap<RequestLogTable, SiteParts | null>();

/** Parts of a log by site; null for a log of one site. Found once for each log. */
export function siteParts(table: RequestLogTable): SiteParts | null {
  let parts = known.get(table);
  if (parts === undefined) {
    parts = find(table);
    known.set(table, parts);
  }
  return parts;
}

function find(table: RequestLogTable): SiteParts | null {
  const names = table.extras.find((extra) => extra.name.toLowerCase() === 's-sitename')?.values;
  // The folder of a site holds its log alone.
  if (names === undefined || siteOfFolder(table.path) !== null) return null;
  const keys = new Map<number, string>();
  const firstRows = new Map<string, number>();
  for (let row = 0; row < table.length; row++) {
    const name = names[row] ?? -1;
    if (name < 0 || keys.has(name)) continue;
    const key = siteKeyOfName(table.strings.at(name));
    keys.set(name, key);
    if (!firstRows.has(key)) firstRows.set(key, row);
  }
  return firstRows.size < 2 ? null : { firstRows, keyOf: (row) => keys.get(names[row] ?? -1) ?? null };
}

/** Number of the site whose folder a log lies in. */
export function siteOfFolder(path: string): number | null {
  const folder = /W3SVC(\d+)/i.exec(path)?.[1];
  return folder === undefined ? null : Number(folder);
}

/** `#1` for `W3SVC1`, `name:contoso` for a site that has only a name. */
export function siteKeyOfName(name: string): string {
  const digits = /^W3SVC(\d+)$/i.exec(name)?.[1];
  return digits === undefined ? `name:${name.toLowerCase()}` : `#${Number(digits)}`;
}

/** The site in which Kudu runs beside an App Service: nobody's application. */
export const isKuduSite = (key: string): boolean => key.startsWith('name:~');
