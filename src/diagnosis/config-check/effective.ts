import { ASPNETCORE_SETTINGS, aspNetCoreSetting, type SettingFact } from '../../knowledge/settings.ts';
import type { ConfigPlace, EffectiveSetting } from '../../model/config-check.ts';
import type { ConfigFile, ConfigHandler, ConfigSetting, TracingRule } from '../../model/sidefiles.ts';
import { isOwned, Layers, type Ranked } from './layers.ts';
import type { ConfigScope } from './scope.ts';

/** What the loaded files say for one scope. Each part is worked out when it is first asked for. */
export class EffectiveConfig {
  readonly #layers: Layers;
  #settings: readonly EffectiveSetting[] | null = null;

  constructor(configs: readonly ConfigFile[], scope: ConfigScope) {
    this.#layers = new Layers(configs, scope);
  }

  /** All settings, the defaults of `aspNetCore` among them where such an element applies. */
  get settings(): readonly EffectiveSetting[] {
    this.#settings ??= this.#all();
    return this.#settings;
  }

  /** An `aspNetCore` element applies to the scope. */
  get hasAspNetCore(): boolean {
    return this.#layers.settings((setting) => setting.element === 'aspNetCore').length > 0;
  }

  get handlers(): readonly ConfigHandler[] {
    const left = this.#layers.collection(
      (config) => config.handlers,
      (handler) => handler.name,
    );
    return left.map(({ item }) => item);
  }

  get tracingRules(): readonly { readonly rule: TracingRule; readonly config: ConfigFile }[] {
    const left = this.#layers.collection(
      (config) => config.tracingRules,
      (rule) => rule.path,
    );
    return left.map(({ item, config }) => ({ rule: item, config }));
  }

  /** Names of environment variables that the application gets. */
  get environmentVariables(): readonly string[] {
    const left = this.#layers.collection(
      (config) => config.environmentVariables.filter(({ pool }) => pool === undefined || this.#layers.servesPool(pool)),
      (variable) => variable.name,
    );
    return left.map(({ item }) => item.name);
  }

  /** The setting that applies; null when no file sets it and it has no default. */
  get(element: string, attribute: string): EffectiveSetting | null {
    const set = this.set(element, attribute);
    if (set !== null || element !== 'aspNetCore' || !this.hasAspNetCore) return set;
    const fact = aspNetCoreSetting(attribute);
    return fact === null || fact.defaultValue === '' ? null : defaultOf(fact);
  }

  /** Its value, '' when there is none. */
  value(element: string, attribute: string): string {
    return this.get(element, attribute)?.value ?? '';
  }

  /** The setting where a file sets it, null where it is left at its default or unknown. */
  set(element: string, attribute: string): SetSetting | null {
    const group = this.#groups(element, attribute).find((layers) => !layers.some(({ item }) => standsApart(item)));
    return group === undefined ? null : effective(group);
  }

  /** The same for an element that every farm has for itself: one setting for each. */
  setOfEach(element: string, attribute: string): readonly SetSetting[] {
    return this.#groups(element, attribute).map(effective);
  }

  #groups(element: string, attribute: string): readonly LayersOfOne[] {
    const [wantedElement, wantedAttribute] = [element.toLowerCase(), attribute.toLowerCase()];
    return grouped(
      this.#layers.settings(
        (one) => one.element.toLowerCase() === wantedElement && one.attribute.toLowerCase() === wantedAttribute,
      ),
    );
  }

  #all(): readonly EffectiveSetting[] {
    const set = grouped(this.#layers.settings(() => true)).map(effective);
    const own = set.filter((setting) => setting.element === 'aspNetCore');
    return own.length === 0 ? set : [...set, ...defaults(own)];
  }
}

/** A setting that stands in a file. */
export interface SetSetting extends EffectiveSetting {
  readonly from: 'file';
  readonly place: ConfigPlace;
}

/** One setting at the places that give it a value, the winner last. */
type LayersOfOne = readonly Ranked<ConfigSetting>[];

/** A setting of one farm or trace provider: it has no part in that of another. */
const standsApart = (setting: ConfigSetting): boolean => !isOwned(setting) && (setting.owner ?? '') !== '';

function grouped(layers: readonly Ranked<ConfigSetting>[]): readonly LayersOfOne[] {
  const groups = new Map<string, Ranked<ConfigSetting>[]>();
  for (const layer of layers) {
    const { element, attribute, owner } = layer.item;
    const key = [element.toLowerCase(), attribute.toLowerCase(), standsApart(layer.item) ? owner : ''].join('\n');
    const group = groups.get(key);
    if (group) group.push(layer);
    else groups.set(key, [layer]);
  }
  return [...groups.values()];
}

function placeOf({ config, item }: Ranked<ConfigSetting>): ConfigPlace {
  return { file: config.file, path: config.path, line: item.line, location: item.location };
}

function effective(layers: LayersOfOne): SetSetting {
  const [winner, ...others] = layers.toReversed();
  if (winner === undefined) throw new Error('a group of settings is never empty');
  const { element, attribute, value } = winner.item;
  return {
    element,
    attribute,
    value,
    from: 'file',
    place: placeOf(winner),
    replaces: others.map((layer) => ({ ...placeOf(layer), value: layer.item.value })),
    meaning: element === 'aspNetCore' ? (aspNetCoreSetting(attribute)?.meaning ?? '') : '',
  };
}

function defaults(own: readonly EffectiveSetting[]): readonly EffectiveSetting[] {
  const given = new Set(own.map((setting) => setting.attribute.toLowerCase()));
  return ASPNETCORE_SETTINGS.filter((fact) => !given.has(fact.attribute.toLowerCase()) && fact.defaultValue !== '').map(
    defaultOf,
  );
}

function defaultOf(fact: SettingFact): EffectiveSetting {
  return {
    element: 'aspNetCore',
    attribute: fact.attribute,
    value: fact.defaultValue,
    from: 'default',
    place: null,
    replaces: [],
    meaning: fact.meaning,
  };
}
