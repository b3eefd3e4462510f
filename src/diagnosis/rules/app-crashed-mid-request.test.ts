import { describe, expect, it } from 'vitest';
import { after, answered, forwarded, routed, rowTime } from '../../testing/cases/traces.ts';
import { findingOf, leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

const dropped = (code = 0x80072efe, from = 0) => forwarded({ status: '502.3', code, gap: 1500, from });
const record = (
  provider: string,
  id: number,
  ms: number,
  message = 'Application: Orders.exe\nException code: c00000fd',
) => ({
  time: after(ms),
  provider,
  id,
  message,
});

describe('app-crashed-mid-request', () => {
  it.each([
    ['.NET Runtime', 1026],
    ['.NET Runtime', 1023],
    ['Application Error', 1000],
  ])('leads with a record of %s %i at that second', async (provider, id) => {
    expect(await leadOn(dropped(), { events: [record(provider, id, 1600)] })).toBe('app-crashed-mid-request high');
  });

  it('is only a possibility without any sign of a process end', async () => {
    const verdict = await verdictOn(dropped());
    expect(verdict?.lead.cause).toBe('connection-reset');
    expect(findingOf(verdict, 'app-crashed-mid-request')).toMatchObject({ certainty: 'low', alternativeOnly: true });
  });

  it('does not take a record of another minute', async () => {
    expect(await leadOn(dropped(), { events: [record('.NET Runtime', 1026, -300_000)] })).toBe(
      'connection-reset medium',
    );
  });

  it('does not take a process end that a stop announced', async () => {
    const events = [
      { time: after(500), id: 1006, level: 4, message: "Sent shutdown HTTP message to process '8844'." },
      {
        time: after(1500),
        id: 1030,
        level: 4,
        message: "Application shut down process with Id '8844' listening on port '21873'",
      },
    ];
    expect(await leadOn(dropped(), { events })).toBe('app-recycling high');
    expect(await leadOn(dropped(), { events: events.slice(1) })).toBe('app-crashed-mid-request medium');
  });

  it('beats the broken response that it leaves behind', async () => {
    const broken = forwarded({ status: '502.3', code: 0x80072f78, gap: 900, response: true });
    expect(await leadOn(broken)).toBe('invalid-backend-response high');
    expect(await leadOn(broken, { events: [record('Application Error', 1000, 950)] })).toBe(
      'app-crashed-mid-request high',
    );
  });

  it('follows from several requests dropped in the same moment', async () => {
    expect(await leadOn(dropped(), { others: [dropped(0x80072efe, 300)] })).toBe('app-crashed-mid-request medium');
    expect(await leadOn(dropped(), { others: [dropped(0x80072efe, 60_000)] })).toBe('connection-reset low');
  });

  it('reads a burst of rows, with the refusals after it', async () => {
    const burst = Array.from({ length: 5 }, () => ({
      at: rowTime(0),
      status: '502.3',
      win32: 12030,
      taken: 900,
      stem: '/a',
    }));
    const after12030 = { at: rowTime(3000), status: '502.3', win32: 12029, taken: 2040, stem: '/a' };
    expect(await leadOn(null, { rows: [...burst, after12030] })).toBe('app-crashed-mid-request medium');
    expect(await leadOn(null, { rows: burst.slice(0, 1) })).toBe('connection-reset low');
  });

  it('speaks of node.exe for iisnode and stays unsure without a record', async () => {
    const pipe = answered({ module: 'iisnode', handler: 'iisnode', status: '500.1013', code: 109 });
    const verdict = await verdictOn(pipe);
    expect(verdict?.lead).toMatchObject({ cause: 'app-crashed-mid-request', certainty: 'low' });
    expect(verdict?.lead.rootCause).toContain('node.exe');
  });

  it('is told by a crash record alone, unless a start failed', async () => {
    const crash = record(
      '.NET Runtime',
      1026,
      0,
      'Application: dotnet.exe\nException Info: System.StackOverflowException',
    );
    expect(await leadOn(null, { events: [crash] })).toBe('app-crashed-mid-request medium');
    const start = {
      time: after(200),
      id: 1000,
      message: "failed to start process with commandline 'dotnet .\\x.dll', ErrorCode = '0x80004005 : e0434352.",
    };
    expect(await leadOn(null, { events: [crash, start] })).toContain('startup-crash');
  });

  it('is nothing that ARR could see', async () => {
    const arr = routed({ status: '502.3', code: 0x80072efe, gap: 300 });
    expect(await leadOn(arr, { events: [record('.NET Runtime', 1026, 900_000)] })).toBe('connection-reset medium');
  });
});
