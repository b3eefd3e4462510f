import { describe, expect, it } from 'vitest';
import { begin, finish, forwarded, handOn, routed, rowTime } from '../../testing/cases/traces.ts';
import { findingOf, leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

const TIMEOUT = 0x80072ee2;

/** A request that ended well after `ms` on App Service or elsewhere. */
function longSuccess(ms: number, headers: readonly (readonly [string, string])[]) {
  const trace = begin({ status: '200', headers, options: { failureReason: 'TIME_TAKEN' } });
  trace.start('AspNetCoreModule', 'EXECUTE_REQUEST_HANDLER', { at: 15 });
  handOn(trace, 15);
  trace
    .completion('AspNetCoreModule', 'EXECUTE_REQUEST_HANDLER', { at: ms })
    .end('AspNetCoreModule', 'EXECUTE_REQUEST_HANDLER');
  return finish(trace, '200');
}

describe('proxy-timeout', () => {
  it('leads for ARR and names its limit, never that of the module', async () => {
    const verdict = await verdictOn(routed({ status: '502.3', code: TIMEOUT, gap: 30_015 }));
    expect(verdict?.lead).toMatchObject({ cause: 'proxy-timeout', certainty: 'high' });
    expect(verdict?.gap?.limit).toBe('arrTimeout');
    const { headline, rootCause, fixes } = verdict?.lead ?? { headline: '', rootCause: '', fixes: [] };
    expect(`${headline}${rootCause}${fixes.map((fix) => fix.text).join()}`).not.toContain('requestTimeout');
  });

  it('is less sure when the wait ends at no known limit', async () => {
    expect(await leadOn(routed({ status: '502.3', code: TIMEOUT, gap: 47_000 }))).toBe('proxy-timeout medium');
  });

  it('is impossible when the module itself set the status', async () => {
    expect(await leadOn(forwarded({ status: '502.3', code: TIMEOUT, gap: 30_015 }))).toBe('app-timeout medium');
  });

  it('takes a success after 230 s on App Service for one that the caller did not get', async () => {
    expect(await leadOn(longSuccess(236_000, [['X-ARR-LOG-ID', 'x']]))).toBe('proxy-timeout medium');
    expect(await leadOn(longSuccess(236_000, []))).toBe('slow-request high');
    expect(await leadOn(longSuccess(90_000, [['X-ARR-LOG-ID', 'x']]))).toBe('slow-request high');
  });

  it('reads such a row by the mark of the platform in its query', async () => {
    const row = { at: rowTime(240_000), status: '200.0', taken: 240_013 };
    expect(await leadOn(null, { rows: [{ ...row, query: 'X-ARR-LOG-ID=6f1d' }] })).toBe('proxy-timeout medium');
    expect(await leadOn(null, { rows: [row] })).toBe('none');
  });

  it('stands beside a client that left at a round duration', async () => {
    const gone = (gap: number) =>
      verdictOn(forwarded({ status: '502.3', code: 0x800704cd, gap, flushFails: 0x800704cd }));
    expect(findingOf(await gone(59_990), 'proxy-timeout')?.alternativeOnly).toBe(true);
    expect(findingOf(await gone(41_000), 'proxy-timeout')).toBeUndefined();
  });
});
