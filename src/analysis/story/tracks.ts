import { logEvent } from '../../knowledge/event-log.ts';
import { httpErrReason } from '../../knowledge/httperr.ts';
import { epochMs, type TraceKey } from '../../model/units.ts';
import type { StepKind, StoryStep, Track, TrackMark } from '../../model/story.ts';
import { reasonOf } from './httperr-steps.ts';
import type { StoryInputs } from './inputs.ts';
import { processMarks } from './processes.ts';
import { isServerFailure, tripleKey } from './runs.ts';
import { counted } from './words.ts';

/** Slots into which rows are counted: a picture has no more columns than that to tell apart. */
const SLOTS = 240;
/** Single things in one track; more are left out, the longest stay. */
const MOST_MARKS = 400;

type Range = StoryInputs['window'];
type Tone = TrackMark['tone'];

/**
 * The material of a story as rows of one picture, within `range`. Rows of logs and of HTTPERR are counted into slots,
 * so that the picture costs the same however many there are; ask again with a shorter range to see more.
 */
export function makeTracks(inputs: StoryInputs, steps: readonly StoryStep[], range: Range): readonly Track[] {
  return [
    ...rowTracks(inputs, range),
    ...reasonTracks(inputs, range),
    ...single('traces', 'Traces', traceMarks(inputs), range),
    ...single('events', 'Event log', eventMarks(inputs), range),
    ...single('processes', 'Processes', processMarks(inputs), range),
    ...single('changes', 'Changes', changeMarks(steps), range),
  ];
}

function rowTracks({ logs, failingOnly, window }: StoryInputs, range: Range): readonly Track[] {
  const all = new Slots(range);
  const byTriple = new Map<string, Slots>();
  for (const table of logs) {
    for (let row = 0; row < table.length; row++) {
      const time = table.time[row] ?? Number.NaN;
      if (!(time >= window.from && time <= window.to)) continue;
      if (!failingOnly.has(table.file)) all.add(time);
      if (!isServerFailure(table.status[row] ?? 0)) continue;
      slotsOf(byTriple, tripleKey(table, row), range).add(time);
    }
  }
  return [
    ...(all.count === 0 ? [] : [all.track('rows', 'All requests', 'plain', 'request')]),
    ...[...byTriple].map(([key, slots]) => {
      const [status = '', win32 = '0'] = key.split(' ');
      return slots.track('rows', win32 === '0' ? status : `${status} · ${win32}`, 'fail', 'request');
    }),
  ];
}

function reasonTracks({ httpErr, window }: StoryInputs, range: Range): readonly Track[] {
  const byReason = new Map<string, Slots>();
  for (const { table, rows } of httpErr) {
    for (const row of rows) {
      const time = table.time[row] ?? Number.NaN;
      if (!(time >= window.from && time <= window.to)) continue;
      const reason = reasonOf(table, row);
      const weight = httpErrReason(reason)?.weight;
      // Idle connections and what clients do wrong: half of the log, and no part of an incident.
      if (weight === 'none' || weight === 'low') continue;
      slotsOf(byReason, reason, range).add(time);
    }
  }
  return [...byReason].map(([reason, slots]) => {
    const weight = httpErrReason(reason)?.weight ?? 'low';
    return slots.track('httperr', reason, weight === 'high' ? 'fail' : 'warn', 'HTTPERR row');
  });
}

function slotsOf(known: Map<string, Slots>, key: string, range: Range): Slots {
  let slots = known.get(key);
  if (slots === undefined) {
    slots = new Slots(range);
    known.set(key, slots);
  }
  return slots;
}

/** Counts instants into slots of equal width over a range. */
class Slots {
  readonly #range: Range;
  readonly #width: number;
  readonly #counts = new Uint32Array(SLOTS);
  count = 0;

  constructor(range: Range) {
    this.#range = range;
    // Log rows know their second and no less.
    this.#width = Math.max(1000, (range.to - range.from) / SLOTS);
  }

  add(time: number): void {
    this.count++;
    const slot = Math.floor((time - this.#range.from) / this.#width);
    if (slot >= 0 && slot < SLOTS) this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
  }

  track(kind: Track['kind'], label: string, tone: Tone, noun: string): Track {
    const marks: TrackMark[] = [];
    this.#counts.forEach((count, slot) => {
      if (count === 0) return;
      const from = this.#range.from + slot * this.#width;
      marks.push({
        from: epochMs(from),
        to: epochMs(from + this.#width),
        count,
        label: `${label}: ${counted(count, noun)}`,
        tone,
        trace: null,
      });
    });
    return { kind, label, count: this.count, marks };
  }
}

function single(kind: Track['kind'], label: string, marks: readonly TrackMark[], range: Range): readonly Track[] {
  if (marks.length === 0) return [];
  const inside = marks.filter(({ from, to }) => to >= range.from && from <= range.to);
  const shown =
    inside.length <= MOST_MARKS
      ? inside
      : inside.toSorted((a, b) => b.to - b.from - (a.to - a.from)).slice(0, MOST_MARKS);
  return [{ kind, label, count: marks.length, marks: shown.toSorted((a, b) => a.from - b.from) }];
}

const mark = (from: number, to: number, label: string, tone: Tone, trace: TraceKey | null = null): TrackMark => ({
  from: epochMs(from),
  to: epochMs(to),
  count: 1,
  label,
  tone,
  trace,
});

function traceMarks({ traces }: StoryInputs): readonly TrackMark[] {
  return traces.map((trace) =>
    mark(
      trace.startedAt,
      trace.endedAt,
      `${trace.statusCode} ${trace.verb} ${trace.path}`,
      trace.failed ? 'fail' : 'plain',
      trace.key,
    ),
  );
}

function eventMarks({ eventLog, window }: StoryInputs): readonly TrackMark[] {
  return eventLog.flatMap(({ record }) => {
    const { time, provider, eventId, level } = record;
    if (time === null || time < window.from || time > window.to) return [];
    const known = logEvent(provider, eventId);
    const tone: Tone = known?.role === 'started' ? 'good' : level <= 2 ? 'fail' : level === 3 ? 'warn' : 'plain';
    return [mark(time, time, `${provider} ${eventId}${known === null ? '' : `: ${known.meaning}`}`, tone)];
  });
}

/** Steps that are something done to the application. */
const CHANGES: ReadonlyMap<StepKind, Tone> = new Map<StepKind, Tone>([
  ['start', 'good'],
  ['start-failed', 'fail'],
  ['offline', 'warn'],
  ['recycle', 'warn'],
  ['pool-stopped', 'fail'],
  ['served-again', 'good'],
  ['fields', 'plain'],
]);

function changeMarks(steps: readonly StoryStep[]): readonly TrackMark[] {
  return steps.flatMap(({ kind, at, to, title }) => {
    const tone = CHANGES.get(kind);
    const lasts = kind === 'offline' || kind === 'pool-stopped' || kind === 'start-failed';
    return tone === undefined ? [] : [mark(at, lasts ? (to ?? at) : at, title, tone)];
  });
}

/** First and last instant that the picture of some steps must show, with a little air. */
export function rangeOf(steps: readonly StoryStep[], window: Range): Range {
  const instants = steps.flatMap(({ at, to }) => [at, to ?? at]).filter((at) => at >= window.from && at <= window.to);
  if (instants.length === 0) return window;
  const air = (from: number, to: number): number => Math.max(5_000, (to - from) * 0.03);
  const [from, to] = [Math.min(...instants), Math.max(...instants)];
  return { from: epochMs(from - air(from, to)), to: epochMs(to + air(from, to)) };
}
