import type { StringTable } from '../base/strings.ts';
import { SPAN_KINDS, SPAN_OUTCOMES, SpanFlag, type ModuleSpanTable } from '../model/spans.ts';

/** A span as a plain object. Events are numbered from 1, as on screen. */
export interface SpanRow {
  readonly ix: number;
  readonly parent: number;
  readonly depth: number;
  readonly kind: string;
  readonly label: string;
  readonly module: string;
  readonly notification: number;
  readonly start: number;
  readonly end: number;
  readonly total: number;
  readonly self: number;
  readonly waiting: number;
  readonly events: readonly [number, number];
  readonly outcome: string;
  readonly post: boolean;
  readonly open: boolean;
  readonly noStart: boolean;
  readonly ancm: boolean;
}

export function spanRows(spans: ModuleSpanTable, strings: StringTable): readonly SpanRow[] {
  return Array.from({ length: spans.length }, (_, ix): SpanRow => {
    const flags = spans.flags[ix] ?? 0;
    const start = spans.start[ix] ?? NaN;
    const end = spans.end[ix] ?? NaN;
    return {
      ix,
      parent: spans.parent[ix] ?? -1,
      depth: spans.depth[ix] ?? -1,
      kind: SPAN_KINDS[spans.kind[ix] ?? 0] ?? '',
      label: strings.at(spans.label[ix] ?? -1),
      module: strings.at(spans.module[ix] ?? -1),
      notification: spans.notification[ix] ?? 0,
      start,
      end,
      total: end - start,
      self: spans.self[ix] ?? NaN,
      waiting: spans.waiting[ix] ?? NaN,
      events: [(spans.firstEvent[ix] ?? -1) + 1, (spans.lastEvent[ix] ?? -1) + 1],
      outcome: SPAN_OUTCOMES[spans.outcome[ix] ?? 0] ?? '',
      post: (flags & SpanFlag.post) !== 0,
      open: (flags & SpanFlag.open) !== 0,
      noStart: (flags & SpanFlag.noStart) !== 0,
      ancm: (flags & SpanFlag.ancm) !== 0,
    };
  });
}

/** Labels from the outermost span down to this one. */
export function pathOf(rows: readonly SpanRow[], ix: number): readonly string[] {
  const row = rows[ix];
  return row === undefined ? [] : [...pathOf(rows, row.parent), row.label];
}
