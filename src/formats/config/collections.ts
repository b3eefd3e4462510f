import type {
  ConfigApplication,
  ConfigChange,
  ConfigHandler,
  ConfigSite,
  ConfigSpot,
  ConfigVariable,
  TracingRule,
} from '../../model/sidefiles.ts';
import { type XmlNode, type XmlTree, attributeOf, childOf, childrenOf } from '../xml/tree.ts';

/** What an element does to the collection it stands in; null when it is no step of it. */
export function changeOf(node: XmlNode): ConfigChange | null {
  const name = node.name.toLowerCase();
  // The module calls its variables so; those of a pool are added as everything else is.
  if (name === 'environmentvariable') return 'add';
  return name === 'add' || name === 'remove' || name === 'clear' ? name : null;
}

/** A step of `<handlers>`. */
export function handlerOf(node: XmlNode, change: ConfigChange, spot: ConfigSpot): ConfigHandler {
  return {
    change,
    name: attributeOf(node, 'name') ?? '',
    path: attributeOf(node, 'path') ?? '',
    verb: attributeOf(node, 'verb') ?? '',
    modules: attributeOf(node, 'modules') ?? '',
    ...spot,
  };
}

/** A step of `<traceFailedRequests>`: which requests are traced, and what of them. */
export function tracingRuleOf(node: XmlNode, change: ConfigChange, spot: ConfigSpot): TracingRule {
  const failure = childOf(node, 'failureDefinitions');
  const areas = childOf(node, 'traceAreas');
  return {
    change,
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
    ...spot,
  };
}

/** A step of `<environmentVariables>`, by name only: a value may be a connection string, whatever the name says. */
export function variableOf(node: XmlNode, change: ConfigChange, spot: ConfigSpot, pool: string): ConfigVariable {
  return { change, name: attributeOf(node, 'name') ?? '', ...spot, ...(pool === '' ? {} : { pool }) };
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
