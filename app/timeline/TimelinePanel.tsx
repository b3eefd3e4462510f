import { Maximize2, Minus, Plus, Rows3 } from 'lucide-react';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import type { TimelineView } from '#core/engine/questions/traces';
import { SpanFlag } from '#core/model/spans';
import type { EventIx, SpanIx, TraceKey } from '#core/model/units';
import { AfterPaint } from '../state/AfterPaint.tsx';
import { useQuery } from '../state/useQuery.ts';
import { formatSeconds } from '../text/durations.ts';
import { counted } from '../text/numbers.ts';
import { buttonClass } from '../ui/button-class.ts';
import { IconButton } from '../ui/Button.tsx';
import { Term } from '../ui/Term.tsx';
import { cx } from '../ui/class-names.ts';
import { Icicle } from './Icicle.tsx';
import { firstSpanOf, icicleView } from './icicle.ts';
import { isTimeless, type ScaleKind, type Unrecorded } from './scale.ts';
import { DEEPEST_LANE } from './layout.ts';
import { spanCard } from './texts.ts';
import { withStillOpen } from './still-open.ts';
import { Timeline, type TimelineHandle } from './Timeline.tsx';
import { producingSpanOf, TimelineTable } from './TimelineTable.tsx';
import type { Viewport } from './viewport.ts';

export interface TimelinePanelProps {
  readonly timeline: TimelineView;
  readonly trace: TraceKey;
  readonly scaleKind: ScaleKind;
  readonly onScale: (kind: ScaleKind) => void;
  /** Time after the last event that no event tells of; null: none. Must stay the same object. */
  readonly unrecorded: Unrecorded | null;
  readonly selectedSpan: SpanIx | null;
  readonly selectedEvent: EventIx | null;
  readonly range: Viewport | null;
  readonly onRange: (range: Viewport | null) => void;
  readonly onSpan: (span: SpanIx) => void;
  readonly onEvent: (event: EventIx) => void;
}

const HINT =
  'Arrow keys go along the spans: left and right among neighbours, up to the span around, down into it. ' +
  'W and S zoom, A and D move, 0 shows all, F fits the selection. The table named Pipeline holds the same.';

/** The pipeline: picture, its controls, its legend, and the table that holds the same. */
export function TimelinePanel(props: TimelinePanelProps) {
  const { unrecorded, selectedSpan, selectedEvent, onSpan, onEvent } = props;
  const timeline = useMemo(
    () => (unrecorded?.stillOpen === true ? withStillOpen(props.timeline, unrecorded.ms) : props.timeline),
    [props.timeline, unrecorded],
  );
  const handle = useRef<TimelineHandle>(null);
  const [table, setTable] = useState(false);
  const [spent, setSpent] = useState(false);
  const [place, setPlace] = useState<SpanIx | null>(null);
  const { trace } = props;
  // Merged spans are asked for when they are looked at.
  const { data: timeSpent } = useQuery(
    (engine) => (spent ? engine.icicle([trace]) : Promise.resolve(undefined)),
    spent ? 'time spent' : '',
    trace,
  );
  const places = useMemo(
    () => (spent && timeSpent !== undefined ? icicleView(timeSpent, timeline.grainMs) : null),
    [spent, timeSpent, timeline.grainMs],
  );
  // Each looks at all events or spans: once for a trace, not for each selection.
  const occurring = useMemo(() => whatOccurs(timeline), [timeline]);
  const rows = (
    <TimelineTable
      timeline={timeline}
      selectedSpan={selectedSpan}
      producingSpan={producingSpanOf(timeline)}
      onSpan={onSpan}
      className="h-72 border-t border-line"
    />
  );
  const timeless = isTimeless(timeline);
  const kind = timeless ? 'order' : props.scaleKind;
  return (
    <section className="flex flex-col gap-1.5 rounded-lg border border-line bg-surface p-3 print:break-inside-avoid">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h2 className="text-base font-semibold">Pipeline</h2>
        <p className="min-w-0 text-xs text-ink-3">
          {summary(timeline, occurring.deepest)}
          {timeless ? null : (
            <>
              ; the <Term term="clock grain">clock steps</Term> by {formatSeconds(timeline.grainMs)}
            </>
          )}
        </p>
        <div className="ml-auto flex flex-wrap items-center gap-1.5 print:hidden">
          <ViewSwitch
            view={spent ? 'spent' : kind}
            timeless={timeless}
            onView={(view) => {
              setSpent(view === 'spent');
              if (view !== 'spent' && view !== kind) props.onScale(view);
            }}
          />
          <IconButton
            size="sm"
            label="Zoom out"
            keys="s"
            icon={<Minus size={14} aria-hidden />}
            onClick={() => handle.current?.zoomOut()}
          />
          <IconButton
            size="sm"
            label="Zoom in"
            keys="w"
            icon={<Plus size={14} aria-hidden />}
            onClick={() => handle.current?.zoomIn()}
          />
          <IconButton
            size="sm"
            label="The whole request"
            keys="0"
            icon={<Maximize2 size={14} aria-hidden />}
            onClick={() => handle.current?.zoomAll()}
          />
          <button
            type="button"
            aria-pressed={table}
            className={buttonClass('plain', 'sm')}
            onClick={() => setTable(!table)}
          >
            <Rows3 size={14} aria-hidden />
            Table
          </button>
        </div>
      </div>
      <div
        className={cx(
          occurring.deepest > MOST_LANES &&
            'scroll-thin max-h-[60vh] overflow-x-hidden overflow-y-auto print:max-h-none',
        )}
      >
        {places !== null ? (
          <Icicle
            ref={handle}
            view={places}
            selected={place}
            onSelect={(chosen) => {
              setPlace(chosen);
              const node = places.nodes[chosen];
              const span = node === undefined ? null : firstSpanOf(timeline, node);
              if (span !== null) onSpan(span);
            }}
          />
        ) : (
          <Timeline
            ref={handle}
            label="Pipeline timeline"
            hint={HINT}
            card={(span) => spanCard(timeline, span)}
            timeline={timeline}
            scaleKind={kind}
            unrecorded={unrecorded}
            selectedSpan={selectedSpan}
            selectedEvent={selectedEvent}
            range={props.range}
            onRange={props.onRange}
            onSpan={onSpan}
            onEvent={onEvent}
          />
        )}
      </div>
      <Legend timeline={timeline} occurring={occurring} spent={spent} />
      {/* Closed, the table takes no room and still is there for the keyboard and for assistive technology. */}
      <div className={table ? 'print:hidden' : '-mt-1.5 h-0 overflow-hidden focus-within:mt-0 focus-within:h-auto'}>
        {timeline.spans.length < MANY_SPANS ? rows : <AfterPaint>{rows}</AfterPaint>}
      </div>
    </section>
  );
}

/** So many spans that their table, closed at first, is built in a task of its own behind the picture. */
const MANY_SPANS = 2_000;

/** Deeper pictures scroll by themselves. */
const MOST_LANES = 18;

/** Levels that the picture marks. */
const LEVELS = [1, 2, 3];

/** What occurs in a trace, as far as the panel tells of it. */
interface Occurring {
  readonly deepest: number;
  readonly levels: ReadonlySet<number>;
  /** Spans of the ASP.NET Core Module. */
  readonly ancm: boolean;
}

function whatOccurs({ spans, eventLevel }: TimelineView): Occurring {
  const seen = new Uint8Array(256);
  for (const level of eventLevel) seen[level] = 1;
  let deepest = 0;
  for (const depth of spans.depth) if (depth > deepest) deepest = depth;
  return {
    deepest,
    levels: new Set(LEVELS.filter((level) => seen[level] === 1)),
    ancm: spans.flags.some((flags) => (flags & SpanFlag.ancm) !== 0),
  };
}

function summary(timeline: TimelineView, deepest: number): string {
  const events = counted(timeline.eventTime.length, 'event');
  if (isTimeless(timeline))
    return `${events} within one step of the clock, ${formatSeconds(timeline.grainMs)}: shown by order`;
  const folded = deepest > DEEPEST_LANE ? `; levels below ${DEEPEST_LANE} share one lane` : '';
  return `${events} over ${formatSeconds(timeline.observedMs)}${folded}`;
}

type View = ScaleKind | 'spent';

const VIEWS: readonly { readonly view: View; readonly label: string }[] = [
  { view: 'time', label: 'To scale' },
  { view: 'order', label: 'By order' },
  { view: 'spent', label: 'Time spent' },
];

function ViewSwitch(props: { readonly view: View; readonly timeless: boolean; readonly onView: (view: View) => void }) {
  return (
    <div role="group" aria-label="Drawn" className="flex rounded-md border border-line-strong p-px">
      {VIEWS.map(({ view, label }) => (
        <button
          key={view}
          type="button"
          aria-pressed={props.view === view}
          disabled={props.timeless && view !== 'order'}
          className={cx(
            'focus-inset h-5 rounded-[5px] px-2 text-xs font-medium disabled:opacity-50',
            props.view === view ? 'bg-accent-soft text-accent-strong' : 'text-ink-2 hover:text-ink',
          )}
          onClick={() => props.onView(view)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** What the colours and patterns mean; only what occurs in this trace. */
function Legend(props: { readonly timeline: TimelineView; readonly occurring: Occurring; readonly spent: boolean }) {
  const { timeline, spent } = props;
  const { levels, ancm } = props.occurring;
  return (
    <ul aria-label="Legend" className="hidden flex-wrap gap-x-4 gap-y-1 text-xs text-ink-3 sm:flex">
      {spent || timeline.producing === null ? null : (
        <Key
          swatch={<span className="size-2.5 rounded-full bg-fail" />}
          text={
            <Term term="producing event" passed>
              produced the status
            </Term>
          }
        />
      )}
      {ancm ? (
        <Key
          swatch={<span className="h-2.5 w-4" style={{ background: 'var(--span-module)' }} />}
          text={
            <Term term="ANCM" passed>
              ASP.NET Core Module
            </Term>
          }
        />
      ) : null}
      {!spent && timeline.silences.length > 0 ? (
        <Key
          swatch={<span className="hatched h-2.5 w-4 border-x border-silence" />}
          text={<Term term="silence">silence</Term>}
        />
      ) : null}
      {!spent && (levels.has(1) || levels.has(2)) ? <Key swatch={<Triangle filled />} text="error" /> : null}
      {!spent && levels.has(3) ? <Key swatch={<Triangle filled={false} />} text="warning" /> : null}
      <Key
        swatch={<span className="h-2.5 w-4" style={{ background: 'var(--span-alt)' }} />}
        text={
          <>
            request, <Term term="notification">notification</Term>
          </>
        }
      />
      <Key
        swatch={<span className="h-2.5 w-4" style={{ background: 'var(--span)' }} />}
        text={
          <>
            <Term term="module" passed>
              module
            </Term>
            , phase
          </>
        }
      />
    </ul>
  );
}

function Key({ swatch, text }: { readonly swatch: ReactNode; readonly text: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5">
      <span aria-hidden className="flex items-center">
        {swatch}
      </span>
      <span>{text}</span>
    </li>
  );
}

function Triangle({ filled }: { readonly filled: boolean }) {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10">
      <path
        d="M5 1 9 9H1z"
        fill={filled ? 'var(--warn-line)' : 'none'}
        stroke="var(--warn-line)"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
    </svg>
  );
}
