import { describe, expect, it } from 'vitest';
import type { Cause, Certainty, Finding } from '../model/verdict.ts';
import { CAUSES } from '../model/verdict.ts';
import { found, ruledOut } from './finding.ts';
import { rank } from './rank.ts';

const finding = (cause: Cause, certainty: Certainty = 'medium', alternativeOnly = false): Finding =>
  found(
    { id: cause, version: 1 },
    { certainty, headline: cause, rootCause: '', evidence: [], fixes: [], alternativeOnly },
  );
const lead = (...findings: readonly Finding[]): Cause | null => rank(findings)?.lead.cause ?? null;

describe('ranking', () => {
  it.each<readonly [Cause, Cause]>([
    ['client-disconnect', 'app-timeout'],
    ['process-launch-failed', 'connection-refused'],
    ['runtime-missing', 'startup-crash'],
    ['bitness-mismatch', 'startup-crash'],
    ['port-binding', 'process-start-timeout'],
    ['bad-web-config', 'process-launch-failed'],
    ['app-crashed-mid-request', 'app-recycling'],
    ['app-recycling', 'connection-reset'],
    ['app-recycling', 'connection-refused'],
    ['app-crashed-mid-request', 'invalid-backend-response'],
    ['request-limit', 'other-module'],
    ['thread-pool-starvation', 'app-timeout'],
    ['request-body-unread', 'connection-reset'],
    ['connection-reset', 'unknown'],
  ])('%s before %s, in whatever order they come and however sure they are', (first, second) => {
    expect(lead(finding(first, 'low'), finding(second, 'high'))).toBe(first);
    expect(lead(finding(second, 'high'), finding(first, 'low'))).toBe(first);
  });

  it('knows a place for every cause', () => {
    for (const cause of CAUSES) expect(lead(finding('unknown'), finding(cause))).toBe(cause);
  });

  it('never lets lead what may only stand beside, nor what was ruled out', () => {
    const out = ruledOut({ id: 'backend-tls', version: 1 }, 'no', []);
    const ranking = rank([finding('thread-pool-starvation', 'low', true), out, finding('app-timeout')]);
    expect(ranking?.lead.cause).toBe('app-timeout');
    expect(ranking?.alternatives.map((one) => one.cause)).toEqual(['thread-pool-starvation']);
    expect(ranking?.others).toEqual([out]);
    expect(rank([finding('thread-pool-starvation', 'low', true), out])).toBeNull();
  });

  it('puts the surer alternative first', () => {
    const ranking = rank([
      finding('app-timeout'),
      finding('connection-refused', 'low'),
      finding('slow-request', 'high'),
    ]);
    expect(ranking?.alternatives.map((one) => one.cause)).toEqual(['slow-request', 'connection-refused']);
  });
});
