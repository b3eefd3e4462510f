import { findShapes } from '../../knowledge/secrets/shapes.ts';
import type { ConfigSetting, ConfigSpot } from '../../model/sidefiles.ts';
import { type XmlNode, type XmlTree, attributeOf } from '../xml/tree.ts';

/** Elements whose attributes are kept, by lower-case name; `*` keeps all of them. */
const KEPT: ReadonlyMap<string, readonly string[] | '*'> = new Map<string, readonly string[] | '*'>([
  ['aspnetcore', '*'],
  ['httpplatform', '*'],
  ['requestlimits', ['maxAllowedContentLength', 'maxUrl', 'maxQueryString']],
  ['serverruntime', ['uploadReadAheadSize', 'appConcurrentRequestLimit']],
  ['httperrors', ['errorMode', 'existingResponse']],
  ['httpruntime', ['maxRequestLength', 'executionTimeout']],
  ['proxy', ['enabled', 'timeout', 'httpVersion', 'preserveHostHeader', 'responseBufferLimit']],
  ['protocol', ['timeout', 'httpVersion', 'responseBufferLimit']],
  ['websocket', ['enabled']],
  ['tracefailedrequestslogging', ['enabled', 'directory', 'maxLogFiles', 'maxLogFileSizeKB']],
  ['applicationinitialization', ['doAppInitAfterRestart', 'skipManagedModules']],
  ['fastcgi', ['activityTimeout', 'requestTimeout', 'idleTimeout']],
  ['limits', ['connectionTimeout']],
]);

/** Inside a pool, a site or a farm these are kept as well. */
const POOL: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'add',
    ['managedRuntimeVersion', 'managedPipelineMode', 'enable32BitAppOnWin64', 'startMode', 'autoStart', 'queueLength'],
  ],
  [
    'processmodel',
    [
      'identityType',
      'idleTimeout',
      'maxProcesses',
      'pingResponseTime',
      'shutdownTimeLimit',
      'startupTimeLimit',
      'loadUserProfile',
    ],
  ],
  ['periodicrestart', ['time', 'memory', 'privateMemory', 'requests']],
  ['recycling', ['disallowOverlappingRotation', 'disallowRotationOnConfigChange', 'logEventOnRecycle']],
  ['failure', ['rapidFailProtection', 'rapidFailProtectionInterval', 'rapidFailProtectionMaxCrashes']],
]);

/** Modules whose presence or absence explains a 500.21 or who may act in place of ANCM. */
const MODULES =
  /^(?:aspnetcoremodule(?:v2)?|applicationrequestrouting|rewritemodule|httpplatformhandler|iisnode|fastcgimodule|webdavmodule|failedrequeststracingmodule)$/i;

/** Where the walk is: what the elements around say. */
export interface Place {
  readonly location: string;
  /** Lower-case names of the elements around, outermost first. */
  readonly path: readonly string[];
  readonly owner: string;
  /** The location says that applications below do not inherit. */
  readonly closed: boolean;
}

/** Where an element of a place stands, as the model has it. */
export function spotOf(place: Place, line: number): ConfigSpot {
  return { line, location: place.location, ...(place.closed ? { inherited: false as const } : {}) };
}

/** Settings of one element that bear on requests; empty for an element of no interest. */
export function settingsOf(node: XmlNode, place: Place, tree: XmlTree): readonly ConfigSetting[] {
  const name = node.name.toLowerCase();
  const parent = place.path.at(-1) ?? '';
  const inPool = place.path.includes('applicationpools');
  const make = (element: string, attribute: string, value: string, line: number): ConfigSetting => ({
    element,
    attribute,
    value: withoutSecrets(value),
    ...spotOf(place, line),
    ...(place.owner === '' ? {} : { owner: place.owner }),
  });
  const keep = (element: string, wanted: readonly string[] | '*'): readonly ConfigSetting[] => {
    const names = wanted === '*' ? [...node.attributes.keys()] : wanted;
    return names.flatMap((attribute) => {
      const value = attributeOf(node, attribute);
      return value === null ? [] : [make(element, attribute, value, tree.lineOf(node, attribute))];
    });
  };

  if (inPool) {
    const attributes = name === 'applicationpooldefaults' ? POOL.get('add') : POOL.get(name);
    if (attributes === undefined) return [];
    return keep(name === 'add' || name === 'applicationpooldefaults' ? 'applicationPool' : node.name, attributes);
  }
  if (name === 'handlersetting') return named(node, 'handlerSetting', tree, make);
  if (name === 'add' && (parent === 'globalmodules' || parent === 'modules')) {
    const module = attributeOf(node, 'name') ?? '';
    return MODULES.test(module)
      ? [
          make(
            parent === 'modules' ? 'modules' : 'globalModules',
            module,
            attributeOf(node, 'image') ?? '',
            tree.lineAt(node.from),
          ),
        ]
      : [];
  }
  // Areas that the server knows: ANCM is missing where the hosting bundle did not register it.
  if (name === 'add' && parent === 'areas' && place.path.includes('traceproviderdefinitions')) {
    return [
      make(
        'traceProviderDefinitions/areas',
        attributeOf(node, 'name') ?? '',
        attributeOf(node, 'value') ?? '',
        tree.lineAt(node.from),
      ),
    ];
  }
  const wanted = KEPT.get(name);
  if (wanted === undefined) return [];
  if (name === 'protocol' && !place.path.includes('webfarm')) return [];
  return keep(name === 'protocol' ? 'webFarm/protocol' : node.name, wanted);
}

/** `<x name="a" value="b">` as setting `a` with value `b`. */
function named(
  node: XmlNode,
  element: string,
  tree: XmlTree,
  make: (element: string, attribute: string, value: string, line: number) => ConfigSetting,
): readonly ConfigSetting[] {
  const name = attributeOf(node, 'name');
  return name === null ? [] : [make(element, name, attributeOf(node, 'value') ?? '', tree.lineOf(node, 'value'))];
}

const HIDDEN = '\u2039hidden\u203A';
const GIVES_ACCESS = new Set(['jwt', 'credential', 'pem', 'connection-secret', 'userinfo']);

/** Command lines hold connection strings now and then. */
function withoutSecrets(value: string): string {
  const shapes = findShapes(value).filter((shape) => GIVES_ACCESS.has(shape.kind));
  return shapes
    .toSorted((a, b) => b.from - a.from)
    .reduce((text, shape) => text.slice(0, shape.from) + HIDDEN + text.slice(shape.to), value);
}
