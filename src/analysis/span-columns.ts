import { Column, float64, int32, uint16, uint32, uint8 } from '../base/columns.ts';
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

const CAPACITY = 160;
const FAILED = SPAN_OUTCOMES.indexOf('failed');

/** Index of a kind in `ModuleSpanTable.kind`. */
export const kindCode = (kind: SpanKind): number => SPAN_KINDS.indexOf(kind);
export const outcomeCode = (outcome: SpanOutcome): number => SPAN_OUTCOMES.indexOf(outcome);

/** Spans of one trace while they grow. `self` and `waiting` come last, from timing.ts. */
export class SpanColumns {
  readonly #parent = new Column(int32, CAPACITY);
  readonly #depth = new Column(uint16, CAPACITY);
  readonly #kind = new Column(uint8, CAPACITY);
  readonly #label = new Column(int32, CAPACITY);
  readonly #module = new Column(int32, CAPACITY);
  readonly #notification = new Column(uint32, CAPACITY);
  readonly #flags = new Column(uint8, CAPACITY);
  readonly #outcome = new Column(uint8, CAPACITY);
  readonly #start = new Column(float64, CAPACITY);
  readonly #end = new Column(float64, CAPACITY);
  readonly #firstEvent = new Column(int32, CAPACITY);
  readonly #lastEvent = new Column(int32, CAPACITY);
  readonly #marks = new Column(uint8, CAPACITY);

  /** Adds a span that is, for now, as long as its first event. Returns its index. */
  add(seed: SpanSeed): number {
    const ix = this.#parent.length;
    this.#parent.push(seed.parent);
    this.#depth.push(seed.parent < 0 ? 0 : this.#depth.at(seed.parent) + 1);
    this.#kind.push(kindCode(seed.kind));
    this.#label.push(seed.label);
    this.#module.push(seed.module);
    this.#notification.push(seed.notification);
    this.#flags.push(seed.flags);
    this.#outcome.push(0);
    this.#start.push(seed.start);
    this.#end.push(seed.start);
    this.#firstEvent.push(seed.firstEvent);
    this.#lastEvent.push(seed.firstEvent);
    this.#marks.push(0);
    return ix;
  }

  parent(ix: number): number {
    return this.#parent.at(ix);
  }

  extend(ix: number, end: number, lastEvent: number): void {
    this.#end.set(ix, end);
    this.#lastEvent.set(ix, Math.max(lastEvent, this.#firstEvent.at(ix)));
  }

  flag(ix: number, bits: number): void {
    this.#flags.set(ix, this.#flags.at(ix) | bits);
  }

  /** The start was seen after all. */
  started(ix: number): void {
    this.#flags.set(ix, this.#flags.at(ix) & ~SpanFlag.noStart);
  }

  mark(ix: number, bits: number): void {
    this.#marks.set(ix, this.#marks.at(ix) | bits);
  }

  /** `failed` stays whatever comes after it. */
  outcome(ix: number, outcome: SpanOutcome): void {
    if (this.#outcome.at(ix) !== FAILED) this.#outcome.set(ix, outcomeCode(outcome));
  }

  finish(): { readonly spans: Omit<ModuleSpanTable, 'self' | 'waiting'>; readonly marks: Uint8Array } {
    return {
      spans: {
        length: this.#parent.length,
        parent: this.#parent.finish(),
        depth: this.#depth.finish(),
        kind: this.#kind.finish(),
        label: this.#label.finish(),
        module: this.#module.finish(),
        notification: this.#notification.finish(),
        flags: this.#flags.finish(),
        outcome: this.#outcome.finish(),
        start: this.#start.finish(),
        end: this.#end.finish(),
        firstEvent: this.#firstEvent.finish(),
        lastEvent: this.#lastEvent.finish(),
      },
      marks: this.#marks.finish(),
    };
  }
}
