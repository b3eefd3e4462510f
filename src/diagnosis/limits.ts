import { limitReached } from '../analysis/limits.ts';
import { limitMs } from '../knowledge/limits.ts';
import type { ConfigFile, ConfigSetting } from '../model/sidefiles.ts';
import type { LimitName } from '../model/trace.ts';
import { ms } from '../model/units.ts';
import type { Actor } from './actors.ts';

/** A known limit that a measured time reaches. */
export interface LimitFit {
  readonly name: LimitName;
  readonly ms: number;
  /** `default`: documented value. `config`: read from a loaded file. `inferred`: the time is a round number of minutes. */
  readonly from: 'default' | 'config' | 'inferred';
  readonly setting: { readonly config: ConfigFile; readonly setting: ConfigSetting } | null;
}

/** The attribute of the aspNetCore element that is loaded, with the file it stands in. */
export function moduleSetting(config: readonly ConfigFile[], attribute: string): LimitFit['setting'] {
  for (const file of config)
    for (const setting of file.settings)
      if (setting.attribute === attribute && /(^|\/)aspNetCore$/.test(setting.element))
        return { config: file, setting };
  return null;
}

/** `00:02:00` or `1.00:00:00` in ms; null for anything else. */
export function timeSpanMs(text: string): number | null {
  const match = /^(?:(\d+)\.)?(\d{1,3}):(\d{1,2}):(\d{1,2})(?:\.\d+)?$/.exec(text.trim());
  if (match === null) return null;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = match;
  return ((Number(days) * 24 + Number(hours)) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

/** requestTimeout of a loaded web.config; null when none is loaded or it is left at the default. */
export function configuredRequestTimeout(config: readonly ConfigFile[]): LimitFit | null {
  const setting = moduleSetting(config, 'requestTimeout');
  const value = setting === null ? null : timeSpanMs(setting.setting.value);
  return value === null ? null : { name: 'requestTimeout', ms: value, from: 'config', setting };
}

/** Does a silence end at requestTimeout? The loaded value counts first, then the default, then whole minutes. */
export function requestTimeoutFit(gapMs: number, config: readonly ConfigFile[]): LimitFit | null {
  const configured = configuredRequestTimeout(config);
  const limits = configured === null ? null : { requestTimeout: ms(configured.ms), startupTimeLimit: null };
  const reached = limitReached(gapMs, 'forward', limits);
  if (reached === null || reached.name !== 'requestTimeout') return null;
  if (configured !== null && reached.ms === configured.ms) return configured;
  const from = reached.ms === limitMs('requestTimeout') ? 'default' : 'inferred';
  return { name: 'requestTimeout', ms: reached.ms, from, setting: null };
}

/** Default of startupTimeLimit; httpPlatformHandler waits ten seconds only. */
export const startLimitOf = (actor: Actor): number => (actor === 'platform' ? 10_000 : limitMs('startupTimeLimit'));

/** Does a start end at startupTimeLimit? V1 of the 1.0 line tries twice, so twice the limit counts too. */
export function startupLimitFit(
  took: number,
  config: readonly ConfigFile[],
  unset: number = limitMs('startupTimeLimit'),
): LimitFit | null {
  const setting = moduleSetting(config, 'startupTimeLimit');
  const seconds = setting === null ? Number.NaN : Number(setting.setting.value);
  const limits: LimitFit[] = [];
  if (seconds > 0) limits.push({ name: 'startupTimeLimit', ms: seconds * 1000, from: 'config', setting });
  limits.push({ name: 'startupTimeLimit', ms: unset, from: 'default', setting: null });
  return limits.find((limit) => endsAt(took, limit.ms) || endsAt(took, limit.ms * 2)) ?? null;
}

/** Starting polls every quarter of a second, and the process has to be stopped before the answer. */
const endsAt = (took: number, limit: number): boolean => took >= limit - 1000 && took <= limit + 10_000;

/** Limit of ARR or of the App Service front end that a time reaches. */
export function proxyLimitFit(took: number): LimitFit | null {
  const reached = limitReached(took, 'arr');
  return reached === null ? null : { name: reached.name, ms: reached.ms, from: 'default', setting: null };
}
