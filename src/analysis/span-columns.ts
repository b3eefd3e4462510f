import {
  SPAN_KINDS,
  SPAN_OUTCOMES,
  SpanFlag,
  type ModuleSpanTable,
  type SpanKind,
  type SpanOutcome,
} from '../model/spans.ts';

/** What a span is when it begins. */
export interface SpanSeed {
  readonly parent: number;
  readonly kind: SpanKind;
  readonly label: number;
  readonly module: number;
  readonly notification: number;
  readonly flags: number;
  readonly start: number;
  readonly firstEvent: number;
}

/** What the walk learns about a span and the finished table does not hold. Bits of `SpanColumns.marks`. */
export const SpanMark = {
  /** A NOTIFY_MODULE_COMPLETION came for it: the module gave its thread back and was called again. */
  asynchronous: 1,
  /** The application runs inside the worker process. */
  inProcess: 2,
} as const;

const FAILED = SPAN_OUTCOMES.indexOf('failed');

/** Index of a kind in `ModuleSpanTable.kind`. */
export const kindCode = (kind: SpanKind): number => SPAN_KINDS.indexOf(kind);
const outcomeCode = (outcome: SpanOutcome): number => SPAN_OUTCOMES.indexOf(outcome);

const columnsFor = (capacity: number) => ({
  capacity,
  parent: new Int32Array(capacity),
  depth: new Uint16Array(capacity),
  kind: new Uint8Array(capacity),
  label: new Int32Array(capacity),
  module: new Int32Array(capacity),
  notification: new Uint32Array(capacity),
  flags: new Uint8Array(capacity),
  outcome: new Uint8Array(capacity),
  start: new Float64Array(capacity),
  end: new Float64Array(capacity),
  firstEvent: new Int32Array(capacity),
  lastEvent: new Int32Array(capacity),
  marks: new Uint8Array(capacity),
});
type Columns = ReturnType<typeof columnsFor>;

/** The columns of the trace before: of hundreds of small files, each would otherwise allocate its own. */
let spare: Columns | null = null;
const SPARE_SPANS = 10_000;

/**
 * Spans of one trace while they grow. Plain arrays side by side instead of a growing column each: this is the hottest
 * loop of the analysis. `self` and `waiting` come last, from timing.ts.
 */
export class SpanColumns {
  #length = 0;
  #columns: Columns;

  /** `capacity`: spans to expect; more than that only costs a copy. */
  constructor(capacity: number) {
    this.#columns = spare !== null && spare.capacity >= capacity ? spare : columnsFor(Math.max(8, capacity));
    spare = null;
  }

  /** Adds a span that is, for now, as long as its first event. Returns its index. */
  add(seed: SpanSeed): number {
    if (this.#length === this.#columns.capacity) this.#grow();
    const columns = this.#columns;
    const ix = this.#length++;
    const { parent } = seed;
    columns.parent[ix] = parent;
    columns.depth[ix] = parent < 0 ? 0 : (columns.depth[parent] ?? 0) + 1;
    columns.kind[ix] = kindCode(seed.kind);
    columns.label[ix] = seed.label;
    columns.module[ix] = seed.module;
    columns.notification[ix] = seed.notification;
    columns.flags[ix] = seed.flags;
    columns.outcome[ix] = 0;
    columns.start[ix] = seed.start;
    columns.end[ix] = seed.start;
    columns.firstEvent[ix] = seed.firstEvent;
    columns.lastEvent[ix] = seed.firstEvent;
    columns.marks[ix] = 0;
    return ix;
  }

  parent(ix: number): number {
    return this.#columns.parent[ix] ?? -1;
  }

  extend(ix: number, end: number, lastEvent: number): void {
    this.#columns.end[ix] = end;
    this.#columns.lastEvent[ix] = Math.max(lastEvent, this.#columns.firstEvent[ix] ?? 0);
  }

  flag(ix: number, bits: number): void {
    this.#columns.flags[ix] = (this.#columns.flags[ix] ?? 0) | bits;
  }

  /** The start was seen after all. */
  started(ix: number): void {
    this.#columns.flags[ix] = (this.#columns.flags[ix] ?? 0) & ~SpanFlag.noStart;
  }

  mark(ix: number, bits: number): void {
    this.#columns.marks[ix] = (this.#columns.marks[ix] ?? 0) | bits;
  }

  /** `failed` stays whatever comes after it. */
  outcome(ix: number, outcome: SpanOutcome): void {
    if (this.#columns.outcome[ix] !== FAILED) this.#columns.outcome[ix] = outcomeCode(outcome);
  }

  /** The columns, cut to length. Nothing may be added after this. */
  finish(): { readonly spans: Omit<ModuleSpanTable, 'self' | 'waiting'>; readonly marks: Uint8Array } {
    const length = this.#length;
    const columns = this.#columns;
    if (columns.capacity <= SPARE_SPANS) spare = columns;
    return {
      spans: {
        length,
        parent: columns.parent.slice(0, length),
        depth: columns.depth.slice(0, length),
        kind: columns.kind.slice(0, length),
        label: columns.label.slice(0, length),
        module: columns.module.slice(0, length),
        notification: columns.notification.slice(0, length),
        flags: columns.flags.slice(0, length),
        outcome: columns.outcome.slice(0, length),
        start: columns.start.slice(0, length),
        end: columns.end.slice(0, length),
        firstEvent: columns.firstEvent.slice(0, length),
        lastEvent: columns.lastEvent.slice(0, length),
      },
      marks: columns.marks.slice(0, length),
    };
  }

  #grow(): void {
    const from = this.#columns;
    const to = columnsFor(from.capacity * 2);
    to.parent.set(from.parent);
    to.depth.set(from.depth);
    to.kind.set(from.kind);
    to.label.set(from.label);
    to.module.set(from.module);
    to.notification.set(from.notification);
    to.flags.set(from.flags);
    to.outcome.set(from.outcome);
    to.start.set(from.start);
    to.end.set(from.end);
    to.firstEvent.set(from.firstEvent);
    to.lastEvent.set(from.lastEvent);
    to.marks.set(from.marks);
    this.#columns = to;
  }
}
