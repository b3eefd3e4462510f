import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Incident } from '../model/incident.ts';
import { hresult, type FileKey, type IncidentId, type TraceKey } from '../model/units.ts';
import type { Cause, Certainty, Finding, Verdict } from '../model/verdict.ts';
import { analysedTrace } from '../testing/analysed-trace.ts';
import { freb } from '../testing/freb-builder.ts';
import type { IncidentPart } from './incident-groups.ts';
import { memberOfTrace, type IncidentMember } from './incident-member.ts';
import { groupIncidents } from './incidents.ts';

const T0 = Date.UTC(2026, 2, 12, 14, 0, 0);
const SECOND = 1000;
const MINUTE = 60 * SECOND;

interface Made {
  readonly cause?: Cause;
  readonly certainty?: Certainty;
  /** Ms after T0; null: no time. */
  readonly at?: number | null;
  readonly lasts?: number;
  readonly code?: number;
  readonly over?: Partial<IncidentMember>;
}

let count = 0;

function verdict(cause: Cause, certainty: Certainty, code: number | null, key: TraceKey): Verdict {
  const lead: Finding = {
    rule: cause,
    version: 1,
    state: 'found',
    cause,
    certainty,
    headline: `headline of ${key}`,
    rootCause: '',
    whyNotHigher: '',
    evidence: [],
    against: [],
    misreadings: [],
    wouldSettle: [],
    fixes: [],
    links: [],
  };
  return {
    subject: key,
    lead,
    alternatives: [],
    others: [],
    reasoning: [],
    module: 'AspNetCoreModuleV2',
    moduleVersion: 'V2',
    hosting: null,
    notification: null,
    producedBy: null,
    code: code === null ? null : { code: hresult(code), hex: `0x${code.toString(16)}`, dec: code, names: [], text: '' },
    gap: null,
  };
}

function made({
  cause = 'app-timeout',
  certainty = 'high',
  at = 0,
  lasts = SECOND,
  code,
  over,
}: Made = {}): IncidentMember {
  const key = `t${++count}` as TraceKey;
  return {
    trace: key,
    rows: null,
    requests: 1,
    from: at === null ? null : T0 + at,
    to: at === null ? null : T0 + at + lasts,
    siteName: '',
    siteId: 1,
    appPool: 'Shop',
    processId: 100,
    computer: 'WEB-01',
    host: 'shop.example.com',
    module: 'AspNetCoreModuleV2',
    status: '502.3',
    code: code === undefined ? '0x80072ee2' : `0x${code.toString(16)}`,
    template: '/api/orders',
    verdict: verdict(cause, certainty, code ?? 0x80072ee2, key),
    ...over,
  };
}

const summary = (incidents: readonly Incident[]): readonly (readonly [string, number])[] =>
  incidents.map((incident) => [incident.cause, incident.requests]);

describe('grouping', () => {
  test('one cause, application and window is one incident over all URLs and processes', () => {
    const incidents = groupIncidents([
      made({ at: 2 * MINUTE, over: { template: '/b', processId: 101 } }),
      made({ at: 0, over: { template: '/a' } }),
      made({ at: MINUTE, over: { template: '/a' } }),
    ]);
    expect(summary(incidents)).toEqual([['app-timeout', 3]]);
    expect(incidents[0]).toMatchObject({
      from: T0,
      to: T0 + 2 * MINUTE + SECOND,
      urls: ['/a', '/b'],
      processes: [100, 101],
      pools: ['Shop'],
      computers: ['WEB-01'],
      signature: '1|AspNetCoreModuleV2|502.3|0x80072ee2|app-timeout|forward|*',
    });
    expect(incidents[0]?.why).toContain('Several URLs: /a, /b.');
    expect(incidents[0]?.why).toContain('Same status: 502.3.');
  });

  test('two pools, two causes and two windows stay apart', () => {
    const incidents = groupIncidents([
      made(),
      made({ over: { appPool: 'Other' } }),
      made({ cause: 'connection-reset' }),
      made({ at: 20 * MINUTE }),
    ]);
    expect(incidents).toHaveLength(4);
  });

  test('a pause is measured from the end of a request, not from its start', () => {
    const incidents = groupIncidents([made({ lasts: 14 * MINUTE }), made({ at: 28 * MINUTE })]);
    expect(incidents).toHaveLength(1);
  });

  test('rare but regular failures are one incident', () => {
    const hourly = Array.from({ length: 10 }, (_, k) => made({ at: k * 60 * MINUTE }));
    expect(groupIncidents(hourly)).toHaveLength(1);
    expect(groupIncidents(hourly.slice(0, 2))).toHaveLength(2);
  });

  test('site 1 of two machines is one farm only when it answers for one host', () => {
    const elsewhere = { computer: 'WEB-02' };
    expect(groupIncidents([made(), made({ over: elsewhere })])).toHaveLength(1);
    expect(groupIncidents([made(), made({ over: { ...elsewhere, host: 'other.example.com' } })])).toHaveLength(2);
    expect(groupIncidents([made(), made({ over: { host: 'alias.example.com' } })])).toHaveLength(1);
  });

  test('rows that name neither pool nor machine go with the only one of their site', () => {
    const rows = { trace: null, appPool: '', computer: '', host: '', processId: null, requests: 54 };
    const file = { file: 'log' as FileKey, rows: [] };
    expect(summary(groupIncidents([made(), made({ over: { ...rows, rows: file } })]))).toEqual([['app-timeout', 55]]);
    expect(groupIncidents([made(), made({ over: { ...rows, rows: file, siteId: 2 } })])).toHaveLength(2);
    const two = groupIncidents([made(), made({ over: { appPool: 'Other' } }), made({ over: { ...rows, rows: file } })]);
    expect(two).toHaveLength(3);
  });

  test('what only says who answered is grouped by the answer', () => {
    const other = (status: string, module: string): IncidentMember =>
      made({ cause: 'other-module', over: { status, module } });
    const incidents = groupIncidents([
      other('404', 'StaticFileModule'),
      other('404', 'StaticFileModule'),
      other('401.2', 'IIS Web Core'),
    ]);
    expect(incidents.map((incident) => incident.requests).toSorted((a, b) => a - b)).toEqual([1, 2]);
  });

  test('incidents can be split by a part of their signature, or joined over applications', () => {
    const members = [
      made({ over: { template: '/a', appPool: 'A', computer: 'X' } }),
      made({ over: { template: '/b', appPool: 'A', processId: 2 } }),
      made({ over: { template: '/b', appPool: 'B', status: '502.4' } }),
      made({ cause: 'app-offline' }),
    ];
    const sizes = (...apart: IncidentPart[]): readonly number[] =>
      groupIncidents(members, apart)
        .map((incident) => incident.requests)
        .toSorted((a, b) => a - b);
    expect(sizes()).toEqual([1, 3]);
    expect(sizes('application')).toEqual([1, 1, 2]);
    expect(sizes('url')).toEqual([1, 1, 2]);
    expect(sizes('status')).toEqual([1, 1, 2]);
    expect(sizes('process')).toEqual([1, 1, 2]);
    expect(sizes('machine')).toEqual([1, 1, 2]);
    expect(sizes('application', 'url')).toEqual([1, 1, 1, 1]);
  });

  test('the representative is the first of the surest, a trace before rows', () => {
    const rows = made({ certainty: 'high', over: { trace: null } });
    const low = made({ certainty: 'low' });
    const first = made({ certainty: 'medium', at: 10 });
    const incidents = groupIncidents([rows, low, first, made({ certainty: 'medium', at: 20 })]);
    expect(incidents[0]).toMatchObject({ representative: first.trace, certainty: 'medium' });
    expect(incidents[0]?.headline).toBe(`headline of ${first.trace}`);
  });

  test('requests without a time are told so and come last', () => {
    const incidents = groupIncidents([made({ at: null }), made({ at: 5 })]);
    expect(incidents.map((incident) => incident.from)).toEqual([T0 + 5, null]);
    expect(incidents[1]?.why.at(-1)).toBe('No times are known.');
  });

  test('the id is the same in whatever order the files come', () => {
    const members = [made(), made(), made({ at: 5 }), made({ cause: 'app-offline' })];
    const ids = (list: readonly IncidentMember[]): readonly IncidentId[] =>
      groupIncidents(list)
        .map((i) => i.id)
        .toSorted((a, b) => a.localeCompare(b));
    expect(ids(members.toReversed())).toEqual(ids(members));
  });

  test('each request is in exactly one incident', () => {
    const member = fc
      .record({
        cause: fc.constantFrom<Cause>('app-timeout', 'other-module', 'startup-crash', 'unknown'),
        at: fc.option(fc.nat(10_000 * MINUTE)),
        appPool: fc.constantFrom('', 'A', 'B'),
        computer: fc.constantFrom('', 'X', 'Y'),
        host: fc.constantFrom('', 'h'),
        siteId: fc.constantFrom(null, 1, 2),
      })
      .map(({ cause, at, ...over }) => made({ cause, at, over }));
    fc.assert(
      fc.property(fc.array(member, { maxLength: 30 }), (members) => {
        const incidents = groupIncidents(members);
        expect(new Set(incidents.flatMap((incident) => incident.traces))).toEqual(
          new Set(members.map((one) => one.trace)),
        );
        expect(incidents.flatMap((incident) => incident.traces)).toHaveLength(members.length);
        expect(new Set(incidents.map((incident) => incident.id)).size).toBe(incidents.length);
        const from = incidents.map((incident) => incident.from ?? Infinity);
        expect(from).toEqual(from.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('consequences', () => {
  const linked = (members: readonly IncidentMember[]): readonly string[] => {
    const incidents = groupIncidents(members);
    const byId = new Map(incidents.map((incident) => [incident.id, incident.cause]));
    return incidents.flatMap((incident) =>
      incident.consequences.map((id) => `${incident.cause} -> ${byId.get(id) ?? 'unknown id'}`),
    );
  };

  test('refused connections after a crash', () => {
    const crash = made({ cause: 'app-crashed-mid-request' });
    expect(linked([crash, made({ cause: 'connection-refused', at: 10 * SECOND })])).toEqual([
      'app-crashed-mid-request -> connection-refused',
    ]);
  });

  test.each([
    ['before the crash', { at: -10 * SECOND }],
    ['long after it', { at: 10 * MINUTE }],
    ['in another pool', { at: 10 * SECOND, over: { appPool: 'Other' } }],
  ])('but not %s', (_, more) => {
    const crash = made({ cause: 'app-crashed-mid-request' });
    expect(linked([crash, made({ cause: 'connection-refused', ...more })])).toEqual([]);
  });

  test('starts refused by the rapid-fail limit follow from the failed starts, and are no incident with them', () => {
    const members = [
      made({ cause: 'process-launch-failed', code: 0x80070002 }),
      made({ cause: 'process-launch-failed', code: 0x8007053d, at: 5 * SECOND }),
      made({ cause: 'process-launch-failed', code: 0x8007053d, at: 6 * SECOND }),
    ];
    const incidents = groupIncidents(members);
    expect(incidents.map((incident) => [incident.requests, incident.consequences.length])).toEqual([
      [1, 1],
      [2, 0],
    ]);
  });

  test('503 of a pool that was switched off follows from the starts that failed', () => {
    const off = made({
      cause: 'worker-crash-rapid-fail',
      at: 30 * SECOND,
      over: { trace: null, siteId: null, appPool: '', computer: '', host: '' },
    });
    expect(linked([made({ cause: 'startup-crash' }), off])).toEqual(['startup-crash -> worker-crash-rapid-fail']);
  });
});

test('a trace as a member carries what its root and its verdict say', async () => {
  const { trace } = await analysedTrace(
    freb({
      status: '502.3',
      url: 'https://Shop.example.com:443/api/orders/4711',
      siteId: 7,
      appPool: 'Shop',
      timeTaken: 120_093,
    })
      .event('GENERAL_REQUEST_START', { at: 0 })
      .event('GENERAL_REQUEST_END', { at: 120_000 }),
  );
  const member = memberOfTrace(trace, verdict('app-timeout', 'high', null, trace.key));
  expect(member).toMatchObject({
    host: 'shop.example.com',
    template: '/api/orders/{n}',
    siteId: 7,
    appPool: 'Shop',
    status: '502.3',
    code: '',
    computer: 'WEB-01',
    processId: 6120,
  });
  expect((member.to ?? 0) - (member.from ?? 0)).toBe(120_093);
});
