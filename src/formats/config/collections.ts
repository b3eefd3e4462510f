import type { ConfigApplication, ConfigHandler, ConfigSite, TracingRule } from '../../model/sidefiles.ts';
import { type XmlNode, type XmlTree, attributeOf, childOf, childrenOf } from '../xmltree/tree.ts';

/** `<handlers><add>`. */
export function handlerOf(node: XmlNode, location: string, tree: XmlTree): ConfigHandler {
  return {
    name: attributeOf(node, 'name') ?? '',
    path: attributeOf(node, 'path') ?? '',
    verb: attributeOf(node, 'verb') ?? '',
    modules: attributeOf(node, 'modules') ?? '',
    line: tree.lineAt(node.from),
    location,
  };
}

/** `<traceFailedRequests><add>`: which requests are traced, and what of them. */
export function tracingRuleOf(node: XmlNode, location: string, tree: XmlTree): TracingRule {
  const failure = childOf(node, 'failureDefinitions');
  const areas = childOf(node, 'traceAreas');
  return {
    path: attributeOf(node, 'path') ?? '',
    statusCodes: attributeOf(failure, 'statusCodes') ?? '',
    timeTaken: attributeOf(failure, 'timeTaken') ?? '',
    verbosity: attributeOf(failure, 'verbosity') ?? '',
    areas: (areas === null ? [] : childrenOf(areas, 'add')).map((area) => ({
      provider: attributeOf(area, 'provider') ?? '',
      areas: (attributeOf(area, 'areas') ?? '')
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
      verbosity: attributeOf(area, 'verbosity') ?? '',
    })),
    line: tree.lineAt(node.from),
    location,
  };
}

/** `<sites><site>` with its applications. */
export function siteOf(node: XmlNode, defaultPool: string, tree: XmlTree): ConfigSite | null {
  const id = Number(attributeOf(node, 'id'));
  if (!Number.isSafeInteger(id) || id < 1) return null;
  const ownPool = attributeOf(childOf(node, 'applicationDefaults'), 'applicationPool') ?? defaultPool;
  const applications = childrenOf(node, 'application').map((application): ConfigApplication => {
    const root = childrenOf(application, 'virtualDirectory').find(
      (directory) => attributeOf(directory, 'path') === '/',
    );
    return {
      path: attributeOf(application, 'path') ?? '/',
      pool: attributeOf(application, 'applicationPool') ?? ownPool,
      physicalPath: attributeOf(root ?? null, 'physicalPath') ?? '',
    };
  });
  return {
    id,
    name: attributeOf(node, 'name') ?? '',
    pools: [...new Set(applications.map((application) => application.pool).filter((pool) => pool !== ''))],
    line: tree.lineAt(node.from),
    applications,
  };
}
