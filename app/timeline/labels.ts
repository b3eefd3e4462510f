import type { SpanIx } from '#core/model/units';
import type { Bar } from './bars.ts';
import { AXIS_PX, type Frame, type SilenceBox } from './frame.ts';
import { MARK_PX, type Mark } from './marks.ts';

/** A text on the picture. Pixels; `width` is the room it may take, a longer text is cut with an ellipsis. */
export interface Label {
  readonly key: string;
  readonly kind: 'span' | 'cluster' | 'silence' | 'mark' | 'flag';
  /** The span of a single bar, else null. */
  readonly span: SpanIx | null;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Texts to choose from, the longest first. The first that fits is taken; of a span the last one is cut if need be. */
export interface LabelTexts {
  readonly span: (bar: Bar) => readonly string[];
  readonly silence: (box: SilenceBox) => readonly string[];
  readonly mark: (mark: Mark) => readonly string[];
  /** Of the producing event. */
  readonly flag: string;
}

/** Left and right of the text within its bar. */
const PADDING_PX = 4;
/** Less room than this holds no readable text. */
const LEAST_PX = 22;

/**
 * Which texts fit where. Labels keep inside their bar or box and inside the picture, so no two of them overlap:
 * `measure` gives the width of a text in pixels.
 */
export function makeLabels(frame: Frame, texts: LabelTexts, measure: (text: string) => number): Label[] {
  const labels: Label[] = [];
  frame.bars.forEach((bars, lane) => {
    for (const bar of bars) {
      const room = roomOf(frame, bar.x0, bar.x1);
      if (room === null) continue;
      const text = choose(texts.span(bar), room.width, measure);
      if (text === '') continue;
      const single = bar.count === 1;
      const y = frame.laneTop[lane] ?? 0;
      labels.push({
        key: `s${bar.first}`,
        kind: single ? 'span' : 'cluster',
        span: single ? bar.first : null,
        text,
        ...room,
        y,
      });
    }
  });
  for (const box of frame.silences) {
    const free = freeRoom(frame.bars[box.lane] ?? [], box);
    const room = roomOf(frame, free.x0, free.x1);
    if (room === null) continue;
    // A box is hatched: its text has a ground of its own, which needs room too, and is left out rather than cut.
    const text = texts.silence(box).find((one) => measure(one) + 2 * PADDING_PX <= room.width) ?? '';
    if (text !== '') labels.push({ key: `g${box.silence}`, kind: 'silence', span: null, text, ...room, y: box.y0 });
  }
  const flag = flagLabel(frame, texts.flag, measure);
  if (flag !== null) labels.push(flag);
  frame.marks.forEach((mark, ix) => {
    // Several events at one place have no one name, and the producing event has its flag.
    if (mark.count > 1 || mark.kind === 'producing') return;
    const room = roomOf(frame, mark.x + MARK_PX, frame.marks[ix + 1]?.x ?? frame.width);
    const text = room === null ? undefined : texts.mark(mark).find((one) => measure(one) <= room.width);
    if (room === null || text === undefined) return;
    if (flag !== null && room.x < flag.x + flag.width && flag.x < room.x + room.width) return;
    labels.push({ key: `e${mark.event}`, kind: 'mark', span: null, text, ...room, y: AXIS_PX });
  });
  return labels;
}

/** From the producing event to its text. */
const FLAG_GAP_PX = 8;

/** Status and code of the producing event, on the side of its line that has more room. */
function flagLabel(frame: Frame, text: string, measure: (text: string) => number): Label | null {
  const at = frame.producingX;
  if (at === null || text === '') return null;
  const left = at > frame.width / 2;
  const room = (left ? at : frame.width - at) - FLAG_GAP_PX;
  const width = Math.min(room, measure(text) * BOLD + 3 * PADDING_PX);
  const x = left ? at - FLAG_GAP_PX - width : at + FLAG_GAP_PX;
  return { key: 'flag', kind: 'flag', span: null, text, x, y: AXIS_PX, width };
}

/** Bold text is wider than `measure` says. */
const BOLD = 1.12;

/** What bars of the same lane leave of a silence: those at its edges, or the bar of a stretch outside any module. */
function freeRoom(bars: readonly Bar[], box: SilenceBox): { x0: number; x1: number } {
  const middle = (box.x0 + box.x1) / 2;
  let { x0, x1 } = box;
  for (const bar of bars) {
    if (bar.x1 <= box.x0 || bar.x0 >= box.x1) continue;
    if (bar.x0 < middle) x0 = Math.max(x0, bar.x1);
    else x1 = Math.min(x1, bar.x0);
  }
  return { x0, x1 };
}

function roomOf(frame: Frame, x0: number, x1: number): { x: number; width: number } | null {
  const left = Math.max(0, x0) + PADDING_PX;
  const right = Math.min(frame.width, x1) - PADDING_PX;
  return right - left < LEAST_PX ? null : { x: left, width: right - left };
}

function choose(candidates: readonly string[], width: number, measure: (text: string) => number): string {
  return candidates.find((text) => measure(text) <= width) ?? candidates.at(-1) ?? '';
}
