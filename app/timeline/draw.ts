import type { TimelineView } from '#core/engine/questions/traces';
import { SPAN_KINDS, SpanFlag } from '#core/model/spans';
import type { SpanIx } from '#core/model/units';
import type { Tick } from './axis.ts';
import type { Bar } from './bars.ts';
import { barOfSpan } from './bars.ts';
import type { Frame } from './frame.ts';
import { AXIS_PX, LANE_PX, STRIP_PX } from './frame.ts';
import type { Hit } from './hit.ts';
import type { Layout } from './layout.ts';
import type { Mark, MarkKind } from './marks.ts';
import type { Palette } from './palette.ts';

/** What one frame of the picture shows beside the frame itself. */
export interface Scene {
  readonly timeline: TimelineView;
  readonly layout: Layout;
  readonly frame: Frame;
  readonly ticks: readonly Tick[];
  readonly selectedSpan: SpanIx | null;
  /** Where the selected event stands; null when none is selected or it is not on screen. */
  readonly selectedX: number | null;
  readonly hover: Hit | null;
}

type Pen = CanvasRenderingContext2D;

const HATCH_PX = 6;
const KIND_OUTSIDE = SPAN_KINDS.indexOf('outside');
const CONTAINERS: ReadonlySet<number> = new Set(
  ['request', 'child-request', 'notification'].map((kind) => SPAN_KINDS.indexOf(kind as 'request')),
);

/** Paints a frame. Reads nothing but its arguments; the caller has scaled the pen to CSS pixels. */
export function draw(pen: Pen, scene: Scene, colours: Palette): void {
  const { frame } = scene;
  pen.clearRect(0, 0, frame.width, frame.height);
  drawGrid(pen, scene, colours);
  drawSilences(pen, frame, colours);
  drawBars(pen, scene, colours);
  drawUntold(pen, frame, colours);
  drawWaiting(pen, scene, colours);
  drawMarks(pen, frame.marks, colours);
  drawProducing(pen, frame, colours);
  drawSelection(pen, scene, colours);
}

function drawGrid(pen: Pen, { frame, ticks }: Scene, colours: Palette): void {
  pen.fillStyle = colours.sunken;
  pen.fillRect(0, AXIS_PX, frame.width, frame.strip);
  pen.fillStyle = colours.line;
  for (const tick of ticks) pen.fillRect(Math.round(tick.x), AXIS_PX - 4, 1, frame.height);
}

/** Over the bars: spans that were open then are seen through it. */
function drawUntold(pen: Pen, { untold, height }: Frame, colours: Palette): void {
  if (untold === null) return;
  const { x0, x1 } = untold;
  pen.globalAlpha = 0.55;
  pen.fillStyle = colours.silenceSoft;
  pen.fillRect(x0, AXIS_PX, x1 - x0, height);
  pen.globalAlpha = 1;
  hatch(pen, x0, AXIS_PX, x1 - x0, height, colours.silence, 0.4);
  pen.fillStyle = colours.silence;
  pen.fillRect(x0, AXIS_PX, 1, height);
}

function drawSilences(pen: Pen, frame: Frame, colours: Palette): void {
  for (const box of frame.silences) {
    const { x0, y0, y1 } = box;
    const width = box.x1 - x0;
    pen.fillStyle = colours.silenceSoft;
    pen.fillRect(x0, y0, width, y1 - y0);
    hatch(pen, x0, y0, width, y1 - y0, colours.silence, 0.55);
    pen.fillStyle = colours.silence;
    pen.fillRect(x0, y0, 1, y1 - y0);
    pen.fillRect(box.x1 - 1, y0, 1, y1 - y0);
  }
}

function drawBars(pen: Pen, scene: Scene, colours: Palette): void {
  const { frame, layout, timeline } = scene;
  frame.bars.forEach((bars, lane) => {
    const top = frame.laneTop[lane] ?? 0;
    for (const bar of bars) {
      const width = gapped(bar);
      const kind = timeline.spans.kind[bar.first] ?? 0;
      if (kind === KIND_OUTSIDE) {
        pen.fillStyle = colours.sunken;
        pen.fillRect(bar.x0, top, width, LANE_PX);
        pen.fillStyle = colours.spanLine;
        pen.fillRect(bar.x0, top + LANE_PX - 1, width, 1);
        continue;
      }
      pen.fillStyle = fillOf(timeline, bar, kind, colours);
      pen.fillRect(bar.x0, top, width, LANE_PX);
      pen.fillStyle = colours.spanLine;
      pen.fillRect(bar.x0, top, 1, LANE_PX);
      // What children take is no time of the span itself: it is lighter there.
      const parent = timeline.spans.parent[bar.first] ?? -1;
      const above = parent < 0 ? undefined : frame.laneTop[layout.laneOfSpan[parent] ?? -1];
      if (above !== undefined) {
        pen.globalAlpha = 0.4;
        pen.fillStyle = colours.surface;
        pen.fillRect(bar.x0, above + LANE_PX - 5, bar.x1 - bar.x0, 5);
        pen.globalAlpha = 1;
      }
    }
  });
}

/** One pixel of air behind a bar that has the room, so that neighbours stay apart. */
function gapped(bar: Bar): number {
  const width = bar.x1 - bar.x0;
  return width > 4 ? width - 1 : width;
}

function fillOf(timeline: TimelineView, bar: Bar, kind: number, colours: Palette): string {
  if (hasAncm(timeline, bar)) return colours.module;
  return CONTAINERS.has(kind) ? colours.spanAlt : colours.span;
}

function hasAncm(timeline: TimelineView, bar: Bar): boolean {
  // A bar of several is the module's colour when the module is among them: it must not get lost in a crowd.
  for (let ix: number = bar.first; ix <= bar.last; ix++) {
    const inLane = (timeline.spans.depth[ix] ?? 0) === (timeline.spans.depth[bar.first] ?? 0);
    if (inLane && ((timeline.spans.flags[ix] ?? 0) & SpanFlag.ancm) !== 0) return true;
  }
  return false;
}

/** The part of a bar in which its span waited in silence. */
function drawWaiting(pen: Pen, { frame, timeline, layout }: Scene, colours: Palette): void {
  for (const box of frame.silences) {
    const owner = timeline.silences[box.silence]?.owner ?? -1;
    if (owner === -1) continue;
    const top = frame.laneTop[layout.laneOfSpan[owner] ?? -1];
    if (top === undefined) continue;
    hatch(pen, box.x0, top, box.x1 - box.x0, LANE_PX, colours.surface, 0.4);
  }
}

const MARK_COLOUR: Readonly<Record<MarkKind, keyof Palette>> = {
  event: 'inkSoft',
  warning: 'warn',
  error: 'warn',
  producing: 'fail',
};

/** Events are strokes, warnings hollow and errors filled triangles, the producing event a filled circle: not colour alone. */
function drawMarks(pen: Pen, marks: readonly Mark[], colours: Palette): void {
  const middle = AXIS_PX + STRIP_PX / 2;
  for (const mark of marks) {
    pen.fillStyle = colours[MARK_COLOUR[mark.kind]];
    pen.strokeStyle = pen.fillStyle;
    if (mark.kind === 'event') {
      const height = Math.min(12, 4 + Math.log2(mark.count) * 2);
      pen.globalAlpha = 0.7;
      pen.fillRect(mark.x - 0.5, middle - height / 2, 1, height);
      pen.globalAlpha = 1;
      continue;
    }
    pen.beginPath();
    if (mark.kind === 'producing') {
      pen.arc(mark.x, middle, 4.5, 0, Math.PI * 2);
    } else {
      pen.moveTo(mark.x, middle - 5);
      pen.lineTo(mark.x + 5, middle + 4);
      pen.lineTo(mark.x - 5, middle + 4);
      pen.closePath();
    }
    pen.lineWidth = 1.5;
    if (mark.kind === 'warning') pen.stroke();
    else pen.fill();
  }
}

function drawProducing(pen: Pen, frame: Frame, colours: Palette): void {
  if (frame.producingX === null) return;
  const top = AXIS_PX + STRIP_PX;
  pen.fillStyle = colours.fail;
  pen.fillRect(frame.producingX - 1, top - 6, 2, frame.height - top + 6);
}

function drawSelection(pen: Pen, scene: Scene, colours: Palette): void {
  const { frame, layout, hover, selectedSpan, selectedX } = scene;
  if (selectedX !== null) {
    pen.fillStyle = colours.accent;
    pen.globalAlpha = 0.8;
    pen.fillRect(selectedX - 0.5, AXIS_PX, 1, frame.height - AXIS_PX);
    pen.globalAlpha = 1;
    pen.fillRect(selectedX - 3, AXIS_PX, 6, 3);
  }
  if (hover?.kind === 'span') outline(pen, frame, hover.bar, colours.inkSoft, 1);
  if (hover?.kind === 'silence') {
    const { x0, x1, y0, y1 } = hover.box;
    pen.strokeStyle = colours.inkSoft;
    pen.lineWidth = 1;
    pen.strokeRect(x0 + 0.5, y0 + 0.5, x1 - x0 - 1, y1 - y0 - 1);
  }
  const bar = selectedSpan === null ? null : barOfSpan(frame.bars, layout, selectedSpan);
  if (bar !== null) outline(pen, frame, bar, colours.select, 2);
}

function outline(pen: Pen, frame: Frame, bar: Bar, colour: string, width: number): void {
  const top = frame.laneTop[bar.lane] ?? 0;
  const x0 = Math.max(-width, bar.x0);
  const x1 = Math.min(frame.width + width, bar.x1);
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.strokeRect(x0 + width / 2, top + width / 2, Math.max(width, x1 - x0 - width), LANE_PX - width);
}

/** Diagonal lines; they keep their place on the screen, so boxes side by side match. */
function hatch(pen: Pen, x: number, y: number, width: number, height: number, colour: string, alpha: number): void {
  if (width < 1) return;
  pen.save();
  pen.beginPath();
  pen.rect(x, y, width, height);
  pen.clip();
  pen.beginPath();
  const first = Math.floor((x + y) / HATCH_PX) * HATCH_PX;
  for (let sum = first; sum <= x + width + y + height; sum += HATCH_PX) {
    pen.moveTo(sum - y, y);
    pen.lineTo(sum - y - height, y + height);
  }
  pen.globalAlpha = alpha;
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.stroke();
  pen.restore();
}
