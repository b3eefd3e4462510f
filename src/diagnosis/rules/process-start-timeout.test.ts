import { describe, expect, it } from 'vitest';
import { listeningLines } from '../../testing/stdout-builder.ts';
import { after, rowTime, startFailed } from '../../testing/cases/traces.ts';
import { leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

const V2 = 'AspNetCoreModuleV2';
const slow = (took = 120_031, code = 0x800705b4) => startFailed({ status: '502.5', code, took });

describe('process-start-timeout', () => {
  it.each([
    ['V1', slow()],
    ['V2 out-of-process', startFailed({ module: V2, status: '502.5', code: 0x8027025a, took: 120_031 })],
    ['2.2 in-process', startFailed({ module: V2, status: '500.30', code: 0x8007023e, took: 120_031 })],
  ])('leads for %s and keeps the two limits apart', async (_, trace) => {
    const verdict = await verdictOn(trace);
    expect(verdict?.lead).toMatchObject({ cause: 'process-start-timeout', certainty: 'medium' });
    expect(verdict?.lead.headline).toContain('startupTimeLimit (120 s)');
    expect(verdict?.gap?.limit).toBe('startupTimeLimit');
    expect(verdict?.lead.misreadings.join(' ')).toContain('requestTimeout has no part');
    expect(verdict?.lead.fixes[0]?.setting?.attribute).toBe('startupTimeLimit');
  });

  it('is sure with 500.37 or with the record that measures it', async () => {
    expect(await leadOn(startFailed({ module: V2, status: '500.37', code: 0x8007023e, took: 120_031 }))).toBe(
      'process-start-timeout high',
    );
    const record = {
      time: after(120_040),
      id: 1007,
      message: "failed to load clr and managed application. Managed server didn't initialize after 120000 ms.",
    };
    expect(
      await leadOn(startFailed({ module: V2, status: '500.30', code: 0x8007023e, took: 120_031 }), {
        events: [record],
      }),
    ).toBe('process-start-timeout high');
  });

  it('is doubted when start after start fails at the limit', async () => {
    const events = [-120_000, 0, 120_040].map((ms) => ({
      time: after(ms),
      provider: 'IIS AspNetCore Module',
      id: 1000,
      message:
        "created process with commandline 'dotnet .\\x.dll' but either crashed or did not respond or did not listen on the given port '14801', ErrorCode = '0x800705b4'",
    }));
    expect(await leadOn(slow(), { events })).toBe('process-start-timeout low');
  });

  it('gives way to a program that listens elsewhere', async () => {
    expect(await leadOn(slow(), { stdout: listeningLines('http://localhost:5000'), stdoutFrom: 500 })).toBe(
      'port-binding medium',
    );
  });

  it('reads rows by their duration, and httpPlatformHandler by its own limit', async () => {
    const row = { at: rowTime(120_000), status: '500.30', taken: 120_040 };
    expect(await leadOn(null, { rows: [row] })).toBe('process-start-timeout medium');
    expect(await leadOn(null, { rows: [{ ...row, taken: 3000 }] })).toBe('startup-crash low');
    const platform = startFailed({ module: 'httpPlatformHandler', status: '502.3', code: 0x800705b4, took: 10_060 });
    expect((await verdictOn(platform))?.lead.headline).toContain('startupTimeLimit (10 s)');
  });

  it('is a crash instead when the start was short', async () => {
    expect(await leadOn(startFailed({ module: V2, status: '500.30', code: 0x8007023e, took: 4000 }))).toBe(
      'startup-crash low',
    );
  });
});
