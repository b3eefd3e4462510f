import { utc } from '../../base/time.ts';
import { timeOfDay } from '../textlog/clock.ts';

/** One row. `time` is the local clock read as if it were UTC; texts are as written, `-` included. */
export interface NativeRow {
  readonly client: string;
  readonly user: string;
  readonly time: number;
  readonly service: string;
  readonly server: string;
  readonly serverIp: string;
  readonly taken: string;
  readonly bytesReceived: string;
  readonly bytesSent: string;
  readonly status: string;
  readonly win32: string;
  readonly method: string;
  readonly stem: string;
  readonly query: string;
}

const FROM_LEFT = 13;
const DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})$/;

/**
 * Reads one row; null when it is none. Thirteen values are cut from the left and the last one from the right, because
 * the target between them may hold commas.
 */
export function readNativeRow(line: string): NativeRow | null {
  const values: string[] = [];
  let at = 0;
  while (values.length < FROM_LEFT) {
    const comma = line.indexOf(', ', at);
    if (comma < 0) return null;
    values.push(line.slice(at, comma).trim());
    at = comma + 2;
  }
  const rest = line.slice(at).trimEnd();
  if (!rest.endsWith(',')) return null;
  const target = rest.slice(0, -1);
  const comma = target.lastIndexOf(', ');
  if (comma < 0) return null;
  const [client = '', user = '', date = '', clock = '', service = '', server = '', serverIp = '', ...more] = values;
  const [taken = '', bytesReceived = '', bytesSent = '', status = '', win32 = '', method = ''] = more;
  const day = usDay(date);
  if (Number.isNaN(day) || !/^\d+$/.test(status)) return null;
  const time = day + timeOfDay(clock);
  const stem = target.slice(0, comma).trim();
  const query = target.slice(comma + 2).trim();
  return {
    client,
    user,
    time,
    service,
    server,
    serverIp,
    taken,
    bytesReceived,
    bytesSent,
    status,
    win32,
    method,
    stem,
    query,
  };
}

/** Month first, year of two or four digits; NaN for anything else. */
function usDay(text: string): number {
  const match = DATE.exec(text);
  if (match === null) return Number.NaN;
  const year = Number(match[3]);
  const full = year >= 100 ? year : year + (year < 70 ? 2000 : 1900);
  return utc(full, Number(match[1]), Number(match[2]), 0, 0, 0) ?? Number.NaN;
}
