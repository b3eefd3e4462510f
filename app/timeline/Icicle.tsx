import { useCallback, useMemo, useState, type Ref } from 'react';
import type { IcicleNode } from '#core/engine/engine';
import type { SpanIx } from '#core/model/units';
import { icicleCard, icicleView } from './icicle.ts';
import { Timeline, type TimelineHandle } from './Timeline.tsx';
import type { Viewport } from './viewport.ts';

export interface IcicleProps {
  /** Merged spans; what is below this node is drawn. */
  readonly root: IcicleNode;
  /** Shorter times are `under` it. */
  readonly grainMs: number;
  readonly onNode: (node: IcicleNode) => void;
  readonly ref?: Ref<TimelineHandle>;
}

const HINT =
  'Each bar is as wide as the time spent in it. Arrow keys go along the bars: left and right among neighbours, up to ' +
  'the bar around, down into it. W and S zoom, A and D move, 0 shows all, F fits the selection.';

/** Where the time went: spans of one path are one bar, as wide as all their time. */
export function Icicle({ root, grainMs, onNode, ref }: IcicleProps) {
  const view = useMemo(() => icicleView(root, grainMs), [root, grainMs]);
  const [selected, setSelected] = useState<SpanIx | null>(null);
  const [range, setRange] = useState<Viewport | null>(null);
  const onRange = useCallback((next: Viewport | null) => setRange(next), []);

  function choose(span: SpanIx): void {
    setSelected(span);
    const node = view.nodes[span];
    if (node !== undefined) onNode(node);
  }

  return (
    <Timeline
      {...(ref === undefined ? {} : { ref })}
      label="Time spent"
      hint={HINT}
      card={(span) => icicleCard(view, span)}
      timeline={view.timeline}
      scaleKind="time"
      unrecorded={null}
      selectedSpan={selected}
      selectedEvent={null}
      range={range}
      onRange={onRange}
      onSpan={choose}
      onEvent={() => undefined}
    />
  );
}
