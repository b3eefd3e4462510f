import { describe, expect, it } from 'vitest';
import { forwarded, routed } from '../../testing/cases/traces.ts';
import { leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

const invalid = (response: boolean, code = 0x80072f78) => forwarded({ status: '502.3', code, gap: 300, response });

describe('invalid-backend-response', () => {
  it('tells a body that broke off from an answer that was no HTTP', async () => {
    const broken = await verdictOn(invalid(true));
    expect(broken?.lead).toMatchObject({ cause: 'invalid-backend-response', certainty: 'high' });
    expect(broken?.lead.headline).toContain('broke off in the body');
    const never = await verdictOn(invalid(false));
    expect(never?.lead).toMatchObject({ cause: 'invalid-backend-response', certainty: 'medium' });
    expect(never?.lead.headline).toContain('could not be read as an HTTP/1.1 response');
  });

  it('is sure with the line of the application', async () => {
    const stdout = ['fail: StatusCode cannot be set because the response has already started.'];
    expect(await leadOn(invalid(false), { stdout })).toBe('invalid-backend-response high');
  });

  it('names the size limit for headers that are too large', async () => {
    const verdict = await verdictOn(invalid(false, 0x80072f96));
    expect(verdict?.lead.cause).toBe('invalid-backend-response');
    expect(verdict?.lead.fixes[0]?.text).toContain('65,536');
  });

  it('leaves the module out when ARR met it', async () => {
    const verdict = await verdictOn(routed({ status: '502.3', code: 0x80072f78, gap: 200, response: true }));
    expect(verdict?.lead.headline).toContain('ApplicationRequestRouting');
  });

  it('is not it with a code of the connection', async () => {
    expect(await leadOn(invalid(true, 0x80072efe))).toBe('connection-reset low');
  });
});
