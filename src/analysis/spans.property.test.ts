import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ModuleSpanTable } from '../model/spans.ts';
import { eventTable, type TableEvent } from '../testing/event-table.ts';
import { eventNames } from './event-names.ts';
import { pairEvents } from './pairing.ts';
import { findSilences } from './silences.ts';
import { buildSpans } from './spans.ts';
import { steadyTimes } from './times.ts';
import { timeSpans } from './timing.ts';

const GRAIN = 15.625;
/** Deepest that scopes may nest: 256 starts, and a notification between each two of them. */
const DEPTH_LIMIT = 2 * 256 + 2;

function spansOf(events: readonly TableEvent[]) {
  const { table, fields } = eventTable(events);
  const names = eventNames(table);
  const times = steadyTimes(table.time);
  const walk = buildSpans({ events: table, names, pairing: pairEvents(table, names), times, grain: GRAIN, fields });
  const spans = timeSpans(walk, times, GRAIN, names);
  const silences = findSilences(walk, times, GRAIN, table.strings);
  return { spans, eventSpans: walk.eventSpans, times, silences };
}

const total = (spans: ModuleSpanTable, s: number): number => (spans.end[s] ?? NaN) - (spans.start[s] ?? NaN);

/** What holds for every input, however damaged. */
function expectSound(events: readonly TableEvent[]): void {
  const { spans, eventSpans, times, silences } = spansOf(events);
  let selfSum = 0;
  for (let s = 0; s < spans.length; s++) {
    const parent = spans.parent[s] ?? -1;
    const first = spans.firstEvent[s] ?? -1;
    const last = spans.lastEvent[s] ?? -1;
    expect(parent).toBeLessThan(s);
    expect(spans.depth[s]).toBe(parent < 0 ? 0 : (spans.depth[parent] ?? 0) + 1);
    expect(spans.depth[s]).toBeLessThanOrEqual(DEPTH_LIMIT);
    expect(total(spans, s)).toBeGreaterThanOrEqual(0);
    expect(first).toBeGreaterThanOrEqual(s === 0 ? 0 : (spans.firstEvent[s - 1] ?? 0));
    expect(last).toBeGreaterThanOrEqual(first);
    expect(last).toBeLessThan(events.length);
    if (parent >= 0) {
      expect(spans.start[s]).toBeGreaterThanOrEqual(spans.start[parent] ?? NaN);
      expect(spans.end[s]).toBeLessThanOrEqual(spans.end[parent] ?? NaN);
      expect(first).toBeGreaterThanOrEqual(spans.firstEvent[parent] ?? NaN);
    }
    expect(spans.self[s]).toBeGreaterThanOrEqual(0);
    expect(spans.waiting[s]).toBeLessThanOrEqual((spans.self[s] ?? 0) + 1e-6);
    selfSum += spans.self[s] ?? NaN;
  }
  expect(selfSum).toBeCloseTo(times.at(-1) ?? 0, 4);
  eventSpans.forEach((span, event) => {
    if (span < 0) return;
    expect(event).toBeGreaterThanOrEqual(spans.firstEvent[span] ?? NaN);
    expect(event).toBeLessThanOrEqual(spans.lastEvent[span] ?? NaN);
  });
  for (const silence of silences) {
    expect(silence.ms).toBeGreaterThan(GRAIN);
    if (silence.owner >= 0) expect(spans.self[silence.owner]).toBeGreaterThanOrEqual(silence.ms - 1e-6);
  }
}

// ---- well-nested traces -------------------------------------------------------------------------------------------

/** A scope of a generated request; `wait` passes before each inner scope and before the end. */
interface Node {
  readonly start: TableEvent;
  readonly end: TableEvent;
  readonly waits: readonly number[];
  readonly inner: readonly Node[];
}

const module = fc.constantFrom('AspNetCoreModuleV2', 'RewriteModule', 'IsapiFilterModule', 'ManagedPipelineHandler');
const moduleEvents = fc
  .record({ module, notification: fc.constantFrom(1, 2, 128, 0x20000000, 0x80000000), post: fc.boolean() })
  .map((key): readonly [TableEvent, TableEvent] => [
    { name: 'NOTIFY_MODULE_START', time: 0, ...key },
    { name: 'NOTIFY_MODULE_END', time: 0, ...key },
  ]);
const phaseEvents = fc
  .constantFrom('URL_REWRITE_START', 'AspNetPageLoadEnter', 'GENERAL_FLUSH_RESPONSE_START', 'AspNetSessionDataBegin')
  .map((name): readonly [TableEvent, TableEvent] => {
    const end = name
      .replace(/_START$/, '_END')
      .replace(/Enter$/, 'Leave')
      .replace(/Begin$/, 'End');
    return [
      { name, time: 0 },
      { name: end, time: 0 },
    ];
  });
const wait = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.nat(4000) },
  { weight: 1, arbitrary: fc.double({ min: 0, max: 50, noNaN: true }) },
);

function nodes(depth: number): fc.Arbitrary<readonly Node[]> {
  return fc.array(
    fc
      .oneof(moduleEvents, phaseEvents)
      .chain(([start, end]) =>
        fc
          .record({ inner: depth === 0 ? fc.constant([]) : nodes(depth - 1), waits: fc.array(wait, { maxLength: 4 }) })
          .map(({ inner, waits }): Node => ({ start, end, inner, waits })),
      ),
    { maxLength: 3 },
  );
}

interface Expected {
  readonly first: number;
  readonly last: number;
  /** Index into the list of expected spans, -1 for the request. */
  readonly parent: number;
  readonly start: number;
  end: number;
}

/** Events of a request with these scopes inside, and the spans that must come out. */
function emit(scopes: readonly Node[]): {
  readonly events: readonly TableEvent[];
  readonly expected: readonly Expected[];
} {
  const events: TableEvent[] = [{ name: 'GENERAL_REQUEST_START', time: 0 }];
  const expected: { first: number; last: number; parent: number; start: number; end: number }[] = [];
  let clock = 0;
  const write = (scope: Node, parent: number): void => {
    const me = expected.length;
    expected.push({ first: events.length, last: -1, parent, start: clock, end: -1 });
    events.push({ ...scope.start, time: clock });
    scope.inner.forEach((inner, k) => {
      clock += scope.waits[k] ?? 0;
      write(inner, me);
    });
    clock += scope.waits.at(-1) ?? 0;
    expected[me] = { first: 0, parent, start: 0, ...expected[me], last: events.length, end: clock };
    events.push({ ...scope.end, time: clock });
  };
  for (const scope of scopes) {
    write(scope, -1);
    clock += scope.waits[0] ?? 0;
  }
  events.push({ name: 'GENERAL_REQUEST_END', time: clock, data: { HttpStatus: '200' } });
  return { events, expected };
}

describe('spans of any trace', () => {
  test('every scope of a well-nested trace is a span with its own events, times and parent', () => {
    fc.assert(
      fc.property(nodes(3), (scopes) => {
        const { events, expected } = emit(scopes);
        expectSound(events);
        const { spans } = spansOf(events);
        // Spans that the trace names: not the notifications and outside spans drawn around them.
        const named = Array.from({ length: spans.length }, (_, s) => s).filter((s) => {
          const kind = spans.kind[s] ?? -1;
          return kind !== 2 && kind !== 7 && s > 0;
        });
        expect(named.map((s) => [spans.firstEvent[s], spans.lastEvent[s], spans.start[s], spans.end[s]])).toEqual(
          expected.map(({ first, last, start, end }) => [first, last, start, end]),
        );
        named.forEach((s, k) => {
          let parent = spans.parent[s] ?? -1;
          while (spans.kind[parent] === 2) parent = spans.parent[parent] ?? -1;
          expect(parent).toBe(expected[k]?.parent === -1 ? 0 : named[expected[k]?.parent ?? -1]);
        });
        expect(spans.flags.some((flags) => (flags & 6) !== 0)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test('a trace cut anywhere keeps its spans sound and leaves open what had not ended', () => {
    fc.assert(
      fc.property(nodes(3), fc.double({ min: 0, max: 1, noNaN: true }), (scopes, share) => {
        const { events, expected } = emit(scopes);
        const kept = 1 + Math.floor(share * (events.length - 1));
        expectSound(events.slice(0, kept));
        const { spans } = spansOf(events.slice(0, kept));
        const open = spans.flags.filter((flags) => (flags & 2) !== 0).length;
        const running = expected.filter(({ first, last }) => first < kept && last >= kept).length;
        expect(open).toBe(running + (kept < events.length ? 1 : 0));
      }),
      { numRuns: 300 },
    );
  });

  test('a recording that begins anywhere inside the request keeps its spans sound', () => {
    fc.assert(
      fc.property(nodes(3), fc.double({ min: 0, max: 1, noNaN: true }), (scopes, share) => {
        const { events } = emit(scopes);
        expectSound(events.slice(Math.floor(share * (events.length - 1))));
      }),
      { numRuns: 200 },
    );
  });

  const NAMES = [
    'GENERAL_REQUEST_START',
    'GENERAL_REQUEST_END',
    'GENERAL_CHILD_REQUEST_START',
    'GENERAL_CHILD_REQUEST_END',
    'PRE_BEGIN_REQUEST_START',
    'PRE_BEGIN_REQUEST_END',
    'NOTIFY_MODULE_START',
    'NOTIFY_MODULE_END',
    'NOTIFY_MODULE_COMPLETION',
    'MODULE_SET_RESPONSE_ERROR_STATUS',
    'GENERAL_SET_REQUEST_HEADER',
    'ANCM_REQUEST_FORWARD_START',
    'ANCM_REQUEST_FORWARD_END',
    'AspNetStartHandler',
    'AspNetEndHandler',
    'AspNetPageLoadEnter',
    'AspNetPageLoadLeave',
    'SOMETHING_NEW_START',
    'SOMETHING_NEW_END',
    'HANDLER_CHANGED',
  ];
  const noise = fc.record({
    name: fc.constantFrom(...NAMES),
    time: fc.oneof(fc.nat(100_000), fc.double({ min: -1e6, max: 2e9 }), fc.constant(NaN)),
    module,
    notification: fc.constantFrom(0, 1, 128, 0x20000000),
    post: fc.boolean(),
  });

  test('noise: starts and ends in any order with any times', () => {
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 60 }), (events) => expectSound(events)),
      { numRuns: 500 },
    );
  });

  test('traces with events lost, doubled and swapped', () => {
    const harm = fc.array(fc.record({ at: fc.nat(500), how: fc.constantFrom('lose', 'double', 'swap') }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(nodes(3), harm, (scopes, harms) => {
        const events = [...emit(scopes).events];
        for (const { at, how } of harms) {
          const k = at % events.length;
          const event = events[k];
          const next = events[k + 1];
          if (event === undefined) continue;
          if (how === 'lose' && events.length > 1) events.splice(k, 1);
          else if (how === 'double') events.splice(k, 0, event);
          else if (next !== undefined) events.splice(k, 2, next, event);
        }
        expectSound(events);
      }),
      { numRuns: 500 },
    );
  });

  test('100,000 starts without an end stay within the depth limit', () => {
    const events = Array.from({ length: 100_000 }, (_, k): TableEvent => ({
      name: 'NOTIFY_MODULE_START',
      time: k,
      module: `M${k}`,
      notification: 0x20000000,
    }));
    const { spans } = spansOf(events);
    expect(Math.max(...spans.depth)).toBeLessThanOrEqual(DEPTH_LIMIT);
    expect(spans.self.reduce((sum, self) => sum + self, 0)).toBeCloseTo(99_999, 4);
  });
});
