import type { StoryStep } from '#core/model/story';
import { LABEL_FONT } from '../../../timeline/measure.ts';
import type { Palette } from '../../../timeline/palette.ts';
import { AXIS_PX, STORY_PX, type Box, type Lane, type StepNumber } from './lanes.ts';
import type { Tick } from './ticks.ts';

/** What one frame of the picture shows. Places are px from the left edge of the plot. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly ticks: readonly Tick[];
  /** The time of the incident itself; null: not known. */
  readonly own: { readonly x0: number; readonly x1: number } | null;
  readonly lanes: readonly { readonly lane: Lane; readonly boxes: readonly Box[] }[];
  readonly steps: readonly StoryStep[];
  readonly numbers: readonly StepNumber[];
  readonly chosen: number;
  readonly brush: { readonly x0: number; readonly x1: number } | null;
  readonly hover: Box | null;
}

type Pen = CanvasRenderingContext2D;

const NUMBER_Y = AXIS_PX + 13;
const RADIUS = 9;

/** Paints a frame. Reads nothing but its arguments; the caller has scaled the pen to CSS pixels. */
export function draw(pen: Pen, scene: Scene, colours: Palette): void {
  pen.clearRect(0, 0, scene.width, scene.height);
  if (scene.own !== null) {
    pen.fillStyle = colours.sunken;
    pen.fillRect(scene.own.x0, AXIS_PX + STORY_PX, scene.own.x1 - scene.own.x0, scene.height);
  }
  drawGrid(pen, scene, colours);
  for (const { lane, boxes } of scene.lanes) drawLane(pen, lane, boxes, scene.width, colours);
  drawSteps(pen, scene, colours);
  const { hover, brush } = scene;
  if (hover !== null) {
    pen.strokeStyle = colours.select;
    pen.lineWidth = 1;
    pen.strokeRect(hover.x0 - 0.5, hover.y0 - 0.5, hover.x1 - hover.x0 + 1, hover.y1 - hover.y0 + 1);
  }
  if (brush !== null) {
    pen.globalAlpha = 0.16;
    pen.fillStyle = colours.accent;
    pen.fillRect(brush.x0, AXIS_PX, brush.x1 - brush.x0, scene.height);
    pen.globalAlpha = 1;
    pen.fillRect(brush.x0, AXIS_PX, 1, scene.height);
    pen.fillRect(brush.x1, AXIS_PX, 1, scene.height);
  }
}

function drawGrid(pen: Pen, { ticks, height }: Scene, colours: Palette): void {
  pen.font = LABEL_FONT;
  pen.textBaseline = 'alphabetic';
  pen.textAlign = 'left';
  for (const { x, text } of ticks) {
    pen.fillStyle = colours.line;
    pen.fillRect(Math.round(x), AXIS_PX - 4, 1, height);
    pen.fillStyle = colours.inkSoft;
    pen.fillText(text, Math.round(x) + 3, AXIS_PX - 6);
  }
}

function drawLane(pen: Pen, lane: Lane, boxes: readonly Box[], width: number, colours: Palette): void {
  pen.fillStyle = colours.line;
  pen.fillRect(0, lane.top + lane.height, width, 1);
  for (const { mark, x0, x1, y0, y1 } of boxes) {
    pen.fillStyle = toneColour(mark.tone, colours);
    pen.fillRect(x0, y0, x1 - x0, y1 - y0);
    if (lane.track.kind !== 'processes') continue;
    pen.fillStyle = colours.ink;
    pen.textAlign = 'left';
    pen.fillText(mark.label, Math.max(4, x1 + 5 > width - 70 ? x0 + 4 : x1 + 5), y1 - 3);
  }
}

function toneColour(tone: Box['mark']['tone'], colours: Palette): string {
  switch (tone) {
    case 'fail':
      return colours.fail;
    case 'warn':
      return colours.warn;
    case 'good':
      return colours.accent;
    case 'plain':
      return colours.spanLine;
  }
}

/** Each step is a number over the tracks and a line through them; the first sign of trouble and the chosen step stand out. */
function drawSteps(pen: Pen, scene: Scene, colours: Palette): void {
  pen.textAlign = 'center';
  for (const { step, x, at } of scene.numbers) {
    const first = scene.steps[step]?.first === true;
    const chosen = step === scene.chosen;
    pen.strokeStyle = first ? colours.fail : chosen ? colours.accent : colours.spanLine;
    pen.lineWidth = first || chosen ? 1.5 : 1;
    pen.globalAlpha = first || chosen ? 1 : 0.55;
    pen.beginPath();
    pen.moveTo(at, NUMBER_Y + RADIUS);
    pen.lineTo(x, AXIS_PX + STORY_PX);
    pen.lineTo(x, first || chosen ? scene.height : AXIS_PX + STORY_PX + 3);
    pen.stroke();
    pen.globalAlpha = 1;
    pen.beginPath();
    pen.arc(at, NUMBER_Y, RADIUS, 0, 2 * Math.PI);
    pen.fillStyle = chosen ? colours.accent : colours.surface;
    pen.fill();
    pen.stroke();
    pen.fillStyle = chosen ? colours.surface : first ? colours.fail : colours.ink;
    pen.fillText(String(step + 1), at, NUMBER_Y + 4);
  }
}

/** The step whose number is at a place; null for none. */
export function numberAt(numbers: readonly StepNumber[], x: number, y: number): number | null {
  const found = numbers.find(({ at }) => Math.hypot(at - x, NUMBER_Y - y) <= RADIUS + 2);
  return found?.step ?? null;
}

/** The mark at a place, or the nearest one in the same lane a few px aside. */
export function boxAt(lanes: Scene['lanes'], x: number, y: number): Box | null {
  const SIDE = 5;
  for (const { lane, boxes } of lanes) {
    if (y < lane.top || y > lane.top + lane.height) continue;
    const tall = lane.track.kind === 'rows' || lane.track.kind === 'httperr';
    let best: Box | null = null;
    let distance = SIDE;
    for (const box of boxes) {
      if (!tall && (y < box.y0 || y > box.y1 + 2)) continue;
      const aside = x < box.x0 ? box.x0 - x : x > box.x1 ? x - box.x1 : 0;
      if (aside > distance || (best !== null && aside === distance)) continue;
      best = box;
      distance = aside;
    }
    return best;
  }
  return null;
}
