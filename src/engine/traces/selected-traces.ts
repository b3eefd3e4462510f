import type { Result } from '../../base/result.ts';
import type { QueryError } from '../../query/ast.ts';
import type { StoredTrace } from '../../store/traces.ts';
import { selectRequests } from './request-rows.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** The clock step when no trace is there to tell it: one tick of the Windows timer. */
const USUAL_GRAIN = 15.625;

/** Traces that a filter of `Requests` leaves, in the order of time. */
export function selectedTraces(workspace: EngineWorkspace, filter: string): Result<readonly StoredTrace[], QueryError> {
  const selected = selectRequests(workspace, { filter, sort: null });
  if (!selected.ok) return selected;
  const stored = selected.value.map(({ key }) => workspace.traces.get(key));
  return { ok: true, value: stored.filter((one) => one !== null) };
}

/** The coarsest clock of these traces: what is shorter than its step was not measured in all of them. */
export function coarsestGrain(traces: readonly StoredTrace[]): number {
  return traces.length === 0 ? USUAL_GRAIN : traces.reduce((most, { trace }) => Math.max(most, trace.grain), 0);
}

/**
 * An answer made from all spans of many traces, kept until others are selected. While files are still being read it is
 * made again only when the selection has grown by half: otherwise each new file would cost a walk over all of them.
 */
export class OverTraces<Answer> {
  readonly #make: (traces: readonly StoredTrace[]) => Answer;
  readonly #known = new WeakMap<
    EngineWorkspace,
    { readonly filter: string; readonly traces: readonly StoredTrace[]; readonly answer: Answer }
  >();

  constructor(make: (traces: readonly StoredTrace[]) => Answer) {
    this.#make = make;
  }

  /** The answer, and the traces it was made from. */
  of(
    workspace: EngineWorkspace,
    filter: string,
    traces: readonly StoredTrace[],
  ): { readonly answer: Answer; readonly traces: readonly StoredTrace[] } {
    const known = this.#known.get(workspace);
    if (known !== undefined && known.filter === filter) {
      const grown = traces.length >= known.traces.length * 1.5 || traces.length < known.traces.length;
      if (workspace.jobs.busy ? !grown : sameTraces(known.traces, traces)) return known;
    }
    const made = { filter, traces, answer: this.#make(traces) };
    this.#known.set(workspace, made);
    return made;
  }
}

function sameTraces(a: readonly StoredTrace[], b: readonly StoredTrace[]): boolean {
  return a.length === b.length && a.every((trace, ix) => trace === b[ix]);
}
