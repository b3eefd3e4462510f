import { describe, expect, it } from 'vitest';
import { forwarded } from '../../testing/cases/traces.ts';
import { leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

const odd = (code: number) => forwarded({ status: '502.3', code, gap: 300 });

describe('unknown', () => {
  it('leads, unsure, on a code that no rule takes, and says what would decide', async () => {
    const verdict = await verdictOn(odd(0x80072ee4));
    expect(verdict?.lead).toMatchObject({ cause: 'unknown', certainty: 'low' });
    expect(verdict?.lead.headline).toContain('ERROR_WINHTTP_INTERNAL_ERROR');
    expect(verdict?.lead.wouldSettle.length).toBeGreaterThan(0);
  });

  it('shows a number that no table has as it is', async () => {
    expect((await verdictOn(odd(0x8abcdef0)))?.lead.headline).toContain('0x8ABCDEF0 (2327633648)');
  });

  it('is neither lead nor alternative when a rule speaks', async () => {
    const verdict = await verdictOn(odd(0x80072efe));
    expect(await leadOn(odd(0x80072efe))).toBe('connection-reset low');
    expect(verdict?.alternatives.map((finding) => finding.cause)).not.toContain('unknown');
  });
});
