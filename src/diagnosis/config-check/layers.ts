import type { ConfigFile, ConfigSetting, ConfigSite } from '../../model/sidefiles.ts';

/** The request or application whose settings are asked for. */
export interface ConfigScope {
  readonly siteId: number | null;
  /** Path of the URL, `/api/reports`; `/` for the site itself. */
  readonly path: string;
}

/** The settings of one file that apply to a scope, with the rank that decides between them: the higher one wins. */
export interface Layer {
  readonly config: ConfigFile;
  readonly setting: ConfigSetting;
  readonly rank: number;
}

const segments = (path: string): readonly string[] =>
  path
    .toLowerCase()
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.');

/** Whether `inner` lies at or below `outer`. */
const within = (outer: readonly string[], inner: readonly string[]): boolean =>
  outer.length <= inner.length && outer.every((part, ix) => part === inner[ix]);

/** The site of a scope, as the loaded applicationHost.config names it. */
function siteOf(configs: readonly ConfigFile[], siteId: number | null): ConfigSite | null {
  if (siteId === null) return null;
  for (const config of configs) {
    const site = config.sites.find((known) => known.id === siteId);
    if (site !== undefined) return site;
  }
  return null;
}

/** A web.config with the URL path, below the site, of the folder it lies in. */
interface Placed {
  readonly config: ConfigFile;
  readonly folder: readonly string[];
}

/** Labels are paths as they were dropped; the folder that all share says nothing. */
function folderOf(config: ConfigFile): readonly string[] {
  return segments(config.path.replaceAll('!', '/')).slice(0, -1);
}

/**
 * The web.config files of a scope, outermost first. Their labels tell which folders they lie in: the physical paths of
 * the site decide where they are known, else the folder above all others is taken for the root of the site. Files
 * beside one another that nothing tells apart are left out.
 */
function placedWebConfigs(
  configs: readonly ConfigFile[],
  site: ConfigSite | null,
  path: readonly string[],
): readonly Placed[] {
  const webs = configs.filter((config) => config.kind === 'web.config');
  const byPhysicalPath = webs.flatMap((config): readonly Placed[] => {
    const folder = folderOf(config);
    for (const application of site?.applications ?? []) {
      const physical = segments(application.physicalPath);
      const root = physical.at(-1);
      const at = root === undefined ? -1 : folder.lastIndexOf(root);
      if (at >= 0) return [{ config, folder: [...segments(application.path), ...folder.slice(at + 1)] }];
    }
    return [];
  });
  const placed = byPhysicalPath.length > 0 ? byPhysicalPath : placedByNesting(webs);
  return placed.filter(({ folder }) => within(folder, path)).toSorted((a, b) => a.folder.length - b.folder.length);
}

function placedByNesting(webs: readonly ConfigFile[]): readonly Placed[] {
  const folders = webs.map((config) => ({ config, folder: folderOf(config) }));
  const outermost = folders.toSorted((a, b) => a.folder.length - b.folder.length)[0];
  if (outermost === undefined || !folders.every(({ folder }) => within(outermost.folder, folder))) return [];
  const beside = folders.filter(({ folder }) => folder.length === outermost.folder.length);
  if (beside.length > 1) return [];
  return folders.map(({ config, folder }) => ({ config, folder: folder.slice(outermost.folder.length) }));
}

/** Whether an application of its own begins at a folder below `from` and above or at the request. */
function crossesApplication(
  site: ConfigSite | null,
  webs: readonly Placed[],
  from: readonly string[],
  path: readonly string[],
): boolean {
  const roots = site?.applications?.map((application) => segments(application.path)) ?? [];
  // Without applicationHost.config: a folder with an ASP.NET Core section of its own is an application.
  const own = webs
    .filter(({ config }) => config.settings.some((one) => one.element === 'aspNetCore'))
    .map(({ folder }) => folder);
  return [...roots, ...own].some((root) => root.length > from.length && within(from, root) && within(root, path));
}

/** Elements that stand in a pool or a site and count for that one only. */
const POOL_ELEMENTS = new Set(['applicationPool', 'processModel', 'periodicRestart', 'recycling', 'failure']);
const SITE_ELEMENTS = new Set(['traceFailedRequestsLogging', 'limits']);

/** Whether the pool or site that a setting belongs to serves the scope. Farms and trace providers serve all. */
function serves(setting: ConfigSetting, site: ConfigSite | null): boolean {
  if (setting.owner === undefined || setting.owner === '') return true;
  const owner = setting.owner.toLowerCase();
  if (POOL_ELEMENTS.has(setting.element)) return site?.pools.some((pool) => pool.toLowerCase() === owner) ?? false;
  if (SITE_ELEMENTS.has(setting.element)) return site?.name.toLowerCase() === owner;
  return true;
}

/** Whether a setting of a pool or site overrules the default of all pools or sites. */
export function isOwned(setting: ConfigSetting): boolean {
  return POOL_ELEMENTS.has(setting.element) || SITE_ELEMENTS.has(setting.element);
}

const WEB_CONFIG = 1000;

/** Rank of what stands in a file under a location; null when it does not apply to the scope. The higher one wins. */
export type Ranking = (config: ConfigFile, location: string, inherited: boolean) => number | null;

/** How files and locations rank for a scope. */
export function rankingOf(configs: readonly ConfigFile[], scope: ConfigScope): Ranking {
  const path = segments(scope.path);
  const site = siteOf(configs, scope.siteId);
  const webs = placedWebConfigs(configs, site, path);
  const below = (place: readonly string[], inherited: boolean): boolean =>
    inherited || !crossesApplication(site, webs, place, path);
  return (config, location, inherited) => {
    const parts = segments(location);
    if (config.kind === 'applicationHost.config') {
      if (parts.length === 0) return 0;
      const applies =
        site !== null && within(parts, [...segments(site.name), ...path]) && below(parts.slice(1), inherited);
      return applies ? parts.length : null;
    }
    const web = webs.find((placed) => placed.config === config);
    if (web === undefined) return null;
    const place = [...web.folder, ...parts];
    return within(place, path) && below(place, inherited) ? WEB_CONFIG * (web.folder.length + 1) + place.length : null;
  };
}

/** All settings that apply to a scope, the winner of each last. */
export function layersOf(configs: readonly ConfigFile[], scope: ConfigScope): readonly Layer[] {
  const ranking = rankingOf(configs, scope);
  const site = siteOf(configs, scope.siteId);
  const layers: Layer[] = [];
  for (const config of configs) {
    for (const setting of config.settings) {
      const rank = ranking(config, setting.location, setting.inherited !== false);
      if (rank === null || !serves(setting, site)) continue;
      layers.push({ config, setting, rank: isOwned(setting) && setting.owner !== undefined ? rank + 0.5 : rank });
    }
  }
  return layers.toSorted((a, b) => a.rank - b.rank);
}
