import { describe, expect, it } from 'vitest';
import { after, answered, forwarded, rowTime } from '../../testing/cases/traces.ts';
import { leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

const V2 = 'AspNetCoreModuleV2';
const stopping = (code: number, reason?: string) =>
  answered({ module: V2, handler: V2, status: '503', code, ...(reason === undefined ? {} : { reason }) });
const stop = (ms: number, id = 1006) => ({
  time: after(ms),
  id,
  level: 4,
  message: 'Sent shutdown HTTP message to process.',
});

describe('app-recycling', () => {
  it('says that the worker process stops, not Windows', async () => {
    const verdict = await verdictOn(stopping(0x800704e7));
    expect(verdict?.lead).toMatchObject({ cause: 'app-recycling', certainty: 'medium' });
    expect(verdict?.lead.headline).toContain('worker process');
    expect(verdict?.lead.misreadings[0]).toContain('Windows is not shutting down');
  });

  it.each([
    ['0x8007045B', stopping(0x8007045b)],
    ['the reason phrase', stopping(0x80004005, 'Application Shutting Down')],
  ])('reads %s', async (_, trace) => {
    expect(await leadOn(trace)).toBe('app-recycling medium');
  });

  it('is sure with a stop or a recycle of WAS at that second', async () => {
    expect(await leadOn(stopping(0x800704e7), { events: [stop(-800)] })).toBe('app-recycling high');
    const was = {
      time: after(-800),
      provider: 'Microsoft-Windows-WAS',
      id: 5079,
      channel: 'System',
      message: 'An administrator has requested a recycle of all worker processes in application pool OrdersPool.',
    };
    expect(await leadOn(stopping(0x800704e7), { events: [was] })).toBe('app-recycling high');
    expect(await leadOn(stopping(0x800704e7), { events: [stop(-600_000)] })).toBe('app-recycling medium');
  });

  it('explains a torn-down request only with a stop on record', async () => {
    const dropped = (code: number) => forwarded({ status: '502.3', code, gap: 700 });
    expect(await leadOn(dropped(0x80072efe), { events: [stop(600)] })).toBe('app-recycling high');
    expect(await leadOn(dropped(0x80072efe))).toBe('connection-reset low');
    expect(await leadOn(dropped(0x80072ef1))).toBe('app-recycling low');
    expect(await leadOn(dropped(0x80072ef1), { events: [stop(600, 1012)] })).toBe('app-recycling high');
  });

  it('gives way to a crash, and never explains a time-out', async () => {
    const crash = { time: after(700), provider: '.NET Runtime', id: 1026, message: 'unhandled exception' };
    expect(
      await leadOn(forwarded({ status: '502.3', code: 0x80072efe, gap: 700 }), { events: [stop(600), crash] }),
    ).toBe('app-crashed-mid-request high');
    expect(
      await leadOn(forwarded({ status: '502.3', code: 0x80072ee2, gap: 120_031 }), { events: [stop(120_000)] }),
    ).toBe('app-timeout high');
  });

  it('reads HTTPERR and a stop that took too long', async () => {
    expect(await leadOn(null, { httpErr: [{ at: rowTime(0), reason: 'AppShutdown', status: '503' }] })).toBe(
      'app-recycling medium',
    );
    const slow = {
      time: after(90_000),
      provider: 'Microsoft-Windows-WAS',
      id: 5013,
      channel: 'System',
      message: "A process serving application pool 'OrdersPool' exceeded time limits during shut down.",
    };
    expect(await leadOn(null, { events: [slow] })).toBe('app-recycling medium');
  });

  it('is what took the last requests of a worker process that was replaced', async () => {
    const httpErr = [{ at: rowTime(0), reason: 'Connection_Abandoned_By_ReqQueue', status: '-' }];
    const was = (id: number, ms: number) => ({
      time: after(ms),
      provider: 'Microsoft-Windows-WAS',
      id,
      level: 4,
      channel: 'System',
      message: 'recycle',
    });
    expect(await leadOn(null, { httpErr, events: [was(5117, -60_000), was(5013, 500)] })).toBe('app-recycling high');
    // A recycle long before has nothing to do with it, and a crash is one.
    expect(await leadOn(null, { httpErr, events: [was(5117, -600_000)] })).toBe('worker-crash-rapid-fail medium');
    expect(await leadOn(null, { httpErr, events: [was(5117, -60_000), was(5011, 0)] })).toBe(
      'worker-crash-rapid-fail high',
    );
  });
});
