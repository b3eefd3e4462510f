import type { Candidates, Fitting } from './candidates.ts';
import { GRAIN_MS, USUAL_SLACK_MS } from './match.ts';
import { alike } from './soft.ts';
import type { LogSlice } from './source.ts';
import type { JoinSubject } from './subject.ts';

/** How far around the trace rows like it are counted, in time and in time-taken. */
const NEAR_MS = 60_000;
const FAR_MS = 300_000;
const NEAR_TAKEN_MS = 15_000;
const FAR_TAKEN_MS = 60_000;
/** More than so many say enough. */
const MANY = 200;
const SLACK_MS = USUAL_SLACK_MS + GRAIN_MS;
/** A row is one like it only if these say the same. */
const SAME = ['cs-method', 's-sitename', 's-computername', 's-ip'];

/**
 * How many rows would fit a trace as well as one does by chance alone, going by the rows like that one: those that took
 * as long and ended at another time, and those that ended then and took longer or shorter.
 */
export function expectedByChance(subject: JoinSubject, match: Fitting, candidates: Candidates): number {
  const { from, to, took, open } = subject;
  if (from === null || to === null) return 0;
  const counts = { near: 0, far: 0, nearTaken: 0, farTaken: 0, any: 0 };
  const width = match.slice.widthMs;
  const middle = open ? from : to;
  const around = { from: middle - FAR_MS, to: middle + FAR_MS };
  candidates.near(subject, candidates.slicesOf(subject), around, (slice, row) => {
    if (counts.far > MANY) return;
    const taken = slice.taken(row);
    // How a trace goes on that was written while the request ran is not known: only where it began.
    const away = open ? slice.time(row) - taken - from : slice.time(row) - to;
    const cost = taken - took;
    const asLong = taken < 0 || (cost >= -GRAIN_MS && (open || cost <= SLACK_MS));
    const then = !open && away + width > -GRAIN_MS && away <= SLACK_MS && Math.abs(cost) <= FAR_TAKEN_MS;
    if (counts.any > MANY && !asLong && !then) return;
    if (!isLike(match, slice, row, open)) return;
    counts.any += 1;
    if (asLong) counts.far += 1;
    if (asLong && Math.abs(away) <= NEAR_MS) counts.near += 1;
    if (then) counts.farTaken += 1;
    if (then && Math.abs(cost) <= NEAR_TAKEN_MS) counts.nearTaken += 1;
  });
  const slack = SLACK_MS + GRAIN_MS;
  const stretch = width + slack;
  return Math.max(
    (counts.near * stretch) / (2 * NEAR_MS),
    // Where none took as long, some of those that took any time could have.
    (Math.max(counts.far, (counts.any * slack) / (2 * NEAR_TAKEN_MS)) * stretch) / (2 * FAR_MS),
    (counts.nearTaken * slack) / (2 * NEAR_TAKEN_MS),
    (counts.farTaken * slack) / (2 * FAR_TAKEN_MS),
  );
}

function isLike(match: Fitting, slice: LogSlice, row: number, open: boolean): boolean {
  const own = match.slice;
  if (slice.first + row === match.id) return false;
  // What became of a request that was traced while it ran could be anything.
  const status =
    open || (slice.status(row) === own.status(match.row) && slice.subStatus(row) === own.subStatus(match.row));
  if (!status) return false;
  // The same row in a copy of the log.
  if (slice.file !== own.file && slice.time(row) === own.time(match.row) && slice.taken(row) === own.taken(match.row))
    return false;
  if (!SAME.every((field) => slice.text(field, row) === own.text(field, match.row))) return false;
  return alike(match.soft.agree, match, { slice, row });
}
