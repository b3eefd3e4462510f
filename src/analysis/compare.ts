import { SpanFlag, type ModuleSpanTable } from '../model/spans.ts';
import { ms, spanIx, type Ms, type SpanIx } from '../model/units.ts';
import { commonLabel, spanKind, type SpanSet } from './span-totals.ts';
import { overGrain } from './times.ts';

/** What became of a span between two traces. */
export type SpanChange = 'same' | 'changed' | 'added' | 'removed';

/** Total, self and waiting time of a span. */
export interface SpanTimes {
  readonly total: Ms;
  readonly self: Ms;
  readonly waiting: Ms;
}

/** One span of either trace, or the pair of both. */
export interface ComparedSpan {
  readonly change: SpanChange;
  /** null: `added`, only the second trace has it. */
  readonly a: SpanIx | null;
  /** null: `removed`, only the first trace has it. */
  readonly b: SpanIx | null;
  readonly depth: number;
  /** Second less first; what is not there counts as 0. */
  readonly delta: SpanTimes;
}

/**
 * Two traces aligned span by span. Modules and notifications pair by name, notification, pass and occurrence on their
 * level of child requests, wherever they hang; phases pair inside paired spans. Rows stand in the order of the first
 * trace, what only the second has where it stands there. A pair is `changed` when its times differ by more than a step
 * of the coarser clock, or when it ended in another way.
 */
export function compareSpans(a: SpanSet, b: SpanSet, grain: number): readonly ComparedSpan[] {
  const keysA = alignmentKeys(a);
  const keysB = alignmentKeys(b);
  const inB = new Map(keysB.map((key, ix) => [key, ix]));
  const inA = new Set(keysA);
  const rows: ComparedSpan[] = [];
  let next = 0;
  const addUpTo = (until: number): void => {
    for (; next < until; next++) if (!inA.has(keysB[next] ?? '')) rows.push(row(a, b, -1, next, grain));
  };
  keysA.forEach((key, ix) => {
    const partner = inB.get(key) ?? -1;
    if (partner >= 0) addUpTo(partner);
    rows.push(row(a, b, ix, partner, grain));
  });
  addUpTo(keysB.length);
  return rows;
}

function row(a: SpanSet, b: SpanSet, inA: number, inB: number, grain: number): ComparedSpan {
  const first = timesOf(a.spans, inA);
  const second = timesOf(b.spans, inB);
  const delta = {
    total: ms(second.total - first.total),
    self: ms(second.self - first.self),
    waiting: ms(second.waiting - first.waiting),
  };
  return {
    change:
      inA < 0 ? 'added' : inB < 0 ? 'removed' : changed(a.spans, b.spans, inA, inB, delta, grain) ? 'changed' : 'same',
    a: inA < 0 ? null : spanIx(inA),
    b: inB < 0 ? null : spanIx(inB),
    depth: (inA < 0 ? b.spans.depth[inB] : a.spans.depth[inA]) ?? 0,
    delta,
  };
}

function changed(
  a: ModuleSpanTable,
  b: ModuleSpanTable,
  inA: number,
  inB: number,
  delta: SpanTimes,
  grain: number,
): boolean {
  if (Object.values(delta).some((step: number) => overGrain(Math.abs(step), grain))) return true;
  const ending = (spans: ModuleSpanTable, s: number): number =>
    (spans.flags[s] ?? 0) & (SpanFlag.open | SpanFlag.noStart);
  return a.outcome[inA] !== b.outcome[inB] || ending(a, inA) !== ending(b, inB);
}

/** Times of a span; all 0 for -1. */
export function timesOf(spans: ModuleSpanTable, span: number): SpanTimes {
  const total = span < 0 ? 0 : (spans.end[span] ?? 0) - (spans.start[span] ?? 0);
  return { total: ms(total), self: ms(spans.self[span] ?? 0), waiting: ms(spans.waiting[span] ?? 0) };
}

/**
 * A key for each span that the matching span of another trace has too; no two spans of one trace share one.
 *
 *   0|module|RewriteModule|1|0#0      first run on the request itself, BEGIN_REQUEST, main pass
 *   0|module|RewriteModule|1|0#0>URL rewrite#0
 */
export function alignmentKeys(set: SpanSet): readonly string[] {
  const { spans } = set;
  const keys: string[] = [];
  const levels: number[] = [];
  const seen = new Map<string, number>();
  for (let s = 0; s < spans.length; s++) {
    const parent = spans.parent[s] ?? -1;
    const kind = spanKind(spans, s);
    const level = (levels[parent] ?? 0) + (kind === 'child-request' ? 1 : 0);
    levels.push(level);
    const anywhere = kind === 'module' || kind === 'notification' || kind === 'request' || kind === 'child-request';
    const post = (spans.flags[s] ?? 0) & SpanFlag.post;
    const name = anywhere
      ? `${level}|${kind}|${commonLabel(set, s)}|${spans.notification[s] ?? 0}|${post}`
      : `${keys[parent] ?? ''}>${kind} ${commonLabel(set, s)}`;
    const occurrence = seen.get(name) ?? 0;
    seen.set(name, occurrence + 1);
    keys.push(`${name}#${occurrence}`);
  }
  return keys;
}
