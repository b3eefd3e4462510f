import type { StringTable } from '../base/strings.ts';
import { SpanFlag } from '../model/spans.ts';
import type { Silence } from '../model/trace.ts';
import { eventIx, ms, spanIx } from '../model/units.ts';
import { overGrain } from './times.ts';
import { limitReached, type WaitPlace } from './limits.ts';
import { SpanMark } from './span-columns.ts';
import type { SpanWalk } from './spans.ts';
import { moduleAround } from './timing.ts';

/** A trace with more silences than this keeps the longest: the others are steps of the clock, not answers. */
const MOST = 1_000;

interface Gap {
  readonly at: number;
  readonly length: number;
}

/** Every stretch without an event that is longer than the clock grain, in file order, with its owner and limit. */
export function findSilences(
  walk: SpanWalk,
  times: Float64Array,
  grain: number,
  strings: StringTable,
): readonly Silence[] {
  const gaps: Gap[] = [];
  for (let at = 0; at + 1 < times.length; at++) {
    const length = (times[at + 1] ?? 0) - (times[at] ?? 0);
    if (overGrain(length, grain)) gaps.push({ at, length });
  }
  return longest(gaps).map(({ at, length }) => {
    const owner = walk.gapOwner[at] ?? -1;
    return {
      from: eventIx(at),
      to: eventIx(at + 1),
      ms: ms(length),
      owner: owner < 0 ? -1 : spanIx(owner),
      limit: limitReached(length, waitPlace(walk, at, owner, strings)),
    };
  });
}

function longest(gaps: readonly Gap[]): readonly Gap[] {
  if (gaps.length <= MOST) return gaps;
  const least = gaps.toSorted((a, b) => b.length - a.length)[MOST - 1]?.length ?? 0;
  const over = gaps.filter((gap) => gap.length > least);
  const level = gaps.filter((gap) => gap.length === least).slice(0, MOST - over.length);
  return [...over, ...level].toSorted((a, b) => a.at - b.at);
}

function waitPlace(walk: SpanWalk, at: number, owner: number, strings: StringTable): WaitPlace {
  const module = moduleAround(walk.spans, owner);
  if (module < 0) return 'other';
  if (((walk.spans.flags[module] ?? 0) & SpanFlag.ancm) !== 0) {
    if (((walk.marks[module] ?? 0) & SpanMark.inProcess) !== 0) return 'in-process';
    return at >= (walk.forwardFrom.get(module) ?? Infinity) ? 'forward' : 'start';
  }
  return strings.at(walk.spans.module[module] ?? -1).toLowerCase() === 'applicationrequestrouting' ? 'arr' : 'other';
}
