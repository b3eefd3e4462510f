import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Dropped, opened, type Opened } from '../../testing/opened.ts';
import { w3cText } from '../../testing/w3c-builder.ts';
import { freb } from '../../testing/freb-builder.ts';
import type { LogQuery, LogSelection } from '../questions/logs.ts';
import { READERS } from '../../formats/registry.ts';
import { LoadedLogs } from './loaded-logs.ts';
import { localHost } from '../local.ts';
import { logsApi } from './logs-api.ts';
import { readFile } from '../files/read-file.ts';
import { scanLog } from '../files/scan-log.ts';
import { EngineWorkspace } from '../workspace.ts';

const SAMPLES = new URL('../../testing/samples/logs/', import.meta.url);
const bytesOf = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(new URL(path, SAMPLES)));
const files = (...paths: string[]): Dropped[] => paths.map((path) => [path, bytesOf(path)]);

const { truth } = JSON.parse(readFileSync(new URL('incident.json', SAMPLES), 'utf8')) as {
  truth: Record<string, number>;
};
const TRACE = 'FailedReqLogFiles/W3SVC1/fr000142.xml';
const SITE = 'W3SVC1/u_ex260312.log';
const AZURE = 'azure/LogFiles/http/RawLogs/6f1d2c-202603121400.log';
const NATIVE = 'native/u_in260312.log';
const NCSA = 'ncsa/u_nc260312.log';
const HTTPERR = 'HTTPERR/httperr1.log';

const ALL: LogSelection = { filter: '', range: null, zoneMinutes: 0 };
const query = (change: Partial<LogQuery>): LogQuery => ({
  ...ALL,
  sort: null,
  from: 0,
  count: 10,
  columns: [],
  ...change,
});

async function countOf({ engine }: Opened, filter: string): Promise<number> {
  const page = await engine.logRows(query({ filter }));
  expect(page.error).toBeNull();
  return page.total;
}

/** Row of the first trace as `how path:line`, or how many candidates, or why none. */
async function joined({ engine, requests }: Opened): Promise<string> {
  const view = await engine.trace(requests[0]?.key ?? ('' as never));
  const join = view?.logRow ?? null;
  if (join === null) return 'no log';
  if (join.kind === 'one') return `${join.how} ${join.row.path}:${join.row.line}`;
  return join.kind === 'several' ? `${join.candidates.length} candidates` : `none: ${join.why.join('; ')}`;
}

describe('the logs of the incident', () => {
  let site: Opened;
  beforeAll(async () => {
    site = await opened(files(TRACE, SITE, HTTPERR));
  });

  it.each([
    ['', 'rows'],
    ['status:502.3', 'rows502_3'],
    ['status:502.3 win32:12002', 'rows502_3_12002'],
    ['status:502.3 win32:12030', 'rows502_3_12030'],
    ['status:502.3 win32:12029', 'rows502_3_12029'],
    ['status:502.3 win32:64', 'rows502_3_64'],
    ['status:502.5', 'rows502_5'],
    ['status:503', 'rows503'],
  ])('%j leaves as many rows as the generator wrote', async (filter, name) => {
    expect(await countOf(site, filter)).toBe(truth[name]);
  });

  it('counts HTTPERR and hides its idle time-outs', async () => {
    const ask = { filter: '', zoneMinutes: 0, idle: false, sort: null, from: 0, count: 500 };
    const page = await site.engine.httpErrRows(ask);
    expect(page.all).toBe(truth['httperrRows']);
    expect(page.rows.some(({ reason }) => reason === 'Timer_ConnectionIdle')).toBe(false);
    expect(page.hidden + page.rows.length).toBe(page.all);
    expect((await site.engine.httpErrRows({ ...ask, idle: true })).rows).toHaveLength(page.all);
    const counts = new Map(page.byReason.map(({ reason, count }) => [reason, count]));
    expect(counts.get('Disabled')).toBe(truth['httperrDisabled']);
    expect(counts.get('Connection_Dropped')).toBe(truth['httperrConnectionDropped']);
    for (const { filter, count } of page.byReason)
      expect((await site.engine.httpErrRows({ ...ask, idle: true, filter })).total, filter).toBe(count);
  });

  it('says where a row of HTTPERR stands', async () => {
    const file = site.files.get(HTTPERR)?.key ?? ('' as never);
    const ask = { filter: 'reason:Disabled', zoneMinutes: 0, idle: false, sort: null };
    const { rows } = await site.engine.httpErrRows({ ...ask, from: 0, count: 500 });
    const line = rows[7]?.line ?? 0;
    expect(await site.engine.httpErrPosition(ask, file, line)).toBe(7);
    expect(await site.engine.httpErrPosition({ ...ask, filter: 'reason:QueueFull' }, file, line)).toBe(-1);
    expect(await site.engine.httpErrPosition(ask, file, 1)).toBeNull();
    expect(await site.engine.httpErrPosition(ask, 'other' as never, line)).toBeNull();
  });

  it('joins the trace to its row and the row to its trace', async () => {
    expect(await joined(site)).toBe(`unique ${SITE}:${truth['frebRowLine']}`);
    const file = site.files.get(SITE)?.key ?? ('' as never);
    const line = truth['frebRowLine'] ?? 0;
    const view = await site.engine.logRow(file, line);
    expect(view?.row).toMatchObject({ statusText: '502.3', win32: 12_002, trace: site.requests[0]?.key });
    expect(view?.why.length).toBeGreaterThan(0);
    const at = await site.engine.logPosition({ ...ALL, filter: 'status:502.3', sort: null }, file, line);
    const { rows } = await site.engine.logRows(query({ filter: 'status:502.3', from: at, count: 1 }));
    expect(rows.map((row) => row.line)).toEqual([line]);
    expect(await site.engine.logPosition({ ...ALL, filter: 'status:200', sort: null }, file, line)).toBe(-1);
    const { rows: all } = await site.engine.logRows(query({ count: 5000 }));
    expect(all.filter(({ trace }) => trace !== null).map((row) => row.line)).toEqual([line]);
  });

  it('says how many failing rows have no trace', async () => {
    const overview = await site.engine.logOverview();
    const failing = await countOf(site, 'status:5xx');
    expect([overview.failing, overview.untraced]).toEqual([failing, failing - 1]);
  });

  it.each(['triple', 'status', 'class', 'win32', 'template', 'method', 'client', 'cs(User-Agent)'])(
    'a click on any group by %s finds its rows',
    async (by) => {
      const { groups, total } = await site.engine.logGroups(ALL, by, null, 40);
      expect(total).toBeGreaterThan(1);
      expect(groups.map(({ count }) => count)).toEqual(groups.map(({ count }) => count).toSorted((a, b) => b - a));
      for (const { filter, count } of groups.slice(0, 12)) {
        // A template as a pattern may reach further than the template.
        const found = await countOf(site, filter);
        if (by === 'template') expect(found, filter).toBeGreaterThanOrEqual(count);
        else expect(found, filter).toBe(count);
      }
    },
  );

  it('draws all rows, and those of a range of time', async () => {
    const chart = await site.engine.logHistogram(ALL);
    const sum = (key: string) => chart?.series.find((one) => one.key === key)?.counts.reduce((a, b) => a + b, 0);
    expect(sum('5xx')).toBe(await countOf(site, 'status:5xx'));
    const range = { from: Date.parse('2026-03-12T14:25:58Z'), to: Date.parse('2026-03-12T14:25:59Z') };
    const burst = await site.engine.logRows(query({ range, filter: 'win32:12030' }));
    expect(burst.total).toBe(truth['rows502_3_12030']);
  });

  it('marks the WebSocket, and sorts by any column', async () => {
    const { rows } = await site.engine.logRows(query({ sort: { key: 'time', descending: true }, count: 1 }));
    expect(rows[0]).toMatchObject({ status: 101, upgraded: true });
    const { rows: byUrl } = await site.engine.logRows(query({ sort: { key: 'url', descending: false }, count: 5000 }));
    expect(byUrl.map(({ stem }) => stem)).toEqual(byUrl.map(({ stem }) => stem).toSorted());
  });

  it('points at the place where a filter is not understood', async () => {
    const page = await site.engine.logRows(query({ filter: 'status:502 tim>2s' }));
    expect(page).toMatchObject({ total: 0, error: { from: 11, to: 14 } });
  });
});

describe('joins over several logs of the same requests', () => {
  it.each<[string, string[], string]>([
    ['the log of the site wins over what says less', [SITE, AZURE, NATIVE, NCSA], `unique ${SITE}:905`],
    ['App Service alone', [AZURE], `unique ${AZURE}:165`],
    ['the native log, its zone found from the trace', [NATIVE], `unique ${NATIVE}:141`],
    ['a copy of a part of the log', [SITE, 'variants/central-w3c.log'], `unique ${SITE}:905`],
    ['the log of another day', ['variants/quoted-cookie-with-spaces.log'], 'none: '],
  ])('%s', async (_, paths, expected) => {
    expect(await joined(await opened(files(TRACE, ...paths)))).toContain(expected);
  });

  it('reads the zone of the native log from the trace, and takes another when told', async () => {
    const { engine } = await opened(files(TRACE, NATIVE, NCSA));
    const shifts = async () =>
      (await engine.logOverview()).logs.map(({ localTime, shiftMs, shiftFrom }) => [localTime, shiftMs, shiftFrom]);
    expect(await shifts()).toEqual([
      [true, -3_600_000, { traces: 1 }],
      [false, 0, null],
    ]);
    const { rows } = await engine.logRows(query({ filter: 'file:u_in', count: 1 }));
    const [native] = (await engine.logOverview()).logs;
    await engine.shiftLog(native?.file ?? ('' as never), 0);
    const { rows: moved } = await engine.logRows(query({ filter: 'file:u_in', count: 1 }));
    expect((moved[0]?.time ?? 0) - (rows[0]?.time ?? 0)).toBe(3_600_000);
    expect((await shifts())[0]).toEqual([true, 0, null]);
  });

  it('counts the rows of each log', async () => {
    const { engine } = await opened(files(SITE, AZURE, NATIVE, NCSA));
    const summaries = await engine.logSummaries();
    expect(summaries.map(({ path, rows }) => [path, rows])).toEqual([
      [SITE, truth['rows']],
      [AZURE, truth['azureRows']],
      [NATIVE, truth['nativeRows']],
      [NCSA, truth['ncsaRows']],
    ]);
  });
});

describe('a full folder of traces', () => {
  const traces = (count: number): Dropped[] =>
    Array.from({ length: count }, (_, ix) => [
      `W3SVC1/fr${String(ix + 1).padStart(6, '0')}.xml`,
      freb({ url: `http://localhost/${ix}` }).toString(),
    ]);

  it('is said from the fiftieth trace on', async () => {
    const folders = async (count: number) => (await (await opened(traces(count))).engine.logOverview()).fullFolders;
    expect(await folders(49)).toEqual([]);
    expect(await folders(50)).toEqual([{ folder: 'W3SVC1', traces: 50, limit: 50 }]);
  });

  it('goes by what the configuration says of that site', async () => {
    const site = (id: number, files: number): string =>
      `<site name="S${id}" id="${id}"><traceFailedRequestsLogging enabled="true" maxLogFiles="${files}"/></site>`;
    const folders = async (own: number, other: number) => {
      const sites = `<sites>${site(1, own)}${site(2, other)}</sites>`;
      const text = `<configuration><system.applicationHost>${sites}</system.applicationHost></configuration>`;
      const { engine } = await opened([...traces(20), ['applicationHost.config', text]]);
      return (await engine.logOverview()).fullFolders.map(({ limit }) => limit);
    };
    expect(await folders(20, 30)).toEqual([20]);
    expect(await folders(30, 20)).toEqual([]);
  });
});

describe('every oddity of the samples', () => {
  /** State, reason, rows and damaged rows that the reference on IIS logs implies. */
  const OUTCOMES = new Map<string, string>([
    ['advanced-logging.log', 'whole 2 0'],
    ['ansi-cp1252.log', 'whole 24 0'],
    ['blank-lines-and-spaces.log', 'whole 23 0'],
    ['central-binary-raw.ibl', 'skipped foreign-ibl'],
    ['central-w3c.log', 'whole 26 0'],
    ['directives-out-of-order.log', 'whole 23 0'],
    ['empty-username-double-space.log', 'partial log-damaged-rows 1 1'],
    ['empty.log', 'refused empty-file'],
    ['fields-fewer-than-data.log', 'refused log-columns-off 0 23'],
    ['firewall-pf260312.log', 'skipped foreign-firewall-log'],
    ['header-only.log', 'whole 0 0'],
    ['headless.log', 'partial log-no-fields 23 0'],
    ['hourly-u_ex26031214.log', 'whole 23 0'],
    ['httperr2-fields-grow.log', 'whole 5 0'],
    ['incident.zip', 'whole'],
    ['lf-only.log', 'whole 23 0'],
    ['merged-two-servers.log', 'whole 41 0'],
    ['no-date-column.log', 'whole 4 0'],
    ['no-final-newline.log', 'whole 23 0'],
    ['nul-middle.log', 'whole 23 0'],
    ['nul-tail.log', 'whole 23 0'],
    ['quoted-cookie-with-spaces.log', 'whole 2 0'],
    ['smtp-ex260312.log', 'skipped foreign-smtp-log'],
    ['truncated.log', 'partial log-cut-line 22 1'],
    ['u_ex260312.log.gz', 'whole'],
    ['u_ex260312_x.log', 'whole 23 0'],
    ['u_ex260313-local-rollover.log', 'whole 3 0'],
    ['u_ftp_ex260312.log', 'skipped foreign-ftp-log'],
    ['utf16le-bom.log', 'whole 23 0'],
    ['utf8-bom.log', 'whole 23 0'],
    ['utf8-nonascii.log', 'whole 24 0'],
  ]);

  it('has an outcome in this table', () => {
    expect(readdirSync(new URL('variants', SAMPLES)).toSorted()).toEqual([...OUTCOMES.keys()].toSorted());
  });

  it.each([...OUTCOMES])('%s: %s', async (name, expected) => {
    const path = `variants/${name}`;
    const { files: read } = await opened(files(path));
    const file = read.get(path);
    const counts = file?.counts.rows === null ? [] : [file?.counts.rows, file?.counts.damaged];
    expect([file?.state, file?.reason, ...counts].filter((part) => part !== null).join(' ')).toBe(expected);
  });
});

describe('a large log', () => {
  const rows = Array.from({ length: 90_000 }, (_, ix) => {
    const minute = String(Math.floor(ix / 1500)).padStart(2, '0');
    const status = ix % 1000 === 7 ? '502 3 12002' : '200 0 0';
    return `2026-03-12 14:${minute}:${String(ix % 60).padStart(2, '0')} GET /api/orders/${ix} page=${ix} 203.0.113.${ix % 200} Mozilla/5.0+(padding+so+that+the+log+is+large) ${status} ${ix % 977}`;
  });
  const text = w3cText({
    fields:
      'date time cs-method cs-uri-stem cs-uri-query c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken',
    rows: [...rows, 'a row that is none'],
  });

  it('is scanned in slices with the same result, damaged rows and failing ones included', async () => {
    expect(text.length).toBeGreaterThan(8 * 1024 * 1024);
    const { engine, states } = await opened([['W3SVC1/u_ex260312.log', text]]);
    expect(states).toEqual(['W3SVC1/u_ex260312.log: partial log-damaged-rows']);
    const [summary] = await engine.logSummaries();
    expect(summary).toMatchObject({
      rows: 90_000,
      byStatus: [
        ['200', 89_910],
        ['502.3', 90],
      ],
    });
    expect(summary?.groups).toMatchObject([{ status: '502.3', win32: 12_002, count: 90 }]);
    expect(summary?.groups[0]?.cause).not.toBeNull();
    expect((await engine.logGroups(ALL, 'template', null, 5)).groups[0]).toMatchObject({ count: 90_000, failures: 90 });
    const [log] = (await engine.logOverview()).logs;
    expect((await engine.damagedRows(log?.file ?? ('' as never), 0, 10))?.rows).toMatchObject([
      { text: 'a row that is none' },
    ]);
    expect((await engine.incidents()).reduce((sum, { requests }) => sum + requests, 0)).toBe(90);
  });

  it('is listed once when it is dropped twice', async () => {
    const { states, engine } = await opened([
      ['a.log', text],
      ['b.log', text],
    ]);
    expect(states.map((state) => state.slice(state.indexOf(':'))).toSorted()).toEqual([
      ': partial log-damaged-rows',
      ': skipped duplicate',
    ]);
    expect((await engine.logOverview()).rows).toBe(90_000);
  });
});

describe('memory', () => {
  it('keeps failing rows of a log that it has no room for, and counts the others', async () => {
    const workspace = new EngineWorkspace(new LoadedLogs(1));
    const rows = Array.from({ length: 20_000 }, (_, ix) => {
      const status = ix % 500 === 0 ? '502 3 12002' : '200 0 0';
      return `2026-03-12 14:${String(Math.floor(ix / 400)).padStart(2, '0')}:00 GET /a ${status} ${ix % 100}`;
    });
    const blob = new Blob([
      w3cText({ fields: 'date time cs-method cs-uri-stem sc-status sc-substatus sc-win32-status time-taken', rows }),
    ]);
    const request = { path: 'u_ex.log', blob, lastModified: null };
    const { file } = await readFile(request, () => {}, new AbortController().signal);
    const job = { signal: new AbortController().signal, progress: () => {} };
    const scanned = await scanLog(workspace, localHost(READERS), request, file, job);
    expect(scanned).toMatchObject({ state: 'whole', counts: { rows: 20_000 } });
    expect(scanned.issues.map(({ code }) => code)).toContain('log-counted-only');
    const api = logsApi(workspace);
    expect((await api.logOverview()).logs).toMatchObject([{ rows: 20_000, countedOnly: 19_960 }]);
    expect((await api.logSummaries())[0]?.byStatus).toEqual([
      ['200', 19_960],
      ['502.3', 40],
    ]);
    expect((await api.logRows(query({ filter: 'win32:12002' }))).total).toBe(40);
    const chart = await api.logHistogram(ALL);
    const sums = chart?.series.map(({ key, counts }) => [key, counts.reduce((a, b) => a + b, 0)]);
    expect(sums).toEqual([
      ['2xx', 19_960],
      ['3xx', 0],
      ['4xx', 0],
      ['5xx', 40],
      ['other', 0],
    ]);
  });

  it('stays with what was read when a large log is cancelled', async () => {
    const workspace = new EngineWorkspace();
    const line = '2026-03-12 14:00:00 GET /a 200';
    const blob = new Blob([
      w3cText({
        fields: 'date time cs-method cs-uri-stem sc-status',
        rows: Array.from({ length: 1_200_000 }, () => line),
      }),
    ]);
    const request = { path: 'u_ex.log', blob, lastModified: null };
    const { file } = await readFile(request, () => {}, new AbortController().signal);
    const abort = new AbortController();
    const job = {
      signal: abort.signal,
      progress: () => (workspace.logs.rows > 0 ? abort.abort() : undefined),
    };
    const scanned = await scanLog(workspace, localHost(READERS), request, file, job);
    expect(scanned).toMatchObject({ state: 'partial', reason: 'log-cancelled' });
    expect(workspace.logs.rows).toBeGreaterThan(0);
    expect(workspace.logs.rows).toBeLessThan(1_200_000);
    expect(scanned.counts.rows).toBe(workspace.logs.rows);
  });

  it('has room for logs up to its limit', () => {
    const logs = new LoadedLogs(1000);
    expect([logs.hasRoomFor(2000), logs.hasRoomFor(3000)]).toEqual([true, false]);
  });
});
