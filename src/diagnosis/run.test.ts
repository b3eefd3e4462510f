import { describe, expect, it } from 'vitest';
import type { Finding } from '../model/verdict.ts';
import { forwarded } from '../testing/cases/traces.ts';
import { inputsOf } from '../testing/cases/verdicts.ts';
import { diagnose } from './diagnose.ts';
import { RULES } from './registry.ts';
import type { Rule } from './rule.ts';
import { CAUSES } from '../model/verdict.ts';

const inputs = () => inputsOf(forwarded({ status: '502.3', code: 0x80072ee2, gap: 120_031 }));
const throwing: Rule = {
  id: 'connection-reset',
  version: 1,
  needs: [],
  uses: [],
  judge() {
    throw new Error('words of a file');
  },
};

describe('the list of rules', () => {
  it('has one rule for every cause', () => {
    expect(RULES.map((rule) => rule.id).toSorted()).toEqual([...CAUSES].toSorted());
  });
});

describe('running rules', () => {
  it('goes on when one throws, and says which without repeating its words', async () => {
    const rules = RULES.map((rule) => (rule.id === throwing.id ? throwing : rule));
    const verdict = diagnose(await inputs(), undefined, rules);
    expect(verdict?.lead.cause).toBe('app-timeout');
    const failed = verdict?.others.find((finding) => finding.state === 'rule-failed');
    expect(failed?.rule).toBe('connection-reset');
    expect(JSON.stringify(failed)).not.toContain('words of a file');
  });

  it('takes a finding without evidence for a bug of its rule', async () => {
    const [lead] = [(diagnose(await inputs()) ?? { lead: null }).lead];
    const bare: Rule = { ...throwing, id: 'app-timeout', judge: () => ({ ...(lead as Finding), evidence: [] }) };
    const rules = RULES.map((rule) => (rule.id === bare.id ? bare : rule));
    const verdict = diagnose(await inputs(), undefined, rules);
    expect(verdict?.lead.cause).toBe('unknown');
    expect(verdict?.others.map((finding) => `${finding.rule} ${finding.state}`)).toContain('app-timeout rule-failed');
  });

  it('does not ask a rule whose inputs are not there', async () => {
    let asked = 0;
    const needy: Rule = { ...throwing, needs: ['eventLog'], judge: () => ((asked += 1), null) };
    diagnose(await inputs(), undefined, [...RULES, needy]);
    expect(asked).toBe(0);
  });

  it('gives every finding that leads evidence, a fix and a reason for its certainty', async () => {
    for (const code of [
      0x80072ee2, 0x80072efd, 0x80072efe, 0x80072f78, 0x80070057, 0x800704cd, 0x80072ef1, 0x8000ffff,
    ]) {
      const lead = diagnose(await inputsOf(forwarded({ status: '502.3', code, gap: 300 })))?.lead;
      expect(lead?.evidence.length).toBeGreaterThan(0);
      expect(lead?.fixes[0]?.text).toMatch(/\.$/);
      expect(lead?.certainty === 'high' ? lead.whyNotHigher : '').toBe('');
      if (lead?.certainty !== 'high') expect(lead?.whyNotHigher).toMatch(/\.$/);
    }
  });
});
