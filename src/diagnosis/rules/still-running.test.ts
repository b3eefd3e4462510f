import { describe, expect, it } from 'vitest';
import { sampleTrace } from '../../testing/analysed-trace.ts';
import { inputsOf } from '../../testing/cases/verdicts.ts';
import { diagnose } from '../diagnose.ts';

describe('still-running', () => {
  it('says on sample g where the request is, and that 200 is no outcome', async () => {
    const verdict = diagnose({ ...(await inputsOf(null)), trace: await sampleTrace('g') });
    expect(verdict?.lead).toMatchObject({ cause: 'still-running', certainty: 'high' });
    expect(verdict?.lead.headline).toContain('still running');
    expect(verdict?.lead.headline).toContain('Page Load');
    expect(verdict?.lead.rootCause).toContain('The status 200 in this trace is not an outcome');
    expect(verdict?.lead.rootCause).toMatch(/9\.\d+ s are not explained/);
  });

  it('says on sample i what is missing', async () => {
    const verdict = diagnose({ ...(await inputsOf(null)), trace: await sampleTrace('i') });
    expect(verdict?.lead).toMatchObject({ cause: 'still-running', certainty: 'medium' });
    const texts = verdict?.lead.evidence.map((e) => e.text).join(' ');
    expect(texts).toContain('The beginning of the request is missing too');
    expect(texts).toContain('size limit');
  });

  it('has nothing to say of a request that ended', async () => {
    expect(diagnose({ ...(await inputsOf(null)), trace: await sampleTrace('h') })).toBeNull();
  });
});
