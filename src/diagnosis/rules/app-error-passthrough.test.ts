import { describe, expect, it } from 'vitest';
import { forwarded, relayed, rowTime, startFailed } from '../../testing/cases/traces.ts';
import { leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

describe('app-error-passthrough', () => {
  it('leads when the module only relayed', async () => {
    const verdict = await verdictOn(relayed({ status: '500' }));
    expect(verdict?.lead).toMatchObject({ cause: 'app-error-passthrough', certainty: 'medium' });
    expect(verdict?.lead.fixes[0]?.text).toContain('nothing to change in IIS');
    expect(verdict?.lead.headline).not.toContain('S_OK');
  });

  it('is sure with the exception or the events of in-process hosting', async () => {
    const stdout = ['fail: System.NullReferenceException: Object reference not set to an instance of an object.'];
    expect(await leadOn(relayed({ status: '500' }), { stdout })).toBe('app-error-passthrough high');
    expect(await leadOn(relayed({ status: '500', inProcess: true }))).toBe('app-error-passthrough high');
  });

  it('does not know why an application answers like a gateway', async () => {
    const verdict = await verdictOn(relayed({ status: '502', inProcess: true }));
    expect(verdict?.lead).toMatchObject({ cause: 'app-error-passthrough', certainty: 'low' });
    expect(verdict?.lead.misreadings.join(' ')).toContain('In-process hosting never produces a 502');
  });

  it('is a failed start instead for the 502.5 of V1 without a code', async () => {
    expect(await leadOn(startFailed({ status: '502.5', code: 0, took: 2000 }))).toBe('startup-crash low');
  });

  it('is a forwarding failure instead with sub-status 3 and a code', async () => {
    expect(await leadOn(forwarded({ status: '502.3', code: 0x80072efd, gap: 2000 }))).toBe('connection-refused medium');
  });

  it('reads rows, unsure', async () => {
    expect(await leadOn(null, { rows: [{ at: rowTime(0), status: '500.0', taken: 20 }] })).toBe(
      'app-error-passthrough low',
    );
  });
});
