import type {
  ConfigApplication,
  ConfigChange,
  ConfigFile,
  ConfigSetting,
  ConfigSite,
  ConfigSpot,
} from '../../model/sidefiles.ts';
import { segments, type ConfigScope, within } from './scope.ts';

/** The site of a scope, as the loaded applicationHost.config names it. */
function siteOf(configs: readonly ConfigFile[], siteId: number | null): ConfigSite | null {
  if (siteId === null) return null;
  for (const config of configs) {
    const site = config.sites.find((known) => known.id === siteId);
    if (site !== undefined) return site;
  }
  return null;
}

/** The application of a site that a path lies in: the deepest one. */
function applicationOf(site: ConfigSite | null, path: readonly string[]): ConfigApplication | null {
  const around = (site?.applications ?? []).filter((application) => within(segments(application.path), path));
  return around.toSorted((a, b) => segments(b.path).length - segments(a.path).length)[0] ?? null;
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
  const placed = byPhysicalPath.length > 0 ? byPhysicalPath : (placedAlone(webs, site, path) ?? placedByNesting(webs));
  return placed.filter(({ folder }) => within(folder, path)).toSorted((a, b) => a.folder.length - b.folder.length);
}

/** One file whose label names no folder is taken for that of the application that is asked for. */
function placedAlone(
  webs: readonly ConfigFile[],
  site: ConfigSite | null,
  path: readonly string[],
): readonly Placed[] | null {
  const [config, ...others] = webs;
  if (config === undefined || others.length > 0 || folderOf(config).length > 0) return null;
  return [{ config, folder: segments(applicationOf(site, path)?.path ?? '') }];
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

/** Whether a pool serves the scope: the one that did, else the pool of the application that the path lies in. */
function poolServes(name: string, site: ConfigSite | null, { pool, path }: ConfigScope): boolean {
  const same = (other: string): boolean => other.toLowerCase() === name.toLowerCase();
  if (pool !== '') return same(pool);
  const application = applicationOf(site, segments(path));
  return application === null ? (site?.pools.some(same) ?? false) : same(application.pool);
}

/** Whether the pool or site that a setting belongs to serves the scope. Farms and trace providers serve all. */
function serves(setting: ConfigSetting, site: ConfigSite | null, scope: ConfigScope): boolean {
  if (setting.owner === undefined || setting.owner === '') return true;
  if (POOL_ELEMENTS.has(setting.element)) return poolServes(setting.owner, site, scope);
  if (SITE_ELEMENTS.has(setting.element)) return site?.name.toLowerCase() === setting.owner.toLowerCase();
  return true;
}

/** Whether a setting of a pool or site overrules the default of all pools or sites. */
export function isOwned(setting: ConfigSetting): boolean {
  return POOL_ELEMENTS.has(setting.element) || SITE_ELEMENTS.has(setting.element);
}

const WEB_CONFIG = 1000;

/** Something that stands in a file, with the rank that decides between places: the higher one wins. */
export interface Ranked<T> {
  readonly config: ConfigFile;
  readonly item: T;
  readonly rank: number;
}

/** The loaded files as one scope sees them. */
export class Layers {
  readonly #configs: readonly ConfigFile[];
  readonly #scope: ConfigScope;
  readonly #path: readonly string[];
  readonly #site: ConfigSite | null;
  readonly #webs: readonly Placed[];

  constructor(configs: readonly ConfigFile[], scope: ConfigScope) {
    this.#configs = configs;
    this.#scope = scope;
    this.#path = segments(scope.path);
    this.#site = siteOf(configs, scope.siteId);
    this.#webs = placedWebConfigs(configs, this.#site, this.#path);
  }

  /** Settings that apply to the scope, of all or of one element and attribute, the winner of each last. */
  settings(wanted: (setting: ConfigSetting) => boolean): readonly Ranked<ConfigSetting>[] {
    const served = this.#ranked((config) =>
      config.settings.filter((setting) => wanted(setting) && serves(setting, this.#site, this.#scope)),
    );
    return served
      .map((layer) =>
        isOwned(layer.item) && layer.item.owner !== undefined ? { ...layer, rank: layer.rank + 0.5 } : layer,
      )
      .toSorted((a, b) => a.rank - b.rank);
  }

  /** What is left of a collection after all its steps, from the server down: `remove` and `clear` undo what came before. */
  collection<T extends ConfigSpot & { readonly change: ConfigChange }>(
    steps: (config: ConfigFile) => readonly T[],
    key: (step: T) => string,
  ): readonly Ranked<T>[] {
    let left: readonly Ranked<T>[] = [];
    for (const step of this.#ranked(steps)) {
      const { change } = step.item;
      if (change === 'clear') left = [];
      else left = left.filter(({ item }) => key(item).toLowerCase() !== key(step.item).toLowerCase());
      if (change === 'add') left = [...left, step];
    }
    return left;
  }

  /** Variables of the worker process of another pool are left out. */
  servesPool(name: string): boolean {
    return poolServes(name, this.#site, this.#scope);
  }

  #ranked<T extends ConfigSpot>(of: (config: ConfigFile) => readonly T[]): readonly Ranked<T>[] {
    return this.#configs
      .flatMap((config) =>
        of(config).flatMap((item): readonly Ranked<T>[] => {
          const rank = this.#rank(config, item);
          return rank === null ? [] : [{ config, item, rank }];
        }),
      )
      .toSorted((a, b) => a.rank - b.rank);
  }

  /** Rank of what stands in a file; null when it does not apply to the scope. */
  #rank(config: ConfigFile, spot: ConfigSpot): number | null {
    const parts = segments(spot.location);
    if (config.kind === 'applicationHost.config') {
      if (parts.length === 0) return 0;
      const site = this.#site;
      const applies = site !== null && within(parts, [...segments(site.name), ...this.#path]);
      return applies && this.#reaches(parts.slice(1), spot) ? parts.length : null;
    }
    const web = this.#webs.find((placed) => placed.config === config);
    if (web === undefined) return null;
    const place = [...web.folder, ...parts];
    const applies = within(place, this.#path) && this.#reaches(place, spot);
    return applies ? WEB_CONFIG * (web.folder.length + 1) + place.length : null;
  }

  /** Whether what stands at a place comes down to the scope, or ends where an application below begins. */
  #reaches(place: readonly string[], spot: ConfigSpot): boolean {
    return spot.inherited !== false || !crossesApplication(this.#site, this.#webs, place, this.#path);
  }
}
