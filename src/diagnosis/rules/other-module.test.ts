import { describe, expect, it } from 'vitest';
import { sampleTrace } from '../../testing/analysed-trace.ts';
import { answered, relayed, rowTime } from '../../testing/cases/traces.ts';
import { inputsOf, leadOn, verdictOn } from '../../testing/cases/verdicts.ts';
import { diagnose } from '../diagnose.ts';

describe('other-module', () => {
  it('says on sample f that the ASP.NET Core Module did not do it', async () => {
    const verdict = diagnose({ ...(await inputsOf(null)), trace: await sampleTrace('f') });
    expect(verdict?.lead).toMatchObject({ cause: 'other-module', certainty: 'high' });
    expect(verdict?.lead.headline).toContain('IIS Web Core');
    expect(verdict?.lead.headline).toContain('AUTHENTICATE_REQUEST');
    expect(verdict?.lead.headline).toContain('the ASP.NET Core Module did not set this status');
  });

  it.each([
    ['ManagedPipelineHandler', '500', 0],
    ['StaticFileModule', '404', 0x80070002],
    ['FastCgiModule', '500', 0x80070102],
    ['CgiModule', '502.2', 0],
    ['RewriteModule', '500.50', 0x80070057],
    ['WebDAVModule', '405', 0],
    ['WindowsAuthenticationModule', '401.1', 0x8009030c],
  ])('names %s with %s and what it means by it', async (module, status, code) => {
    const verdict = await verdictOn(answered({ module, handler: module, status, code }));
    expect(verdict?.lead.cause).toBe('other-module');
    expect(verdict?.lead.headline).toContain(module);
    expect(verdict?.lead.rootCause.length).toBeGreaterThan(60);
  });

  it('is not it for the relayed answer of the application', async () => {
    expect(await leadOn(relayed({ status: '404', reason: 'Not Found' }))).toBe('app-error-passthrough medium');
  });

  it('is unsure from a row, which names no module', async () => {
    expect(await leadOn(null, { rows: [{ at: rowTime(0), status: '404.0', win32: 2, taken: 2 }] })).toBe(
      'other-module low',
    );
  });
});
