import { describe, expect, it } from 'vitest';
import { after, forwarded, startFailed } from '../../testing/cases/traces.ts';
import { leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

const failed = (code: number, status = '502.5', took = 40) => startFailed({ status, code, took });
const event = (code: string) => ({
  time: after(60),
  provider: 'IIS AspNetCore Module',
  id: 1000,
  message: `Application 'X' with physical root 'C:\\x\\' failed to start process with commandline 'dotnet .\\X.dll', ErrorCode = '${code} : 0.`,
});

describe('process-launch-failed', () => {
  it.each([0x80070002, 0x80070003, 0x80070005, 0x8007010b, 0x800702e4, 0x800704ec])(
    'leads on 502.5 with code %i',
    async (code) => {
      expect(await leadOn(failed(code))).toBe('process-launch-failed medium');
    },
  );

  it('contradicts the reading that a file is missing', async () => {
    const verdict = await verdictOn(failed(0x80070002));
    expect(verdict?.lead.misreadings.join(' ')).toContain('does not always mean that a file is missing');
    expect(verdict?.lead.headline).toMatch(/rights/);
  });

  it('is sure of an unambiguous code that the event log repeats, and quotes the command', async () => {
    const verdict = await verdictOn(failed(0x80070005), { events: [event('0x80070005')] });
    expect(verdict?.lead).toMatchObject({ cause: 'process-launch-failed', certainty: 'high' });
    expect(verdict?.lead.rootCause).toContain('dotnet .\\X.dll');
    expect(await leadOn(failed(0), { events: [event('0x80070002')] })).toBe('process-launch-failed medium');
  });

  it('looks the same as 502.3 when the error page is switched off', async () => {
    const verdict = await verdictOn(failed(0x80070002, '502.3'));
    expect(verdict?.lead.cause).toBe('process-launch-failed');
    expect(verdict?.lead.misreadings.join(' ')).toContain('disableStartUpErrorPage');
  });

  it('is not it once the request was handed on', async () => {
    expect(await leadOn(forwarded({ status: '502.3', code: 0x80070002, gap: 40 }))).toBe('unknown low');
  });

  it('is doubted when the program printed something', async () => {
    const stdout = ['info: Contoso.Program[0] starting'];
    expect(await leadOn(failed(0x80070002), { stdout, stdoutFrom: 20 })).toBe('process-launch-failed medium');
    expect(
      await leadOn(failed(0x80070002), { stdout: ['Now listening on: http://localhost:5000'], stdoutFrom: 20 }),
    ).toBe('process-launch-failed low');
  });

  it('calls the rapid-fail block a follow-up and points at the first failure', async () => {
    const block = (from: number) => startFailed({ status: '502.5', code: 0x8007053d, took: 0, from });
    const alone = await verdictOn(block(0));
    expect(alone?.lead).toMatchObject({ cause: 'process-launch-failed', certainty: 'low' });
    expect(alone?.lead.misreadings.join(' ')).toContain('follow-up');
    const first = startFailed({ status: '502.5', code: 0x80070005, took: 40, from: -20_000 });
    const verdict = await verdictOn(block(0), { others: [first] });
    expect(verdict?.lead.certainty).toBe('medium');
    expect(verdict?.lead.evidence.some((e) => e.text.includes('failed first'))).toBe(true);
  });

  it('takes a start that failed in a few milliseconds without a code for one that never ran', async () => {
    expect(await leadOn(failed(0, '502.5', 30))).toBe('process-launch-failed medium');
    expect(await leadOn(failed(0, '502.5', 2000))).toBe('startup-crash low');
  });

  it('reads the block from the event log alone', async () => {
    const block = {
      time: after(0),
      id: 1003,
      level: 4,
      message: "Maximum rapid fail count per minute of '10' exceeded.",
    };
    expect(await leadOn(null, { events: [block] })).toBe('process-launch-failed low');
  });

  it('names the stopped Null service', async () => {
    const verdict = await verdictOn(failed(0x800701b1));
    expect(verdict?.lead.fixes[0]?.code).toBe('sc start null');
  });
});
