import { describe, expect, it } from 'vitest';
import { sampleTrace } from '../../testing/analysed-trace.ts';
import { after, startFailed } from '../../testing/cases/traces.ts';
import { inputsOf, leadOn, verdictOn } from '../../testing/cases/verdicts.ts';
import { diagnose } from '../diagnose.ts';

const V2 = 'AspNetCoreModuleV2';
const inProcess = (took = 1800) => startFailed({ module: V2, status: '500.30', code: 0x8007023e, took });
const event = (id: number, message: string, provider = 'IIS AspNetCore Module V2') => ({
  time: after(1800),
  id,
  message,
  provider,
});

describe('startup-crash', () => {
  it('does not call ErrorCode 0 a success on sample b', async () => {
    const verdict = diagnose({ ...(await inputsOf(null)), trace: await sampleTrace('b') });
    expect(verdict?.lead).toMatchObject({ cause: 'startup-crash', certainty: 'low' });
    expect(JSON.stringify(verdict?.lead)).not.toMatch(/success/i);
    expect(verdict?.lead.misreadings.join(' ')).toContain('ErrorCode 0 does not mean');
  });

  it('names the in-process start failure of sample c', async () => {
    const verdict = diagnose({ ...(await inputsOf(null)), trace: await sampleTrace('c') });
    expect(verdict?.lead.cause).toBe('startup-crash');
    expect(verdict?.hosting).toBe('in-process');
    expect(verdict?.producedBy?.status).toBe('500.30');
  });

  it('is low on the wrapper code, medium with an exit code, high with the exception', async () => {
    expect(await leadOn(inProcess())).toBe('startup-crash low');
    const exit = event(
      1018,
      "hit unexpected managed exception, exception code = '0xe0434352'. Please check the stderr logs.",
    );
    expect(await leadOn(inProcess(), { events: [exit] })).toBe('startup-crash medium');
    const stdout = ['Unhandled exception. System.InvalidOperationException: The connection string is not set.'];
    const verdict = await verdictOn(inProcess(), { events: [exit], stdout, stdoutFrom: 100 });
    expect(verdict?.lead).toMatchObject({ cause: 'startup-crash', certainty: 'high' });
    expect(verdict?.lead.headline).toContain('System.InvalidOperationException');
    expect(verdict?.lead.fixes[0]?.text).toContain('The connection string is not set');
  });

  it('does not read the stdout log of an older start', async () => {
    const stdout = ['Unhandled exception. System.InvalidOperationException: old trouble.'];
    expect(await leadOn(inProcess(), { stdout, stdoutFrom: -3_600_000 })).toBe('startup-crash low');
  });

  it('decodes the exit code that V1 appends in bare hex', async () => {
    const v1 = startFailed({ status: '502.5', code: 0x80004005, took: 2400 });
    const text = "failed to start process with commandline 'dotnet .\\x.dll', ErrorCode = '0x80004005 : e0434352.";
    const verdict = await verdictOn(v1, { events: [event(1000, text, 'IIS AspNetCore Module')] });
    expect(verdict?.lead).toMatchObject({ cause: 'startup-crash', certainty: 'medium' });
    expect(verdict?.lead.headline).toContain('EXCEPTION_COMPLUS');
  });

  it('gives way to a specific cause that a side file names', async () => {
    const missing = event(1025, "The framework 'Microsoft.AspNetCore.App', version '8.0.0' was not found.");
    expect(await leadOn(inProcess(), { events: [missing] })).toBe('runtime-missing high');
  });

  it('doubts a crash record of the worker process, which could not have answered', async () => {
    const worker = event(1000, 'Faulting application name: w3wp.exe\nException code: 0xc0000005', 'Application Error');
    const verdict = await verdictOn(inProcess(), { events: [worker] });
    expect(verdict?.lead).toMatchObject({ cause: 'startup-crash', certainty: 'low' });
    expect(verdict?.lead.against).toHaveLength(1);
  });

  it('takes the exception that .NET reports in the name of the worker process for that of the start', async () => {
    const text =
      'Application: w3wp.exe\nDescription: The process was terminated due to an unhandled exception.\nException Info: System.ArgumentNullException: Value cannot be null.';
    const verdict = await verdictOn(inProcess(), { events: [event(1026, text, '.NET Runtime')] });
    expect(verdict?.lead).toMatchObject({ cause: 'startup-crash', certainty: 'high', against: [] });
  });

  it('is a start time-out instead when the start took the whole limit', async () => {
    expect(await leadOn(inProcess(120_015))).toBe('process-start-timeout medium');
  });
});
