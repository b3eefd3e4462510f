import { describe, expect, it } from 'vitest';
import { forwarded, routed, rowTime } from '../../testing/cases/traces.ts';
import { findingOf, leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

describe('backend-tls', () => {
  it.each([0x80072f05, 0x80072f06, 0x80072f0d, 0x80072f7d, 0x80072f8f])('leads for ARR with code %i', async (code) => {
    expect(await leadOn(routed({ status: '502.3', code, gap: 40 }))).toBe('backend-tls high');
  });

  it('is ruled out for the ASP.NET Core Module, which speaks plain http', async () => {
    const verdict = await verdictOn(forwarded({ status: '502.3', code: 0x80072f8f, gap: 40 }));
    expect(verdict?.lead.cause).toBe('unknown');
    expect(findingOf(verdict, 'backend-tls')).toMatchObject({ state: 'ruled-out' });
  });

  it('reads rows, less sure', async () => {
    expect(await leadOn(null, { rows: [{ at: rowTime(0), status: '502.3', win32: 12175, taken: 40 }] })).toBe(
      'backend-tls medium',
    );
  });

  it('is not it with a time-out of the same module', async () => {
    expect(await leadOn(routed({ status: '502.3', code: 0x80072ee2, gap: 30_000 }))).toBe('proxy-timeout high');
  });
});
