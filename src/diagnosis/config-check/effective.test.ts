import { describe, expect, it } from 'vitest';
import type { ConfigFile } from '../../model/sidefiles.ts';
import { applicationHostConfig, webConfig } from '../../testing/config-builder.ts';
import { configFile as file } from '../../testing/config-files.ts';
import { bearingSettings } from './bearing.ts';
import { EffectiveConfig } from './effective.ts';

const timeout = (value: string, rest: object = {}) => webConfig({ aspNetCore: { requestTimeout: value }, ...rest });
const at = (configs: readonly ConfigFile[], path = '/', siteId: number | null = 1, pool = ''): EffectiveConfig =>
  new EffectiveConfig(configs, { siteId, path, pool });
const value = (configs: readonly ConfigFile[], path = '/', siteId: number | null = 1): string =>
  at(configs, path, siteId).value('aspNetCore', 'requestTimeout');

const SITES = [
  { id: 1, name: 'Shop', applications: { '/': 'Shop', '/api': 'ShopApi' } },
  { id: 2, name: 'Blog' },
];

describe('EffectiveConfig', () => {
  it('has the documented defaults where an aspNetCore element leaves them out', async () => {
    const config = at([await file('web.config', webConfig())]);
    expect(config.get('aspNetCore', 'startupTimeLimit')).toMatchObject({ value: '120', from: 'default', place: null });
    expect(config.get('aspNetCore', 'hostingModel')).toMatchObject({
      value: 'inprocess',
      from: 'file',
      place: { line: 8, path: 'web.config' },
    });
    expect(config.set('aspNetCore', 'startupTimeLimit')).toBeNull();
  });

  it('knows nothing where nothing is loaded', () => {
    const config = at([]);
    expect([config.settings, config.hasAspNetCore, config.get('aspNetCore', 'requestTimeout')]).toEqual([
      [],
      false,
      null,
    ]);
  });

  it('lets the nearer place win: server, location, web.config, folder', async () => {
    const host = await file(
      'applicationHost.config',
      applicationHostConfig(
        SITES,
        {
          Shop: { aspNetCore: { requestTimeout: '00:02:01' } },
          'Shop/api': { aspNetCore: { requestTimeout: '00:02:02' } },
          Blog: { aspNetCore: { requestTimeout: '00:02:09' } },
        },
        { aspNetCore: { requestTimeout: '00:02:00' }, module: null },
      ),
    );
    expect([
      value([host], '/', 3),
      value([host]),
      value([host], '/api/x'),
      value([host], '/apix'),
      value([host], '/', 2),
      value([host], '/', null),
    ]).toEqual(['00:02:00', '00:02:01', '00:02:02', '00:02:01', '00:02:09', '00:02:00']);
    const root = await file('wwwroot/web.config', timeout('00:03:00'));
    const sub = await file('wwwroot/api/web.config', timeout('00:04:00'));
    expect([value([host, sub, root]), value([host, sub, root], '/api/x'), value([host, sub, root], '/other')]).toEqual([
      '00:03:00',
      '00:04:00',
      '00:03:00',
    ]);
    const effective = at([host, root]).get('aspNetCore', 'requestTimeout');
    expect(effective?.replaces.map((one) => one.value)).toEqual(['00:02:01', '00:02:00']);
  });

  it('does not carry a closed location into an application below', async () => {
    const open = await file('root/web.config', timeout('00:03:00', { inheritInChildApplications: true }));
    const closed = await file('root/web.config', timeout('00:03:00'));
    const child = await file('root/api/web.config', webConfig());
    const folder = await file('root/api/web.config', webConfig({ aspNetCore: false, module: null }));
    expect(value([open, child], '/api')).toBe('00:03:00');
    expect(value([closed, child], '/api')).toBe('00:02:00');
    // A plain folder is no application: it inherits.
    expect(value([closed, folder], '/api')).toBe('00:03:00');
    const host = await file('applicationHost.config', applicationHostConfig(SITES));
    expect(value([host, closed], '/api/x')).toBe('');
    expect(value([host, closed], '/other')).toBe('00:03:00');
  });

  it('takes a location of a web.config for that path only', async () => {
    const config = await file('web.config', timeout('00:09:00', { location: 'reports' }));
    expect([value([config], '/reports/a'), value([config], '/other')]).toEqual(['00:09:00', '']);
  });

  it('tells the files of two sites apart by physical path, and leaves them out when it cannot', async () => {
    const host = await file('applicationHost.config', applicationHostConfig(SITES));
    const shop = await file('inetpub/Shop/web.config', timeout('00:03:00'));
    const blog = await file('inetpub/Blog/web.config', timeout('00:04:00'));
    expect([value([host, shop, blog]), value([host, shop, blog], '/', 2)]).toEqual(['00:03:00', '00:04:00']);
    expect(value([shop, blog])).toBe('');
    expect(value([shop])).toBe('00:03:00');
  });

  it('takes the pool of the site over the defaults of all pools, and no other pool', async () => {
    const text = applicationHostConfig(SITES).replace(
      '    <sites>',
      '<applicationPools><applicationPoolDefaults><processModel idleTimeout="00:20:00"/></applicationPoolDefaults>' +
        '<add name="Blog"><processModel idleTimeout="00:00:00"/></add><add name="Shop" enable32BitAppOnWin64="true"/></applicationPools>    <sites>',
    );
    const host = await file('applicationHost.config', text);
    const ofSite = (siteId: number, element: string, attribute: string) =>
      at([host], '/', siteId).value(element, attribute);
    expect([ofSite(1, 'processModel', 'idleTimeout'), ofSite(2, 'processModel', 'idleTimeout')]).toEqual([
      '00:20:00',
      '00:00:00',
    ]);
    expect([
      ofSite(1, 'applicationPool', 'enable32BitAppOnWin64'),
      ofSite(2, 'applicationPool', 'enable32BitAppOnWin64'),
    ]).toEqual(['true', '']);
    // The pool that served the request is known from its trace: then it counts, whatever the site says.
    const of = (pool: string) => at([host], '/', 1, pool).value('applicationPool', 'enable32BitAppOnWin64');
    expect([of('Shop'), of('Blog')]).toEqual(['true', '']);
  });

  it('takes the pool of the application that the path lies in', async () => {
    const text = applicationHostConfig(SITES).replace(
      '    <sites>',
      '<applicationPools><add name="ShopApi" enable32BitAppOnWin64="true"/></applicationPools>    <sites>',
    );
    const host = await file('applicationHost.config', text);
    const of = (path: string) => at([host], path).value('applicationPool', 'enable32BitAppOnWin64');
    expect([of('/api/x'), of('/other')]).toEqual(['true', '']);
  });

  it('takes a lone web.config without a folder for that of the application asked for', async () => {
    const host = await file('applicationHost.config', applicationHostConfig(SITES));
    const lone = await file('web.config', timeout('00:03:00'));
    expect(value([host, lone], '/api/x')).toBe('00:03:00');
    expect(value([host, lone], '/other')).toBe('00:03:00');
  });

  it('keeps the proxy time-outs of farms apart', async () => {
    const farms = await file(
      'applicationHost.config',
      '<configuration><webFarms>' +
        '<webFarm name="a"><applicationRequestRouting><protocol timeout="00:00:10"/></applicationRequestRouting></webFarm>' +
        '<webFarm name="b"><applicationRequestRouting><protocol timeout="00:00:20"/></applicationRequestRouting></webFarm>' +
        '</webFarms><location path="x"><system.webServer/></location></configuration>',
    );
    const config = at([farms]);
    expect(config.setOfEach('webFarm/protocol', 'timeout').map((one) => one.value)).toEqual(['00:00:10', '00:00:20']);
    expect(config.get('webFarm/protocol', 'timeout')).toBeNull();
    expect(bearingSettings('app-timeout', config).map((one) => one.value)).toEqual(['00:00:10', '00:00:20']);
  });

  describe('collections', () => {
    const handlers = (steps: string) =>
      `<configuration><system.webServer><handlers>${steps}</handlers></system.webServer></configuration>`;
    const add = (name: string, modules = 'AspNetCoreModuleV2') =>
      `<add name="${name}" path="*" verb="*" modules="${modules}"/>`;
    const names = (configs: readonly ConfigFile[], path = '/') => at(configs, path).handlers.map((one) => one.name);

    it.each([
      ['adds below what stands above', add('b'), ['a', 'static', 'b']],
      ['removes by name, whatever the case', '<remove name="A"/>', ['static']],
      ['clears all', '<clear/>', []],
      ['clears what came before only', `<clear/>${add('b')}`, ['b']],
      ['loses what a later clear undoes', `${add('b')}<clear/>`, []],
      ['replaces by remove and add', `<remove name="a"/>${add('a', 'AspNetCoreModule')}`, ['static', 'a']],
      ['does nothing about a name that is not there', '<remove name="none"/>', ['a', 'static']],
    ])('%s', async (_, steps, expected) => {
      const host = await file('root/web.config', handlers(add('a') + add('static', 'StaticFileModule')));
      expect(names([host, await file('root/sub/web.config', handlers(steps))], '/sub/x')).toEqual(expected);
      // What is done in a folder stays there.
      expect(names([host, await file('root/sub/web.config', handlers(steps))], '/')).toEqual(['a', 'static']);
    });

    it('applies steps of tracing rules and of environment variables alike', async () => {
      const rules = (steps: string) => `<tracing><traceFailedRequests>${steps}</traceFailedRequests></tracing>`;
      const variables = (steps: string) =>
        `<aspNetCore processPath="dotnet" arguments="a.dll"><environmentVariables>${steps}</environmentVariables></aspNetCore>`;
      const web = (inner: string) => `<configuration><system.webServer>${inner}</system.webServer></configuration>`;
      const root = await file(
        'root/web.config',
        web(rules('<add path="*"/><add path="*.svc"/>') + variables('<environmentVariable name="A" value="1"/>')),
      );
      const sub = await file(
        'root/sub/web.config',
        web(rules('<remove path="*"/>') + variables('<clear/><environmentVariable name="B" value="1"/>')),
      );
      const config = at([root, sub], '/sub');
      expect(config.tracingRules.map(({ rule }) => rule.path)).toEqual(['*.svc']);
      expect(config.environmentVariables).toEqual(['B']);
      expect(at([root, sub]).environmentVariables).toEqual(['A']);
    });

    it('takes variables of the pool that serves and of no other', async () => {
      const pool = (name: string) =>
        `<add name="${name}"><environmentVariables><add name="OF_${name}" value="1"/></environmentVariables></add>`;
      const text = applicationHostConfig(SITES).replace(
        '    <sites>',
        `<applicationPools>${pool('Shop')}${pool('Blog')}</applicationPools>    <sites>`,
      );
      const host = await file('applicationHost.config', text);
      expect(at([host]).environmentVariables).toEqual(['OF_Shop']);
      expect(at([host], '/', null, 'Blog').environmentVariables).toEqual(['OF_Blog']);
    });
  });

  it('shows what bears on a cause, and nothing for a cause without settings', async () => {
    const config = at([await file('web.config', timeout('00:05:00', { proxyTimeout: '00:00:30' }))], '/', null);
    expect(
      bearingSettings('app-timeout', config).map(({ attribute, value, from }) => [attribute, value, from]),
    ).toEqual([
      ['requestTimeout', '00:05:00', 'file'],
      ['hostingModel', 'inprocess', 'file'],
      ['timeout', '00:00:30', 'file'],
    ]);
    expect(bearingSettings('client-disconnect', config)).toEqual([]);
  });
});
