import type { Served } from './served.ts';

/** A log as it is dropped on the page. */
export interface DroppedLog {
  readonly path: string;
  readonly text: string;
}

/** A request that was traced, and where its row really is; null: no log that is there has it. */
export interface TracedCase {
  readonly request: Served;
  readonly path: string;
  readonly row: { readonly path: string; readonly line: number } | null;
}

/** Logs and traces of one situation. */
export interface Scenario {
  readonly name: string;
  readonly logs: readonly DroppedLog[];
  readonly traces: readonly TracedCase[];
}
