import type { RequestLogTable } from '../../model/requestlog.ts';
import { GRAIN_MS, rowWidth, sameRequest, USUAL_SLACK_MS } from './match.ts';
import type { JoinSubject } from './subject.ts';

/** How far a log's clock is from that of the traces, as far as requests that both saw can tell. */
export interface ClockOffset {
  /** Added to the log's times it gives the traces' time. */
  readonly shiftMs: number;
  /** Traces that found a row of their own with it. */
  readonly traces: number;
}

const QUARTER = 15 * 60_000;
/** No zone is further away; no clock that is worth anything is either. */
const FURTHEST = 26 * 3_600_000;
/** Shorter requests have too many look-alikes to tell one from another by duration. */
const TELLING_MS = 1000;

/**
 * Estimates the shift of a log against the traces: for each trace the rows of the same verb, path, status and duration
 * each propose a shift; the one that most traces can agree on wins. null when none does, or when two do as well.
 * `localTime` logs differ by a zone, so only whole quarters of an hour are proposed for them.
 */
export function estimateShift(subjects: readonly JoinSubject[], table: RequestLogTable): ClockOffset | null {
  const votes = new Map<number, Set<JoinSubject>>();
  const step = table.localTime === true ? QUARTER : 1000;
  for (const subject of subjects) {
    if (subject.from === null || subject.to === null || subject.took < TELLING_MS || subject.open) continue;
    for (let row = 0; row < table.length; row++) {
      for (const shift of proposed(subject, table, row, step)) {
        const voters = votes.get(shift) ?? new Set();
        voters.add(subject);
        votes.set(shift, voters);
      }
    }
  }
  const ranked = [...votes].toSorted((a, b) => b[1].size - a[1].size || Math.abs(a[0]) - Math.abs(b[0]));
  const [first, second] = ranked;
  if (first === undefined) return null;
  // Without a zone to lean on one trace alone proves nothing.
  const enough = table.localTime === true ? 1 : 2;
  if (first[1].size < enough) return null;
  if (second !== undefined && second[1].size === first[1].size && Math.abs(second[0] - first[0]) > step) return null;
  return { shiftMs: first[0], traces: first[1].size };
}

/** Shifts, in whole steps, that make a row end where the trace did. */
function proposed(subject: JoinSubject, table: RequestLogTable, row: number, step: number): readonly number[] {
  const taken = table.timeTaken[row] ?? -1;
  const cost = taken - subject.took;
  if (taken < 0 || cost < -GRAIN_MS || cost > USUAL_SLACK_MS + GRAIN_MS) return [];
  if (!sameRequest(subject, { table, row }, { slackMs: 0, port: false })) return [];
  const time = table.time[row] ?? Number.NaN;
  const end = subject.to ?? Number.NaN;
  if (!(Math.abs(end - time) <= FURTHEST)) return [];
  // The row's end lies in [time, time + width) and up to `cost` behind the trace's.
  const least = end - GRAIN_MS - time - rowWidth(time);
  const most = end + Math.max(0, cost) + GRAIN_MS - time;
  const shifts: number[] = [];
  for (let shift = Math.ceil(least / step) * step; shift <= most; shift += step) shifts.push(shift === 0 ? 0 : shift);
  return shifts;
}
