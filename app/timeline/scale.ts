import type { TimelineView } from '#core/engine/questions/traces';
import type { Bounds } from './viewport.ts';

/**
 * `time`: positions are Ms since the first event. `order`: every event has one unit of room and every silence a
 * fixed part, because many traces hold one single time stamp and would be one stroke on the time scale.
 */
export type ScaleKind = 'time' | 'order';

/**
 * World positions of everything in one trace on one scale. Columns run in step with the tables of `TimelineView`.
 *
 *   order      event 0   event 1   (silence)    event 2
 *   eventFrom  0         1                      4.5
 *   eventTo    1         2                      5.5
 *   silence                        2 .. 4.5
 */
export interface Scale {
  readonly kind: ScaleKind;
  readonly eventFrom: Float64Array;
  readonly eventTo: Float64Array;
  readonly spanFrom: Float64Array;
  readonly spanTo: Float64Array;
  readonly silenceFrom: Float64Array;
  readonly silenceTo: Float64Array;
  /** Where the trace ends. */
  readonly end: number;
  /** Up to here time is drawn that no event tells of; null: none. */
  readonly untoldTo: number | null;
  /** False: the time that no event tells of is longer than drawn. */
  readonly toScale: boolean;
  readonly bounds: Bounds;
}

/** Empty room beside the first and the last event, as a part of the whole. */
const MARGIN = 0.004;
/** Shortest stretch of time worth looking at: the clock steps in 15 to 16 ms, files write whole milliseconds. */
const MIN_RANGE_MS = 1;
/** Fewest events to look at. */
const MIN_RANGE_EVENTS = 3;
/** Time that no event tells of gets at most this part of the room of what was recorded, unless spans were open in it. */
const UNRECORDED_MOST = 0.3;
/** A silence gets at most this part of the room of all events, and all of them together at most `SILENCE_SHARE`. */
const SILENCE_PART = 0.12;
const SILENCE_SHARE = 0.3;

/** Time after the last event, of which the file says that it passed and no event tells anything. */
export interface Unrecorded {
  readonly ms: number;
  /** The time rule wrote the file while the request ran: spans without an end were still open all that time. */
  readonly stillOpen: boolean;
}

/** Lays out one scale. `unrecorded` is drawn behind the last event of the time scale. */
export function makeScale(view: TimelineView, kind: ScaleKind, unrecorded: Unrecorded | null = null): Scale {
  return kind === 'time' ? timeScale(view, unrecorded) : orderScale(view);
}

/** All events lie within one step of the clock: nothing was measured, so nothing can be drawn to scale. */
export function isTimeless(view: TimelineView): boolean {
  return !(view.observedMs > view.grainMs);
}

function timeScale(view: TimelineView, unrecorded: Unrecorded | null): Scale {
  const count = view.eventTime.length;
  const eventFrom = new Float64Array(count);
  let last = 0;
  for (let ix = 0; ix < count; ix++) {
    const time = view.eventTime[ix] ?? Number.NaN;
    // An event whose time cannot be read stands where the one before it stands.
    if (!Number.isNaN(time)) last = time;
    eventFrom[ix] = last;
  }
  const { spans } = view;
  const spanFrom = Float64Array.from(spans.start, (value) => (Number.isFinite(value) ? value : 0));
  const spanTo = Float64Array.from(spans.end, (value, ix) => Math.max(finite(value), spanFrom[ix] ?? 0));
  const end = Math.max(last, finite(view.observedMs));
  const rest = unrecorded === null ? 0 : Math.max(0, unrecorded.ms);
  // Where nothing stands in it, it is only hinted at when it would leave no room for what was recorded.
  const drawn = unrecorded?.stillOpen === true ? rest : Math.min(rest, end * UNRECORDED_MOST);
  return {
    kind: 'time',
    eventFrom,
    eventTo: eventFrom,
    spanFrom,
    spanTo,
    silenceFrom: Float64Array.from(view.silences, (silence) => eventFrom[silence.from] ?? 0),
    silenceTo: Float64Array.from(view.silences, (silence) => eventFrom[silence.to] ?? 0),
    end,
    untoldTo: drawn > 0 ? end + drawn : null,
    toScale: drawn === rest,
    bounds: withMargin(end + drawn, MIN_RANGE_MS),
  };
}

function orderScale(view: TimelineView): Scale {
  const count = view.eventTime.length;
  const room = silenceRoom(count, view.silences.length);
  // Index 1 and up: how many silences stand directly before this event.
  const before = new Uint16Array(count + 1);
  for (const silence of view.silences) before[silence.to] = (before[silence.to] ?? 0) + 1;
  const eventFrom = new Float64Array(count);
  const eventTo = new Float64Array(count);
  let position = 0;
  for (let ix = 0; ix < count; ix++) {
    position += (before[ix] ?? 0) * room;
    eventFrom[ix] = position;
    position += 1;
    eventTo[ix] = position;
  }
  const { spans } = view;
  const spanFrom = Float64Array.from(spans.firstEvent, (event) => eventFrom[event] ?? 0);
  return {
    kind: 'order',
    eventFrom,
    eventTo,
    spanFrom,
    spanTo: Float64Array.from(spans.lastEvent, (event, ix) => Math.max(eventTo[event] ?? 0, spanFrom[ix] ?? 0)),
    silenceFrom: Float64Array.from(view.silences, (silence) => eventTo[silence.from] ?? 0),
    silenceTo: Float64Array.from(view.silences, (silence) => eventFrom[silence.to] ?? 0),
    end: position,
    untoldTo: null,
    toScale: true,
    bounds: withMargin(position, MIN_RANGE_EVENTS),
  };
}

function silenceRoom(events: number, silences: number): number {
  if (silences === 0) return 0;
  return Math.max(1, Math.min(events * SILENCE_PART, (events * SILENCE_SHARE) / silences));
}

function withMargin(end: number, minRange: number): Bounds {
  const most = Math.max(end, minRange);
  return { min: -most * MARGIN, max: most + most * MARGIN, minRange };
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}
