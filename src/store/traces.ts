import type { TraceFacts } from '../model/facts.ts';
import type { AnalysedTrace } from '../model/trace.ts';
import type { FileState } from '../model/source.ts';
import type { TraceKey } from '../model/units.ts';
import type { Verdict } from '../model/verdict.ts';

/** One trace as the workspace keeps it. `blob` holds the bytes that the offsets of the event table refer to. */
export interface StoredTrace extends AnalysedTrace {
  readonly facts: TraceFacts;
  readonly blob: Blob;
  readonly state: FileState;
  /** Order of opening: the order of the grid when nothing else is asked for. */
  readonly order: number;
}

/** What was said of a trace, and the count of inputs it was said on. */
export interface Judged {
  readonly verdict: Verdict | null;
  readonly generation: number;
  /** Mark of what the rules were shown; NaN is like no other. */
  readonly shown: number;
}

/** Traces of the workspace with their verdicts. */
export class TraceStore {
  readonly #traces = new Map<TraceKey, StoredTrace>();
  readonly #judged = new Map<TraceKey, Judged>();
  #version = 0;
  #inOrder: readonly StoredTrace[] | null = null;

  /** Another number whenever a trace or a verdict is another one. */
  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#traces.size;
  }

  set(trace: StoredTrace): void {
    this.#changed();
    this.#traces.set(trace.trace.key, trace);
  }

  get(key: TraceKey): StoredTrace | null {
    return this.#traces.get(key) ?? null;
  }

  delete(key: TraceKey): void {
    this.#changed();
    this.#traces.delete(key);
    this.#judged.delete(key);
  }

  /** In the order of opening, whatever the order in which readers finished. */
  all(): readonly StoredTrace[] {
    this.#inOrder ??= [...this.#traces.values()].toSorted((a, b) => a.order - b.order);
    return this.#inOrder;
  }

  judged(key: TraceKey): Judged | null {
    return this.#judged.get(key) ?? null;
  }

  judge(key: TraceKey, judged: Judged): void {
    if (this.#judged.get(key)?.verdict !== judged.verdict) this.#version += 1;
    this.#judged.set(key, judged);
  }

  clear(): void {
    this.#changed();
    this.#traces.clear();
    this.#judged.clear();
  }

  #changed(): void {
    this.#version += 1;
    this.#inOrder = null;
  }
}
