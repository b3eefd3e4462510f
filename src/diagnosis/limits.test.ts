import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { webConfig } from '../testing/config-builder.ts';
import { configFiles } from '../testing/config-files.ts';
import { EffectiveConfig } from './config-check/effective.ts';
import { requestTimeoutFit, startupLimitFit } from './limits.ts';

const NOTHING = new EffectiveConfig([], { siteId: null, path: '/', pool: '' });

/** Configuration for a path, from files by their labels. */
async function configured(files: Readonly<Record<string, string>>, path = '/'): Promise<EffectiveConfig> {
  return new EffectiveConfig(await configFiles(files), { siteId: 1, path, pool: '' });
}

const timeout = (requestTimeout: string, location: string | null = '.'): string =>
  webConfig({ aspNetCore: { requestTimeout, hostingModel: 'outofprocess' }, location });

describe('limits', () => {
  it('takes requestTimeout of the nearest place', async () => {
    const files = { 'root/web.config': timeout('00:05:00', null), 'root/sub/web.config': timeout('00:03:30') };
    expect(requestTimeoutFit(300_400, await configured(files))).toMatchObject({
      ms: 300_000,
      from: 'config',
      setting: { place: { path: 'root/web.config' } },
    });
    expect(requestTimeoutFit(210_400, await configured(files, '/sub/x'))).toMatchObject({
      ms: 210_000,
      from: 'config',
      setting: { place: { path: 'root/sub/web.config' } },
    });
    expect(requestTimeoutFit(210_400, await configured(files))).toBeNull();
  });

  it('leaves out a location of another path', async () => {
    const files = { 'web.config': timeout('00:03:30', 'reports') };
    expect(requestTimeoutFit(210_400, await configured(files, '/reports/a'))).toMatchObject({ from: 'config' });
    expect(requestTimeoutFit(210_400, await configured(files, '/other'))).toBeNull();
  });

  it('takes no time from 00:60:00, which IIS refuses', async () => {
    const config = await configured({ 'web.config': timeout('00:60:00') });
    expect(requestTimeoutFit(3_600_400, config)).toMatchObject({ from: 'inferred' });
    expect(requestTimeoutFit(3_600_400, await configured({ 'web.config': timeout('01:00:00') }))).toMatchObject({
      from: 'config',
    });
  });

  it('finds the default from 0.1 s below to 2.5 s above it, and nothing outside', () => {
    expect(requestTimeoutFit(119_900, NOTHING)).toMatchObject({ ms: 120_000, from: 'default' });
    expect(requestTimeoutFit(122_500, NOTHING)).toMatchObject({ ms: 120_000, from: 'default' });
    expect(requestTimeoutFit(119_800, NOTHING)).toBeNull();
    expect(requestTimeoutFit(122_600, NOTHING)).toBeNull();
  });

  it('infers only whole minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7_200_000 }), (gap) => {
        const fit = requestTimeoutFit(gap, NOTHING);
        if (fit === null) return;
        expect(fit.ms % 60_000).toBe(0);
        expect(gap - fit.ms).toBeGreaterThanOrEqual(-100);
        expect(gap - fit.ms).toBeLessThanOrEqual(2500);
      }),
    );
  });

  it('allows two tries of a start', () => {
    expect(startupLimitFit(120_031, NOTHING, 'ancm')?.ms).toBe(120_000);
    expect(startupLimitFit(240_500, NOTHING, 'ancm')?.ms).toBe(120_000);
    expect(startupLimitFit(60_000, NOTHING, 'ancm')).toBeNull();
  });

  it('reads the limit of a start where its module has it', async () => {
    const platform = await configured({
      'web.config':
        '<configuration><system.webServer><httpPlatform processPath="a" startupTimeLimit="20"/><aspNetCore startupTimeLimit="60"/></system.webServer></configuration>',
    });
    expect(startupLimitFit(20_100, platform, 'platform')).toMatchObject({ ms: 20_000, from: 'config' });
    expect(startupLimitFit(60_100, platform, 'ancm')).toMatchObject({ ms: 60_000, from: 'config' });
    expect(startupLimitFit(10_100, NOTHING, 'platform')).toMatchObject({ ms: 10_000, from: 'default' });
  });
});
