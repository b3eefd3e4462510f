import { describe, expect, it } from 'vitest';
import { after, startFailed } from '../../testing/cases/traces.ts';
import { leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

const V2 = 'AspNetCoreModuleV2';
const start = (status: string, code: number) => startFailed({ module: V2, status, code, took: 60 });
const HOST = [
  'It was not possible to find any compatible framework version',
  "The framework 'Microsoft.AspNetCore.App', version '6.0.0' (x64) was not found.",
  '  - The following frameworks were found:',
  '      3.1.32 at [C:\\Program Files\\dotnet\\shared\\Microsoft.AspNetCore.App]',
];

describe('runtime-missing', () => {
  it.each([
    ['500.31', 0x8000ffff],
    ['500.33', 0x80070485],
    ['500.36', 0x8007007e],
    ['500.38', 0x8007023e],
  ])('leads on %s', async (status, code) => {
    expect(await leadOn(start(status, code))).toBe('runtime-missing medium');
  });

  it('prints the framework that was asked for and those that were found', async () => {
    const verdict = await verdictOn(start('500.31', 0x8000ffff), { stdout: HOST, stdoutFrom: 20 });
    expect(verdict?.lead).toMatchObject({ cause: 'runtime-missing', certainty: 'high' });
    expect(verdict?.lead.headline).toContain('Microsoft.AspNetCore.App 6.0.0');
    expect(verdict?.lead.rootCause).toContain('3.1.32');
    expect(verdict?.lead.misreadings.join(' ')).toContain('incomplete publish output');
  });

  it('advises to publish when a file of the application is missing', async () => {
    const stdout = [
      "Unhandled exception. System.IO.FileNotFoundException: Could not load file or assembly 'System.Runtime, Version=4.2.1.0'.",
    ];
    const verdict = await verdictOn(startFailed({ status: '502.5', code: 0x80004005, took: 2500 }), {
      stdout,
      stdoutFrom: 200,
    });
    expect(verdict?.lead).toMatchObject({ cause: 'runtime-missing', certainty: 'medium' });
    expect(verdict?.lead.fixes[0]?.text).toMatch(/^Publish/);
  });

  it.each(['80008096', '80008083', '8000808c'])('reads the host exit code %s behind E_FAIL', async (exit) => {
    const events = [
      {
        time: after(900),
        provider: 'IIS AspNetCore Module',
        id: 1000,
        message: `failed to start process with commandline 'dotnet .\\x.dll', ErrorCode = '0x80004005 : ${exit}.`,
      },
    ];
    expect(await leadOn(startFailed({ status: '502.5', code: 0x80004005, took: 900 }), { events })).toBe(
      'runtime-missing high',
    );
  });

  it('is a crash instead when the exit code is that of an exception', async () => {
    const events = [
      {
        time: after(900),
        provider: 'IIS AspNetCore Module',
        id: 1000,
        message: "failed to start process with commandline 'dotnet .\\x.dll', ErrorCode = '0x80004005 : e0434352.",
      },
    ];
    expect(await leadOn(startFailed({ status: '502.5', code: 0x80004005, took: 900 }), { events })).toBe(
      'startup-crash medium',
    );
  });
});
