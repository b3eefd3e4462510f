import { describe, expect, it } from 'vitest';
import { forwarded, routed, startFailed } from '../../testing/cases/traces.ts';
import { leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

const CHUNKED = [['Transfer-Encoding', 'chunked']] as const;
const parameter = (more: Partial<Parameters<typeof forwarded>[0]> = {}) =>
  forwarded({ status: '502.3', code: 0x80070057, gap: 0, ...more });

describe('unsupported-request', () => {
  it('prints the header that cannot be carried', async () => {
    const verdict = await verdictOn(parameter({ headers: CHUNKED }));
    expect(verdict?.lead).toMatchObject({ cause: 'unsupported-request', certainty: 'high' });
    expect(verdict?.lead.headline).toContain('Transfer-Encoding: chunked');
    expect(
      verdict?.lead.evidence.some((e) => e.text.includes('Transfer-Encoding: chunked came with the request')),
    ).toBe(true);
  });

  it('is unsure of the code alone', async () => {
    expect(await leadOn(parameter())).toBe('unsupported-request low');
    expect(await leadOn(parameter({ headers: CHUNKED, verb: 'POST' }))).toBe('unsupported-request low');
  });

  it('also holds when the send failed before the token header', async () => {
    expect(await leadOn(startFailed({ status: '502.3', code: 0x80070057, took: 0, headers: CHUNKED }))).toBe(
      'unsupported-request high',
    );
    expect(await leadOn(startFailed({ status: '502.3', code: 0x80070057, took: 0 }))).toBe('bad-web-config low');
  });

  it('gives way to a client that left', async () => {
    expect(await leadOn(parameter({ headers: CHUNKED, flushFails: 0x800704cd }))).toBe('client-disconnect high');
  });

  it('finds an upgrade that a rule sets on every request', async () => {
    const set = [['HTTP_UPGRADE', 'websocket']] as const;
    const verdict = await verdictOn(routed({ status: '502.3', code: 0x80072efe, gap: 40, set }));
    expect(verdict?.lead).toMatchObject({ cause: 'unsupported-request', certainty: 'medium' });
    expect(await leadOn(routed({ status: '502.3', code: 0x80072efe, gap: 400 }))).toBe('connection-reset low');
  });
});
