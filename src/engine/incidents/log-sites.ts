import { siteParts } from '../../diagnosis/narrow/site-parts.ts';
import { siteKey, Sites } from '../../diagnosis/narrow/sites.ts';
import type { RequestLogTable } from '../../model/requestlog.ts';
import type { FileKey } from '../../model/units.ts';
import { traceRows } from '../traces/trace-rows.ts';
import type { EngineWorkspace } from '../workspace.ts';

/**
 * Which site each request log is of: `#1` by number, `name:contoso` for one that only has a name, `file:...` for one that
 * nothing connects with a site. A log picked without its folder names no site; then a traced request that has exactly one
 * row in it tells, or HTTPERR, which names the site of an address and port.
 */
function logSites(workspace: EngineWorkspace): ReadonlyMap<FileKey, string> {
  const known = cache.get(workspace);
  if (known?.generation === workspace.generation) return known.sites;
  const { traces, side } = workspace;
  const loaded = new Sites(traces.all(), side.requestLogs);
  const sites = new Map<FileKey, string>();
  for (const table of side.requestLogs) {
    const key = loaded.ofLog(table) ?? siteOfTraces(workspace, table) ?? siteOfPort(workspace, table);
    sites.set(table.file, key ?? onlySite(workspace, loaded) ?? `file:${table.file}`);
  }
  const mixed = new Set(side.requestLogs.filter((table) => siteParts(table) !== null).map(({ file }) => file));
  cache.set(workspace, { generation: workspace.generation, sites, loaded, mixed });
  return sites;
}

/**
 * The same of one row: a log of App Service or of central logging holds several sites. The table may be one that was made
 * of some rows of the log.
 */
export function siteOfRow(workspace: EngineWorkspace, table: RequestLogTable, row: number): string {
  const whole = logSites(workspace).get(table.file) ?? `file:${table.file}`;
  const known = cache.get(workspace);
  return known?.mixed.has(table.file) === true ? (known.loaded.ofRow(table, row) ?? whole) : whole;
}

interface LogSites {
  readonly generation: number;
  readonly sites: ReadonlyMap<FileKey, string>;
  readonly loaded: Sites;
  /** Logs of several sites. */
  readonly mixed: ReadonlySet<FileKey>;
}

const cache = new WeakMap<EngineWorkspace, LogSites>();

function siteOfTraces(workspace: EngineWorkspace, table: RequestLogTable): string | null {
  for (const [key, row] of traceRows(workspace)) {
    if (row.file !== table.file) continue;
    const site = siteKey(workspace.traces.get(key)?.trace.request.siteId ?? null);
    if (site !== null) return site;
  }
  return null;
}

/** Taken when only one site answers at the address and port of the log. */
function siteOfPort({ side }: EngineWorkspace, table: RequestLogTable): string | null {
  const own = new Set([address(table, 0), address(table, table.length - 1)]);
  const sites = new Set<number>();
  for (const reasons of side.httpErr) {
    for (let row = 0; row < reasons.length; row++) {
      const site = reasons.siteId[row] ?? -1;
      const at = `${reasons.strings.at(reasons.serverIp[row] ?? -1)}:${reasons.serverPort[row] ?? -1}`;
      if (site >= 0 && own.has(at)) sites.add(site);
    }
  }
  return sites.size === 1 ? siteKey([...sites][0] ?? null) : null;
}

function address(table: RequestLogTable, row: number): string {
  const at = (name: string): string => {
    const column = table.extras.find((extra) => extra.name.toLowerCase() === name);
    return column === undefined ? '' : table.strings.at(column.values[row] ?? -1);
  };
  return `${at('s-ip')}:${at('s-port')}`;
}

/** All traces are of one site, and no log says that it is of another. */
function onlySite({ traces }: EngineWorkspace, loaded: Sites): string | null {
  const sites = new Set(traces.all().map(({ trace }) => siteKey(trace.request.siteId)));
  const [only] = sites;
  return sites.size === 1 && only !== undefined && only !== null && loaded.only(only) ? only : null;
}
