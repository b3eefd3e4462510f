import type { ConfigFile, ConfigSetting } from '../model/sidefiles.ts';
import type { LimitName } from '../model/trace.ts';

/** A known limit that a measured time reaches. */
export interface LimitFit {
  readonly name: LimitName;
  readonly ms: number;
  /** `default`: documented value. `config`: read from a loaded file. `inferred`: the time is a round number of minutes. */
  readonly from: 'default' | 'config' | 'inferred';
  readonly setting: { readonly config: ConfigFile; readonly setting: ConfigSetting } | null;
}

/** Defaults: aspnetcore_schema.xml, documentation of ARR and of App Service. */
export const REQUEST_TIMEOUT_MS = 120_000;
export const STARTUP_LIMIT_MS = 120_000;
export const ARR_TIMEOUT_MS = 30_000;
export const APP_SERVICE_FRONT_MS = 230_000;

/** A WinHTTP limit fires up to about two seconds late and, by the clock grain, a little early. */
const EARLY_MS = 100;
const LATE_MS = 2500;

const near = (ms: number, limit: number, late = LATE_MS): boolean => ms >= limit - EARLY_MS && ms <= limit + late;

/** The setting of the aspNetCore element that is loaded, with the file it stands in. */
export function moduleSetting(config: readonly ConfigFile[], attribute: string): LimitFit['setting'] {
  for (const file of config)
    for (const setting of file.settings)
      if (setting.attribute === attribute && /(^|\/)aspNetCore$/.test(setting.element))
        return { config: file, setting };
  return null;
}

/** `00:02:00`, `1.00:00:00` or a number of minutes (`2`) in ms; null when it is none of these. */
export function timeSpanMs(text: string): number | null {
  const match = /^(?:(\d+)\.)?(\d{1,3}):(\d{1,2}):(\d{1,2})(?:\.\d+)?$/.exec(text.trim());
  if (match === null) return null;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = match;
  return ((Number(days) * 24 + Number(hours)) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

/** requestTimeout of a loaded web.config; null when none is loaded or it is left at the default. */
export function configuredRequestTimeout(config: readonly ConfigFile[]): LimitFit | null {
  const setting = moduleSetting(config, 'requestTimeout');
  const ms = setting === null ? null : timeSpanMs(setting.setting.value);
  return ms === null ? null : { name: 'requestTimeout', ms, from: 'config', setting };
}

/** Does a silence end at requestTimeout? The loaded value counts first, then the default, then whole minutes. */
export function requestTimeoutFit(gapMs: number, config: readonly ConfigFile[]): LimitFit | null {
  const configured = configuredRequestTimeout(config);
  if (configured !== null && configured.ms > 0 && near(gapMs, configured.ms)) return configured;
  const fit = (ms: number, from: LimitFit['from']): LimitFit => ({ name: 'requestTimeout', ms, from, setting: null });
  if (near(gapMs, REQUEST_TIMEOUT_MS)) return fit(REQUEST_TIMEOUT_MS, 'default');
  const minutes = Math.round(gapMs / 60_000);
  return minutes >= 1 && near(gapMs, minutes * 60_000) ? fit(minutes * 60_000, 'inferred') : null;
}

/** Does a start end at startupTimeLimit? V1 of the 1.0 line tries twice, so twice the limit counts too. */
export function startupLimitFit(ms: number, config: readonly ConfigFile[]): LimitFit | null {
  const setting = moduleSetting(config, 'startupTimeLimit');
  const seconds = setting === null ? Number.NaN : Number(setting.setting.value);
  const limits: LimitFit[] = [];
  if (seconds > 0) limits.push({ name: 'startupTimeLimit', ms: seconds * 1000, from: 'config', setting });
  limits.push({ name: 'startupTimeLimit', ms: STARTUP_LIMIT_MS, from: 'default', setting: null });
  return limits.find((limit) => nearStart(ms, limit.ms) || nearStart(ms, limit.ms * 2)) ?? null;
}

/** Starting polls every quarter of a second and has to stop the process afterwards. */
const nearStart = (ms: number, limit: number): boolean => ms >= limit - 1000 && ms <= limit + 10_000;

/** Limit of a proxy in front that a time reaches: ARR and App Service have known values, the rest are usual ones. */
export function proxyLimitFit(ms: number): LimitFit | null {
  if (near(ms, APP_SERVICE_FRONT_MS, 12_000))
    return { name: 'appServiceFrontEnd', ms: APP_SERVICE_FRONT_MS, from: 'default', setting: null };
  if (near(ms, ARR_TIMEOUT_MS)) return { name: 'arrTimeout', ms: ARR_TIMEOUT_MS, from: 'default', setting: null };
  return null;
}
