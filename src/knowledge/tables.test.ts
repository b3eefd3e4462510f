import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANCM_EVENTS, ancmVersion } from './ancm.ts';
import { LOG_EVENTS, logEvent, logEventRole } from './event-log.ts';
import { PROVIDERS, WWW_AREAS } from './areas.ts';
import { enumName } from './enums.ts';
import { HTTPERR_REASONS, httpErrReason } from './httperr.ts';
import { levelName, verbosityLevel } from './levels.ts';
import { LIMITS, limitMs } from './limits.ts';
import { FAMILIES, MODULE_FAMILIES, moduleFamily } from './modules.ts';
import { NOTIFICATIONS, notificationName } from './notifications.ts';
import { ASPNETCORE_SETTINGS, aspNetCoreSetting, timeSpanMs } from './settings.ts';
import { SOURCE_KEYS } from './sources.ts';
import { STATUSES } from './statuses.ts';
import { formatStatus, parseStatus, statusMeaning } from './substatus.ts';

const known = new Set<string>(SOURCE_KEYS);
const unique = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

describe('every table', () => {
  it.each([
    ['statuses', STATUSES],
    ['families', FAMILIES],
    ['log events', LOG_EVENTS],
    ['limits', LIMITS],
    ['settings', ASPNETCORE_SETTINGS],
  ] as const)('%s name at least one known source each', (_name, entries) => {
    for (const entry of entries) {
      expect(entry.sources.length).toBeGreaterThan(0);
      for (const key of entry.sources) expect(known.has(key), key).toBe(true);
    }
  });

  it('holds each key once', () => {
    expect(unique(STATUSES.map((entry) => `${entry.status}.${entry.subStatus}`))).toBe(true);
    expect(unique(FAMILIES.flatMap((entry) => entry.names.map((name) => name.toLowerCase())))).toBe(true);
    expect(FAMILIES.map((entry) => entry.id).toSorted()).toEqual([...MODULE_FAMILIES].toSorted());
    expect(unique(LOG_EVENTS.map((entry) => `${entry.provider}/${entry.id}`))).toBe(true);
    expect(unique(WWW_AREAS.map((area) => area.guid))).toBe(true);
    expect(unique(WWW_AREAS.map((area) => area.flag))).toBe(true);
    expect(unique(HTTPERR_REASONS.map((entry) => entry.reason.toLowerCase()))).toBe(true);
    expect(unique(ANCM_EVENTS.map((entry) => entry.opcode))).toBe(true);
    expect(unique(NOTIFICATIONS.map((entry) => entry.bit))).toBe(true);
  });
});

describe('statuses', () => {
  it('has the 150 rows, none of them empty', () => {
    expect(STATUSES.length).toBe(150);
    for (const entry of STATUSES) {
      expect(entry.meaning).toMatch(/^[A-Za-z0-9].{6,}\.$/);
      expect(entry.name.length).toBeGreaterThan(1);
    }
  });

  it('means by 502.3 and 502.5 what the module does', () => {
    expect(statusMeaning(502, 3, 'AspNetCoreModuleV2')?.atModule).toContain('application');
    expect(statusMeaning(502, 3, 'ApplicationRequestRouting')?.atModule).toContain('farm');
    expect(statusMeaning(502, 5, 'ApplicationRequestRouting')?.atModule).toContain('WebSocket');
    expect(statusMeaning(502, 5, 'aspnetcoremodule')?.atModule).toContain('started');
    expect(statusMeaning(502, 3, 'AspNetCoreModuleV3')?.atModule).toBe('');
    expect(statusMeaning(502, 3)?.atModule).toBe('');
  });

  it('does not explain a sub-status that it does not know', () => {
    expect(statusMeaning(502, 9)).toBeNull();
    expect(statusMeaning(500, 3)).toBeNull();
    expect(statusMeaning(999, 0)).toBeNull();
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 999 }), fc.integer({ min: 0, max: 9999 }), (status, subStatus) => {
        expect(parseStatus(formatStatus(status, subStatus))).toEqual({ status, subStatus });
      }),
    );
    expect(parseStatus('500.30')).toEqual({ status: 500, subStatus: 30 });
    for (const text of ['', '502.', '.3', '5023', '502,3', '502.3.1', '502 3', '99', '502.12345'])
      expect(parseStatus(text)).toBeNull();
  });
});

describe('modules', () => {
  it.each([
    ['AspNetCoreModule', 'V1'],
    ['ASPNETCOREMODULEV2', 'V2'],
    ['AspNetCoreModuleV2 ', null],
    ['AspNetCoreModuleV3', null],
    ['MyAspNetCoreModule', null],
    ['', null],
  ])('takes %j for ANCM %s', (name, version) => {
    expect(ancmVersion(name)).toBe(version);
  });

  it('knows dynamic modules by their prefix', () => {
    const name = '__DynamicModule_Contoso.Web.AuditModule, Contoso.Web, Version=1.0.0.0, Culture=neutral_8d0';
    expect(moduleFamily(name)?.id).toBe('managed');
    expect(moduleFamily('RewriteModule2')).toBeNull();
  });
});

describe('names of numbers', () => {
  it.each([
    [0x80000000, 'MAP_PATH'],
    [-2147483648, 'MAP_PATH'],
    [32, 'REQUEST_ACQUIRE_STATE'],
    [128, 'EXECUTE_REQUEST_HANDLER'],
    [3, '0x3'],
    [0, ''],
  ])('notification %d is %j', (bit, name) => {
    expect(notificationName(bit)).toBe(name);
  });

  it.each([
    ['NOTIFY_MODULE_END', 'NotificationStatus', '2', 'NOTIFICATION_FINISH_REQUEST'],
    ['FILTER_END', 'NotificationStatus', '134217730', 'SF_STATUS_REQ_NEXT_NOTIFICATION'],
    ['FILTER_END', 'NotificationStatus', '2', ''],
    ['HTTPSYS_CACHEABLE', 'Reason', '24', 'HANDLER_CHANGED'],
    ['HTTPSYS_CACHEABLE', 'Reason', '26', ''],
    ['STATIC_COMPRESSION_NOT_SUCCESS', 'Reason', '14', 'NOT_FREQUENTLY_HIT'],
    ['DYNAMIC_COMPRESSION_NOT_SUCCESS', 'Reason', '9', 'NOT_SUCCESS_STATUS'],
    ['GENERAL_NOT_SEND_CUSTOM_ERROR', 'Reason', '2', 'SETSTATUS_TRYSKIP'],
    ['AUTH_SUCCEEDED', 'AuthType', '4', 'NT'],
    ['MODULE_SET_RESPONSE_ERROR_STATUS', 'Reason', '1', ''],
    ['AUTH_SUCCEEDED', 'AuthType', 'x', ''],
    ['ANCM_WINHTTP_CALLBACK', 'InternetStatus', '2097152', 'request error'],
    ['ANCM_WINHTTP_CALLBACK', 'InternetStatus', '3', ''],
  ])('%s %s=%s is %j', (event, field, value, name) => {
    expect(enumName(event, field, value)).toBe(name);
  });

  it('knows levels, areas, call-backs', () => {
    expect([0, 1, 2, 3, 4, 5, 9].map(levelName).join()).toBe(
      'General,Critical Error,Error,Warning,Information,Verbose,Level 9',
    );
    expect(verbosityLevel('verbose')).toBe(5);
    expect(verbosityLevel('all')).toBeNull();
    expect(PROVIDERS[0]?.areas).toContain('ANCM');
  });

  it('tells the 1026 of ANCM from the 1026 of .NET Runtime', () => {
    expect(logEvent('IIS AspNetCore Module V2', 1026)?.role).toBe('general');
    expect(logEvent('.NET Runtime', 1026)?.role).toBe('crashed');
    expect(logEvent('Microsoft-Windows-WAS', 5002)?.role).toBe('pool-disabled');
    expect(logEvent('WAS', 5002)).toBe(logEvent('Microsoft-Windows-WAS', 5002));
    expect(logEvent('Microsoft-Windows-IIS-W3SVC-WP', 2280)).toBe(logEvent('W3SVC-WP', 2280));
    expect(logEvent('ASP.NET 4.0.30319.0', 1309)?.role).toBe('application');
    expect(logEventRole('ASP.NET 2.0.50727.0', 1325)).toBe('application');
    expect(logEventRole('IIS AspNetCore Module V2', 4711)).toBeNull();
    expect(logEvent('Application Error', 1001)).toBeNull();
    expect(logEvent('IIS AspNetCore Module V3', 1000)).toBeNull();
  });

  it('reads HTTPERR reasons without case and leaves unknown ones alone', () => {
    expect(httpErrReason('appoffline')?.weight).toBe('high');
    expect(httpErrReason('Request_Cancelled')).toBeNull();
  });
});

describe('settings', () => {
  it.each<[string, number | null]>([
    ['00:02:00', 120_000],
    ['1.00:00:00', 86_400_000],
    ['00:00:30', 30_000],
    ['00:60:00', null],
    ['00:00:60', null],
    ['120', null],
    ['', null],
    ['-00:02:00', null],
  ])('reads the time span %j', (text, value) => {
    expect(timeSpanMs(text)).toBe(value);
  });

  it('has defaults inside their ranges', () => {
    for (const fact of ASPNETCORE_SETTINGS) {
      if (!fact.range) continue;
      const value = fact.type === 'timeSpan' ? timeSpanMs(fact.defaultValue) : Number(fact.defaultValue);
      expect(value, fact.attribute).toBeGreaterThanOrEqual(fact.range.min);
      expect(value, fact.attribute).toBeLessThanOrEqual(fact.range.max);
    }
    expect(aspNetCoreSetting('REQUESTTIMEOUT')?.hosting).toBe('out-of-process');
    expect(limitMs('requestTimeout')).toBe(timeSpanMs(aspNetCoreSetting('requestTimeout')?.defaultValue ?? ''));
  });
});
