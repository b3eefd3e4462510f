import type { TimelineView } from '#core/engine/questions/traces';
import { SpanFlag } from '#core/model/spans';

/**
 * The time rule writes a file while its request runs: what has no end by then was open until the file was written,
 * `rest` ms after the last event. Lengthens these spans and all around them by that time; it is the own time of the
 * innermost one, because no event came.
 */
export function withStillOpen(view: TimelineView, rest: number): TimelineView {
  const { spans } = view;
  const last = spans.end.reduce((most, end) => Math.max(most, end), 0);
  const open = new Uint8Array(spans.length);
  let innermost = -1;
  for (let ix = 0; ix < spans.length; ix++) {
    if (((spans.flags[ix] ?? 0) & SpanFlag.open) === 0 || (spans.end[ix] ?? 0) < last) continue;
    if (innermost === -1 || (spans.depth[ix] ?? 0) > (spans.depth[innermost] ?? 0)) innermost = ix;
    for (let at = ix; at >= 0 && open[at] === 0; at = spans.parent[at] ?? -1) open[at] = 1;
  }
  if (innermost === -1) return view;
  return {
    ...view,
    spans: {
      ...spans,
      end: spans.end.map((end, ix) => (open[ix] === 1 ? end + rest : end)),
      self: spans.self.map((self, ix) => (ix === innermost ? self + rest : self)),
      // A notification has no end event of its own: it was open as long as a module in it was.
      flags: spans.flags.map((flags, ix) => (open[ix] === 1 ? flags | SpanFlag.open : flags)),
    },
  };
}
