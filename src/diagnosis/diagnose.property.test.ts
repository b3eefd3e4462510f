import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding, Verdict } from '../model/verdict.ts';
import { after, answered, forwarded, relayed, startFailed } from '../testing/cases/traces.ts';
import { CODES } from '../knowledge/codes/table.ts';
import { verdictOn, type Beside } from '../testing/cases/verdicts.ts';

const MODULES = [
  'AspNetCoreModule',
  'AspNetCoreModuleV2',
  'ApplicationRequestRouting',
  'httpPlatformHandler',
  'iisnode',
  'IIS Web Core',
  '',
];
const code = fc.oneof(
  fc.constantFrom(...CODES.map((entry) => entry.code as number)),
  fc.integer({ min: 0, max: 0xffffffff }),
);
const status = fc.constantFrom(
  '400',
  '404.13',
  '413',
  '499',
  '500',
  '500.19',
  '500.30',
  '500.31',
  '500.32',
  '500.35',
  '500.37',
  '502',
  '502.3',
  '502.4',
  '502.5',
  '503',
  '504',
);
const module = fc.constantFrom(...MODULES);
const took = fc.integer({ min: 0, max: 400_000 });

const trace = fc.oneof(
  fc.record({ module, status, code, gap: took, response: fc.boolean() }).map((input) => forwarded(input)),
  fc.record({ module, status, code, took }).map((input) => startFailed(input)),
  fc.record({ module, status, code, took }).map((input) => answered({ ...input, handler: input.module })),
  fc.record({ status, code, took, inProcess: fc.boolean() }).map((input) => relayed(input)),
);
const text = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.constantFrom(
    "failed to start process with commandline 'x', ErrorCode = '0x80004005 : e0434352.",
    'Now listening on: http://[::1]:80',
    "commandline '",
    '0x80008096',
    'Unhandled exception',
  ),
);
const provider = fc.constantFrom(
  'IIS AspNetCore Module',
  'IIS AspNetCore Module V2',
  '.NET Runtime',
  'Application Error',
  'WAS',
  'Tcpip',
  'Odd',
);
const beside: fc.Arbitrary<Beside> = fc.record({
  events: fc.array(
    fc
      .record({
        id: fc.constantFrom(1000, 1001, 1003, 1007, 1008, 1012, 1018, 1025, 1026, 1030, 4227, 5002),
        message: text,
        provider,
        ms: fc.integer({ min: -200_000, max: 400_000 }),
      })
      .map(({ ms, ...event }) => ({ ...event, time: after(ms) })),
    { maxLength: 3 },
  ),
  stdout: fc.array(text, { maxLength: 3 }),
});

const words = (finding: Finding): string =>
  [
    finding.headline,
    finding.rootCause,
    finding.whyNotHigher,
    ...finding.misreadings,
    ...finding.fixes.map((fix) => fix.text),
    ...[...finding.evidence, ...finding.against].map((e) => e.text),
    ...finding.wouldSettle.map((input) => input.text),
  ].join('\n');

function check(verdict: Verdict | null): void {
  if (verdict === null) return;
  const all = [verdict.lead, ...verdict.alternatives, ...verdict.others];
  expect(all.filter((finding) => finding.state === 'rule-failed')).toEqual([]);
  expect(verdict.lead.evidence.length).toBeGreaterThan(0);
  expect(verdict.lead.fixes.length).toBeGreaterThan(0);
  for (const finding of all) {
    expect(words(finding)).not.toMatch(/undefined|NaN|\[object|null\b/);
    expect(finding.headline).toMatch(/\.$/);
  }
}

describe('diagnosis of anything', () => {
  it('never fails a rule and never speaks in tongues', async () => {
    await fc.assert(
      fc.asyncProperty(trace, beside, async (one, files) => check(await verdictOn(one, files))),
      { numRuns: 400 },
    );
  });

  it('says the same twice', async () => {
    await fc.assert(
      fc.asyncProperty(trace, beside, async (one, files) => {
        expect(await verdictOn(one, files)).toEqual(await verdictOn(one, files));
      }),
      { numRuns: 50 },
    );
  });
});
