import { describe, expect, it } from 'vitest';
import { after, answered, forwarded, startFailed } from '../../testing/cases/traces.ts';
import { leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

const parameter = () => startFailed({ status: '502.5', code: 0x80070057, took: 40 });
const event = (commandLine: string) => ({
  time: after(50),
  provider: 'IIS AspNetCore Module',
  id: 1000,
  message: `failed to start process with commandline '${commandLine}', ErrorCode = '0x80070057 : 0.`,
});

describe('bad-web-config', () => {
  it('is unsure on the code alone', async () => {
    expect(await leadOn(parameter())).toBe('bad-web-config low');
  });

  it.each(['"" ', ' .\\my.exe', '%LAUNCHER_PATH% %LAUNCHER_ARGS%'])(
    'is sure when the command line is "%s"',
    async (commandLine) => {
      expect(await leadOn(parameter(), { events: [event(commandLine)] })).toBe('bad-web-config high');
    },
  );

  it('tells the placeholder from the empty path', async () => {
    const placeholder = await verdictOn(parameter(), { events: [event('%LAUNCHER_PATH% %LAUNCHER_ARGS%')] });
    expect(placeholder?.lead.fixes[0]?.text).toContain('dotnet publish');
    const empty = await verdictOn(parameter(), { events: [event('"" ')] });
    expect(empty?.lead.fixes[0]?.setting?.attribute).toBe('processPath');
  });

  it('finds the placeholder in the words of V2 too', async () => {
    const events = [{ time: after(60), id: 1027, message: "Executable was not found at 'C:\\x\\%LAUNCHER_PATH%.exe'" }];
    const verdict = await verdictOn(
      startFailed({ module: 'AspNetCoreModuleV2', status: '500', code: 0x8007023e, took: 60 }),
      { events },
    );
    expect(verdict?.lead.cause).toBe('bad-web-config');
    expect(verdict?.lead.fixes[0]?.text).toContain('dotnet publish');
  });

  it('does not take a command line that names a program', async () => {
    expect(await leadOn(parameter(), { events: [event('dotnet .\\x.dll')] })).toBe('bad-web-config low');
  });

  it('quotes what the configuration system says', async () => {
    const config = "\\\\?\\C:\\site\\web.config (12) :Unrecognized attribute 'foo'";
    const verdict = await verdictOn(startFailed({ status: '502.3', code: 0x8007000d, took: 0, config }));
    expect(verdict?.lead).toMatchObject({ cause: 'bad-web-config', certainty: 'high' });
    expect(verdict?.lead.rootCause).toContain("Unrecognized attribute 'foo'");
    expect(await leadOn(startFailed({ status: '502.3', code: 0x8007000d, took: 0 }))).toBe('bad-web-config low');
  });

  it('leads on 500.19 and 500.21 of IIS', async () => {
    const web = (status: string, code: number) =>
      answered({ module: 'IIS Web Core', status, code, notification: 'BEGIN_REQUEST' });
    expect(await leadOn(web('500.19', 0x80070021))).toBe('bad-web-config medium');
    expect(await leadOn(web('500.21', 0x8007000d))).toBe('bad-web-config high');
  });

  it('is not it once the request was handed on', async () => {
    expect(await leadOn(forwarded({ status: '502.3', code: 0x80070057, gap: 0 }))).toBe('unsupported-request low');
  });
});
