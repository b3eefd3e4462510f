import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { httpErrReader } from '../../formats/httperr/reader.ts';
import { iisNativeReader } from '../../formats/iisnative/reader.ts';
import { ncsaReader } from '../../formats/ncsa/reader.ts';
import type { FormatReader } from '../../formats/reader.ts';
import { w3cReader } from '../../formats/w3c/reader.ts';
import type { RequestLogTable } from '../../model/requestlog.ts';
import type { HttpErrTable } from '../../model/sidefiles.ts';
import type { TraceKey } from '../../model/units.ts';
import { LogStore } from '../../store/logs.ts';
import { storeSource } from '../../store/log-source.ts';
import { compactLog } from '../../store/part-of-table.ts';
import { analysedTrace } from '../../testing/analysed-trace.ts';
import { byteSource } from '../../testing/byte-source.ts';
import { readWith } from '../../testing/read-with.ts';
import { httpErrText, w3cLine, w3cText, type W3cRow } from '../../testing/w3c-builder.ts';
import { agreeing, estimateShift } from './clock.ts';
import { joinHttpErr } from './httperr.ts';
import { joinTrace, joinTraces, type RequestJoin } from './join.ts';
import { normalAddress, normalPath } from './normal.ts';
import { tracesOfOneRequest } from './same-request.ts';
import { Candidates } from './candidates.ts';
import type { RowSource } from './source.ts';
import { joinSubject, type JoinSubject } from './subject.ts';

const SAMPLES = new URL('../../testing/samples/logs/', import.meta.url);
const bytesOf = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, SAMPLES)));

async function tableOf(reader: FormatReader, content: Uint8Array | string, path: string): Promise<RequestLogTable> {
  const { items } = await readWith(reader, byteSource(content, path));
  const item = items[0];
  if (item?.kind !== 'requestLog') throw new Error('no table');
  return item.table;
}

function sourceOf(...tables: readonly RequestLogTable[]): RowSource {
  const store = new LogStore();
  for (const table of tables) store.add(compactLog(table));
  return storeSource(store);
}

async function httpErrOf(content: Uint8Array | string): Promise<HttpErrTable> {
  const { items } = await readWith(httpErrReader, byteSource(content, 'httperr1.log'));
  const item = items[0];
  if (item?.kind !== 'httpErr') throw new Error('no table');
  return item.table;
}

/** Kind of a join, the lines it names, and its first word of explanation. */
function told(join: RequestJoin): string {
  if (join.kind === 'none') return 'none';
  if (join.kind === 'one') return `${join.how} ${join.match.slice.line(join.match.row)}`;
  return `several ${join.candidates.map(({ slice, row }) => slice.line(row)).join(' ')}`;
}

const incident = JSON.parse(readFileSync(new URL('incident.json', SAMPLES), 'utf8')) as {
  truth: Record<string, number>;
  incident: { freb: Record<string, number> };
};
let traced: JoinSubject;
let site: RequestLogTable;

beforeAll(async () => {
  const { trace, facts } = await analysedTrace(bytesOf('FailedReqLogFiles/W3SVC1/fr000142.xml'), 'W3SVC1/fr000142.xml');
  traced = joinSubject(trace, facts);
  site = await tableOf(w3cReader, bytesOf('W3SVC1/u_ex260312.log'), 'W3SVC1/u_ex260312.log');
});

describe('joining the traced request of the incident', () => {
  it('finds its row and only that one', () => {
    const join = joinTrace(traced, sourceOf(site));
    expect(told(join)).toBe(`unique ${incident.truth['frebRowLine']}`);
    expect(join.kind === 'one' && join.match.score).toBeGreaterThan(0.9);
  });

  it('finds it in the App Service log by X-ARR-LOG-ID, whatever else the row says', async () => {
    const azure = await tableOf(
      w3cReader,
      bytesOf('azure/LogFiles/http/RawLogs/6f1d2c-202603121400.log'),
      'RawLogs/a.log',
    );
    const source = sourceOf(azure);
    const withId = { ...traced, ids: [`x-arr-log-id=${incident.truth['azureArrLogId']}`] };
    expect(told(joinTrace(withId, source))).toBe(`key ${incident.truth['azureFrebRowLine']}`);
    const elsewhere = { ...withId, path: '/other', status: 200, from: 0, to: 1 };
    expect(told(joinTrace(elsewhere, source))).toBe(`key ${incident.truth['azureFrebRowLine']}`);
    expect(told(joinTrace(traced, source))).toBe(`unique ${incident.truth['azureFrebRowLine']}`);
    const other = { ...traced, ids: ['x-arr-log-id=00000000-0000-4000-8000-000000000000'] };
    expect(joinTrace(other, source).kind).toBe('none');
  });

  it('finds it in the NCSA log, which has no sub-status and no duration, as far as that goes', async () => {
    const ncsa = await tableOf(ncsaReader, bytesOf('ncsa/u_nc260312.log'), 'u_nc260312.log');
    const join = joinTrace(traced, sourceOf(ncsa));
    const lines = join.kind === 'one' ? [join.match] : join.kind === 'several' ? join.candidates : [];
    const rows = lines.map(({ slice, row }) => slice.text('c-ip', row));
    expect(rows).toContain('203.0.113.24');
    expect(new Set(rows).size).toBe(1);
  });

  it("estimates the server's zone from the native log and then finds the row", async () => {
    const native = await tableOf(iisNativeReader, bytesOf('native/u_in260312.log'), 'u_in260312.log');
    const before = sourceOf(native);
    const candidates = new Candidates(before, [traced]);
    const shift = estimateShift([traced], before.slices, candidates);
    expect(shift).toBe(-3_600_000);
    expect([0, -3_600_000].map((ms) => agreeing([traced], before.slices, candidates, ms))).toEqual([0, 1]);
    const store = new LogStore();
    store.add(compactLog(native), shift ?? 0);
    const join = joinTrace(traced, storeSource(store));
    expect(join.kind === 'one' && [join.how, join.match.slice.taken(join.match.row)]).toEqual(['unique', 122_078]);
  });
});

/** A trace from 14:23:30.000 of 5,000 ms, GET /api/reports on site 1, 502.3. */
const START = Date.parse('2026-03-12T14:23:30.000Z');
function subject(over: Partial<JoinSubject> = {}): JoinSubject {
  return {
    key: 't1' as TraceKey,
    file: 'W3SVC1/fr000001.xml',
    siteId: 1,
    appPool: 'ReportsPool',
    computer: 'WEB01',
    verb: 'GET',
    path: '/api/reports',
    query: '',
    rewrites: [],
    host: 'reports.contoso.example',
    port: 443,
    status: 502,
    subStatus: 3,
    open: false,
    from: START,
    to: START + 5000,
    took: 5000,
    clientIp: '203.0.113.24',
    clientPort: 51_774,
    serverIp: '10.20.0.11',
    serverPort: 443,
    user: null,
    userAgent: '',
    referer: '',
    bytesSent: null,
    bytesReceived: null,
    activityId: '',
    headers: new Map(),
    logged: new Map(),
    ids: [],
    ...over,
  };
}

const ROW: W3cRow = {
  at: '2026-03-12 14:23:35',
  stem: '/api/reports',
  status: '502.3',
  taken: 5010,
  ip: '203.0.113.24',
};
async function rows(list: readonly (W3cRow | string)[], fields?: string): Promise<RowSource> {
  return sourceOf(
    await tableOf(w3cReader, w3cText({ ...(fields === undefined ? {} : { fields }), rows: list }), 'W3SVC1/u.log'),
  );
}

describe('joinTrace', () => {
  it.each<[string, Partial<W3cRow>, string]>([
    ['a row that fits', {}, 'unique 5'],
    ['a row of another verb', { method: 'POST' }, 'none'],
    ['a row of another path', { stem: '/api/orders' }, 'none'],
    ['a row of another status', { status: '502.5' }, 'none'],
    ['a row of the same status without its sub-status', { status: '502.0' }, 'none'],
    ['a row that ended before the trace did', { at: '2026-03-12 14:23:33' }, 'none'],
    ['a row that began after the trace did', { at: '2026-03-12 14:23:36', taken: 5000 }, 'none'],
    ['a row that took less time', { taken: 4900 }, 'none'],
    ['a row that is shorter by less than the clock grain', { taken: 4990 }, 'unique 5'],
    ['a row that waited long before its pipeline', { taken: 9000 }, 'weak 5'],
    ['a row that ended much later, its client reading slowly', { at: '2026-03-12 14:23:56', taken: 26_000 }, 'weak 5'],
    ['a row of another client', { ip: '198.51.100.1' }, 'weak 5'],
    ['a row of another port', { more: { 's-port': '80' } }, 'weak 5'],
    ['an upper case path', { stem: '/API//Reports' }, 'unique 5'],
  ])('%s', async (_, over, expected) => {
    expect(told(joinTrace(subject(), await rows([{ ...ROW, ...over }])))).toBe(expected);
  });

  it('compares paths decoded, with blanks as plus, and non-ASCII', async () => {
    const source = await rows([{ ...ROW, stem: '/berichte/übersicht+2026' }]);
    expect(told(joinTrace(subject({ path: '/berichte/übersicht 2026' }), source))).toBe('unique 5');
  });

  it('lists twins and never picks one of them in silence', async () => {
    const join = joinTrace(subject(), await rows([ROW, { ...ROW, taken: 5020 }, ROW]));
    expect(told(join)).toBe('several 5 7 6');
    expect(join.why).toEqual(['ambiguous, 3 candidates fit alike']);
  });

  it('tells twins apart by what they agree in', async () => {
    const byClient = await rows([{ ...ROW, ip: '198.51.100.1' }, ROW]);
    expect(told(joinTrace(subject(), byClient))).toBe('unique 6');
    const byQuery = await rows([ROW, { ...ROW, query: 'page=2' }]);
    expect(told(joinTrace(subject({ query: 'page=2' }), byQuery))).toBe('unique 6');
    const fields = 'date time cs-method cs-uri-stem c-ip sc-status sc-substatus sc-bytes cs-bytes time-taken';
    const bytes = (sent: string): W3cRow => ({ ...ROW, more: { 'sc-bytes': sent, 'cs-bytes': '611' } });
    expect(told(joinTrace(subject({ bytesSent: 1672 }), await rows([bytes('9'), bytes('1672')], fields)))).toBe(
      'unique 6',
    );
  });

  it('knows a client behind a balancer by X-Forwarded-For', async () => {
    const fields = 'date time cs-method cs-uri-stem c-ip sc-status sc-substatus time-taken X-Forwarded-For';
    const join = joinTrace(
      subject(),
      await rows([{ ...ROW, ip: '10.20.0.5', more: { 'X-Forwarded-For': '203.0.113.24:60199,+10.20.0.5' } }], fields),
    );
    expect(told(join)).toBe('unique 5');
  });

  it('keeps sites of a central log apart, and the Kudu site of App Service', async () => {
    const fields = 'date time s-sitename cs-method cs-uri-stem c-ip sc-status sc-substatus time-taken';
    const of = (name: string): W3cRow => ({ ...ROW, more: { 's-sitename': name } });
    expect(told(joinTrace(subject(), await rows([of('W3SVC2'), of('W3SVC1')], fields)))).toBe('unique 6');
    expect(told(joinTrace(subject(), await rows([of('~1CONTOSO'), of('CONTOSO')], fields)))).toBe('unique 6');
  });

  it('joins by traceparent and other ids in custom fields', async () => {
    const fields = 'date time cs-method cs-uri-stem c-ip sc-status sc-substatus time-taken traceparent';
    const id = '00-5717280bd9e747a003d3daab91bc8254-cefd39bce045623e-01';
    const of = (traceparent: string): W3cRow => ({ ...ROW, more: { traceparent } });
    const source = await rows([of('-'), of(id.toUpperCase()), of(id.replace('cef', 'abc'))], fields);
    expect(told(joinTrace(subject({ ids: [`traceparent=${id}`] }), source))).toBe('key 6');
  });

  it('takes an id that several rows share for a key only where one of them fits', async () => {
    const fields = 'date time cs-method cs-uri-stem c-ip sc-status sc-substatus time-taken cs(X-Correlation-Id)';
    const of = (at: string): W3cRow => ({ ...ROW, at, more: { 'cs(X-Correlation-Id)': 'order-4711-of-anna' } });
    const source = await rows([of('2026-03-12 14:23:35'), of('2026-03-12 14:29:35')], fields);
    expect(told(joinTrace(subject({ ids: ['x-correlation-id=order-4711-of-anna'] }), source))).toBe('key 5');
  });

  it('finds the later row of a trace that was cut while the request ran', async () => {
    const open = subject({ open: true, status: 200, subStatus: 0 });
    const source = await rows([
      { ...ROW, taken: 2000 },
      { ...ROW, at: '2026-03-12 15:23:35', taken: 3_605_000, status: '502.3' },
    ]);
    expect(told(joinTrace(open, source))).toBe('unique 6');
  });

  it('gives a row to one request only: what is left over is found by that', async () => {
    const source = await rows([ROW, { ...ROW, ip: '203.0.113.99' }]);
    const unknown = subject({ key: 't2' as TraceKey, clientIp: '', activityId: 'b' });
    const joins = joinTraces([unknown, subject({ activityId: 'a' })], source);
    expect([...joins].map(([key, join]) => `${key} ${told(join)}`)).toEqual(['t2 unique 6', 't1 unique 5']);
  });

  it('takes the row of the whole log where a part of it was copied, whichever was read first', async () => {
    const whole = await tableOf(w3cReader, w3cText({ rows: [{ ...ROW, stem: '/' }, ROW] }), 'W3SVC1/u.log');
    const part = await tableOf(w3cReader, w3cText({ rows: [ROW] }), 'part.log');
    for (const tables of [
      [whole, part],
      [part, whole],
    ]) {
      const join = joinTrace(subject(), sourceOf(...tables));
      expect(join.kind === 'one' && [join.how, join.match.slice.path]).toEqual(['unique', 'W3SVC1/u.log']);
    }
  });

  it('lets two traces of one request share its row', async () => {
    const twice = [subject({ activityId: 'a' }), subject({ key: 't2' as TraceKey, activityId: 'a' })];
    expect([...joinTraces(twice, await rows([ROW])).values()].map(told)).toEqual(['unique 5', 'unique 5']);
    expect(tracesOfOneRequest(twice)).toEqual([['t1', 't2']]);
  });

  it.each<[string, W3cRow | null, string, RegExp]>([
    ['nothing is loaded', null, 'W3SVC1/u.log', /no request log is loaded/],
    ['only another site is loaded', ROW, 'W3SVC7/u.log', /no loaded log is of site 1/],
    ['the log ends a moment before', { ...ROW, at: '2026-03-12 14:23:20' }, 'W3SVC1/u.log', /not written yet/],
    ['the log ends long before', { ...ROW, at: '2026-03-12 04:23:20' }, 'W3SVC1/u.log', /later time is missing/],
    ['the log begins after', { ...ROW, at: '2026-03-12 18:23:20' }, 'W3SVC1/u.log', /earlier time is missing/],
    ['a near miss is there', { ...ROW, status: '200.0' }, 'W3SVC1/u.log', /one row of the same path/],
    ['only other paths are there', { ...ROW, stem: '/' }, 'W3SVC1/u.log', /HTTPERR/],
  ])('says why there is no row when %s', async (_, row, path, why) => {
    const table = row === null ? null : await tableOf(w3cReader, w3cText({ rows: [w3cLine(row)] }), path);
    const join = joinTrace(subject(), sourceOf(...(table === null ? [] : [table])));
    expect(join.kind).toBe('none');
    expect(join.why.join()).toMatch(why);
  });
});

describe('several servers', () => {
  const row = (server: string, more: Partial<W3cRow> = {}): W3cRow => ({ ...ROW, more: { 's-ip': server }, ...more });
  const log = async (path: string, list: readonly W3cRow[], fields?: string): Promise<RequestLogTable> =>
    tableOf(w3cReader, w3cText({ ...(fields === undefined ? {} : { fields }), rows: list }), path);
  const FEW = 'date time cs-method cs-uri-stem c-ip sc-status sc-substatus time-taken';

  it('keeps rows of one file apart by the address of the server', async () => {
    const source = sourceOf(await log('W3SVC1/u.log', [row('10.20.0.12'), row('10.20.0.11')]));
    expect(told(joinTrace(subject(), source))).toBe('unique 6');
    expect(told(joinTrace(subject({ serverIp: '10.20.0.12' }), source))).toBe('unique 5');
    const third = joinTrace(subject({ serverIp: '10.20.0.13' }), source);
    expect(third.kind).toBe('none');
    expect(third.why.join()).toMatch(/2 rows of that path, status and time, but of another server/);
  });

  it('keeps them apart by the name of the server, with domain or without', async () => {
    const fields = `${FEW} s-computername`;
    const of = (name: string): W3cRow => ({ ...ROW, more: { 's-computername': name } });
    const source = sourceOf(await log('W3SVC1/u.log', [of('web02'), of('web01')], fields));
    const names = ['WEB01', 'WEB02'].map((computer) => told(joinTrace(subject({ computer }), source)));
    expect(names).toEqual(['unique 6', 'unique 5']);
    expect(joinTrace(subject({ computer: 'WEB03' }), source).kind).toBe('none');
  });

  it.each<[string, string, string]>([
    ['WEB01/LogFiles/W3SVC1/u.log', 'WEB02/LogFiles/W3SVC1/u.log', 'fr1.xml'],
    ['logs-web01.zip/W3SVC1/u.log', 'logs-web02.zip/W3SVC1/u.log', 'fr1.xml'],
    ['left/LogFiles/W3SVC1/u.log', 'right/LogFiles/W3SVC1/u.log', 'left/FailedReqLogFiles/W3SVC1/fr1.xml'],
  ])('keeps them apart by folders: %s, %s', async (own, other, file) => {
    const trace = subject({ file });
    const both = joinTrace(trace, sourceOf(await log(other, [ROW], FEW), await log(own, [ROW], FEW)));
    expect(both.kind === 'one' && [both.how, both.match.slice.path]).toEqual(['unique', own]);
    // A folder of any name proves nothing by itself, the name of another computer does.
    const alone = joinTrace(trace, sourceOf(await log(other, [ROW], FEW)));
    expect(alone.kind).toBe(/web/i.test(other) ? 'none' : 'one');
  });

  it('takes the log of another folder where the own does not reach the end of the trace', async () => {
    const early = await log('web01/W3SVC1/u.log', [{ ...ROW, at: '2026-03-12 08:00:00' }], FEW);
    const rest = await log('more/W3SVC1/u.log', [ROW], FEW);
    expect(told(joinTrace(subject(), sourceOf(early, rest)))).toBe('unique 5');
  });

  it('does not take the row of the proxy in front for that of the server behind it, same id or not', async () => {
    const id = '7c9d2a54-3b61-4e0f-9a7e-5d1c8f2b6e90';
    const query = `X-ARR-CACHE-HIT=0&X-ARR-LOG-ID=${id}&SERVER-STATUS=502`;
    const source = sourceOf(
      await log('W3SVC1/proxy.log', [row('10.20.0.5', { query })]),
      await log('W3SVC1/worker.log', [row('10.20.0.11')]),
    );
    const join = joinTrace(subject({ ids: [`x-arr-log-id=${id}`] }), source);
    expect(join.kind === 'one' && [join.how, join.match.slice.path]).toEqual(['unique', 'W3SVC1/worker.log']);
    const proxy = joinTrace(subject({ serverIp: '10.20.0.5', ids: [`x-arr-log-id=${id}`] }), source);
    expect(proxy.kind === 'one' && [proxy.how, proxy.match.slice.path]).toEqual(['key', 'W3SVC1/proxy.log']);
  });

  it('tells the servers of the merged sample apart', async () => {
    const merged = sourceOf(
      await tableOf(w3cReader, bytesOf('variants/merged-two-servers.log'), 'W3SVC1/merged-two-servers.log'),
    );
    const own = joinTrace(traced, merged);
    expect(own.kind === 'one' && [own.how, own.match.slice.text('s-ip', own.match.row)]).toEqual([
      'unique',
      '10.20.0.11',
    ]);
    expect(joinTrace({ ...traced, serverIp: '10.20.0.12' }, merged).kind).toBe('none');
  });
});

describe('joining a trace of every failing row', () => {
  it('finds each its own row by path, status, interval, client and user agent', () => {
    let state = 7;
    const random = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
    const source = sourceOf(site);
    const text = (column: Int32Array, row: number): string => site.strings.at(column[row] ?? -1);
    const failing = Array.from({ length: site.length }, (_, row) => row).filter(
      (row) => (site.status[row] ?? 0) >= 400,
    );
    const lines = failing.map((row) => {
      // The request ended somewhere in the second of its row; the trace is shorter by the wait before and the send after.
      const taken = site.timeTaken[row] ?? 0;
      const took = Math.max(0, taken - Math.floor(random() * Math.min(taken, 60)));
      const from = Math.floor((site.time[row] ?? 0) + random() * 999 - taken + random() * (taken - took));
      const own = subject({
        verb: text(site.method, row),
        path: normalPath(text(site.stem, row)),
        query: text(site.query, row),
        status: site.status[row] ?? 0,
        subStatus: site.substatus[row] ?? 0,
        clientIp: normalAddress(text(site.clientIp, row)),
        userAgent: text(site.userAgent, row).toLowerCase(),
        host: '',
        from,
        to: from + took,
        took,
      });
      return told(joinTrace(own, source));
    });
    expect(lines.map((line) => Number(line.split(' ')[1]))).toEqual(failing.map((row) => site.line[row]));
    // A row with twins in its second is not called unique whatever the rest.
    expect(lines.filter((line) => line.startsWith('unique')).length).toBeGreaterThan(0.95 * lines.length);
  });
});

describe('joinHttpErr', () => {
  it('finds the row of a dropped connection by address and port', async () => {
    const table = await httpErrOf(
      httpErrText([
        { at: '2026-03-12 14:23:40', ip: '203.0.113.24', port: 51_775, reason: 'Connection_Dropped' },
        { at: '2026-03-12 14:23:41', ip: '203.0.113.24', port: 51_774, reason: 'Timer_ConnectionIdle' },
        {
          at: '2026-03-12 14:23:42',
          ip: '203.0.113.24%0',
          port: 51_774,
          reason: 'Connection_Dropped',
          url: '/api/reports?x=1',
        },
        { at: '2026-03-12 14:23:43', ip: '203.0.113.24', port: 51_774, reason: 'Connection_Dropped', site: 2 },
        { at: '2026-03-12 15:23:42', ip: '203.0.113.24', port: 51_774, reason: 'Connection_Dropped' },
      ]),
    );
    const join = joinHttpErr(subject(), [table]);
    expect(join.kind === 'one' && table.line[join.match.row]).toBe(7);
    expect(joinHttpErr(subject({ clientPort: null }), [table]).kind).toBe('none');
    expect(joinHttpErr(subject({ clientPort: 1 }), [table]).kind).toBe('none');
    expect(joinHttpErr(subject(), []).why).toEqual(['no HTTPERR log is loaded']);
  });

  it('finds none for the traced request of the incident, which has a row in the site log', async () => {
    expect(joinHttpErr(traced, [await httpErrOf(bytesOf('HTTPERR/httperr1.log'))]).kind).toBe('none');
  });
});

describe('tracesOfOneRequest', () => {
  it('ties the trace of a proxy to that of the server behind it', () => {
    const headers = new Map([['x-arr-log-id', '7c9d2a54-3b61-4e0f-9a7e-5d1c8f2b6e90']]);
    const proxy = subject({ key: 'proxy' as TraceKey, computer: 'ARR01', activityId: 'a', headers, took: 6000 });
    const worker = subject({ key: 'worker' as TraceKey, activityId: 'b', headers });
    const other = subject({ key: 'other' as TraceKey, activityId: 'c' });
    expect(tracesOfOneRequest([worker, other, proxy])).toEqual([['proxy', 'worker']]);
    const nextDay = { ...worker, from: START + 86_400_000, to: START + 86_405_000 };
    expect(tracesOfOneRequest([nextDay, proxy])).toEqual([]);
  });
});
