import * as fc from 'fast-check';
import { eventNames } from '../analysis/event-names.ts';
import { pairEvents } from '../analysis/pairing.ts';
import type { SpanSet } from '../analysis/span-totals.ts';
import { buildSpans } from '../analysis/spans.ts';
import { timeSpans } from '../analysis/timing.ts';
import { eventTable, type TableEvent } from './event-table.ts';

/** Clock step of hand-made traces. */
export const GRAIN = 15.625;

/** Spans of events made by hand. */
export function spanSet(events: readonly TableEvent[]): SpanSet {
  const { table, fields } = eventTable(events);
  const names = eventNames(table);
  const walk = buildSpans({
    events: table,
    names,
    pairing: pairEvents(table, names),
    times: table.time,
    grain: GRAIN,
    fields,
  });
  return { spans: timeSpans(walk, table.time, GRAIN, names), strings: table.strings };
}

/** One run of a module: how long it takes before and inside, and whether it asks a child request. */
export interface Run {
  readonly module: string;
  readonly notification: number;
  readonly post: boolean;
  readonly before: number;
  readonly inside: number;
  readonly phase: boolean;
  readonly child: readonly Run[];
}

const wait = fc.oneof(fc.constant(0), fc.nat(500), fc.double({ min: 0, max: 900, noNaN: true }));

function runs(depth: number): fc.Arbitrary<readonly Run[]> {
  const run = fc.record({
    module: fc.constantFrom('RewriteModule', 'HttpCacheModule', 'AspNetCoreModuleV2', 'DefaultDocumentModule'),
    notification: fc.constantFrom(1, 2, 128, 512),
    post: fc.boolean(),
    before: wait,
    inside: wait,
    phase: fc.boolean(),
  });
  const child =
    depth === 0
      ? fc.constant([])
      : fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: runs(depth - 1) });
  return fc.array(
    fc.tuple(run, child).map(([one, inner]): Run => ({ ...one, child: inner })),
    { maxLength: 8 },
  );
}

/** What the modules of a request do. */
export const someRuns: fc.Arbitrary<readonly Run[]> = runs(2);

/** Events of a request in which these modules run one after the other. */
export function requestEvents(list: readonly Run[]): readonly TableEvent[] {
  const events: TableEvent[] = [];
  let time = 0;
  const request = (inner: readonly Run[]): void => {
    events.push({ name: 'GENERAL_REQUEST_START', time });
    for (const { module, notification, post, before, inside, phase, child } of inner) {
      time += before;
      events.push({ name: 'NOTIFY_MODULE_START', time, module, notification, post });
      if (phase) events.push({ name: 'URL_REWRITE_START', time });
      time += inside;
      if (phase) events.push({ name: 'URL_REWRITE_END', time });
      if (child.length > 0) {
        events.push({ name: 'GENERAL_CHILD_REQUEST_START', time });
        request(child);
        events.push({ name: 'GENERAL_CHILD_REQUEST_END', time });
      }
      events.push({ name: 'NOTIFY_MODULE_END', time, module, notification, post });
    }
    events.push({ name: 'GENERAL_REQUEST_END', time });
  };
  request(list);
  return events;
}
