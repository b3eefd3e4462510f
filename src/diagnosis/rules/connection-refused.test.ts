import { describe, expect, it } from 'vitest';
import { listeningLines } from '../../testing/stdout-builder.ts';
import { after, forwarded, routed, rowTime } from '../../testing/cases/traces.ts';
import { findingOf, leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

const refused = (gap = 2031) => forwarded({ status: '502.3', code: 0x80072efd, gap });
const crash = (ms: number) => ({
  time: after(ms),
  provider: '.NET Runtime',
  id: 1026,
  message: 'Application: dotnet.exe\nThe process was terminated due to an unhandled exception.',
});

describe('connection-refused', () => {
  it('leads on the code and offers exhausted ports beside it', async () => {
    const verdict = await verdictOn(refused());
    expect(verdict?.lead).toMatchObject({ cause: 'connection-refused', certainty: 'medium' });
    expect(verdict?.lead.headline).toContain('ERROR_WINHTTP_CANNOT_CONNECT');
    expect(findingOf(verdict, 'port-exhaustion')?.alternativeOnly).toBe(true);
  });

  it('is sure when the process ended before the request', async () => {
    expect(await leadOn(refused(), { events: [crash(-20_000)] })).toBe('connection-refused high');
  });

  it('leaves it to the crash when the process ended in that second', async () => {
    expect(await leadOn(refused(), { events: [crash(2000)] })).toBe('app-crashed-mid-request high');
  });

  it('leaves it to a stop in that second', async () => {
    const stop = {
      time: after(1500),
      id: 1006,
      level: 4,
      message: "Sent shutdown HTTP message to process '8844' and received http status '202'.",
    };
    expect(await leadOn(refused(), { events: [stop] })).toBe('app-recycling high');
  });

  it('is unsure when the stdout log says that the application listens', async () => {
    const verdict = await verdictOn(refused(), { stdout: listeningLines('http://127.0.0.1:17220') });
    expect(verdict?.lead).toMatchObject({ cause: 'connection-refused', certainty: 'low' });
    expect(verdict?.lead.against).toHaveLength(1);
  });

  it('is unsure when the wait was far too long for a refusal', async () => {
    expect(await leadOn(refused(21_000))).toBe('connection-refused low');
  });

  it('takes 502.4 of ARR for a farm without a server', async () => {
    const verdict = await verdictOn(routed({ status: '502.4', code: 0, gap: 0 }));
    expect(verdict?.lead.cause).toBe('connection-refused');
    expect(verdict?.lead.headline).toContain('server farm');
    expect(verdict?.lead.headline).not.toContain('AspNetCoreModule');
  });

  it('is no client that left: 1225 in a row is the back end that refused', async () => {
    const rows = [1, 2].map((n) => ({ at: rowTime(2000 * n), status: '502.3', win32: 1225, taken: 2040 }));
    expect(await leadOn(null, { rows })).toBe('connection-refused medium');
  });

  it('sees the crash before it in the rows', async () => {
    const rows = [
      { at: rowTime(0), status: '502.3', win32: 12030, taken: 900, stem: '/a' },
      ...[1, 2].map((n) => ({ at: rowTime(2000 * n), status: '502.3', win32: 12029, taken: 2040, stem: '/b' })),
    ];
    const verdict = await verdictOn(null, { rows });
    expect(verdict?.lead).toMatchObject({ cause: 'connection-refused', certainty: 'high' });
  });
});
