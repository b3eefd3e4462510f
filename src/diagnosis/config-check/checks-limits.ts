import { aspNetCoreSetting, timeSpanMs } from '../../knowledge/settings.ts';
import type { ConfigFinding } from '../../model/config-check.ts';
import { type Check, finding, hostingOf, setAspNetCore, versionOf } from './context.ts';

const MINUTE = 60_000;

/** `00:05:00`. */
function writtenSpan(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** What a person meant who wrote `00:60:00` or `300`. */
function meantSpan(text: string): string {
  const parts = text.split(':').map(Number);
  if (parts.length === 3 && parts.every((part) => Number.isFinite(part) && part >= 0)) {
    const [hours = 0, minutes = 0, seconds = 0] = parts;
    return writtenSpan(((hours * 60 + minutes) * 60 + seconds) * 1000);
  }
  const seconds = Number(text);
  return text.trim() !== '' && Number.isFinite(seconds) && seconds >= 0 ? writtenSpan(seconds * 1000) : '00:02:00';
}

/** requestTimeout that IIS refuses, that V1 refuses, or that has no effect. */
export const requestTimeout: Check = (config, context) => {
  const setting = config.set('aspNetCore', 'requestTimeout');
  if (setting === null) return [];
  const ms = timeSpanMs(setting.value);
  const range = aspNetCoreSetting('requestTimeout')?.range;
  if (ms === null || (range && ms > range.max)) {
    const value = ms === null ? meantSpan(setting.value) : writtenSpan(range?.max ?? 0);
    return [
      finding(
        'request-timeout-invalid',
        'problem',
        `requestTimeout="${setting.value}" is not a time that IIS takes: hours, minutes and seconds, the last two below 60, 360 hours at most. The whole aspNetCore section cannot be read, and requests get 500.19, 500.0 or 502.3.`,
        setting.place,
        setAspNetCore(config, `Write it as hours:minutes:seconds.`, { requestTimeout: value }),
        ['aspnetcore-1986', 'v2-schema'],
      ),
    ];
  }
  const findings: ConfigFinding[] = [];
  if (ms % MINUTE !== 0 && versionOf(config, context) === 'V1') {
    findings.push(
      finding(
        'request-timeout-seconds-v1',
        'problem',
        `requestTimeout="${setting.value}" has seconds, and AspNetCoreModule up to version 2.0 takes whole minutes only: it cannot read the section then. The V1 module of 2.1 and later takes seconds.`,
        setting.place,
        setAspNetCore(config, 'Use whole minutes, or install a newer hosting bundle.', {
          requestTimeout: writtenSpan(Math.ceil(ms / MINUTE) * MINUTE),
        }),
        ['iisint-546', 'v1-schema'],
      ),
    );
  }
  if (hostingOf(config, context) === 'in-process') {
    findings.push(
      finding(
        'request-timeout-in-process',
        'problem',
        `requestTimeout="${setting.value}" has no effect here: in-process hosting forwards nothing, so nothing waits. Changing it changes nothing.`,
        setting.place,
        setAspNetCore(config, 'Take the attribute out, and limit the time in the application.', {
          requestTimeout: null,
        }),
        ['aspnetcore-23160', 'docs-ancm'],
      ),
    );
  }
  return findings;
};

/** Numbers outside of what the schema of the module allows. */
export const ranges: Check = (config) => {
  const findings: ConfigFinding[] = [];
  for (const attribute of ['startupTimeLimit', 'shutdownTimeLimit', 'rapidFailsPerMinute', 'processesPerApplication']) {
    const setting = config.set('aspNetCore', attribute);
    const fact = aspNetCoreSetting(attribute);
    if (setting === null || !fact?.range) continue;
    const { min, max } = fact.range;
    const value = /^\d{1,9}$/.test(setting.value.trim()) ? Number(setting.value) : null;
    if (value !== null && value >= min && value <= max) continue;
    const inRange = value === null ? fact.defaultValue : String(Math.min(Math.max(value, min), max));
    findings.push(
      finding(
        'setting-out-of-range',
        'problem',
        `${attribute}="${setting.value}" is outside of ${min} to ${max}, so the aspNetCore section cannot be read.`,
        setting.place,
        setAspNetCore(config, `Use a value from ${min} to ${max}.`, { [attribute]: inRange }),
        fact.sources,
      ),
    );
  }
  return findings;
};

/** A limit of 0 that does not mean what it seems to. */
export const zeroStartup: Check = (config) => {
  const setting = config.set('aspNetCore', 'startupTimeLimit');
  if (setting === null || Number(setting.value) !== 0 || setting.value.trim() === '') return [];
  return [
    finding(
      'startup-limit-zero',
      'problem',
      'startupTimeLimit="0" is not "no limit": the application has no time to start at all.',
      setting.place,
      setAspNetCore(config, 'Use the default of 120 seconds, or up to 3600.', { startupTimeLimit: '120' }),
      ['docs-ancm', 'v2-schema'],
    ),
  ];
};

/** ARR in front that gives up before ANCM does. */
export const proxyShorter: Check = (config, context) => {
  if (hostingOf(config, context) !== 'out-of-process') return [];
  const own = timeSpanMs(config.value('aspNetCore', 'requestTimeout'));
  const findings: ConfigFinding[] = [];
  const proxies = [...config.setOfEach('proxy', 'timeout'), ...config.setOfEach('webFarm/protocol', 'timeout')];
  for (const proxy of proxies) {
    const { element } = proxy;
    const limit = timeSpanMs(proxy.value);
    if (own === null || limit === null || limit === 0 || (own !== 0 && limit >= own)) continue;
    if (element === 'proxy' && config.value('proxy', 'enabled').toLowerCase() === 'false') continue;
    findings.push(
      finding(
        'proxy-shorter-than-module',
        'advice',
        `ARR waits ${proxy.value} and the module ${config.value('aspNetCore', 'requestTimeout')}: where a request passes both, ARR gives up first and raising requestTimeout changes nothing.`,
        proxy.place,
        {
          text: 'Give the proxy at least as much time as the module, or leave both and shorten the request.',
          setting: { element, attribute: 'timeout', value: writtenSpan(own) },
          code:
            element === 'proxy'
              ? `<proxy enabled="true" timeout="${writtenSpan(own)}" />`
              : `<protocol timeout="${writtenSpan(own)}" />`,
        },
        ['arr-timeout', 'arr-502'],
      ),
    );
  }
  return findings;
};
