import { describe, expect, it } from 'vitest';
import { after, startFailed } from '../../testing/cases/traces.ts';
import { leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

const V2 = 'AspNetCoreModuleV2';

describe('bitness-mismatch', () => {
  it.each([
    ['502.5', 0x800700c1, 'medium'],
    ['502.5', 0x8007000b, 'medium'],
    ['500.32', 0x800700c1, 'medium'],
    ['500.32', 0x80004005, 'low'],
  ])('leads on %s with code %i, %s', async (status, code, certainty) => {
    expect(await leadOn(startFailed({ module: V2, status, code, took: 60 }))).toBe(`bitness-mismatch ${certainty}`);
  });

  it('leads on a plain 500.30 only when a text names it', async () => {
    const plain = startFailed({ module: V2, status: '500.30', code: 0x8007023e, took: 900 });
    expect(await leadOn(plain)).toBe('startup-crash low');
    const events = [
      {
        time: after(900),
        id: 1007,
        message: 'failed to load clr. An attempt was made to load a program with an incorrect format. (0x8007000B)',
      },
    ];
    expect(await leadOn(plain, { events })).toBe('bitness-mismatch high');
    const stdout = ['System.BadImageFormatException: Could not load file or assembly Native.dll'];
    expect(await leadOn(plain, { stdout, stdoutFrom: 100 })).toBe('bitness-mismatch high');
  });

  it('names the setting of the pool', async () => {
    const verdict = await verdictOn(startFailed({ module: V2, status: '500.32', code: 0x800700c1, took: 60 }));
    expect(verdict?.lead.fixes[0]?.setting?.attribute).toBe('enable32BitAppOnWin64');
  });

  it('takes the bitness of the pool that served the request, and of no other', async () => {
    const pools = (wide: string, narrow: string) =>
      `<configuration><system.applicationHost><applicationPools><add name="${wide}"/><add name="${narrow}" enable32BitAppOnWin64="true"/></applicationPools></system.applicationHost></configuration>`;
    const trace = startFailed({ module: V2, status: '500.32', code: 0x800700c1, took: 60 });
    const on = (text: string) => leadOn(trace, { config: { 'applicationHost.config': text } });
    expect(await on(pools('Other', 'OrdersPool'))).toBe('bitness-mismatch high');
    expect(await on(pools('OrdersPool', 'Other'))).toBe('bitness-mismatch medium');
  });

  it('is a missing file instead when the loader did not find one', async () => {
    expect(await leadOn(startFailed({ module: V2, status: '500.32', code: 0x8007007e, took: 60 }))).toBe(
      'runtime-missing medium',
    );
  });
});
