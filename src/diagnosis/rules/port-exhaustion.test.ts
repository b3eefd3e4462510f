import { describe, expect, it } from 'vitest';
import { after, forwarded, rowTime, startFailed } from '../../testing/cases/traces.ts';
import { leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

const tcpip = (ms: number) => ({
  time: after(ms),
  provider: 'Tcpip',
  id: 4231,
  channel: 'System',
  message:
    'A request to allocate an ephemeral port number from the global TCP port space has failed due to all such ports being in use.',
});
const refusals = (count: number) =>
  Array.from({ length: count }, (_, ix) => ({
    at: rowTime(ix * 6000),
    status: '502.3',
    win32: 12029,
    taken: 2040,
    stem: `/p${ix % 7}`,
  }));

describe('port-exhaustion', () => {
  it('leads when the machine reports it beside refusals or failed starts', async () => {
    const events = [tcpip(-30_000)];
    expect(await leadOn(forwarded({ status: '502.3', code: 0x80072efd, gap: 2031 }), { events })).toBe(
      'port-exhaustion medium',
    );
    expect(await leadOn(startFailed({ status: '502.5', code: 0x80004005, took: 4000 }), { events })).toBe(
      'port-exhaustion medium',
    );
  });

  it('leads on its own codes', async () => {
    expect(await leadOn(forwarded({ status: '502.3', code: 0x80072747, gap: 15 }))).toBe('port-exhaustion medium');
    expect(await leadOn(startFailed({ status: '502.5', code: 0x80070282, took: 60 }))).toBe('port-exhaustion medium');
    expect(await leadOn(forwarded({ status: '502.3', code: 0x80072747, gap: 15 }), { events: [tcpip(0)] })).toBe(
      'port-exhaustion high',
    );
  });

  it('follows, unsurely, from a long series of refusals without a process end', async () => {
    expect(await leadOn(null, { rows: refusals(30) })).toBe('port-exhaustion low');
    expect(await leadOn(null, { rows: refusals(4) })).toBe('connection-refused medium');
  });

  it('is not it after a dropped connection or a crash', async () => {
    const crash = { at: rowTime(0), status: '502.3', win32: 12030, taken: 900, stem: '/a' };
    expect(await leadOn(null, { rows: [crash, ...refusals(30)] })).toBe('connection-refused high');
    const events = [{ time: after(-500), provider: '.NET Runtime', id: 1026, message: 'unhandled exception' }];
    expect(await leadOn(null, { rows: refusals(30), events })).toBe('connection-refused high');
  });

  it('is an alternative only from one refused request', async () => {
    const verdict = await verdictOn(forwarded({ status: '502.3', code: 0x80072efd, gap: 2031 }));
    expect(verdict?.lead.cause).toBe('connection-refused');
    expect(verdict?.alternatives.map((finding) => finding.cause)).toEqual(['port-exhaustion']);
  });
});
