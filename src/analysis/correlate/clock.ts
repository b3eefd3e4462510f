import type { Candidates } from './candidates.ts';
import { GRAIN_MS, kinship, type Stretch, USUAL_SLACK_MS } from './match.ts';
import { contradiction, soften } from './soft.ts';
import type { LogRowRef, LogSlice } from './source.ts';
import type { JoinSubject } from './subject.ts';

/** Zones differ by whole quarters of an hour, by 26 hours at most. */
const QUARTER = 15 * 60_000;
const ZONES_MS = 26 * 3_600_000;
/** Clocks of machines that are meant to tell the same time differ by no more. */
const CLOCKS_MS = 3_600_000;
/** Shorter requests have too many look-alikes for one trace alone to tell the zone. */
const TELLING_MS = 1000;
/** So many traces are asked, evenly from all; one with more rows that could be its own tells nothing. */
const MOST_TRACES = 120;
const MOST_ROWS = 200;
/** Without a zone to lean on fewer traces prove nothing; so few have to agree all of them. */
const ENOUGH = 3;
const FEW = 8;
/** Shifts closer to each other than this are the same: a row tells its end to the second. */
const SAME_MS = 1600;

/** Shifts that one trace could do with: from and to, in order, apart from each other. */
type Shifts = readonly (readonly [from: number, to: number])[];

/**
 * What has to be added to the times of the logs of one clock, as they stand in the files, to give the traces' time. For each trace the rows of the same verb, path,
 * status and duration each leave a stretch of shifts; the shift that most traces can do with wins if no other comes
 * near it, and if it does much better than none. null: nothing is proved. Logs in local time differ by a zone: whole
 * quarters of an hour.
 */
export function estimateShift(
  subjects: readonly JoinSubject[],
  slices: readonly LogSlice[],
  candidates: Candidates,
): number | null {
  const local = slices.some(({ localTime }) => localTime);
  const telling = subjects.filter((subject) => !subject.open && (!local || subject.took >= TELLING_MS));
  const step = Math.max(1, Math.ceil(telling.length / MOST_TRACES));
  const asked = telling.filter((_, ix) => ix % step === 0);
  const reach = local ? ZONES_MS : CLOCKS_MS;
  const all = asked.map((subject) => proposed(subject, slices, candidates, { from: -reach, to: reach }));
  const proposals = all.filter((shifts) => shifts.length > 0);
  return local ? zoneOf(proposals) : clockOf(proposals);
}

/** Traces that find a row like theirs in these slices with a shift. */
export function agreeing(
  subjects: readonly JoinSubject[],
  slices: readonly LogSlice[],
  candidates: Candidates,
  shiftMs: number,
): number {
  const around = { from: shiftMs - SAME_MS, to: shiftMs + SAME_MS };
  return subjects.filter((subject) => !subject.open && fits(proposed(subject, slices, candidates, around), shiftMs))
    .length;
}

const fits = (shifts: Shifts, shiftMs: number): boolean =>
  shifts.some(([from, to]) => from <= shiftMs && shiftMs <= to);

/** Shifts, of those in a stretch, that make some row end where the trace did. */
function proposed(subject: JoinSubject, slices: readonly LogSlice[], candidates: Candidates, stretch: Stretch): Shifts {
  const { to, took } = subject;
  if (to === null) return [];
  const found: (readonly [number, number])[] = [];
  // Slices may have been shifted before, each by its own.
  for (const slice of slices) {
    const ends = { from: to - stretch.to + slice.shiftMs, to: to - stretch.from + slice.shiftMs };
    candidates.near(subject, [slice], ends, (_, row, rewritten) => {
      const cost = slice.taken(row) - took;
      if (slice.taken(row) < 0 || cost < -GRAIN_MS || cost > USUAL_SLACK_MS + GRAIN_MS) return true;
      if (!isLike(subject, { slice, row }, rewritten)) return true;
      // The row's end lies in [time, time + width) and up to `cost` behind the trace's.
      const time = slice.time(row) - slice.shiftMs;
      found.push([to - GRAIN_MS - time - slice.widthMs, to + Math.max(0, cost) + GRAIN_MS - time]);
      return found.length <= MOST_ROWS;
    });
  }
  return found.length > MOST_ROWS ? [] : united(found);
}

function isLike(subject: JoinSubject, ref: LogRowRef, rewritten: boolean): boolean {
  return kinship(subject, ref, rewritten) !== null && contradiction(soften(subject, ref, rewritten)) === 0;
}

function united(stretches: (readonly [number, number])[]): Shifts {
  const apart: [number, number][] = [];
  for (const [from, to] of stretches.toSorted((a, b) => a[0] - b[0])) {
    const last = apart.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else apart.push([from, to]);
  }
  return apart;
}

function zoneOf(proposals: readonly Shifts[]): number | null {
  const votes = new Map<number, number>();
  for (const shifts of proposals) {
    for (const [from, to] of shifts) {
      for (let shift = Math.ceil(from / QUARTER) * QUARTER; shift <= to; shift += QUARTER)
        votes.set(shift, (votes.get(shift) ?? 0) + 1);
    }
  }
  const [first, second] = [...votes].toSorted((a, b) => b[1] - a[1]);
  if (first === undefined || second?.[1] === first[1]) return null;
  return first[0] === 0 ? 0 : first[0];
}

function clockOf(proposals: readonly Shifts[]): number | null {
  const best = mostShared(proposals, () => true);
  if (best === null || best.count < ENOUGH || (best.from <= 0 && best.to >= 0)) return null;
  // Of few traces all have to agree, of many two thirds: the others have rows that only look like theirs.
  if (best.count * 3 < proposals.length * 2 || (best.count < FEW && best.count < proposals.length)) return null;
  const asItIs = proposals.filter((shifts) => fits(shifts, 0)).length;
  if (best.count - asItIs < ENOUGH || asItIs * 2 > best.count) return null;
  // Requests that come again and again at the same pace agree in many shifts.
  const other = mostShared(proposals, (at) => at < best.from - SAME_MS || at > best.to + SAME_MS);
  if (other !== null && other.count * 2 > best.count) return null;
  return Math.round((best.from + best.to) / 2);
}

/** The first stretch of shifts that most traces can do with, among those that begin at a place that counts. */
function mostShared(
  proposals: readonly Shifts[],
  counts: (at: number) => boolean,
): { readonly from: number; readonly to: number; readonly count: number } | null {
  const edges = proposals
    .flatMap((shifts) => shifts.flatMap(([from, to]) => [[from, 1] as const, [to, -1] as const]))
    .toSorted((a, b) => a[0] - b[0] || b[1] - a[1]);
  let best: { from: number; to: number; count: number } | null = null;
  let count = 0;
  for (const [ix, [at, change]] of edges.entries()) {
    count += change;
    const next = edges[ix + 1]?.[0] ?? at;
    if (counts(at) && count > (best?.count ?? 0)) best = { from: at, to: next, count };
  }
  return best;
}
