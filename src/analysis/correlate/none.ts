import type { Candidates } from './candidates.ts';
import { fitIn, GRAIN_MS, USUAL_SLACK_MS } from './match.ts';
import { ofOtherServer, sliceSite } from './server.ts';
import type { LogSlice } from './source.ts';
import type { JoinSubject } from './subject.ts';

/** HTTP.sys writes a row when its buffer is full or about a minute later. */
const FLUSH_MS = 120_000;
/** Rows of the path that end so near are worth a word. */
const NEAR_MS = 2000;

/** Why no row is there, as far as the logs can tell. Never empty. */
export function reasonsForNone(subject: JoinSubject, candidates: Candidates): readonly string[] {
  if (candidates.slices.length === 0) return ['no request log is loaded'];
  const mine = candidates.slicesOf(subject).filter((slice) => !Number.isNaN(slice.from));
  if (mine.length === 0) return [noneLoaded(subject, candidates)];
  const end = subject.to;
  if (end === null) return ['no event of the trace has a time'];
  const covering = mine.some((slice) => slice.from - 1000 <= end && end <= slice.to + 1000);
  return [covering ? inside(subject, end, mine, candidates) : outside(end, mine)];
}

function noneLoaded({ siteId }: JoinSubject, { slices }: Candidates): string {
  const sites = slices.map(sliceSite);
  if (siteId !== null && !sites.some((site) => site === null || site === siteId))
    return `no loaded log is of site ${siteId}`;
  return 'the loaded logs are of other servers, or hold no row with a time';
}

function outside(end: number, slices: readonly LogSlice[]): string {
  const last = slices.reduce((most, slice) => Math.max(most, slice.to), -Infinity);
  if (last < end) {
    return end - last < FLUSH_MS
      ? 'the log ends before the request did: its row was not written yet'
      : 'the log ends before the request did: the file of a later time is missing';
  }
  if (slices.every((slice) => slice.from > end))
    return 'the log begins after the request: the file of an earlier time is missing';
  return 'no loaded log covers the end of the request';
}

/** The log covers the time: look at what it has there instead. */
function inside(subject: JoinSubject, end: number, slices: readonly LogSlice[], candidates: Candidates): string {
  let samePath = 0;
  let otherServer = 0;
  let otherClient = 0;
  const ends = { from: end - NEAR_MS - GRAIN_MS, to: end + NEAR_MS };
  candidates.ended(subject, slices, ends, (slice, row) => {
    samePath += 1;
    if (slice.status(row) !== subject.status || fitIn(subject, slice, row, USUAL_SLACK_MS) === null) return true;
    if (ofOtherServer(subject, { slice, row })) otherServer += 1;
    else otherClient += 1;
    return true;
  });
  if (otherServer > 0 && otherClient === 0)
    return `${rowsText(otherServer)} of that path, status and time, but of another server of the farm`;
  if (otherClient > 0)
    return `${rowsText(otherClient)} of that path, status and time, but of other requests: client, query, headers or ids differ`;
  if (samePath > 0)
    return `${rowsText(samePath)} of the same path within 2 s, but none fits in verb, status and interval`;
  if (!slices.some((slice) => slice.hasRowsIn(ends.from, ends.to)))
    return 'the log has no row at all at that time: logging may be off, or the server another one';
  return 'no row of that path ends near the time of the trace: the client may have left (see HTTPERR), the row may be of another server, or the log holds rewritten URLs';
}

const rowsText = (count: number): string => (count === 1 ? 'one row' : `${count} rows`);
