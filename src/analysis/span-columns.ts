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

/**
 * Spans of one trace while they grow. Plain arrays side by side instead of a growing column each: this is the hottest
 * loop of the analysis. `self` and `waiting` come last, from timing.ts.
 */
export class SpanColumns {
  #length = 0;
  #capacity: number;
  #parent: Int32Array;
  #depth: Uint16Array;
  #kind: Uint8Array;
  #label: Int32Array;
  #module: Int32Array;
  #notification: Uint32Array;
  #flags: Uint8Array;
  #outcome: Uint8Array;
  #start: Float64Array;
  #end: Float64Array;
  #firstEvent: Int32Array;
  #lastEvent: Int32Array;
  #marks: Uint8Array;

  /** `capacity`: spans to expect; more than that only costs a copy. */
  constructor(capacity: number) {
    this.#capacity = Math.max(8, capacity);
    this.#parent = new Int32Array(this.#capacity);
    this.#depth = new Uint16Array(this.#capacity);
    this.#kind = new Uint8Array(this.#capacity);
    this.#label = new Int32Array(this.#capacity);
    this.#module = new Int32Array(this.#capacity);
    this.#notification = new Uint32Array(this.#capacity);
    this.#flags = new Uint8Array(this.#capacity);
    this.#outcome = new Uint8Array(this.#capacity);
    this.#start = new Float64Array(this.#capacity);
    this.#end = new Float64Array(this.#capacity);
    this.#firstEvent = new Int32Array(this.#capacity);
    this.#lastEvent = new Int32Array(this.#capacity);
    this.#marks = new Uint8Array(this.#capacity);
  }

  /** Adds a span that is, for now, as long as its first event. Returns its index. */
  add(seed: SpanSeed): number {
    if (this.#length === this.#capacity) this.#resize(this.#capacity * 2);
    const ix = this.#length++;
    const { parent } = seed;
    this.#parent[ix] = parent;
    this.#depth[ix] = parent < 0 ? 0 : (this.#depth[parent] ?? 0) + 1;
    this.#kind[ix] = kindCode(seed.kind);
    this.#label[ix] = seed.label;
    this.#module[ix] = seed.module;
    this.#notification[ix] = seed.notification;
    this.#flags[ix] = seed.flags;
    this.#start[ix] = seed.start;
    this.#end[ix] = seed.start;
    this.#firstEvent[ix] = seed.firstEvent;
    this.#lastEvent[ix] = seed.firstEvent;
    return ix;
  }

  parent(ix: number): number {
    return this.#parent[ix] ?? -1;
  }

  extend(ix: number, end: number, lastEvent: number): void {
    this.#end[ix] = end;
    this.#lastEvent[ix] = Math.max(lastEvent, this.#firstEvent[ix] ?? 0);
  }

  flag(ix: number, bits: number): void {
    this.#flags[ix] = (this.#flags[ix] ?? 0) | bits;
  }

  /** The start was seen after all. */
  started(ix: number): void {
    this.#flags[ix] = (this.#flags[ix] ?? 0) & ~SpanFlag.noStart;
  }

  mark(ix: number, bits: number): void {
    this.#marks[ix] = (this.#marks[ix] ?? 0) | bits;
  }

  /** `failed` stays whatever comes after it. */
  outcome(ix: number, outcome: SpanOutcome): void {
    if (this.#outcome[ix] !== FAILED) this.#outcome[ix] = outcomeCode(outcome);
  }

  /** The columns, cut to length. Nothing may be added after this. */
  finish(): { readonly spans: Omit<ModuleSpanTable, 'self' | 'waiting'>; readonly marks: Uint8Array } {
    this.#resize(this.#length);
    return {
      spans: {
        length: this.#length,
        parent: this.#parent,
        depth: this.#depth,
        kind: this.#kind,
        label: this.#label,
        module: this.#module,
        notification: this.#notification,
        flags: this.#flags,
        outcome: this.#outcome,
        start: this.#start,
        end: this.#end,
        firstEvent: this.#firstEvent,
        lastEvent: this.#lastEvent,
      },
      marks: this.#marks,
    };
  }

  #resize(capacity: number): void {
    const n = this.#length;
    const fit = <A extends Int32Array | Uint32Array | Uint16Array | Uint8Array | Float64Array>(from: A, to: A): A => {
      to.set(from.subarray(0, n));
      return to;
    };
    this.#capacity = capacity;
    this.#parent = fit(this.#parent, new Int32Array(capacity));
    this.#depth = fit(this.#depth, new Uint16Array(capacity));
    this.#kind = fit(this.#kind, new Uint8Array(capacity));
    this.#label = fit(this.#label, new Int32Array(capacity));
    this.#module = fit(this.#module, new Int32Array(capacity));
    this.#notification = fit(this.#notification, new Uint32Array(capacity));
    this.#flags = fit(this.#flags, new Uint8Array(capacity));
    this.#outcome = fit(this.#outcome, new Uint8Array(capacity));
    this.#start = fit(this.#start, new Float64Array(capacity));
    this.#end = fit(this.#end, new Float64Array(capacity));
    this.#firstEvent = fit(this.#firstEvent, new Int32Array(capacity));
    this.#lastEvent = fit(this.#lastEvent, new Int32Array(capacity));
    this.#marks = fit(this.#marks, new Uint8Array(capacity));
  }
}
