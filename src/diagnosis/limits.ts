import { limitReached } from '../analysis/limits.ts';
import { limitMs } from '../knowledge/limits.ts';
import { timeSpanMs } from '../knowledge/settings.ts';
import type { LimitName } from '../model/trace.ts';
import type { Actor } from './actors.ts';
import type { EffectiveConfig, SetSetting } from './config-check/effective.ts';

/** A known limit that a measured time reaches. */
export interface LimitFit {
  readonly name: LimitName;
  readonly ms: number;
  /** `default`: documented value. `config`: read from a loaded file. `inferred`: the time is a round number of minutes. */
  readonly from: 'default' | 'config' | 'inferred';
  readonly setting: SetSetting | null;
}

/** requestTimeout as a loaded file sets it for the request; null when none does, or writes what IIS refuses. */
export function configuredRequestTimeout(config: EffectiveConfig): LimitFit | null {
  const setting = config.set('aspNetCore', 'requestTimeout');
  const value = setting === null ? null : timeSpanMs(setting.value);
  return value === null ? null : { name: 'requestTimeout', ms: value, from: 'config', setting };
}

/** Does a silence end at requestTimeout? The loaded value counts first, then the default, then whole minutes. */
export function requestTimeoutFit(gapMs: number, config: EffectiveConfig): LimitFit | null {
  const configured = configuredRequestTimeout(config);
  const reached = limitReached(gapMs, 'forward', configured?.ms ?? null);
  if (reached === null || reached.name !== 'requestTimeout') return null;
  if (configured !== null && reached.ms === configured.ms) return configured;
  const from = reached.ms === limitMs('requestTimeout') ? 'default' : 'inferred';
  return { name: 'requestTimeout', ms: reached.ms, from, setting: null };
}

/** Default of startupTimeLimit; httpPlatformHandler waits ten seconds only. */
export const startLimitOf = (actor: Actor): number => (actor === 'platform' ? 10_000 : limitMs('startupTimeLimit'));

/** Does a start end at startupTimeLimit? V1 of the 1.0 line tries twice, so twice the limit counts too. */
export function startupLimitFit(took: number, config: EffectiveConfig, actor: Actor): LimitFit | null {
  const setting = config.set(actor === 'platform' ? 'httpPlatform' : 'aspNetCore', 'startupTimeLimit');
  const seconds = setting === null ? Number.NaN : Number(setting.value);
  const limits: LimitFit[] = [];
  if (seconds > 0) limits.push({ name: 'startupTimeLimit', ms: seconds * 1000, from: 'config', setting });
  limits.push({ name: 'startupTimeLimit', ms: startLimitOf(actor), from: 'default', setting: null });
  return limits.find((limit) => endsAt(took, limit.ms) || endsAt(took, limit.ms * 2)) ?? null;
}

/** Starting polls every quarter of a second, and the process has to be stopped before the answer. */
const endsAt = (took: number, limit: number): boolean => took >= limit - 1000 && took <= limit + 10_000;

/** Limit of ARR or of the App Service front end that a time reaches. */
export function proxyLimitFit(took: number): LimitFit | null {
  const reached = limitReached(took, 'arr');
  return reached === null ? null : { name: reached.name, ms: reached.ms, from: 'default', setting: null };
}
