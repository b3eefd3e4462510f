import type { EventIx, TraceKey } from '../../model/units.ts';

export interface CodeUse {
  readonly trace: TraceKey;
  readonly path: string;
  readonly event: EventIx;
}

export interface CodesApi {
  /** Traces of the workspace that carry a code or a status (`502.3`). */
  tracesWithCode(code: number | string): Promise<readonly CodeUse[]>;
}
