import type { Candidates, Fitting } from './candidates.ts';
import { GRAIN_MS, USUAL_SLACK_MS } from './match.ts';
import { likeness } from './soft.ts';
import type { LogSlice } from './source.ts';
import type { JoinSubject } from './subject.ts';

/** How far around the trace rows like it are counted, in time and in time-taken. */
const NEAR_MS = 60_000;
const FAR_MS = 300_000;
const NEAR_TAKEN_MS = 15_000;
const FAR_TAKEN_MS = 60_000;
/** So many rows alike within a minute are a crowd: one of them would fit almost any trace. */
const MANY = 100;
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
  const slices = candidates.slicesOf(subject);
  const isLike = lookAlike(match, open);
  const counts = { long: 0, nearTaken: 0, farTaken: 0, any: 0 };
  const width = match.slice.widthMs;
  const slack = SLACK_MS + GRAIN_MS;
  const stretch = width + slack;
  const count = (slice: LogSlice, row: number): boolean => {
    const taken = slice.taken(row);
    const cost = taken - took;
    // How a trace goes on that was written while the request ran is not known: only where it began.
    const away = slice.time(row) - to;
    const asLong = taken < 0 || (cost >= -GRAIN_MS && (open || cost <= SLACK_MS));
    const then = !open && away + width > -GRAIN_MS && away <= SLACK_MS && Math.abs(cost) <= FAR_TAKEN_MS;
    if ((counts.any > MANY && !asLong && !then) || !isLike(slice, row)) return true;
    counts.any += 1;
    if (asLong) counts.long += 1;
    if (then) counts.farTaken += 1;
    if (then && Math.abs(cost) <= NEAR_TAKEN_MS) counts.nearTaken += 1;
    return counts.long < 2 * MANY;
  };
  const middle = open ? from : to;
  candidates.near(subject, slices, { from: middle - NEAR_MS, to: middle + NEAR_MS }, count);
  const near = counts.long;
  if (near >= MANY) return Infinity;
  candidates.near(subject, slices, { from: middle - FAR_MS, to: middle - NEAR_MS }, count);
  candidates.near(subject, slices, { from: middle + NEAR_MS, to: middle + FAR_MS }, count);
  return Math.max(
    (near * stretch) / (2 * NEAR_MS),
    // Where none took as long, some of those that took any time could have.
    (Math.max(counts.long, (counts.any * slack) / (2 * NEAR_TAKEN_MS)) * stretch) / (2 * FAR_MS),
    (counts.nearTaken * slack) / (2 * NEAR_TAKEN_MS),
    (counts.farTaken * slack) / (2 * FAR_TAKEN_MS),
  );
}

/** Tests rows for being of another request that looks like the one of a row. */
function lookAlike(match: Fitting, open: boolean): (slice: LogSlice, row: number) => boolean {
  const own = match.slice;
  const [status, subStatus] = [own.status(match.row), own.subStatus(match.row)];
  const same = SAME.map((field) => [field, own.text(field, match.row)] as const);
  const says = likeness(match, match.soft.agree);
  return (slice, row) => {
    if (slice.first + row === match.id) return false;
    // What became of a request that was traced while it ran could be anything.
    if (!open && (slice.status(row) !== status || slice.subStatus(row) !== subStatus)) return false;
    if (!says({ slice, row }) || !same.every(([field, text]) => slice.text(field, row) === text)) return false;
    // The same row in a copy of the log.
    const copied = slice.time(row) === own.time(match.row) && slice.taken(row) === own.taken(match.row);
    return slice.file === own.file || !copied;
  };
}
