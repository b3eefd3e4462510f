import type { TimelineView } from '#core/engine/questions/traces';
import type { SpanKind, SpanOutcome } from '#core/model/spans';
import { SPAN_KINDS, SPAN_OUTCOMES, SpanFlag } from '#core/model/spans';
import type { Silence } from '#core/model/trace';
import type { TraceKey } from '#core/model/units';
import { eventIx, ms, spanIx } from '#core/model/units';

/** A span to build, for tests only. Events are counted by the builder: a start, the children, `inside` events, an end. */
export interface SpanPlan {
  readonly label?: string;
  readonly module?: string;
  readonly kind?: SpanKind;
  readonly notification?: number;
  readonly outcome?: SpanOutcome;
  readonly ancm?: boolean;
  readonly post?: boolean;
  /** No end event: the span ends with its parent. */
  readonly open?: boolean;
  /** Ms that pass after the children, before the end event. */
  readonly wait?: number;
  /** Ms that pass between the start event and the first child. */
  readonly work?: number;
  readonly waiting?: number;
  readonly inside?: number;
  readonly children?: readonly SpanPlan[];
}

export interface TimelineExtras {
  readonly silenceFrom?: number;
  readonly producing?: number;
  readonly levels?: ReadonlyMap<number, number>;
  readonly grain?: number;
}

/** Builds the tables of one trace from nested plans: every time and event index follows from the nesting. */
export function buildTimeline(roots: readonly SpanPlan[], extras: TimelineExtras = {}): TimelineView {
  const strings: string[] = [];
  const times: number[] = [];
  const eventSpan: number[] = [];
  const rows: Row[] = [];
  let now = 0;

  const intern = (text: string): number => {
    const known = strings.indexOf(text);
    return known === -1 ? strings.push(text) - 1 : known;
  };
  const event = (span: number): number => {
    eventSpan.push(span);
    return times.push(now) - 1;
  };
  const add = (plan: SpanPlan, parent: number, depth: number): number => {
    const ix = rows.length;
    const row: Row = { plan, parent, depth, start: now, end: now, self: 0, first: event(ix), last: 0 };
    rows.push(row);
    now += plan.work ?? 0;
    let inner = 0;
    for (const child of plan.children ?? []) inner += add(child, ix, depth + 1);
    for (let n = 0; n < (plan.inside ?? 0); n++) event(ix);
    now += plan.wait ?? 0;
    row.last = plan.open === true ? times.length - 1 : event(ix);
    row.end = now;
    row.self = row.end - row.start - inner;
    return row.end - row.start;
  };
  for (const root of roots) add(root, -1, 0);

  const column = <A>(make: (values: number[]) => A, pick: (row: Row) => number): A => make(rows.map(pick));
  const int32 = (values: number[]): Int32Array => Int32Array.from(values);
  const uint8 = (values: number[]): Uint8Array => Uint8Array.from(values);
  const float64 = (values: number[]): Float64Array => Float64Array.from(values);
  const observed = times.at(-1) ?? 0;
  return {
    key: 'test' as TraceKey,
    strings,
    spans: {
      length: rows.length,
      parent: column(int32, (row) => row.parent),
      depth: column(
        (values) => Uint16Array.from(values),
        (row) => row.depth,
      ),
      kind: column(uint8, (row) => SPAN_KINDS.indexOf(row.plan.kind ?? 'module')),
      label: column(int32, (row) => intern(row.plan.label ?? row.plan.module ?? 'span')),
      module: column(int32, (row) => (row.plan.module === undefined ? -1 : intern(row.plan.module))),
      notification: column(
        (values) => Uint32Array.from(values),
        (row) => row.plan.notification ?? 0,
      ),
      flags: column(uint8, (row) => flagsOf(row.plan)),
      outcome: column(uint8, (row) => SPAN_OUTCOMES.indexOf(row.plan.outcome ?? 'continue')),
      start: column(float64, (row) => row.start),
      end: column(float64, (row) => row.end),
      self: column(float64, (row) => row.self),
      waiting: column(float64, (row) => row.plan.waiting ?? 0),
      firstEvent: column(int32, (row) => row.first),
      lastEvent: column(int32, (row) => row.last),
    },
    eventTime: float64(times),
    eventLevel: Uint8Array.from(times, (_, ix) => extras.levels?.get(ix) ?? 5),
    eventName: Int32Array.from(times, (_, ix) => intern(`EVENT_${ix + 1}`)),
    eventSpan: int32(eventSpan),
    silences: silencesOf(times, rows, extras.silenceFrom ?? Number.POSITIVE_INFINITY),
    producing: extras.producing === undefined ? null : { event: eventIx(extras.producing), label: '502.3 0x80072EE2' },
    grainMs: ms(extras.grain ?? 16),
    observedMs: ms(observed),
  };
}

interface Row {
  readonly plan: SpanPlan;
  readonly parent: number;
  readonly depth: number;
  readonly start: number;
  end: number;
  self: number;
  readonly first: number;
  last: number;
}

function flagsOf(plan: SpanPlan): number {
  return (
    (plan.ancm === true ? SpanFlag.ancm : 0) |
    (plan.open === true ? SpanFlag.open : 0) |
    (plan.post === true ? SpanFlag.post : 0)
  );
}

/** Stretches of at least `least` ms between two neighbouring events, owned by the innermost span around both. */
function silencesOf(times: readonly number[], rows: readonly Row[], least: number): Silence[] {
  const silences: Silence[] = [];
  for (let ix = 1; ix < times.length; ix++) {
    const length = (times[ix] ?? 0) - (times[ix - 1] ?? 0);
    if (length < least) continue;
    const owner = rows.findLastIndex((row) => row.first <= ix - 1 && row.last >= ix);
    silences.push({
      from: eventIx(ix - 1),
      to: eventIx(ix),
      ms: ms(length),
      owner: owner === -1 ? -1 : spanIx(owner),
      limit: null,
    });
  }
  return silences;
}

/** A trace of `count` spans in about the shape of a real one: a request, modules in lanes below, some of them nested. */
export function manySpans(count: number, timed = true): TimelineView {
  const modules: SpanPlan[] = [];
  let left = count - 1;
  for (let n = 0; left > 0; n++) {
    const inner = Math.min(n % 7, left - 1);
    const children: SpanPlan[] = Array.from({ length: inner }, (_, ix) => ({
      module: `Inner${ix}`,
      work: timed ? (n * 31 + ix * 17) % 5 : 0,
    }));
    modules.push({
      module: `Module${n % 40}`,
      work: timed ? n % 3 : 0,
      wait: timed && n % 50 === 0 ? 400 : 0,
      children,
    });
    left -= inner + 1;
  }
  return buildTimeline([{ label: 'GET', kind: 'request', children: modules }], { silenceFrom: 100 });
}
