import type { EventIx, TraceKey } from '../../model/units.ts';

/** A trace with a code or status, and the first event that has it. */
export interface CodeUse {
  readonly trace: TraceKey;
  readonly path: string;
  readonly event: EventIx;
}

/** Questions about error codes. */
export interface CodesApi {
  /** Traces of the workspace that carry a code or a status (`502.3`). */
  tracesWithCode(code: number | string): Promise<readonly CodeUse[]>;
}
