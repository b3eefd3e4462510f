import { describe, expect, it } from 'vitest';
import type { ConfigFinding } from '../../model/config-check.ts';
import type { ConfigFile } from '../../model/sidefiles.ts';
import { type WebConfigInput, webConfig } from '../../testing/config-builder.ts';
import { configFile } from '../../testing/config-files.ts';
import { checkConfig } from './check.ts';
import type { CheckContext } from './context.ts';
import { EffectiveConfig } from './effective.ts';

const UNKNOWN: CheckContext = { moduleVersion: null, hosting: null, cause: null };
const SCOPE = { siteId: null, path: '/', pool: '' };

const checked = (configs: readonly ConfigFile[], context: CheckContext): readonly ConfigFinding[] =>
  checkConfig(new EffectiveConfig(configs, SCOPE), context);

const parse = (text: string): Promise<ConfigFile> => configFile('web.config', text);

const check = async (input: WebConfigInput, context: Partial<CheckContext> = {}): Promise<readonly ConfigFinding[]> =>
  checked([await parse(webConfig(input))], { ...UNKNOWN, ...context });
const ids = (findings: readonly ConfigFinding[]): readonly string[] => findings.map((one) => one.id);

/** The aspNetCore element of a finding's fix, put into an otherwise sound file. */
const withFix = (code: string): string =>
  `<configuration><system.webServer><handlers><add name="a" path="*" verb="*" modules="AspNetCoreModuleV2"/></handlers>${code}</system.webServer></configuration>`;

const OUT = { hostingModel: 'outofprocess' };

describe('checkConfig', () => {
  it('has nothing to say about what dotnet publish writes', async () => {
    expect(await check({})).toEqual([]);
    expect(await check({ aspNetCore: OUT, tracing: [{}] })).toEqual([]);
    expect(checked([], UNKNOWN)).toEqual([]);
  });

  it.each<[string, WebConfigInput, Partial<CheckContext>]>([
    ['request-timeout-invalid', { aspNetCore: { ...OUT, requestTimeout: '00:60:00' } }, {}],
    ['request-timeout-invalid', { aspNetCore: { ...OUT, requestTimeout: '300' } }, {}],
    ['request-timeout-invalid', { aspNetCore: { ...OUT, requestTimeout: '16.00:00:00' } }, {}],
    [
      'request-timeout-seconds-v1',
      { aspNetCore: { hostingModel: null, requestTimeout: '00:00:30' }, module: 'AspNetCoreModule' },
      {},
    ],
    [
      'request-timeout-seconds-v1',
      { aspNetCore: { hostingModel: null, requestTimeout: '00:02:30' } },
      { moduleVersion: 'V1' },
    ],
    ['request-timeout-in-process', { aspNetCore: { requestTimeout: '00:05:00' } }, {}],
    ['request-timeout-in-process', { aspNetCore: { ...OUT, requestTimeout: '00:05:00' } }, { hosting: 'in-process' }],
    ['process-path-placeholder', { aspNetCore: { processPath: '%LAUNCHER_PATH%', arguments: '%LAUNCHER_ARGS%' } }, {}],
    ['process-path-placeholder', { aspNetCore: { arguments: '%LAUNCHER_ARGS%' } }, {}],
    ['process-path-empty', { aspNetCore: { processPath: '' } }, {}],
    ['process-path-empty', { aspNetCore: { processPath: null } }, {}],
    ['dotnet-without-arguments', { aspNetCore: { arguments: '' } }, {}],
    ['dotnet-without-arguments', { aspNetCore: { processPath: 'C:\\dotnet\\dotnet.exe', arguments: null } }, {}],
    ['hosting-model-unknown', { aspNetCore: { hostingModel: 'in-process' } }, {}],
    ['in-process-needs-v2', { module: 'AspNetCoreModule' }, {}],
    ['processes-in-process', { aspNetCore: { processesPerApplication: '4' } }, {}],
    ['setting-out-of-range', { aspNetCore: { startupTimeLimit: '4000' } }, {}],
    ['setting-out-of-range', { aspNetCore: { shutdownTimeLimit: '-1' } }, {}],
    ['startup-limit-zero', { aspNetCore: { startupTimeLimit: '0' } }, {}],
    ['stdout-log-left-on', { aspNetCore: { stdoutLogEnabled: 'true' } }, {}],
    ['stdout-log-off', {}, { cause: 'startup-crash' }],
    ['startup-error-page-disabled', { aspNetCore: { disableStartUpErrorPage: 'true' } }, {}],
    ['proxy-shorter-than-module', { aspNetCore: { ...OUT, requestTimeout: '00:05:00' }, proxyTimeout: '00:00:30' }, {}],
    ['handler-missing', { module: null }, {}],
    ['fixed-port', { aspNetCore: OUT, environment: { ASPNETCORE_URLS: 'http://*:5000' } }, {}],
    ['tracing-rule-lacks-ancm', { tracing: [{ areas: 'RequestNotifications,Module' }] }, {}],
    ['tracing-rule-lacks-pipeline', { tracing: [{ areas: 'ANCM,Module' }] }, {}],
    ['tracing-rule-low-verbosity', { tracing: [{ verbosity: 'Warning' }] }, {}],
    ['tracing-rule-without-server', { tracing: [{ areas: null }] }, {}],
    ['tracing-rule-misses-statuses', { tracing: [{ statusCodes: '500' }] }, {}],
  ])('finds %s', async (id, input, context) => {
    const findings = await check(input, context);
    expect(ids(findings)).toContain(id);
    for (const finding of findings) {
      expect(finding.text).toMatch(/^[A-Za-z].*\.$/s);
      expect(finding.fix.code ?? '').not.toBe('');
      expect(finding.links.length).toBeGreaterThan(0);
    }
  });

  it.each<[string, WebConfigInput, Partial<CheckContext>]>([
    [
      'whole minutes in V1',
      { aspNetCore: { hostingModel: null, requestTimeout: '00:05:00' }, module: 'AspNetCoreModule' },
      {},
    ],
    ['seconds in V2', { aspNetCore: { ...OUT, requestTimeout: '00:00:30' } }, {}],
    ['requestTimeout out-of-process', { aspNetCore: { ...OUT, requestTimeout: '00:05:00' } }, {}],
    ['a full path as program', { aspNetCore: { processPath: '.\\Contoso.App.exe', arguments: '' } }, {}],
    ['an environment variable in the path', { aspNetCore: { processPath: '%ProgramFiles%\\dotnet\\dotnet.exe' } }, {}],
    [
      'stdout on while a start is looked into',
      { aspNetCore: { stdoutLogEnabled: 'true' } },
      { cause: 'startup-crash' },
    ],
    ['a proxy that waits longer', { aspNetCore: { ...OUT, requestTimeout: '00:02:00' }, proxyTimeout: '00:03:00' }, {}],
    [
      'V1 without the area ANCM',
      {
        module: 'AspNetCoreModule',
        aspNetCore: { hostingModel: null },
        tracing: [{ areas: 'RequestNotifications,Module' }],
      },
      {},
    ],
    ['a rule without a list of areas', { tracing: [{ areas: '' }] }, {}],
    ['a rule by time only', { tracing: [{ statusCodes: '', timeTaken: '00:00:30' }] }, {}],
    ['a URL variable in-process', { environment: { ASPNETCORE_URLS: 'x', ASPNETCORE_ENVIRONMENT: 'y' } }, {}],
    ['other variables', { aspNetCore: OUT, environment: { ASPNETCORE_ENVIRONMENT: 'y', MY_URLS: 'z' } }, {}],
    [
      'limits at their ends',
      { aspNetCore: { startupTimeLimit: '3600', shutdownTimeLimit: '600', rapidFailsPerMinute: '0' } },
      {},
    ],
  ])('leaves %s alone', async (_what, input, context) => {
    expect(ids(await check(input, context))).toEqual([]);
  });

  it.each<[string, WebConfigInput]>([
    ['request-timeout-invalid', { aspNetCore: { ...OUT, requestTimeout: '00:60:00' } }],
    ['request-timeout-in-process', { aspNetCore: { requestTimeout: '00:05:00' } }],
    ['process-path-placeholder', { aspNetCore: { processPath: '%LAUNCHER_PATH%', arguments: '%LAUNCHER_ARGS%' } }],
    ['dotnet-without-arguments', { aspNetCore: { arguments: '' } }],
    ['hosting-model-unknown', { aspNetCore: { hostingModel: 'out-of-process' } }],
    ['setting-out-of-range', { aspNetCore: { startupTimeLimit: '4000' } }],
    ['startup-limit-zero', { aspNetCore: { startupTimeLimit: '0' } }],
    ['stdout-log-left-on', { aspNetCore: { stdoutLogEnabled: 'true' } }],
    ['startup-error-page-disabled', { aspNetCore: { disableStartUpErrorPage: 'true' } }],
    ['processes-in-process', { aspNetCore: { processesPerApplication: '4' } }],
  ])('the XML for %s, put in, is read back and settles it', async (id, input) => {
    const found = (await check(input)).find((one) => one.id === id);
    const after = await parse(withFix(found?.fix.code ?? ''));
    expect(checked([after], UNKNOWN)).toEqual([]);
    const { setting } = found?.fix ?? {};
    if (setting && setting.value !== '') {
      expect(after.settings.find((one) => one.attribute === setting.attribute)?.value).toBe(setting.value);
    }
  });

  it('reads 00:60:00 as an hour and 300 as seconds', async () => {
    const meant = async (requestTimeout: string) =>
      (await check({ aspNetCore: { ...OUT, requestTimeout } }))[0]?.fix.setting?.value;
    expect([await meant('00:60:00'), await meant('300'), await meant('soon')]).toEqual([
      '01:00:00',
      '00:05:00',
      '00:02:00',
    ]);
  });

  it.each(['RequestNotifications,Module', 'ANCM'])(
    'the XML for a rule with %s is read back and settles it',
    async (areas) => {
      const [found] = await check({ tracing: [{ areas, path: 'api/*', timeTaken: '00:01:00' }] });
      const text = `<configuration><system.webServer><tracing><traceFailedRequests>${found?.fix.code}</traceFailedRequests></tracing></system.webServer></configuration>`;
      const after = await parse(text);
      expect(after.tracingRules[0]).toMatchObject({ path: 'api/*', timeTaken: '00:01:00', statusCodes: '400-599' });
      expect(ids(checked([after], { ...UNKNOWN, moduleVersion: 'V2' }))).toEqual([]);
    },
  );

  it('does not hand out the mask of a secret as a value', async () => {
    const [found] = await check({
      aspNetCore: { requestTimeout: '00:05:00', arguments: '.\\a.dll --db Password=secret1;' },
    });
    expect(found?.fix.code).not.toContain('\u2039');
    expect(found?.fix.code).not.toContain('secret1');
  });

  it('misses the area that the server does not know', async () => {
    const areas = (names: readonly string[]) =>
      `<configuration><system.webServer><tracing><traceProviderDefinitions><add name="WWW Server"><areas>${names.map((name) => `<add name="${name}" value="2"/>`).join('')}</areas></add></traceProviderDefinitions></tracing></system.webServer></configuration>`;
    const context = { ...UNKNOWN, moduleVersion: 'V2' as const };
    const host = async (names: readonly string[]) =>
      ids(checked([await configFile('applicationHost.config', areas(names))], context));
    expect(await host(['Authentication'])).toEqual(['ancm-area-not-registered']);
    expect(await host(['Authentication', 'ANCM'])).toEqual([]);
  });
});
