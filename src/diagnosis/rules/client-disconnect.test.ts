import { describe, expect, it } from 'vitest';
import { sampleTrace } from '../../testing/analysed-trace.ts';
import { after, answered, forwarded, rowTime, startFailed } from '../../testing/cases/traces.ts';
import { inputsOf, leadOn, verdictOn } from '../../testing/cases/verdicts.ts';
import { diagnose } from '../diagnose.ts';

const GONE = 0x800704cd;

describe('client-disconnect', () => {
  it('does not blame the application on sample d', async () => {
    const verdict = diagnose({ ...(await inputsOf(null)), trace: await sampleTrace('d') });
    expect(verdict?.lead).toMatchObject({ cause: 'client-disconnect', certainty: 'high' });
    expect(verdict?.lead.headline).not.toMatch(/application/i);
    expect(verdict?.lead.misreadings.join(' ')).toContain('Do not count it as an outage');
  });

  it('is sure with a failed flush or the row of the request, else less', async () => {
    const gone = forwarded({ status: '502.3', code: GONE, gap: 300 });
    expect(await leadOn(gone)).toBe('client-disconnect medium');
    expect(await leadOn(forwarded({ status: '502.3', code: GONE, gap: 300, flushFails: GONE }))).toBe(
      'client-disconnect high',
    );
    expect(await leadOn(gone, { rows: [{ at: rowTime(300), status: '502.3', win32: 64, taken: 310 }] })).toBe(
      'client-disconnect high',
    );
  });

  it('takes the generic code after a failed flush for the client too', async () => {
    const code = 0x80070057;
    expect(await leadOn(forwarded({ status: '502.3', code, gap: 300, flushFails: GONE }))).toBe(
      'client-disconnect high',
    );
    expect(await leadOn(forwarded({ status: '502.3', code, gap: 300 }))).toBe('unsupported-request low');
  });

  it('leaves a code of WinHTTP to the back end although a flush failed', async () => {
    expect(await leadOn(forwarded({ status: '502.3', code: 0x80072ee2, gap: 120_031, flushFails: GONE }))).toBe(
      'app-timeout high',
    );
  });

  it('reads 400 with a reset at entry', async () => {
    const left = answered({
      module: 'AspNetCoreModuleV2',
      handler: 'AspNetCoreModuleV2',
      status: '400',
      code: 0x80072746,
      reason: 'Bad Request',
    });
    const verdict = await verdictOn(left);
    expect(verdict?.lead).toMatchObject({ cause: 'client-disconnect', certainty: 'high' });
    expect(verdict?.lead.misreadings[0]).toContain('no malformed request');
  });

  it('reads the code of any other module', async () => {
    const compression = answered({
      module: 'DynamicCompressionModule',
      handler: 'StaticFileModule',
      status: '500.19',
      code: GONE,
    });
    expect(await leadOn(compression)).toBe('client-disconnect medium');
    const config = answered({
      module: 'IIS Web Core',
      handler: 'StaticFileModule',
      status: '500.19',
      code: 0x8007000d,
    });
    expect(await leadOn(config)).toBe('bad-web-config medium');
  });

  it('is less sure when a process ended in that second', async () => {
    const events = [{ time: after(500), provider: '.NET Runtime', id: 1026, message: 'unhandled exception' }];
    const verdict = await verdictOn(forwarded({ status: '502.3', code: GONE, gap: 300, flushFails: GONE }), { events });
    expect(verdict?.lead).toMatchObject({ cause: 'client-disconnect', certainty: 'medium' });
    expect(verdict?.lead.against).toHaveLength(1);
  });

  it('names a round duration as a limit of the caller', async () => {
    const verdict = await verdictOn(forwarded({ status: '502.3', code: GONE, gap: 59_990, flushFails: GONE }));
    expect(verdict?.lead.rootCause).toContain('60 s');
  });

  it('is not it for a start that failed', async () => {
    expect(await leadOn(startFailed({ status: '502.5', code: 0x80070005, took: 40 }))).toBe(
      'process-launch-failed medium',
    );
  });

  it('reads HTTPERR alone', async () => {
    expect(await leadOn(null, { httpErr: [{ at: rowTime(0), reason: 'Connection_Dropped' }] })).toBe(
      'client-disconnect medium',
    );
  });
});
