import { compareToGroup } from '../../analysis/compare-group.ts';
import { compareSpans, timesOf, type SpanChange, type SpanTimes } from '../../analysis/compare.ts';
import { notificationLabel } from '../../analysis/span-labels.ts';
import { spanKind, type SpanSet } from '../../analysis/span-totals.ts';
import { overGrain } from '../../analysis/times.ts';
import { SPAN_OUTCOMES, SpanFlag } from '../../model/spans.ts';
import { spanIx, type SpanIx } from '../../model/units.ts';
import type { ComparedModule, ComparedRow, ComparedTimes } from '../questions/compare.ts';

/** Two traces, span by span. */
export function compareTwo(a: SpanSet, b: SpanSet, grain: number): readonly ComparedRow[] {
  return compareSpans(a, b, grain).map((row) => ({
    ...named(row.a === null ? b : a, row.a ?? row.b ?? spanIx(0)),
    change: row.change,
    depth: row.depth,
    a: times(a, row.a),
    b: times(b, row.b),
    delta: row.delta,
    share: row.b === null ? 0 : 1,
  }));
}

/** A trace beside the medians of a group; `member` is the one whose spans the second side can point to. */
export function compareWithGroup(
  a: SpanSet,
  group: readonly SpanSet[],
  member: SpanSet,
  grain: number,
): readonly ComparedRow[] {
  const partner = new Map(compareSpans(a, member, grain).map((row) => [row.a, row.b]));
  return compareToGroup(a, group).map((row): ComparedRow => {
    const { span, usual, share, example } = row;
    const holder = span === null ? group[example?.member ?? -1] : undefined;
    const shown = span ?? example?.span ?? spanIx(0);
    const inMember = span === null ? (holder === member ? shown : null) : (partner.get(span) ?? null);
    return {
      ...named(holder ?? a, shown),
      change: changeOf(span, usual, share, row.delta, grain),
      depth: row.depth,
      a: times(a, span),
      b: usual === null ? null : { ...usual, span: inMember, outcome: null },
      delta: backwards(row.delta),
      share,
    };
  });
}

function changeOf(
  span: SpanIx | null,
  usual: SpanTimes | null,
  share: number,
  delta: SpanTimes,
  grain: number,
): SpanChange {
  if (span === null) return 'added';
  if (usual === null) return 'removed';
  const steps: readonly number[] = [delta.total, delta.self, delta.waiting];
  return share < 0.5 || steps.some((step) => overGrain(Math.abs(step), grain)) ? 'changed' : 'same';
}

/** The analysis subtracts the usual from the trace; here the second side always comes first. */
function backwards({ total, self, waiting }: SpanTimes): SpanTimes {
  const turned = (value: SpanTimes['total']): SpanTimes['total'] => (0 - value) as SpanTimes['total'];
  return { total: turned(total), self: turned(self), waiting: turned(waiting) };
}

/** Modules that one side ran and the other did not; of a group, those that at least half of it ran. */
export function differentModules(rows: readonly ComparedRow[]): readonly ComparedModule[] {
  const inA = new Set<string>();
  const inB = new Set<string>();
  for (const row of rows) {
    if (row.kind !== 'module') continue;
    if (row.a !== null) inA.add(row.label);
    if (row.b !== null && row.share > 0) inB.add(row.label);
  }
  return [
    ...[...inA].filter((module) => !inB.has(module)).map((module): ComparedModule => ({ module, only: 'a' })),
    ...[...inB].filter((module) => !inA.has(module)).map((module): ComparedModule => ({ module, only: 'b' })),
  ];
}

function named(
  { spans, strings }: SpanSet,
  span: SpanIx,
): Pick<ComparedRow, 'label' | 'kind' | 'notification' | 'ancm'> {
  const kind = spanKind(spans, span);
  const flags = spans.flags[span] ?? 0;
  const inModule = kind === 'module' || kind === 'phase' || kind === 'handler' || kind === 'filter';
  return {
    label: strings.at(spans.label[span] ?? -1),
    kind,
    notification: inModule ? notificationLabel(spans.notification[span] ?? 0, (flags & SpanFlag.post) !== 0) : '',
    ancm: (flags & SpanFlag.ancm) !== 0,
  };
}

function times({ spans }: SpanSet, span: SpanIx | null): ComparedTimes | null {
  if (span === null) return null;
  return { ...timesOf(spans, span), span, outcome: SPAN_OUTCOMES[spans.outcome[span] ?? 0] ?? null };
}
