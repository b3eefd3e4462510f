import type { TraceFacts } from '../model/facts.ts';
import { CODE } from './codes.ts';
import type { TraceInput } from './rule.ts';
import type { Scene } from './scene.ts';

/** Instant of the failure of a trace; NaN when it cannot be told. */
export function failedAt(trace: TraceInput): number {
  const start = trace.trace.startedAt;
  return start === null ? Number.NaN : start + (trace.facts.producing?.time ?? trace.trace.observed);
}

/** Error code of the answer of a trace, null for none. */
export const codeOf = (facts: TraceFacts): number | null => facts.producing?.errorCode ?? null;

const DROPPED = new Set<number>([CODE.connectionError, CODE.connectionReset, CODE.invalidResponse]);

/** Other traces of the interval whose back end dropped the connection within `ms` of this failure. */
export function droppedTogether(scene: Scene, ms: number): readonly TraceInput[] {
  const { at } = scene;
  if (at === null) return [];
  return scene.inputs.otherTraces.filter((other) => {
    const code = codeOf(other.facts);
    return code !== null && DROPPED.has(code) && Math.abs(failedAt(other) - at) <= ms;
  });
}

/** Latest trace of the minute before in which the back end dropped the connection: the crash that others follow from. */
export function earlierCrash(scene: Scene): TraceInput | null {
  const { at } = scene;
  if (at === null) return null;
  return (
    scene.inputs.otherTraces.findLast((other) => {
      const code = codeOf(other.facts);
      const ago = at - failedAt(other);
      return code !== null && DROPPED.has(code) && ago > 0 && ago <= 60_000;
    }) ?? null
  );
}
