import { useCallback, useMemo, useRef, useState } from 'react';
import type { AroundKind } from '#core/engine/questions/around';
import type { TimelineView, TraceView } from '#core/engine/questions/traces';
import { eventIx } from '#core/model/units';
import { compareWithNearest } from '../../commands/compare.ts';
import { FirstVisit } from '../../commands/FirstVisit.tsx';
import { goToFailure } from '../../commands/failures.ts';
import type { Params } from '../../route/fields.ts';
import { adjust, currentPlace } from '../../route/useRoute.ts';
import { useEngine } from '../../state/engine.tsx';
import { track } from '../../state/pending.ts';
import { useSession } from '../../state/session.ts';
import { useAfterPaint } from '../../state/useAfterPaint.ts';
import { useQuery } from '../../state/useQuery.ts';
import type { ScaleKind } from '../../timeline/scale.ts';
import { TimelinePanel } from '../../timeline/TimelinePanel.tsx';
import type { Viewport } from '../../timeline/viewport.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { formatCount } from '../../text/numbers.ts';
import { AroundNote } from './around/AroundNote.tsx';
import { AroundTab } from './around/AroundTab.tsx';
import { AROUND } from './around/words.ts';
import { ConfigurationTab } from './configuration/ConfigurationTab.tsx';
import { CONFIGURATION } from './configuration/words.ts';
import { EventsTab } from './events/EventsTab.tsx';
import { GuideTab, type GuideName } from './guides/GuideTab.tsx';
import { GUIDES } from './guides/words.ts';
import { HeadersTab } from './HeadersTab.tsx';
import { RawTab } from './RawTab.tsx';
import { TraceHeader } from './TraceHeader.tsx';
import { useTraceSelection } from './useTraceSelection.ts';
import { VerdictPanel } from './verdict/VerdictPanel.tsx';
import { unrecordedTime } from './warnings.ts';
import { TRACE } from './words.ts';

const TABS = ['events', 'headers', 'raw', 'rewrite', 'authentication', 'cache', 'configuration', 'around'] as const;
type TabId = (typeof TABS)[number];

const GUIDE_TABS: readonly GuideName[] = ['rewrite', 'authentication', 'cache'];

interface TraceScreenProps {
  readonly view: TraceView;
  /** undefined: on its way. null: there is none. */
  readonly timeline: TimelineView | null | undefined;
  readonly params: Params;
}

/**
 * The whole screen of a trace that is loaded: header, verdict, pipeline, tabs, all with one selection. The answer is
 * painted first; what stands below it follows a frame later and moves nothing.
 */
export function TraceScreen({ view, timeline, params }: TraceScreenProps) {
  const engine = useEngine();
  const tabs = useRef<HTMLDivElement>(null);
  const [marked, setMarked] = useState<string | null>(null);
  const { selection, selectEvent, selectSpan } = useTraceSelection(view.key, params, timeline ?? undefined);
  const tab: TabId = TABS.find((id) => id === params.tab) ?? 'events';
  const scaleKind: ScaleKind = params.byorder ? 'order' : 'time';
  const { key } = view;
  const painted = useAfterPaint();
  const around = useQuery((source) => source.around(key), 'around', key);
  const alone = useSession(({ summary }) => (summary?.files ?? 1) <= 1);
  const [wanted, setWanted] = useState<{ readonly kind: AroundKind } | null>(null);
  const showAround = (kind: AroundKind): void => {
    setWanted({ kind });
    adjust({ tab: 'around' });
    tabs.current?.scrollIntoView({ block: 'nearest' });
  };
  const unrecorded = useMemo(() => unrecordedTime(view), [view]);

  const nextError = (step: 1 | -1): void => {
    track(engine.nextError(key, selection.event ?? -1, step)).then(
      (event) => (event === null ? undefined : selectEvent(event)),
      () => undefined,
    );
  };
  const step = (by: 1 | -1): void => {
    const next = (selection.event ?? (by === 1 ? -1 : view.events)) + by;
    if (next >= 0 && next < view.events) selectEvent(eventIx(next));
  };
  const produced = timeline?.producing?.event ?? null;

  useKeys(
    new Map<string, () => void>([
      ['.', () => step(1)],
      [',', () => step(-1)],
      ['e', () => nextError(1)],
      ['E', () => nextError(-1)],
      ['x', () => void compareWithNearest(engine)],
      ['Escape', () => selectEvent(null)],
      ['g', () => (produced === null ? undefined : selectEvent(produced))],
      ...TABS.map((id, ix): [string, () => void] => [String(ix + 1), () => adjust({ tab: id })]),
    ]),
  );

  const onRange = useCallback((range: Viewport | null) => {
    if (currentPlace().page === 'trace') adjust({ from: range?.from ?? null, to: range?.to ?? null });
  }, []);
  const follow = {
    trace: key,
    firstEvent: (span: number) => timeline?.spans.firstEvent[span] ?? null,
    // What shows the event comes into view; choosing in the picture moves nothing.
    onEvent: () => tabs.current?.scrollIntoView({ block: 'nearest' }),
    onAttribute: setMarked,
  };
  const range = params.from !== null && params.to !== null ? { from: params.from, to: params.to } : null;

  return (
    <div className="flex min-h-full shrink-0 flex-col gap-3 p-3 sm:px-4">
      <TraceHeader
        view={view}
        marked={marked}
        onNeighbour={(step) => void goToFailure(engine, step)}
        onCompare={() => void compareWithNearest(engine)}
      />
      <VerdictPanel view={view} follow={follow} />
      {painted && timeline !== undefined ? (
        <>
          <FirstVisit hint="trace" />
          {alone ? null : <AroundNote around={around.data} onShow={showAround} />}
          {timeline === null || timeline.spans.length === 0 ? (
            <p className="rounded-lg border border-line bg-surface p-3 text-sm text-ink-2">
              {timeline === null ? TRACE.noTimeline : TRACE.fewEvents}
            </p>
          ) : (
            <TimelinePanel
              timeline={timeline}
              trace={key}
              scaleKind={scaleKind}
              onScale={(kind) => adjust({ byorder: kind === 'order', from: null, to: null })}
              unrecorded={unrecorded}
              selectedSpan={selection.span}
              selectedEvent={selection.event}
              range={range}
              onRange={onRange}
              onSpan={selectSpan}
              onEvent={selectEvent}
            />
          )}
          <div ref={tabs} className="flex h-[78vh] min-h-96 flex-col print:hidden">
            <Tabs
              label={TRACE.tabs}
              value={tab}
              onChange={(id) => {
                setWanted(null);
                adjust({ tab: id });
              }}
              items={[
                {
                  id: 'events',
                  label: TRACE.events,
                  note: formatCount(view.events),
                  panel: (
                    <EventsTab
                      trace={key}
                      events={view.events}
                      grainMs={view.grainMs}
                      selected={selection.event}
                      onEvent={selectEvent}
                    />
                  ),
                },
                { id: 'headers', label: TRACE.headers, panel: <HeadersTab trace={key} /> },
                { id: 'raw', label: TRACE.raw, panel: <RawTab trace={key} /> },
                ...GUIDE_TABS.map((guide) => ({
                  id: guide,
                  label: GUIDES[guide],
                  panel: <GuideTab trace={key} guide={guide} />,
                })),
                { id: 'configuration', label: CONFIGURATION.tab, panel: <ConfigurationTab trace={key} /> },
                {
                  id: 'around',
                  label: AROUND.tab,
                  panel: <AroundTab around={around.data} failed={around.failed} wanted={wanted} />,
                },
              ]}
            />
          </div>
        </>
      ) : null}
    </div>
  );
}
