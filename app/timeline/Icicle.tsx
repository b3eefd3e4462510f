import { useCallback, useState, type Ref } from 'react';
import type { SpanIx } from '#core/model/units';
import { icicleCard, type IcicleView } from './icicle.ts';
import { Timeline, type TimelineHandle } from './Timeline.tsx';
import type { Viewport } from './viewport.ts';

export interface IcicleProps {
  readonly view: IcicleView;
  readonly selected: SpanIx | null;
  readonly onSelect: (span: SpanIx) => void;
  /** Enter on the selected bar. */
  readonly onOpen?: (span: SpanIx) => void;
  readonly ref?: Ref<TimelineHandle>;
}

const HINT =
  'Each bar is as wide as the time spent in it. Arrow keys go along the bars: left and right among neighbours, up to ' +
  'the bar around, down into it. W and S zoom, A and D move, 0 shows all, F fits the selection.';

/** Where the time went: spans of one path are one bar, as wide as all their time. */
export function Icicle({ view, selected, onSelect, onOpen, ref }: IcicleProps) {
  const [range, setRange] = useState<Viewport | null>(null);
  const onRange = useCallback((next: Viewport | null) => setRange(next), []);
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
      onSpan={onSelect}
      {...(onOpen === undefined ? {} : { onOpen })}
      onEvent={() => undefined}
    />
  );
}
