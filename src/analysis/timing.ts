import type { ModuleSpanTable } from '../model/spans.ts';
import { Ev, type NameInfo } from './event-names.ts';
import { overGrain } from './times.ts';
import { SpanMark, kindCode } from './span-columns.ts';
import type { SpanWalk } from './spans.ts';

const MODULE = kindCode('module');
const PHASE = kindCode('phase');
/** Rounding of sums of times, far below any clock step. */
const EPSILON = 1e-6;

/**
 * Adds `self` and `waiting` to spans.
 *
 * Self is the time in no child span, so the self times of all spans add up to the observed time. Waiting is the part
 * of it that passes in silence while an asynchronous module has nothing to do: after its last work event and until the
 * next event. Silence directly after the start, and not ended by a completion, is the module's own work: ANCM starting
 * a process, for example.
 */
export function timeSpans(
  walk: SpanWalk,
  times: Float64Array,
  grain: number,
  names: readonly NameInfo[],
): ModuleSpanTable {
  const { spans } = walk;
  return { ...spans, self: selfTimes(spans), waiting: waitingTimes(walk, times, grain, names) };
}

function selfTimes(spans: SpanWalk['spans']): Float64Array {
  const { length, parent, start, end } = spans;
  const self = new Float64Array(length);
  for (let s = 0; s < length; s++) {
    const total = (end[s] ?? 0) - (start[s] ?? 0);
    self[s] = (self[s] ?? 0) + total;
    const p = parent[s] ?? -1;
    if (p >= 0) self[p] = (self[p] ?? 0) - total;
  }
  for (let s = 0; s < length; s++) if ((self[s] ?? 0) < EPSILON) self[s] = 0;
  return self;
}

function waitingTimes(walk: SpanWalk, times: Float64Array, grain: number, names: readonly NameInfo[]): Float64Array {
  const { spans, gapOwner } = walk;
  const waiting = new Float64Array(spans.length);
  for (let i = 0; i + 1 < times.length; i++) {
    const gap = (times[i + 1] ?? 0) - (times[i] ?? 0);
    if (!overGrain(gap, grain)) continue;
    const owner = gapOwner[i] ?? -1;
    const module = moduleAround(spans, owner);
    if (module < 0 || !isAsynchronous(walk, module)) continue;
    const worked = owner !== module || i > (spans.firstEvent[module] ?? 0);
    if (worked || names[i + 1]?.code === Ev.completion) waiting[owner] = (waiting[owner] ?? 0) + gap;
  }
  return waiting;
}

/** It was called again by a completion, or it forwards the request, which only ever ends in one. */
function isAsynchronous(walk: SpanWalk, module: number): boolean {
  return ((walk.marks[module] ?? 0) & SpanMark.asynchronous) !== 0 || walk.forwardFrom.has(module);
}

/** The module span that a span is, or is a phase of; -1 when something else, a child request say, lies between. */
export function moduleAround(spans: Pick<ModuleSpanTable, 'kind' | 'parent'>, span: number): number {
  let at = span;
  while (at >= 0 && spans.kind[at] === PHASE) at = spans.parent[at] ?? -1;
  return at >= 0 && spans.kind[at] === MODULE ? at : -1;
}
