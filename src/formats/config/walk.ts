import type {
  ConfigFile,
  ConfigHandler,
  ConfigSetting,
  ConfigSite,
  ConfigVariable,
  TracingRule,
} from '../../model/sidefiles.ts';
import { type XmlNode, type XmlTree, attributeOf, childOf } from '../xml/tree.ts';
import { changeOf, handlerOf, siteOf, tracingRuleOf, variableOf } from './collections.ts';
import { type Place, settingsOf, spotOf } from './settings.ts';

/** What a configuration says, without the facts of the file it stands in. */
export type ConfigContent = Omit<ConfigFile, 'file' | 'path' | 'kind'>;

/** Secrets live here, and nothing that bears on a request. */
const SKIPPED = new Set([
  'connectionstrings',
  'appsettings',
  'machinekey',
  'configprotecteddata',
  'configsections',
  'system.codedom',
  'runtime',
]);

class Collector {
  readonly settings: ConfigSetting[] = [];
  readonly handlers: ConfigHandler[] = [];
  readonly tracingRules: TracingRule[] = [];
  readonly environmentVariables: ConfigVariable[] = [];
  readonly sites: ConfigSite[] = [];
  readonly #tree: XmlTree;
  readonly #defaultPool: string;

  constructor(tree: XmlTree) {
    this.#tree = tree;
    const sites = childOf(childOf(tree.root, 'system.applicationHost'), 'sites');
    this.#defaultPool = attributeOf(childOf(sites, 'applicationDefaults'), 'applicationPool') ?? '';
  }

  visit(node: XmlNode, place: Place): void {
    const name = node.name.toLowerCase();
    if (SKIPPED.has(name)) return;
    const parent = place.path.at(-1) ?? '';
    if (name === 'location' && parent === 'configuration') {
      const closed = attributeOf(node, 'inheritInChildApplications')?.toLowerCase() === 'false';
      this.#inside(node, { ...place, location: attributeOf(node, 'path') ?? '', closed });
      return;
    }
    if (this.#collected(node, parent, place)) return;
    const owner = ownerOf(node, name, parent) ?? place.owner;
    if (name === 'site' && parent === 'sites') {
      const site = siteOf(node, this.#defaultPool, this.#tree);
      if (site !== null) this.sites.push(site);
    }
    this.settings.push(...settingsOf(node, { ...place, owner }, this.#tree));
    this.#inside(node, { ...place, owner });
  }

  /** Takes a step of a collection; false when the element is none. */
  #collected(node: XmlNode, parent: string, place: Place): boolean {
    const change = changeOf(node);
    if (change === null) return false;
    const spot = spotOf(place, this.#tree.lineAt(node.from));
    if (parent === 'handlers') this.handlers.push(handlerOf(node, change, spot));
    else if (parent === 'tracefailedrequests') this.tracingRules.push(tracingRuleOf(node, change, spot));
    else if (parent === 'environmentvariables')
      this.environmentVariables.push(variableOf(node, change, spot, place.owner));
    else return false;
    return true;
  }

  #inside(node: XmlNode, place: Place): void {
    const path = [...place.path, node.name.toLowerCase()];
    for (const child of node.children) this.visit(child, { ...place, path });
  }
}

/** Name of the pool, site, farm or trace provider that an element opens; null when it opens none. */
function ownerOf(node: XmlNode, name: string, parent: string): string | null {
  const opens =
    (name === 'add' && (parent === 'applicationpools' || parent === 'traceproviderdefinitions')) ||
    (name === 'site' && parent === 'sites') ||
    (name === 'webfarm' && parent === 'webfarms');
  return opens ? (attributeOf(node, 'name') ?? '') : null;
}

/** Everything of a configuration file that bears on requests. */
export function configContent(tree: XmlTree): ConfigContent {
  const collector = new Collector(tree);
  for (const child of tree.root.children) {
    collector.visit(child, { location: '', path: [tree.root.name.toLowerCase()], owner: '', closed: false });
  }
  const { settings, handlers, tracingRules, environmentVariables, sites } = collector;
  return { settings, handlers, tracingRules, environmentVariables, sites };
}
