import { describe, expect, it } from 'vitest';
import { listeningLines } from '../../testing/stdout-builder.ts';
import { after, relayed, startFailed } from '../../testing/cases/traces.ts';
import { leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

const slow = () => startFailed({ status: '502.5', code: 0x800705b4, took: 120_031 });
const event = (message: string) => ({ time: after(120_040), provider: 'IIS AspNetCore Module', id: 1000, message });
const GIVEN = event(
  "created process with commandline 'dotnet .\\x.dll' but failed to listen on the given port '14801', ErrorCode = '0x800705b4'",
);

describe('port-binding', () => {
  it('leads when the record says that the process did not listen, and names the port', async () => {
    const verdict = await verdictOn(slow(), { events: [GIVEN] });
    expect(verdict?.lead).toMatchObject({ cause: 'port-binding', certainty: 'high' });
    expect(verdict?.lead.headline).toContain('14801');
    expect(verdict?.lead.fixes[0]?.text).toContain('UseIISIntegration');
  });

  it('compares the port of the module with that of the program', async () => {
    const elsewhere = await verdictOn(slow(), {
      events: [GIVEN],
      stdout: listeningLines('http://localhost:5000'),
      stdoutFrom: 500,
    });
    expect(elsewhere?.lead.headline).toContain('listens on http://localhost:5000, the module waited on port 14801');
  });

  it('does not take the record that names three possibilities', async () => {
    const vague = event(
      "created process with commandline 'dotnet .\\x.dll' but either crashed or did not respond or did not listen on the given port '14801'",
    );
    expect(await leadOn(slow(), { events: [vague] })).toBe('process-start-timeout medium');
  });

  it('reads a failed bind, without being sure of its reason', async () => {
    const trace = startFailed({ module: 'AspNetCoreModuleV2', status: '502.5', code: 0x8027025b, took: 4000 });
    const stdout = ['System.IO.IOException: Failed to bind to address http://127.0.0.1:31544: address already in use.'];
    expect(await leadOn(trace, { stdout, stdoutFrom: 200 })).toBe('port-binding medium');
    expect(await leadOn(trace)).toBe('startup-crash low');
  });

  it('leads on a listener of another process', async () => {
    const trace = startFailed({ status: '502.5', code: 0x8007065f, took: 4000 });
    expect(await leadOn(trace)).toBe('port-binding medium');
  });

  it('reads the pairing token behind a 400 of the application', async () => {
    const bad = relayed({ status: '400', reason: 'Bad Request' });
    const stdout = ["fail: 'MS-ASPNETCORE-TOKEN' does not match the expected pairing token 'x', request rejected."];
    expect(await leadOn(bad, { stdout })).toBe('port-binding high');
    expect(await leadOn(bad)).toBe('app-error-passthrough medium');
  });
});
