import { ASPNETCORE_SETTINGS, aspNetCoreSetting } from '../../knowledge/settings.ts';
import type { ConfigPlace, EffectiveSetting } from '../../model/config-check.ts';
import type { ConfigFile, ConfigHandler, TracingRule } from '../../model/sidefiles.ts';
import { type ConfigScope, type Layer, isOwned, layersOf, rankingOf } from './layers.ts';

/** The settings of a scope by element and attribute. */
export class EffectiveConfig {
  readonly settings: readonly EffectiveSetting[];
  /** An `aspNetCore` element applies to the scope. */
  readonly hasAspNetCore: boolean;
  readonly handlers: readonly ConfigHandler[];
  readonly tracingRules: readonly { readonly rule: TracingRule; readonly config: ConfigFile }[];
  /** Names of environment variables that the module sets for the application. */
  readonly environmentVariables: readonly string[];
  readonly #byKey: ReadonlyMap<string, EffectiveSetting>;

  constructor(configs: readonly ConfigFile[], scope: ConfigScope) {
    const groups = new Map<string, Layer[]>();
    for (const layer of layersOf(configs, scope)) {
      const key = keyOf(
        layer.setting.element,
        layer.setting.attribute,
        isOwned(layer.setting) ? '' : (layer.setting.owner ?? ''),
      );
      const group = groups.get(key);
      if (group) group.push(layer);
      else groups.set(key, [layer]);
    }
    const fromFiles = [...groups.values()].map(effective);
    this.hasAspNetCore = fromFiles.some((setting) => setting.element === 'aspNetCore');
    this.settings = [...fromFiles, ...(this.hasAspNetCore ? defaults(fromFiles) : [])];
    this.#byKey = new Map(this.settings.map((setting) => [keyOf(setting.element, setting.attribute, ''), setting]));
    const ranking = rankingOf(configs, scope);
    const applies = (config: ConfigFile, location: string): boolean =>
      ranking(
        config,
        location,
        !config.settings.some((one) => one.location === location && one.inherited === false),
      ) !== null;
    this.handlers = configs.flatMap((config) => config.handlers.filter((handler) => applies(config, handler.location)));
    this.tracingRules = configs.flatMap((config) =>
      config.tracingRules.filter((rule) => applies(config, rule.location)).map((rule) => ({ rule, config })),
    );
    this.environmentVariables = configs
      .filter((config) => applies(config, ''))
      .flatMap((config) => config.environmentVariables);
  }

  /** The setting that applies; null when no file sets it and it has no default. */
  get(element: string, attribute: string): EffectiveSetting | null {
    return this.#byKey.get(keyOf(element, attribute, '')) ?? null;
  }

  /** Its value, '' when there is none. */
  value(element: string, attribute: string): string {
    return this.get(element, attribute)?.value ?? '';
  }

  /** The value where a file sets it, null where it is left at its default or unknown. */
  set(element: string, attribute: string): EffectiveSetting | null {
    const setting = this.get(element, attribute);
    return setting?.from === 'file' ? setting : null;
  }
}

/** What applies to a site and URL path, over the loaded files. */
export function effectiveSettings(configs: readonly ConfigFile[], scope: ConfigScope): EffectiveConfig {
  return new EffectiveConfig(configs, scope);
}

const keyOf = (element: string, attribute: string, owner: string): string =>
  `${element.toLowerCase()}\n${attribute.toLowerCase()}\n${owner}`;

function placeOf({ config, setting }: Layer): ConfigPlace {
  return { file: config.file, path: config.path, line: setting.line, location: setting.location };
}

function effective(layers: readonly Layer[]): EffectiveSetting {
  const [winner, ...others] = layers.toReversed();
  if (winner === undefined) throw new Error('a group of settings is never empty');
  const { element, attribute, value } = winner.setting;
  return {
    element,
    attribute,
    value,
    from: 'file',
    place: placeOf(winner),
    replaces: others.map((layer) => ({ ...placeOf(layer), value: layer.setting.value })),
    meaning: element === 'aspNetCore' ? (aspNetCoreSetting(attribute)?.meaning ?? '') : '',
  };
}

function defaults(fromFiles: readonly EffectiveSetting[]): readonly EffectiveSetting[] {
  const given = new Set(
    fromFiles.filter((setting) => setting.element === 'aspNetCore').map((setting) => setting.attribute.toLowerCase()),
  );
  return ASPNETCORE_SETTINGS.filter((fact) => !given.has(fact.attribute.toLowerCase()) && fact.defaultValue !== '').map(
    (fact) => ({
      element: 'aspNetCore',
      attribute: fact.attribute,
      value: fact.defaultValue,
      from: 'default',
      place: null,
      replaces: [],
      meaning: fact.meaning,
    }),
  );
}
