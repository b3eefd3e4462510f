import { describe, expect, it } from 'vitest';
import { sampleTrace } from '../../testing/analysed-trace.ts';
import { forwarded, routed, rowTime, relayed } from '../../testing/cases/traces.ts';
import { findingOf, inputsOf, leadOn, verdictOn } from '../../testing/cases/verdicts.ts';
import { diagnose } from '../diagnose.ts';

const TIMEOUT = 0x80072ee2;
const timedOut = (gap: number, more: Partial<Parameters<typeof forwarded>[0]> = {}) =>
  forwarded({ status: '502.3', code: TIMEOUT, gap, ...more });
const row = (taken: number) => ({ at: rowTime(120_000), status: '502.3', win32: 12002, taken, stem: '/api/orders' });

describe('app-timeout', () => {
  it.each(['a', 'a2'])('names module, code, gap, limit and setting on sample %s', async (letter) => {
    const trace = await sampleTrace(letter);
    const verdict = diagnose({ ...(await inputsOf(null)), trace });
    expect(verdict?.lead.cause).toBe('app-timeout');
    expect(verdict?.lead.certainty).toBe('high');
    expect(verdict?.lead.headline).toContain('WININET_E_TIMEOUT (0x80072EE2, 2147954402)');
    expect(verdict?.lead.headline).toMatch(/after 120\.\d+ s of silence.*requestTimeout \(120 s\)/);
    expect(verdict?.gap?.limit).toBe('requestTimeout');
    expect(verdict?.producedBy?.status).toBe('502.3');
  });

  it('infers a setting of whole minutes and is less sure of it', async () => {
    const verdict = await verdictOn(timedOut(300_015));
    expect(verdict?.lead).toMatchObject({ cause: 'app-timeout', certainty: 'medium' });
    expect(verdict?.lead.headline).toContain('requestTimeout (300 s, inferred');
  });

  it('is less sure when no known limit ends the silence', async () => {
    expect(await leadOn(timedOut(47_000))).toBe('app-timeout medium');
  });

  it('says that a stream fell silent when a part of the response had come', async () => {
    const verdict = await verdictOn(timedOut(120_031, { response: true }));
    expect(verdict?.lead.cause).toBe('app-timeout');
    expect(verdict?.lead.rootCause).toContain('fell silent');
  });

  it('names the limit of App Service where the site runs there', async () => {
    const verdict = await verdictOn(timedOut(120_031, { headers: [['X-ARR-LOG-ID', 'x']] }));
    expect(verdict?.lead.fixes.map((fix) => fix.text).join(' ')).toContain('230 s');
    expect(verdict?.lead.misreadings.join(' ')).toContain('X-ARR-LOG-ID');
    expect((await verdictOn(timedOut(120_031)))?.lead.misreadings.join(' ')).not.toContain('X-ARR-LOG-ID');
  });

  it('is not it when another module or another code stands there', async () => {
    expect(await leadOn(routed({ status: '502.3', code: TIMEOUT, gap: 30_015 }))).toBe('proxy-timeout high');
    expect(await leadOn(forwarded({ status: '502.3', code: 0x80072efd, gap: 2031 }))).toBe('connection-refused medium');
    expect(await leadOn(relayed({ status: '502', inProcess: true, took: 120_031 }))).toBe('app-error-passthrough low');
  });

  it('reads rows by their duration, and does not claim to know who waited', async () => {
    expect(await leadOn(null, { rows: [row(120_047)] })).toBe('app-timeout medium');
    expect(await leadOn(null, { rows: [row(30_031)] })).toBe('proxy-timeout medium');
    // The Windows code of a row may be 0: the duration speaks alone.
    expect(await leadOn(null, { rows: [{ ...row(120_047), win32: 0 }] })).toBe('app-timeout low');
    expect(await leadOn(null, { rows: [{ ...row(4000), win32: 0 }] })).toBe('unknown low');
  });

  it('never raises requestTimeout first', async () => {
    const finding = findingOf(await verdictOn(timedOut(120_031)), 'app-timeout');
    expect(finding?.fixes[0]?.text).not.toContain('requestTimeout');
    expect(finding?.fixes.at(-1)?.setting?.attribute).toBe('requestTimeout');
  });
});
