import { useCallback, useMemo, useState } from 'react';
import type { TimelineView } from '#core/engine/questions/traces';
import { ms, type SpanIx, type TraceKey } from '#core/model/units';
import { useQuery } from '../../state/useQuery.ts';
import { isTimeless } from '../../timeline/scale.ts';
import { spanCard } from '../../timeline/texts.ts';
import { Timeline } from '../../timeline/Timeline.tsx';
import type { Viewport } from '../../timeline/viewport.ts';
import { Loading } from '../../ui/states.tsx';
import { COMPARE } from './words.ts';

export interface TwoTimelinesProps {
  readonly a: TraceKey;
  readonly b: TraceKey;
  readonly selectedA: SpanIx | null;
  readonly selectedB: SpanIx | null;
  readonly onSpan: (side: 'a' | 'b', span: SpanIx) => void;
  /** Enter on a span. */
  readonly onOpen: (side: 'a' | 'b', span: SpanIx) => void;
}

/** Both pictures below each other: a second is as wide in one as in the other, and they move together. */
export function TwoTimelines({ a, b, selectedA, selectedB, onSpan, onOpen }: TwoTimelinesProps) {
  const first = useQuery((engine) => engine.timeline(a), 'timeline', a);
  const second = useQuery((engine) => engine.timeline(b), 'timeline', b);
  const views = useMemo(() => onOneScale(first.data, second.data), [first.data, second.data]);
  const [range, setRange] = useState<Viewport | null>(null);
  const onRange = useCallback((next: Viewport | null) => setRange(next), []);
  if (views === undefined) return <Loading />;
  const timeless = views.every((view) => view === null || isTimeless(view));
  return (
    <section aria-label={COMPARE.timelines} className="flex flex-col gap-2">
      {views.map((view, ix) => {
        const letter = ix === 0 ? 'A' : 'B';
        return (
          <div key={letter} className="flex gap-2 rounded-lg border border-line bg-surface p-2 sm:p-3">
            <span
              aria-hidden
              className="flex size-6 shrink-0 items-center justify-center rounded-sm bg-sunken text-sm font-semibold"
            >
              {letter}
            </span>
            {view === null || view.spans.length === 0 ? (
              <p className="text-sm text-ink-2">{COMPARE.noPipeline}</p>
            ) : (
              <div className="scroll-thin max-h-[26vh] min-w-0 grow overflow-x-hidden overflow-y-auto">
                <Timeline
                  label={COMPARE.timelineOf(letter)}
                  hint={COMPARE.timelineHint}
                  card={(span) => spanCard(view, span)}
                  timeline={view}
                  scaleKind={timeless ? 'order' : 'time'}
                  unrecorded={null}
                  selectedSpan={ix === 0 ? selectedA : selectedB}
                  selectedEvent={null}
                  range={timeless ? null : range}
                  onRange={onRange}
                  rest={0}
                  onSpan={(span) => onSpan(ix === 0 ? 'a' : 'b', span)}
                  onOpen={(span) => onOpen(ix === 0 ? 'a' : 'b', span)}
                  onEvent={(event) => {
                    const span = view.eventSpan[event] ?? -1;
                    if (span >= 0) onSpan(ix === 0 ? 'a' : 'b', span as SpanIx);
                  }}
                />
              </div>
            )}
          </div>
        );
      })}
    </section>
  );
}

/** Both with the length of the longer one; undefined while one is on its way. */
function onOneScale(
  a: TimelineView | null | undefined,
  b: TimelineView | null | undefined,
): readonly (TimelineView | null)[] | undefined {
  if (a === undefined || b === undefined) return undefined;
  const longest = ms(Math.max(a?.observedMs ?? 0, b?.observedMs ?? 0));
  return [a, b].map((view) => (view === null ? null : { ...view, observedMs: longest }));
}
