import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ConfigFile } from '../../model/sidefiles.ts';
import { byteSource } from '../../testing/byte-source.ts';
import { applicationHostConfig, webConfig } from '../../testing/config-builder.ts';
import { readWith } from '../../testing/read-with.ts';
import { configReader } from './reader.ts';

async function read(
  content: string | Uint8Array,
  path = 'web.config',
): Promise<{ config: ConfigFile; state: string; reason: string | null }> {
  const { items, summary } = await readWith(configReader, byteSource(content, path));
  const item = items[0];
  if (item?.kind !== 'config') throw new Error(`no configuration: ${summary.reason}`);
  return { config: item.config, state: summary.state, reason: summary.reason };
}

const setting = (config: ConfigFile, element: string, attribute: string) =>
  config.settings.find((one) => one.element === element && one.attribute === attribute);

const score = (text: string, name: string): number => configReader.sniff(new TextEncoder().encode(text), name).score;

describe('configReader', () => {
  it('takes settings with their lines', async () => {
    const { config, state } = await read(webConfig({ aspNetCore: { requestTimeout: '00:05:00' }, newline: '\n' }));
    expect(state).toBe('whole');
    expect(config.kind).toBe('web.config');
    expect(setting(config, 'aspNetCore', 'requestTimeout')).toEqual({
      element: 'aspNetCore',
      attribute: 'requestTimeout',
      value: '00:05:00',
      line: 8,
      location: '.',
      inherited: false,
    });
    expect(config.handlers).toEqual([
      {
        change: 'add',
        name: 'aspNetCore',
        path: '*',
        verb: '*',
        modules: 'AspNetCoreModuleV2',
        line: 6,
        location: '.',
        inherited: false,
      },
    ]);
  });

  it('reads the sample of the incident', async () => {
    const { config } = await read(readFileSync('src/testing/samples/logs/web.config'));
    expect(setting(config, 'aspNetCore', 'requestTimeout')).toMatchObject({ value: '00:02:00', line: 9 });
    expect(setting(config, 'aspNetCore', 'processPath')).toMatchObject({ value: 'dotnet', line: 8 });
    expect(config.environmentVariables.map(({ name }) => name)).toEqual(['ASPNETCORE_ENVIRONMENT', 'ReportsDb']);
    expect(config.tracingRules).toHaveLength(1);
    expect(config.tracingRules[0]).toMatchObject({
      path: '*',
      statusCodes: '400-599',
      timeTaken: '00:01:00',
      line: 18,
    });
    expect(config.tracingRules[0]?.areas[0]).toMatchObject({ provider: 'WWW Server', verbosity: 'Verbose' });
    expect(config.tracingRules[0]?.areas[0]?.areas).not.toContain('ANCM');
    expect(JSON.stringify(config)).not.toContain('EXAMPLE-ONLY');
  });

  it('keeps no secret, wherever it stands', async () => {
    const secret = 'TopSecretValue1';
    const text = webConfig({
      environment: { DB: `Password=${secret}`, [`NAME`]: secret },
      aspNetCore: { arguments: `.\\App.dll --db "Server=x;Password=${secret};Timeout=5"` },
    }).replace(
      '</configuration>',
      `<connectionStrings><add name="a" connectionString="Password=${secret}"/></connectionStrings>
       <appSettings><add key="k" value="${secret}"/></appSettings>
       <system.web><machineKey validationKey="${secret}"/></system.web></configuration>`,
    );
    const { config } = await read(text);
    expect(JSON.stringify(config)).not.toContain(secret);
    expect(setting(config, 'aspNetCore', 'arguments')?.value).toContain('.\\App.dll');
    expect(setting(config, 'aspNetCore', 'arguments')?.value).toContain('Timeout=5');
  });

  it('reads sites, pools and locations of applicationHost.config', async () => {
    const text = applicationHostConfig(
      [
        { id: 1, name: 'Default Web Site', applications: { '/': 'Main', '/api': 'Api' } },
        { id: 7, name: 'Other' },
      ],
      { 'Default Web Site/api': { aspNetCore: { requestTimeout: '00:10:00' } } },
    ).replace(
      '    <sites>',
      '    <applicationPools><add name="Api" enable32BitAppOnWin64="true"><recycling><periodicRestart time="05:00:00"/></recycling></add></applicationPools>\r\n    <sites>',
    );
    const { config } = await read(text, 'applicationHost.config');
    expect(config.kind).toBe('applicationHost.config');
    expect(config.sites.map(({ id, name, pools }) => ({ id, name, pools }))).toEqual([
      { id: 1, name: 'Default Web Site', pools: ['Main', 'Api'] },
      { id: 7, name: 'Other', pools: ['Other'] },
    ]);
    expect(config.sites[0]?.applications?.[1]).toEqual({
      path: '/api',
      pool: 'Api',
      physicalPath: 'C:\\inetpub\\Default Web Site',
    });
    expect(setting(config, 'aspNetCore', 'requestTimeout')?.location).toBe('Default Web Site/api');
    expect(setting(config, 'applicationPool', 'enable32BitAppOnWin64')).toMatchObject({ value: 'true', owner: 'Api' });
    expect(setting(config, 'periodicRestart', 'time')).toMatchObject({ value: '05:00:00', owner: 'Api' });
  });

  it('knows the areas and modules that a server has', async () => {
    const { config } = await read(
      '<configuration><system.webServer><tracing><traceProviderDefinitions><add name="WWW Server"><areas><clear/><add name="ANCM" value="65536"/></areas></add></traceProviderDefinitions></tracing>' +
        '<globalModules><add name="AspNetCoreModuleV2" image="a.dll"/><add name="Foo" image="b.dll"/></globalModules><handlers><clear/><remove name="x"/></handlers>' +
        '<proxy enabled="true" timeout="00:00:45"/></system.webServer><webFarms><webFarm name="farm"><applicationRequestRouting><protocol timeout="00:01:00"/></applicationRequestRouting></webFarm></webFarms></configuration>',
    );
    const plain = config.settings.map(({ element, attribute, value, owner }) => [
      element,
      attribute,
      value,
      owner ?? '',
    ]);
    expect(plain).toEqual([
      ['traceProviderDefinitions/areas', 'ANCM', '65536', 'WWW Server'],
      ['globalModules', 'AspNetCoreModuleV2', 'a.dll', ''],
      ['proxy', 'enabled', 'true', ''],
      ['proxy', 'timeout', '00:00:45', ''],
      ['webFarm/protocol', 'timeout', '00:01:00', 'farm'],
    ]);
    expect(config.handlers.map(({ change, name }) => [change, name])).toEqual([
      ['clear', ''],
      ['remove', 'x'],
    ]);
  });

  it('reads UTF-16', async () => {
    const text = `\uFEFF${webConfig().replace('utf-8', 'utf-16')}`;
    const units = Uint16Array.from(text, (char) => char.charCodeAt(0));
    const { config, state } = await read(new Uint8Array(units.buffer));
    expect(state).toBe('whole');
    expect(setting(config, 'aspNetCore', 'processPath')?.value).toBe('dotnet');
  });

  it.each([
    [
      '<!DOCTYPE configuration [<!ENTITY a SYSTEM "file:///c:/x">]><configuration><system.webServer/></configuration>',
      'refused',
      'doctype',
    ],
    ['<configuration><system.webServer>', 'partial', 'config-cut'],
    ['<configuration><system.webServer></configuration>', 'partial', 'config-damaged'],
    ['hello', 'refused', 'config-not-xml'],
    ['', 'refused', 'config-not-xml'],
    ['<packages/>', 'skipped', 'config-not-iis'],
    ['<configuration><packageSources/></configuration>', 'skipped', 'config-not-iis'],
  ])('%j is %s', async (text, state, reason) => {
    const { summary } = await readWith(configReader, byteSource(text, 'x.xml'));
    expect(summary).toMatchObject({ state, reason });
  });

  it('tells its files from other XML', () => {
    expect(score(webConfig(), 'noname')).toBeGreaterThan(0.9);
    expect(score('<configuration/>', 'site/web.config')).toBeGreaterThan(0.7);
    expect(score('<configuration><startup/></configuration>', 'App.exe.config')).toBeLessThan(0.5);
    expect(score('<failedRequest/>', 'web.config')).toBe(0);
    expect(score('<Events/>', 'web.config')).toBe(0);
  });

  it('reads every cut of a file without throwing', async () => {
    const text = webConfig({ environment: { A: 'b' }, tracing: [{}] });
    for (let end = 0; end <= text.length; end += 7) {
      const { summary } = await readWith(configReader, byteSource(text.slice(0, end), 'web.config'));
      expect(['refused', 'partial']).toContain(summary.state);
    }
  });
});
