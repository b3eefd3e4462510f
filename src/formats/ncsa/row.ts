import { utc } from '../../base/time.ts';

/** One row of a common or combined log. `time` is EpochMs; texts are as written. */
export interface NcsaRow {
  readonly client: string;
  readonly user: string;
  readonly time: number;
  readonly method: string;
  readonly stem: string;
  readonly query: string;
  readonly version: string;
  readonly status: string;
  readonly bytes: string;
  readonly referer: string;
  readonly userAgent: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const HEAD = /^(\S+) (\S+) /;
const STAMP = /\[(\d{1,2})\/([A-Za-z]{3})\/(\d{4}):(\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})\] "/g;
/** What stands behind the request: its closing quote, status, bytes, then the end or more columns. */
const TAIL = /" (\d{3}|-) (\d{1,15}|-)(?= |$)/g;

/** Reads one row; null when it is none. Every step moves forward: a hostile line costs no more than its length. */
export function readNcsaRow(line: string): NcsaRow | null {
  const head = HEAD.exec(line);
  if (head === null) return null;
  STAMP.lastIndex = head[0].length;
  const stamp = STAMP.exec(line);
  if (stamp === null) return null;
  const requestFrom = stamp.index + stamp[0].length;
  TAIL.lastIndex = requestFrom;
  const tail = TAIL.exec(line);
  if (tail === null) return null;
  const [, day, monthName, year, hour, minute, second, sign, zoneHour, zoneMinute] = stamp;
  const month = MONTHS.indexOf((monthName ?? '').toLowerCase()) + 1;
  const local = utc(Number(year), month, Number(day), Number(hour), Number(minute), Number(second));
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === '-' ? -60_000 : 60_000);
  const [referer = '', userAgent = ''] = quotedTexts(line.slice(tail.index + tail[0].length));
  return {
    client: head[1] ?? '',
    user: line.slice(head[0].length, stamp.index).trim(),
    time: local === null ? Number.NaN : local - offset,
    ...readRequest(line.slice(requestFrom, tail.index)),
    status: tail[1] ?? '',
    bytes: tail[2] ?? '',
    referer,
    userAgent,
  };
}

/** `GET /path?query HTTP/1.1`. A request that is no such thing is kept as it stands, as a path. */
function readRequest(text: string): Pick<NcsaRow, 'method' | 'stem' | 'query' | 'version'> {
  const first = text.indexOf(' ');
  if (first <= 0) return { method: '', stem: text, query: '', version: '' };
  const last = text.lastIndexOf(' ');
  const versioned = last > first && /^HTTP\//i.test(text.slice(last + 1));
  const target = text.slice(first + 1, versioned ? last : text.length);
  const mark = target.indexOf('?');
  return {
    method: text.slice(0, first),
    stem: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
    version: versioned ? text.slice(last + 1) : '',
  };
}

/** ` "referer" "user agent"` of the combined format. */
function quotedTexts(text: string): readonly string[] {
  if (!text.startsWith(' "')) return [];
  const middle = text.indexOf('" "', 2);
  const end = text.lastIndexOf('"');
  return middle < 0 || end < middle + 3 ? [] : [text.slice(2, middle), text.slice(middle + 3, end)];
}
