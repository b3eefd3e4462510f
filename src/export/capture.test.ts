import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../diagnosis/config-check/check.ts';
import { EffectiveConfig } from '../diagnosis/config-check/effective.ts';
import { configReader } from '../formats/config/reader.ts';
import { statusCodesCover } from '../knowledge/tracing.ts';
import type { ConfigFile } from '../model/sidefiles.ts';
import { byteSource } from '../testing/byte-source.ts';
import { readWith } from '../testing/read-with.ts';
import { SITE_PLACEHOLDER } from './capture-commands.ts';
import type { CapturedTrace } from './capture-needs.ts';
import { type CaptureAdvice, captureAdvice } from './capture.ts';

const GOOD: CapturedTrace = {
  siteId: 1,
  status: 502,
  failed: true,
  cutByTime: false,
  cutBySize: false,
  moduleVersion: 'V2',
  hasAncmEvents: true,
  hasTimeline: true,
  hasNotifications: true,
};
const advice = (
  traces: readonly CapturedTrace[],
  siteName: string | null = 'Default Web Site',
  path = '*',
): CaptureAdvice => captureAdvice({ traces, siteName, path });

async function readBack(text: string): Promise<ConfigFile> {
  const { items, summary } = await readWith(configReader, byteSource(text, 'web.config'));
  expect(summary.state).toBe('whole');
  const item = items[0];
  if (item?.kind !== 'config') throw new Error('no configuration');
  return item.config;
}

const arbitraryTrace = fc.record<CapturedTrace>({
  siteId: fc.constantFrom(1, 2, null),
  status: fc.constantFrom(200, 400, 500, 502, 503),
  failed: fc.boolean(),
  cutByTime: fc.boolean(),
  cutBySize: fc.boolean(),
  moduleVersion: fc.constantFrom('V1', 'V2', null),
  hasAncmEvents: fc.boolean(),
  hasTimeline: fc.boolean(),
  hasNotifications: fc.boolean(),
});

describe('captureAdvice', () => {
  it('lacks nothing where the traces lack nothing', () => {
    expect(advice([GOOD]).needs).toEqual([]);
  });

  it.each<[string, Partial<CapturedTrace>]>([
    ['notifications', { hasNotifications: false, hasTimeline: false }],
    ['verbosity', { hasTimeline: false }],
    ['ancm-area', { hasAncmEvents: false }],
    ['size-limit', { cutBySize: true }],
    ['time-rule', { cutByTime: true }],
  ])('says that %s was missing', (id, change) => {
    const needs = advice([GOOD, { ...GOOD, ...change }]).needs;
    expect(needs.map((need) => [need.id, need.count])).toEqual([[id, 1]]);
    expect(needs[0]?.text).toContain('(1 of 2)');
  });

  it('does not miss ANCM events where V1 or no ANCM took part', () => {
    for (const moduleVersion of ['V1', null] as const) {
      expect(advice([{ ...GOOD, moduleVersion, hasAncmEvents: false }]).needs).toEqual([]);
    }
  });

  it('raises the limit that was hit, and no other', () => {
    expect(advice([GOOD]).site).toEqual({ maxLogFiles: 50, maxLogFileSizeKB: 1024 });
    expect(advice([{ ...GOOD, cutBySize: true }]).site).toEqual({ maxLogFiles: 50, maxLogFileSizeKB: 10_240 });
    expect(advice(Array.from({ length: 50 }, () => GOOD)).site.maxLogFiles).toBeGreaterThan(50);
    expect(advice(Array.from({ length: 50 }, (_, ix) => ({ ...GOOD, siteId: ix % 2 }))).site.maxLogFiles).toBe(50);
  });

  it('names no time where a failure is looked for, and one above the time-out where only slow requests are known', () => {
    expect(advice([GOOD, { ...GOOD, cutByTime: true, failed: false, status: 200 }]).rule.timeTaken).toBe('');
    expect(advice([{ ...GOOD, cutByTime: true, failed: false, status: 200 }]).rule.timeTaken).toBe('00:02:30');
  });

  it('covers the statuses that were seen', () => {
    expect(advice([GOOD]).rule.statusCodes).toBe('500-599');
    expect(advice([GOOD, { ...GOOD, status: 400 }]).rule.statusCodes).toBe('400-599');
    expect(advice([]).rule.statusCodes).toBe('400-599');
  });

  it('leaves the area ANCM out for a server that has only V1', () => {
    const v1 = advice([{ ...GOOD, moduleVersion: 'V1', hasAncmEvents: false }]);
    expect(v1.webConfig).not.toContain('ANCM');
    expect(v1.registerArea).toBeNull();
    expect(advice([GOOD]).webConfig).toContain('ANCM');
    expect(advice([]).registerArea?.appcmd.join()).toContain("value='65536'");
  });

  it('writes what our own reader reads back, and what the check finds sound', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(arbitraryTrace, { maxLength: 5 }),
        fc.constantFrom('*', 'api/*', '*.aspx'),
        async (traces, path) => {
          const { rule, webConfig } = advice(traces, null, path);
          const config = await readBack(webConfig);
          expect(config.tracingRules).toHaveLength(1);
          expect(config.tracingRules[0]).toMatchObject({
            path: rule.path,
            statusCodes: rule.statusCodes,
            timeTaken: rule.timeTaken,
          });
          expect(
            config.tracingRules[0]?.areas.map(({ provider, areas, verbosity }) => ({
              name: provider,
              areas,
              verbosity,
            })),
          ).toEqual(rule.providers);
          const onlyV1 = traces.length > 0 && traces.every((trace) => trace.moduleVersion === 'V1');
          const context = { moduleVersion: onlyV1 ? ('V1' as const) : ('V2' as const), hosting: null, cause: null };
          expect(checkConfig(new EffectiveConfig([config], { siteId: null, path: '/', pool: '' }), context)).toEqual(
            [],
          );
          for (const trace of traces)
            if (trace.failed && trace.status >= 400)
              expect(statusCodesCover(rule.statusCodes, trace.status, 0)).toBe(true);
        },
      ),
    );
  });

  it('says the same in XML, appcmd and PowerShell', () => {
    const { enable, disable, rule } = advice([GOOD], 'My Site (2)', 'api/*');
    for (const text of [enable.appcmd.join('\n'), enable.powerShell.join('\n')]) {
      for (const part of [
        'My Site (2)',
        rule.path,
        rule.statusCodes,
        rule.providers[0]?.areas.join(',') ?? '?',
        'Verbose',
        '1024',
        '50',
      ])
        expect(text).toContain(part);
    }
    for (const text of [disable.appcmd.join('\n'), disable.powerShell.join('\n')]) expect(text).toContain("'api/*'");
  });

  it('puts no text of a file into a command that a shell would read', () => {
    const hostile = [
      'a" & calc & "',
      "x'; rm *",
      '$(calc)',
      '`calc`',
      '%COMSPEC%',
      'a\nb',
      '',
      ' lead',
      '-flag',
      'caf\u00E9',
      'x'.repeat(200),
    ];
    for (const name of hostile) {
      const { enable, disable } = advice([GOOD], name);
      const text = [...enable.appcmd, ...enable.powerShell, ...disable.appcmd, ...disable.powerShell].join('\n');
      expect(text).toContain(SITE_PLACEHOLDER);
      if (name.length > 2) expect(text).not.toContain(name);
    }
    expect(advice([GOOD], 'S', "*'; calc").rule.path).toBe('*');
    for (const line of Object.values(advice([GOOD], null).enable).flat()) expect(line).not.toMatch(/[\r\n]/);
  });
});
