import type { Random } from './random.ts';
import type { DroppedLog, Scenario, TracedCase } from './scenario.ts';
import { served, type Served } from './served.ts';

/** Fields without which there is no row. */
const NEEDED = ['date', 'time', 'cs-method', 'cs-uri-stem', 'sc-status', 'sc-substatus', 'time-taken'];

/**
 * Takes a log and makes up a trace for rows of status 400 and above: the request ended somewhere in the second of its
 * row, and its pipeline ran a little shorter than time-taken. The log is given on with the fields of `keep` only.
 */
export function scenarioFromLog(
  name: string,
  log: DroppedLog,
  options: { readonly random: Random; readonly keep: string; readonly most: number },
): Scenario {
  const { random, most } = options;
  const keep = new Set([...options.keep.split(' '), 's-sitename', 's-port']);
  const failing: TracedCase[] = [];
  let fields: readonly string[] = [];
  const lines = log.text.split(/\r?\n/).map((line, ix) => {
    if (line.startsWith('#Fields: ')) {
      fields = line.slice('#Fields: '.length).split(' ');
      return `#Fields: ${fields.filter((field) => keep.has(field)).join(' ')}`;
    }
    if (line === '' || line.startsWith('#')) return line;
    const values = line.split(' ');
    const row = new Map(fields.map((field, at) => [field, values[at] ?? '-']));
    if (
      values.length === fields.length &&
      NEEDED.every((field) => row.has(field)) &&
      Number(row.get('sc-status')) >= 400
    )
      failing.push({ request: requestOf(random, row), path: 'fr.xml', row: { path: log.path, line: ix + 1 } });
    return values.filter((_, at) => keep.has(fields[at] ?? '')).join(' ');
  });
  const traces = random.some(failing, Math.min(most, failing.length));
  return { name, logs: [{ path: log.path, text: lines.join('\r\n') }], traces };
}

/** A request that could have left this row: it ended somewhere in the second of the row and ran a little shorter. */
export function requestOf(random: Random, row: ReadonlyMap<string, string>): Served {
  const value = (field: string): string => {
    const text = row.get(field) ?? '-';
    return text === '-' ? '' : text;
  };
  const count = (field: string, otherwise: number): number => (value(field) === '' ? otherwise : Number(value(field)));
  const taken = count('time-taken', 0);
  const wait = Math.min(taken, random.wait(0.5));
  const send = Math.min(taken - wait, random.wait(18), 240);
  const sent = Date.parse(`${value('date')}T${value('time')}Z`) + random.between(0, 999);
  const path = value('cs-uri-stem').replaceAll('+', ' ');
  const [id = ''] = /(?<=X-ARR-LOG-ID=)[0-9a-f-]{36}/i.exec(value('cs-uri-query')) ?? [];
  return served(
    random,
    sent - taken,
    { wait, run: taken - wait - send, send },
    {
      verb: value('cs-method'),
      path,
      rawPath: encodeURI(path),
      query: value('cs-uri-query').replace(/&?X-ARR-LOG-ID=[0-9a-f-]{36}/i, ''),
      host: row.has('cs-host') ? value('cs-host') : 'shop.contoso.example',
      server: { computer: 'WEB01', ip: value('s-ip'), port: count('s-port', 443) },
      peer: value('c-ip'),
      userAgent: value('cs(User-Agent)').replaceAll('+', ' '),
      referer: value('cs(Referer)'),
      user: value('cs-username'),
      status: count('sc-status', 0),
      subStatus: count('sc-substatus', 0),
      win32: count('sc-win32-status', 0),
      bytesSent: count('sc-bytes', 1672),
      bytesReceived: count('cs-bytes', 611),
      headers: id === '' ? [] : [['X-ARR-LOG-ID', id]],
    },
  );
}
