import { Maximize2, ZoomIn, ZoomOut } from 'lucide-react';
import { useId, useLayoutEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import type { IncidentView } from '#core/engine/questions/incidents';
import { epochMs } from '#core/model/units';
import { go } from '../../../route/useRoute.ts';
import { useZone } from '../../../state/prefs.ts';
import { INCIDENT_PAGE } from '../../../text/incidents.ts';
import { formatCount } from '../../../text/numbers.ts';
import { formatSpan, formatZone } from '../../../text/times.ts';
import { TimelineCard } from '../../../timeline/TimelineCard.tsx';
import { usePalette } from '../../../timeline/usePalette.ts';
import { useViewport } from '../../../timeline/useViewport.ts';
import { clamp, isWhole, pan, toPx, whole, zoom, type Viewport } from '../../../timeline/viewport.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { FileText } from '../../../ui/FileText.tsx';
import { useKeys } from '../../../ui/useKeys.ts';
import { useWidth } from '../../../ui/useWidth.ts';
import { boxAt, draw, numberAt } from './draw.ts';
import { boxesOf, makeLanes, pictureHeight, stepNumbers } from './lanes.ts';
import { timeTicks } from './ticks.ts';
import { TrackTable } from './TrackTable.tsx';
import { useBrush } from './useBrush.ts';

/** Room for the names of tracks at the left; narrower pictures have them above each track. */
const GUTTER_PX = 148;
const NARROW_PX = 640;
const NAME_PX = 15;
const ZOOM_STEP = 0.6;
const PAN_STEP = 0.2;
/** Nothing is to be seen below a second: logs know no less. */
const LEAST_RANGE = 1000;

/** One time axis with everything that tells of the incident, and the steps of its story over it. */
export function IncidentTimeline(props: {
  readonly view: IncidentView;
  readonly range: Viewport | null;
  /** Must stay the same function. */
  readonly onRange: (range: Viewport | null) => void;
  readonly chosen: number;
  readonly onChoose: (ix: number) => void;
}) {
  const { view: data, range, onRange, chosen, onChoose } = props;
  const zone = useZone();
  const hintId = useId();
  const surface = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const outer = useWidth(surface);
  const palette = usePalette(surface);
  const { from, to } = data.whole;
  const scale = useMemo(() => ({ bounds: { min: from, max: to, minRange: LEAST_RANGE } }), [from, to]);
  const { view, change } = useViewport(scale, range, onRange);
  const gutter = outer < NARROW_PX ? 0 : GUTTER_PX;
  const width = Math.max(0, outer - gutter);
  const lanes = useMemo(() => makeLanes(data.tracks, gutter === 0 ? NAME_PX : 0), [data.tracks, gutter]);
  const height = pictureHeight(lanes);
  const boxes = useMemo(() => lanes.map((lane) => ({ lane, boxes: boxesOf(lane, view, width) })), [lanes, view, width]);
  const numbers = useMemo(() => stepNumbers(data.story, view, width), [data.story, view, width]);
  const ticks = useMemo(() => timeTicks(view, width, zone), [view, width, zone]);
  const { from: began, to: ended } = data.incident;
  const own = useMemo(
    () =>
      began === null
        ? null
        : {
            x0: toPx(view, width, began),
            x1: Math.max(toPx(view, width, ended ?? began), toPx(view, width, began) + 2),
          },
    [began, ended, view, width],
  );
  const { hover, brush, handlers } = useBrush(surface, {
    view,
    bounds: scale.bounds,
    left: gutter,
    width,
    change,
    onClick: ({ x, y }) => {
      const step = numberAt(numbers, x, y);
      const trace = boxAt(boxes, x, y)?.mark.trace ?? null;
      if (step !== null) onChoose(step);
      else if (trace !== null) go({ page: 'trace', key: trace });
    },
    onRange: (next) => change(() => clamp(next, scale.bounds)),
  });
  const hoverStep = hover === null ? null : numberAt(numbers, hover.x, hover.y);
  const hoverBox = hover === null || hoverStep !== null ? null : boxAt(boxes, hover.x, hover.y);

  useLayoutEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (palette === null || canvas.current === null || !pen || width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    canvas.current.width = Math.round(width * ratio);
    canvas.current.height = Math.round(height * ratio);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(
      pen,
      { width, height, ticks, own, lanes: boxes, steps: data.story, numbers, chosen, brush, hover: hoverBox },
      palette,
    );
  }, [width, height, ticks, own, boxes, data.story, numbers, chosen, brush, hoverBox, palette]);

  const middle = (old: Viewport): number => (old.from + old.to) / 2;
  const zoomIn = () => change((old) => zoom(old, scale.bounds, middle(old), ZOOM_STEP));
  const zoomOut = () => change((old) => zoom(old, scale.bounds, middle(old), 1 / ZOOM_STEP));
  const zoomAll = () => change(() => whole(scale.bounds));
  useKeys(
    new Map([
      ['w', zoomIn],
      ['+', zoomIn],
      ['s', zoomOut],
      ['-', zoomOut],
      ['0', zoomAll],
      ['a', () => change((old) => pan(old, scale.bounds, (old.from - old.to) * PAN_STEP))],
      ['d', () => change((old) => pan(old, scale.bounds, (old.to - old.from) * PAN_STEP))],
    ]),
  );

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined || data.story.length === 0) return;
    event.preventDefault();
    onChoose(
      Math.min(data.story.length - 1, Math.max(0, chosen < 0 ? (by > 0 ? 0 : data.story.length - 1) : chosen + by)),
    );
  }

  const step = data.story[hoverStep ?? chosen];
  const card =
    hoverBox !== null
      ? {
          title: hoverBox.mark.label,
          lines: [],
          note: formatSpan(hoverBox.mark.from, hoverBox.mark.to, zone),
        }
      : hoverStep !== null && step !== undefined
        ? { title: step.title, lines: [], note: formatSpan(step.at, step.to, zone) }
        : null;
  const application = {
    role: 'application',
    'aria-label': INCIDENT_PAGE.timeline,
    'aria-describedby': hintId,
    tabIndex: 0,
    onKeyDown,
    ...handlers,
  };
  return (
    <section aria-labelledby={`${hintId}t`} className="min-w-0 rounded-lg border border-line bg-surface p-3">
      <div className="flex flex-wrap items-center gap-x-3">
        <h2 id={`${hintId}t`} className="text-sm font-semibold">
          {INCIDENT_PAGE.timeline}
        </h2>
        <span className="text-xs text-ink-3">
          {formatSpan(epochMs(Math.round(view.from)), epochMs(Math.round(view.to)), zone)}
        </span>
        <span className="ms-auto flex gap-1">
          <IconButton
            size="sm"
            label={INCIDENT_PAGE.zoomIn}
            keys="w"
            icon={<ZoomIn size={14} aria-hidden />}
            onClick={zoomIn}
          />
          <IconButton
            size="sm"
            label={INCIDENT_PAGE.zoomOut}
            keys="s"
            icon={<ZoomOut size={14} aria-hidden />}
            onClick={zoomOut}
          />
          <IconButton
            size="sm"
            label={INCIDENT_PAGE.whole}
            keys="0"
            icon={<Maximize2 size={14} aria-hidden />}
            disabled={isWhole(view, scale.bounds)}
            onClick={zoomAll}
          />
        </span>
      </div>
      <div className="relative mt-1">
        <div
          ref={surface}
          {...application}
          className="relative cursor-crosshair touch-pan-y overflow-hidden rounded-sm select-none"
          style={{ height }}
        >
          <canvas ref={canvas} aria-hidden className="absolute inset-y-0 h-full" style={{ left: gutter, width }} />
          {lanes.map(({ track, top, height: tall }) => (
            <span
              key={`${track.kind} ${track.label}`}
              aria-hidden
              className="pointer-events-none absolute flex items-center gap-1.5 overflow-hidden text-xs text-ink-2"
              style={
                gutter === 0
                  ? { left: 0, right: 0, top: top - NAME_PX, height: NAME_PX }
                  : { left: 0, width: gutter - 10, top, height: tall }
              }
            >
              <FileText text={track.label} clip className="min-w-0" />
              <span className="ms-auto shrink-0 text-ink-3 tabular-nums">{formatCount(track.count)}</span>
            </span>
          ))}
        </div>
        {card === null || hover === null ? null : (
          <TimelineCard card={card} x={hover.x + gutter} y={hover.y} within={outer} />
        )}
      </div>
      <p id={hintId} className="sr-only">
        {INCIDENT_PAGE.timelineHint} {formatZone(zone, data.range.from)}
      </p>
      <p className="sr-only" aria-live="polite">
        {chosen < 0 || step === undefined
          ? ''
          : `${INCIDENT_PAGE.step(chosen + 1)}: ${data.story[chosen]?.title ?? ''}`}
      </p>
      <TrackTable tracks={data.tracks} zone={zone} />
    </section>
  );
}
