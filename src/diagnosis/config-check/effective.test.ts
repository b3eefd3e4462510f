import { describe, expect, it } from 'vitest';
import { configReader } from '../../formats/config/reader.ts';
import type { ConfigFile } from '../../model/sidefiles.ts';
import { byteSource } from '../../testing/byte-source.ts';
import { applicationHostConfig, webConfig } from '../../testing/config-builder.ts';
import { readWith } from '../../testing/read-with.ts';
import { bearingSettings } from './bearing.ts';
import { effectiveSettings } from './effective.ts';

async function file(path: string, text: string): Promise<ConfigFile> {
  const { items } = await readWith(configReader, byteSource(text, path));
  const item = items[0];
  if (item?.kind !== 'config') throw new Error(path);
  return item.config;
}

const timeout = (value: string, rest: object = {}) => webConfig({ aspNetCore: { requestTimeout: value }, ...rest });
const value = (configs: readonly ConfigFile[], path = '/', siteId: number | null = 1): string =>
  effectiveSettings(configs, { siteId, path }).value('aspNetCore', 'requestTimeout');

const SITES = [
  { id: 1, name: 'Shop', applications: { '/': 'Shop', '/api': 'ShopApi' } },
  { id: 2, name: 'Blog' },
];

describe('effectiveSettings', () => {
  it('has the documented defaults where an aspNetCore element leaves them out', async () => {
    const config = effectiveSettings([await file('web.config', webConfig())], { siteId: 1, path: '/' });
    expect(config.get('aspNetCore', 'startupTimeLimit')).toMatchObject({ value: '120', from: 'default', place: null });
    expect(config.get('aspNetCore', 'hostingModel')).toMatchObject({
      value: 'inprocess',
      from: 'file',
      place: { line: 8, path: 'web.config' },
    });
    expect(config.set('aspNetCore', 'startupTimeLimit')).toBeNull();
  });

  it('knows nothing where nothing is loaded', () => {
    const config = effectiveSettings([], { siteId: 1, path: '/' });
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
    const effective = effectiveSettings([host, root], { siteId: 1, path: '/' }).get('aspNetCore', 'requestTimeout');
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
    const of = (siteId: number, element: string, attribute: string) =>
      effectiveSettings([host], { siteId, path: '/' }).value(element, attribute);
    expect([of(1, 'processModel', 'idleTimeout'), of(2, 'processModel', 'idleTimeout')]).toEqual([
      '00:20:00',
      '00:00:00',
    ]);
    expect([
      of(1, 'applicationPool', 'enable32BitAppOnWin64'),
      of(2, 'applicationPool', 'enable32BitAppOnWin64'),
    ]).toEqual(['true', '']);
  });

  it('shows what bears on a cause, and nothing for a cause without settings', async () => {
    const config = effectiveSettings([await file('web.config', timeout('00:05:00', { proxyTimeout: '00:00:30' }))], {
      siteId: null,
      path: '/',
    });
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
