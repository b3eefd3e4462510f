import {
  useCallback,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  type KeyboardEvent,
  type Ref,
} from 'react';
import type { TimelineView } from '#core/engine/questions/traces';
import type { EventIx, SpanIx } from '#core/model/units';
import { useKeys } from '../ui/useKeys.ts';
import { useWidth } from '../ui/useWidth.ts';
import { makeTicks } from './axis.ts';
import { barOfSpan, spansOfBar } from './bars.ts';
import { draw } from './draw.ts';
import { LANE_PX, makeFrame, pictureHeight } from './frame.ts';
import type { Hit } from './hit.ts';
import { makeLabels } from './labels.ts';
import { makeLayout } from './layout.ts';
import { middle } from './marks.ts';
import { makeMeasure } from './measure.ts';
import { makeScale, type ScaleKind, type Unrecorded } from './scale.ts';
import { barTexts, cardOf, flagText, markTexts, silenceTexts, untoldText, type Card } from './texts.ts';
import { TimelineCard } from './TimelineCard.tsx';
import { TimelineLabels } from './TimelineLabels.tsx';
import { makeTree, step, type Arrow } from './tree.ts';
import { usePrintedWidth } from './usePrintedWidth.ts';
import { usePalette } from './usePalette.ts';
import { useTimelineInput } from './useTimelineInput.ts';
import { useViewport } from './useViewport.ts';
import { fit, isDeepest, overviewOf, pan, reveal, toPx, whole, zoom, type Viewport } from './viewport.ts';

/** What keys and buttons outside of the picture may ask of it. */
export interface TimelineHandle {
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly zoomAll: () => void;
  readonly left: () => void;
  readonly right: () => void;
  readonly fitSelection: () => void;
}

export interface TimelineProps {
  readonly timeline: TimelineView;
  readonly scaleKind: ScaleKind;
  /** Time after the last event that no event tells of; null: none. Must stay the same object. */
  readonly unrecorded: Unrecorded | null;
  readonly selectedSpan: SpanIx | null;
  readonly selectedEvent: EventIx | null;
  readonly range: Viewport | null;
  /** Must stay the same function. */
  readonly onRange: (range: Viewport | null) => void;
  /** How long zooming and panning must rest before `onRange` is told, in ms; 0 for another picture that follows. */
  readonly rest?: number;
  readonly onSpan: (span: SpanIx) => void;
  readonly onEvent: (event: EventIx) => void;
  /** Enter on the selected span. */
  readonly onOpen?: (span: SpanIx) => void;
  readonly ref?: Ref<TimelineHandle>;
  /** Accessible name and what to say of the keys. */
  readonly label: string;
  readonly hint: string;
  readonly card: (span: SpanIx) => Card;
}

const ZOOM_STEP = 0.6;
const PAN_STEP = 0.2;
/** Bars in lanes as a picture that can be walked: canvas for bars, elements for text. */
export function Timeline({ ref, ...props }: TimelineProps) {
  const { timeline, scaleKind, selectedSpan, selectedEvent, unrecorded, card, onSpan, onEvent, onOpen } = props;
  const surface = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const hintId = useId();
  const width = usePrintedWidth(useWidth(surface));
  const palette = usePalette(surface);
  const measure = useMemo(() => makeMeasure(), []);
  const layout = useMemo(() => makeLayout(timeline), [timeline]);
  const tree = useMemo(() => makeTree(timeline.spans), [timeline]);
  const scale = useMemo(() => makeScale(timeline, scaleKind, unrecorded), [timeline, scaleKind, unrecorded]);
  const { view, change } = useViewport(scale, props.range, props.onRange, props.rest);
  const frame = useMemo(
    () => (width === 0 ? null : makeFrame(timeline, layout, scale, view, width)),
    [timeline, layout, scale, view, width],
  );
  const ticks = useMemo(() => (width === 0 ? [] : makeTicks(scale, view, width)), [scale, view, width]);
  const labels = useMemo(() => {
    if (frame === null) return [];
    const silenceAt = (ix: number) => timeline.silences[ix];
    return makeLabels(
      frame,
      {
        span: (bar) => barTexts(timeline, bar),
        silence: (box) => {
          const silence = silenceAt(box.silence);
          return silence === undefined ? [] : silenceTexts(timeline, silence);
        },
        mark: (mark) => markTexts(timeline, mark),
        flag: flagText(timeline),
      },
      measure,
    );
  }, [frame, timeline, measure]);

  const { hover, handlers } = useTimelineInput(surface, { frame, scale, change, onPick });
  const selectedX = selectedEvent === null || frame === null ? null : toPx(view, width, middle(scale, selectedEvent));

  useLayoutEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (frame === null || palette === null || canvas.current === null || !pen) return;
    const ratio = window.devicePixelRatio || 1;
    canvas.current.width = Math.round(frame.width * ratio);
    canvas.current.height = Math.round(frame.height * ratio);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    const scene = { timeline, layout, frame, ticks, selectedSpan, selectedX, hover: hover?.hit ?? null };
    draw(pen, scene, palette);
  }, [timeline, layout, frame, ticks, selectedSpan, selectedX, hover, palette]);

  // What was chosen elsewhere comes into view; what is in view stays where it is.
  const chosen = selectedEvent ?? (selectedSpan === null ? null : timeline.spans.firstEvent[selectedSpan]);
  useLayoutEffect(() => {
    if (chosen === null || chosen === undefined) return;
    const from = scale.eventFrom[chosen] ?? 0;
    const to = scale.eventTo[chosen] ?? 0;
    change((old) => reveal(old, scale.bounds, from, to));
  }, [chosen, scale, change]);

  const fitSpan = useCallback(
    (span: SpanIx) => change(() => fit(scale.bounds, scale.spanFrom[span] ?? 0, scale.spanTo[span] ?? 0)),
    [change, scale],
  );

  function onPick(found: Hit | null, twice: boolean): void {
    if (found === null) return;
    if (found.kind === 'mark') return onEvent(found.mark.event);
    if (found.kind === 'silence') {
      const silence = timeline.silences[found.box.silence];
      if (silence !== undefined) onEvent(silence.to);
      return;
    }
    const { bar } = found;
    const last = scale.spanTo[bar.last] ?? 0;
    const room = last - (scale.spanFrom[bar.first] ?? 0);
    if (bar.count > 1 && room > 0 && !isDeepest(view, scale.bounds)) {
      change(() => fit(scale.bounds, scale.spanFrom[bar.first] ?? 0, last));
      return;
    }
    onSpan(bar.first);
    if (twice) fitSpan(bar.first);
  }

  const centre = (view.from + view.to) / 2;
  const handle: TimelineHandle = {
    zoomIn: () => change((old) => zoom(old, scale.bounds, focusOf(old), ZOOM_STEP)),
    zoomOut: () => change((old) => zoom(old, scale.bounds, focusOf(old), 1 / ZOOM_STEP)),
    zoomAll: () => change(() => whole(scale.bounds)),
    left: () => change((old) => pan(old, scale.bounds, (old.from - old.to) * PAN_STEP)),
    right: () => change((old) => pan(old, scale.bounds, (old.to - old.from) * PAN_STEP)),
    fitSelection: () => {
      if (selectedSpan !== null) fitSpan(selectedSpan);
    },
  };
  useImperativeHandle(ref, () => handle);
  useKeys(
    new Map([
      ['w', handle.zoomIn],
      ['+', handle.zoomIn],
      ['s', handle.zoomOut],
      ['-', handle.zoomOut],
      ['0', handle.zoomAll],
      ['a', handle.left],
      ['d', handle.right],
      ['f', handle.fitSelection],
    ]),
  );

  /** Keys zoom about what is selected as long as it is on screen. */
  function focusOf(old: Viewport): number {
    if (chosen === null || chosen === undefined) return centre;
    const at = middle(scale, chosen);
    return at >= old.from && at <= old.to ? at : centre;
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && selectedSpan !== null && onOpen !== undefined) {
      event.preventDefault();
      onOpen(selectedSpan);
    }
    if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
    const next = step(tree, timeline.spans, selectedSpan, event.key as Arrow);
    if (next !== null) onSpan(next);
  }

  const part = {
    role: 'application',
    'aria-label': props.label,
    'aria-describedby': hintId,
    tabIndex: 0,
    onKeyDown,
    ...handlers,
  };
  const spansOf = (bar: Parameters<typeof spansOfBar>[1]) => spansOfBar(layout, bar);
  const said = selectedSpan === null ? null : card(selectedSpan);
  const selectedBar = selectedSpan === null || frame === null ? null : barOfSpan(frame.bars, layout, selectedSpan);
  return (
    <div className="relative">
      <div
        ref={surface}
        {...part}
        className="peer relative cursor-default touch-pan-y select-none print:w-[648px]"
        style={{ height: pictureHeight(layout) }}
      >
        <canvas ref={canvas} className="absolute inset-0 h-full w-full" aria-hidden />
        {frame === null ? null : (
          <TimelineLabels
            timeline={timeline}
            frame={frame}
            overview={overviewOf(view, scale.bounds)}
            ticks={ticks}
            labels={labels}
            untold={unrecorded === null ? null : untoldText(unrecorded, scale.toScale)}
          />
        )}
      </div>
      {hover === null ? null : (
        <TimelineCard card={cardOf(timeline, hover.hit, spansOf, card)} x={hover.x} y={hover.y} within={width} />
      )}
      {hover === null && said !== null && selectedBar !== null ? (
        <div className="hidden peer-focus-visible:block">
          <TimelineCard
            card={said}
            x={Math.max(0, selectedBar.x0)}
            y={(frame?.laneTop[selectedBar.lane] ?? 0) + LANE_PX - 12}
            within={width}
          />
        </div>
      ) : null}
      <p id={hintId} className="sr-only">
        {props.hint}
      </p>
      <p className="sr-only" aria-live="polite">
        {said === null ? '' : `${said.title}. ${said.lines.map((line) => `${line.name}: ${line.value}`).join(', ')}`}
      </p>
    </div>
  );
}
