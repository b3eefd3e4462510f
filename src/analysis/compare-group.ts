import { ms, spanIx, type SpanIx } from '../model/units.ts';
import { alignmentKeys, timesOf, type SpanTimes } from './compare.ts';
import type { SpanSet } from './span-totals.ts';
import { median } from './median.ts';

/** One span of a trace beside the usual one of a group. */
export interface SpanAgainstGroup {
  /** null: the trace has none, and at least half of the group do. */
  readonly span: SpanIx | null;
  /** What it is called in the trace, or in the first of the group that has it. */
  readonly label: string;
  readonly depth: number;
  /** Part of the group that has this span, 0 to 1. 0: only the trace has it. */
  readonly share: number;
  /** The first of the group that has it, for what is no time; null when none does. */
  readonly example: { readonly member: number; readonly span: SpanIx } | null;
  /** Medians over the traces that have it; null when none does. */
  readonly usual: SpanTimes | null;
  /** The trace less the usual; what is not there counts as 0. */
  readonly delta: SpanTimes;
}

interface Known {
  readonly label: string;
  readonly example: { readonly member: number; readonly span: SpanIx };
  readonly depth: number;
  readonly times: SpanTimes[];
}

const NOTHING: SpanTimes = { total: ms(0), self: ms(0), waiting: ms(0) };

/** A trace aligned with the median of a group: its own spans in order, then what it lacks of the usual ones. */
export function compareToGroup(trace: SpanSet, group: readonly SpanSet[]): readonly SpanAgainstGroup[] {
  const known = new Map<string, Known>();
  group.forEach((member, ix) => addMember(known, member, ix));
  const own = alignmentKeys(trace);
  const rows = own.map((key, s): SpanAgainstGroup => {
    const label = trace.strings.at(trace.spans.label[s] ?? -1);
    return against(spanIx(s), label, trace.spans.depth[s] ?? 0, timesOf(trace.spans, s), known.get(key), group.length);
  });
  const has = new Set(own);
  for (const [key, usual] of known) {
    if (has.has(key) || usual.times.length * 2 < group.length) continue;
    rows.push(against(null, usual.label, usual.depth, NOTHING, usual, group.length));
  }
  return rows;
}

function addMember(known: Map<string, Known>, member: SpanSet, ix: number): void {
  const { spans, strings } = member;
  alignmentKeys(member).forEach((key, s) => {
    const times = timesOf(spans, s);
    const entry = known.get(key);
    if (entry !== undefined) entry.times.push(times);
    else {
      const example = { member: ix, span: spanIx(s) };
      known.set(key, { label: strings.at(spans.label[s] ?? -1), example, depth: spans.depth[s] ?? 0, times: [times] });
    }
  });
}

function against(
  span: SpanIx | null,
  label: string,
  depth: number,
  own: SpanTimes,
  known: Known | undefined,
  members: number,
): SpanAgainstGroup {
  const usual = known === undefined ? null : usualTimes(known.times);
  const base = usual ?? NOTHING;
  return {
    span,
    label,
    depth,
    example: known?.example ?? null,
    share: known === undefined || members === 0 ? 0 : known.times.length / members,
    usual,
    delta: {
      total: ms(own.total - base.total),
      self: ms(own.self - base.self),
      waiting: ms(own.waiting - base.waiting),
    },
  };
}

function usualTimes(times: readonly SpanTimes[]): SpanTimes {
  return {
    total: ms(median(times.map((time) => time.total))),
    self: ms(median(times.map((time) => time.self))),
    waiting: ms(median(times.map((time) => time.waiting))),
  };
}
