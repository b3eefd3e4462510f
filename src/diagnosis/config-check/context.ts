import { ancmVersion } from '../../knowledge/ancm.ts';
import { aspNetCoreSetting } from '../../knowledge/settings.ts';
import { type SourceKey, sourceLink } from '../../knowledge/sources.ts';
import { xmlAttributes } from '../../base/xml.ts';
import type { ConfigFinding, ConfigPlace } from '../../model/config-check.ts';
import type { Hosting, ModuleVersion } from '../../model/facts.ts';
import type { Cause, Fix } from '../../model/verdict.ts';
import type { EffectiveConfig } from './effective.ts';

/** What is known of the request whose configuration is checked; null where nothing is. */
export interface CheckContext {
  readonly moduleVersion: ModuleVersion | null;
  readonly hosting: Hosting | null;
  readonly cause: Cause | null;
}

/** One check: what it has found, nothing when all is well or when it cannot tell. */
export type Check = (config: EffectiveConfig, context: CheckContext) => readonly ConfigFinding[];

/** Generation of the module: as seen in the trace, else as the handler names it. */
export function versionOf(config: EffectiveConfig, context: CheckContext): ModuleVersion | null {
  if (context.moduleVersion !== null) return context.moduleVersion;
  const versions = config.handlers.map((handler) => ancmVersion(handler.modules));
  return versions.includes('V2') ? 'V2' : versions.includes('V1') ? 'V1' : null;
}

/** Hosting model: as seen in the trace, else as configured. V1 knows one only. */
export function hostingOf(config: EffectiveConfig, context: CheckContext): Hosting | null {
  if (context.hosting !== null) return context.hosting;
  if (versionOf(config, context) === 'V1') return 'out-of-process';
  if (!config.hasAspNetCore) return null;
  return config.value('aspNetCore', 'hostingModel').toLowerCase() === 'inprocess' ? 'in-process' : 'out-of-process';
}

/** A finding with its links. */
export function finding(
  id: string,
  kind: ConfigFinding['kind'],
  text: string,
  place: ConfigPlace | null,
  fix: Fix,
  sources: readonly SourceKey[],
): ConfigFinding {
  return { id, kind, text, place, fix, links: sources.map(sourceLink) };
}

const HIDDEN = '\u2039hidden\u203A';

/**
 * The `aspNetCore` start tag with one attribute set to another value (null: taken out) and all others as they are.
 * Where a secret was hidden on reading, only the attribute itself, so that nobody pastes the mask.
 */
function aspNetCoreXml(config: EffectiveConfig, changes: Readonly<Record<string, string | null>>): string {
  const attributes = new Map<string, string | null>();
  for (const setting of config.settings) {
    if (setting.element === 'aspNetCore' && setting.from === 'file') attributes.set(setting.attribute, setting.value);
  }
  for (const [name, value] of Object.entries(changes)) {
    const known = [...attributes.keys()].find((key) => key.toLowerCase() === name.toLowerCase());
    attributes.set(known ?? name, value);
  }
  const all = [...attributes];
  if (all.some(([, value]) => value?.includes(HIDDEN))) return xmlAttributes(Object.entries(changes)).trim();
  return `<aspNetCore${xmlAttributes(all)} />`;
}

/** A fix that sets attributes of `aspNetCore`; the first is named as the setting to change. */
export function setAspNetCore(
  config: EffectiveConfig,
  text: string,
  changes: Readonly<Record<string, string | null>>,
): Fix {
  const [attribute = '', value = ''] = Object.entries(changes)[0] ?? [];
  const name = aspNetCoreSetting(attribute)?.attribute ?? attribute;
  return {
    text,
    setting: { element: 'aspNetCore', attribute: name, value: value ?? '' },
    code: aspNetCoreXml(config, changes),
  };
}
