import type { FieldReader } from '../../analysis/fields.ts';
import { ok, type Result } from '../../base/result.ts';
import { dataSearch, Held } from '../../formats/freb/data-search.ts';
import { eventData } from '../../formats/freb/data.ts';
import { levelName } from '../../knowledge/levels.ts';
import { notificationName } from '../../knowledge/notifications.ts';
import { EventFlag } from '../../model/events.ts';
import { eventIx, type EventIx, type Ms, type SpanIx } from '../../model/units.ts';
import { compileText, type Predicate } from '../../query/compile.ts';
import type { FieldHint } from '../../query/complete.ts';
import type { QueryError } from '../../query/ast.ts';
import { fieldTable, type FieldTable, type TextTest } from '../../query/field.ts';
import type { StoredTrace } from '../../store/traces.ts';
import type { EventRow } from '../questions/events.ts';
import { fieldHints } from '../hints.ts';
import { NewestFirst } from '../newest-first.ts';
import { eventKey } from './event-key.ts';

type Selected = Result<Int32Array, QueryError>;

/** Indexes of the events that pass a filter, in file order; looked for in slices, the filter typed last first. */
export async function selectEvents(
  stored: StoredTrace,
  bytes: Uint8Array<ArrayBuffer>,
  filter: string,
): Promise<Selected> {
  const known = latest.get(stored);
  if (known?.filter === filter && known.selected !== null) return known.selected;
  latest.set(stored, { filter, selected: null });
  const search = searches.get(stored) ?? new NewestFirst<Selected>();
  searches.set(stored, search);
  const selected = await search.find(filter, () => selecting(stored, bytes, filter));
  if (latest.get(stored)?.filter === filter) latest.set(stored, { filter, selected });
  return selected;
}

/** The filter asked for last of each trace with what it left: scrolling asks for the same one again and again. */
const latest = new WeakMap<StoredTrace, { readonly filter: string; readonly selected: Selected | null }>();
const searches = new WeakMap<StoredTrace, NewestFirst<Selected>>();

/** Events between two looks at the clock: one that has to be parsed again takes some 10 µs. */
const AT_ONCE = 512;

function* selecting(
  stored: StoredTrace,
  bytes: Uint8Array<ArrayBuffer>,
  filter: string,
): Generator<undefined, Selected> {
  const test = compileText(filter, eventFields(stored, bytes));
  if (!test.ok) return test;
  const { length } = stored.trace.events;
  const kept = new Int32Array(length);
  let count = 0;
  for (let ix = 0; ix < length; ix++) {
    if (test.value(ix)) kept[count++] = ix;
    if (ix % AT_ONCE === 0) yield undefined;
  }
  return ok(kept.slice(0, count));
}

/** What `Events` can be filtered by, with the values that occur. */
export function eventHints(stored: StoredTrace, bytes: Uint8Array<ArrayBuffer>): readonly FieldHint[] {
  return fieldHints(eventFields(stored, bytes), stored.trace.events.length);
}

/** Everything `Events` can be filtered by. Rows are event indexes. */
function eventFields({ trace, facts }: StoredTrace, bytes: Uint8Array<ArrayBuffer>): FieldTable {
  const { events } = trace;
  const { strings } = events;
  const producing = facts.producing?.event ?? -1;
  const interned = (column: Int32Array): { index: (ix: number) => number; strings: typeof strings } => ({
    index: (ix) => column[ix] ?? -1,
    strings,
  });
  const values = (ix: number): string =>
    eventData(events, bytes, ix)
      .map((field) => field.value)
      .join('\n');
  // Decoding the values of each event would take seconds in a long trace.
  const search = (test: TextTest): Predicate => {
    const held = dataSearch(events, bytes, test.needs);
    if (held === null) return (ix) => test(values(ix));
    return (ix) => {
      const here = held(ix);
      return (here === Held.yes && test.enough) || (here !== Held.no && test(values(ix)));
    };
  };
  return fieldTable([
    { field: { kind: 'text', name: 'name', about: 'name of the event', source: interned(events.name), bare: true } },
    { field: { kind: 'text', name: 'module', about: 'module', source: interned(events.module), bare: true } },
    {
      field: {
        kind: 'text',
        name: 'level',
        about: 'error, warning, information or verbose; or 0 to 5',
        source: { text: (ix) => `${levelName(events.level[ix] ?? 0)} ${events.level[ix] ?? 0}` },
        offer: (ix) => levelName(events.level[ix] ?? 0),
      },
    },
    {
      field: {
        kind: 'text',
        name: 'notification',
        about: 'stage of the pipeline',
        source: { text: (ix) => notificationName(events.notification[ix] ?? 0) },
        bare: true,
      },
    },
    { field: { kind: 'text', name: 'provider', about: 'provider', source: interned(events.provider) } },
    {
      field: {
        kind: 'duration',
        name: 'time',
        about: 'since the first event',
        at: (ix) => events.time[ix] ?? Number.NaN,
      },
    },
    { field: { kind: 'number', name: 'number', about: 'number of the event', at: (ix) => ix + 1 }, aliases: ['no'] },
    {
      field: {
        kind: 'text',
        name: 'data',
        about: 'values of the event',
        source: { text: values, search },
        bare: true,
        offer: () => '',
      },
    },
    {
      field: {
        kind: 'text',
        name: 'is',
        about: 'producing, damaged or post',
        source: { text: (ix) => marks(events.flags[ix] ?? 0, ix === producing) },
      },
    },
  ]);
}

function marks(flags: number, producing: boolean): string {
  const damaged = (flags & EventFlag.damaged) !== 0 ? 'damaged ' : '';
  const post = (flags & EventFlag.post) !== 0 ? 'post ' : '';
  return `${damaged}${post}${producing ? 'producing' : ''}`.trim();
}

/** One row of the grid `Events`. */
export function eventRow(stored: StoredTrace, fields: FieldReader, ix: number): EventRow {
  const { events } = stored.trace;
  const { strings } = events;
  const name = strings.at(events.name[ix] ?? -1);
  const flags = events.flags[ix] ?? 0;
  const time = timeAt(events.time, ix);
  const before = ix === 0 ? null : timeAt(events.time, ix - 1);
  return {
    ix: eventIx(ix),
    name,
    module: strings.at(events.module[ix] ?? -1),
    notification: notificationName(events.notification[ix] ?? 0),
    post: (flags & EventFlag.post) !== 0,
    timeMs: time,
    deltaMs: time === null || before === null ? null : ((time - before) as Ms),
    level: events.level[ix] ?? 0,
    key: eventKey(name, fields.all(ix)),
    span: (stored.eventSpans[ix] ?? -1) as SpanIx | -1,
    producing: stored.facts.producing?.event === ix,
    damaged: (flags & EventFlag.damaged) !== 0,
  };
}

function timeAt(times: Float64Array, ix: number): Ms | null {
  const time = times[ix];
  return time === undefined || Number.isNaN(time) ? null : (time as Ms);
}

/** Next or previous event of level 1 to 3 from `event` (-1: from before the first). */
export function nextErrorEvent(stored: StoredTrace, event: EventIx | -1, step: 1 | -1): EventIx | null {
  const { level, length } = stored.trace.events;
  const start = event === -1 && step === -1 ? length - 1 : event + step;
  for (let ix = start; ix >= 0 && ix < length; ix += step) {
    const here = level[ix] ?? 0;
    if (here >= 1 && here <= 3) return eventIx(ix);
  }
  return null;
}
