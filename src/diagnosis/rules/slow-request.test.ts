import { describe, expect, it } from 'vitest';
import { sampleTrace } from '../../testing/analysed-trace.ts';
import { begin, finish, handOn } from '../../testing/cases/traces.ts';
import { inputsOf, leadOn, verdictOn } from '../../testing/cases/verdicts.ts';
import { diagnose } from '../diagnose.ts';

const EXECUTE = 'EXECUTE_REQUEST_HANDLER';

function slow(options: { readonly failureReason?: string; readonly ended?: boolean; readonly ms?: number } = {}) {
  const { failureReason = 'TIME_TAKEN', ended = true, ms = 95_000 } = options;
  const trace = begin({ status: '200', options: { failureReason, timeTaken: ms } });
  trace.start('AspNetCoreModule', EXECUTE, { at: 15 });
  handOn(trace, 15);
  if (!ended) return trace;
  trace.completion('AspNetCoreModule', EXECUTE, { at: ms }).end('AspNetCoreModule', EXECUTE);
  return finish(trace, '200');
}

describe('slow-request', () => {
  it('names the slow page of sample e and its share', async () => {
    const verdict = diagnose({ ...(await inputsOf(null)), trace: await sampleTrace('e') });
    expect(verdict?.lead).toMatchObject({ cause: 'slow-request', certainty: 'high' });
    expect(verdict?.lead.headline).toMatch(/17\.\d+ s \(99 %\) passed in Page Load/);
  });

  it('puts the time on the application, and warns of a limit that is near', async () => {
    const verdict = await verdictOn(slow());
    expect(verdict?.lead.cause).toBe('slow-request');
    expect(verdict?.lead.rootCause).toContain('the time is that of the application');
    expect(verdict?.lead.fixes.some((fix) => fix.text.includes('near requestTimeout'))).toBe(true);
    const short = await verdictOn(slow({ ms: 20_000 }));
    expect(short?.lead.fixes.some((fix) => fix.text.includes('near requestTimeout'))).toBe(false);
  });

  it('is no verdict when no time rule fired, and still running when the end is missing', async () => {
    expect(await leadOn(slow({ failureReason: 'STATUS_CODE' }))).toBe('none');
    expect(await leadOn(slow({ ended: false }))).toBe('still-running high');
  });
});
