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
export function siteOf(configs: readonly ConfigFile[], siteId: number | null): ConfigSite | null {
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

const RANK_LOCATION = 1;
const RANK_WEB_CONFIG = 1000;

/** All settings that apply to a scope, the winner of each last. */
export function layersOf(configs: readonly ConfigFile[], scope: ConfigScope): readonly Layer[] {
  const path = segments(scope.path);
  const site = siteOf(configs, scope.siteId);
  const webs = placedWebConfigs(configs, site, path);
  const layers: Layer[] = [];
  for (const config of configs) {
    if (config.kind !== 'applicationHost.config') continue;
    for (const setting of config.settings) {
      const location = segments(setting.location);
      if (location.length > 0 && !(site !== null && within(location, [...segments(site.name), ...path]))) continue;
      const closed = setting.inherited === false && crossesApplication(site, webs, location.slice(1), path);
      if (!closed) layers.push({ config, setting, rank: location.length * RANK_LOCATION });
    }
  }
  for (const { config, folder } of webs) {
    for (const setting of config.settings) {
      const place = [...folder, ...segments(setting.location)];
      if (!within(place, path)) continue;
      const closed = setting.inherited === false && crossesApplication(site, webs, place, path);
      if (!closed)
        layers.push({ config, setting, rank: RANK_WEB_CONFIG * (folder.length + 1) + place.length * RANK_LOCATION });
    }
  }
  return layers.toSorted((a, b) => a.rank - b.rank);
}
