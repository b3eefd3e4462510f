import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Dropped, opened, type Opened } from '../../testing/opened.ts';
import { freb } from '../../testing/freb-builder.ts';
import { httpErrText, w3cText } from '../../testing/w3c-builder.ts';

const SAMPLES = new URL('../../testing/samples/logs/', import.meta.url);
const SITE = 'W3SVC1/u_ex260312.log';
const HTTPERR = 'HTTPERR/httperr1.log';
const sample = (path: string): Dropped => [path, new Uint8Array(readFileSync(new URL(path, SAMPLES)))];
const ALL = { range: null, zoneMinutes: 0, sort: null, from: 0, count: 10_000, columns: [] } as const;

/** Values of a field over the rows of a log, read by nothing but its `#Fields` line. */
function valuesOf(path: string, name: string): ReadonlyMap<number, string> {
  const values = new Map<number, string>();
  let names: readonly string[] = [];
  for (const [ix, line] of readFileSync(new URL(path, SAMPLES), 'utf8').split(/\r?\n/).entries()) {
    if (line.startsWith('#Fields: ')) names = line.slice(9).trim().split(' ');
    else if (line !== '' && !line.startsWith('#')) values.set(ix + 1, line.split(' ')[names.indexOf(name)] ?? '');
  }
  return values;
}

describe('the fields of a row', () => {
  let log: Opened;
  beforeAll(async () => {
    log = await opened([sample(SITE)]);
  });

  it.each([905, 5, 1500])(
    'line %i: the filter of each finds the rows with the same value, and no other',
    async (line) => {
      const { rows } = await log.engine.logRows({ ...ALL, filter: `line:${line}` });
      const view = await log.engine.logRow(rows[0]?.file ?? ('' as never), line);
      const filters = (view?.fields ?? []).filter(({ filter, name }) => filter !== '' && name !== 'sc-substatus');
      expect(filters.length).toBeGreaterThan(8);
      for (const { name, filter, value } of filters) {
        const same = [...valuesOf(SITE, name)].filter(([, one]) => one === value).map(([at]) => at);
        const found = await log.engine.logRows({ ...ALL, filter });
        expect(found.error).toBeNull();
        expect([name, found.rows.map((row) => row.line).toSorted((a, b) => a - b)]).toEqual([name, same]);
        const left = await log.engine.logRows({ ...ALL, filter: `-${filter}`, count: 0 });
        expect([name, left.total]).toEqual([name, found.all - same.length]);
      }
    },
  );

  it('of a value that must be quoted too, and none of a secret', async () => {
    const fields = 'date time cs-uri-stem cs(User-Agent) cs(Cookie) X-Forwarded-For sc-status';
    const text = w3cText({
      fields,
      rows: ['2026-03-12 14:00:00 /a,b "x" id=1 10.0.0.1:5,+10.0.0.2 200', '2026-03-12 14:00:00 /a "y" - - 200'],
    });
    const { engine } = await opened([['u_ex.log', text]]);
    const [first] = (await engine.logRows({ ...ALL, filter: '' })).rows;
    const view = await engine.logRow(first?.file ?? ('' as never), first?.line ?? 0);
    const filters = new Map(view?.fields.map(({ name, filter }) => [name, filter]));
    expect(filters.get('cs(Cookie)')).toBe('');
    for (const name of ['cs-uri-stem', 'cs(User-Agent)', 'X-Forwarded-For'])
      expect([name, (await engine.logRows({ ...ALL, filter: filters.get(name) ?? '?' })).total]).toEqual([name, 1]);
  });
});

describe('a row of HTTPERR', () => {
  it('has all its fields, each with a filter that finds it', async () => {
    const { engine } = await opened([sample(HTTPERR)]);
    const query = { zoneMinutes: 0, idle: true, sort: null, from: 0, count: 1000 };
    const { rows } = await engine.httpErrRows({ ...query, filter: 'reason:Disabled' });
    const [first] = rows;
    const view = await engine.httpErrRow(first?.file ?? ('' as never), first?.line ?? 0);
    expect(view?.row).toEqual(first);
    for (const { name, value, filter } of view?.fields ?? []) {
      expect(value).toBe(valuesOf(HTTPERR, name).get(first?.line ?? 0));
      if (filter === '') continue;
      const found = await engine.httpErrRows({ ...query, filter });
      expect([name, found.rows.some((row) => row.line === first?.line)]).toEqual([name, true]);
    }
    expect(await engine.httpErrRow(first?.file ?? ('' as never), 999_999)).toBeNull();
  });

  it('leads to the trace of its connection, and to no other', async () => {
    const trace = freb({ url: 'https://shop.example:443/api/reports', siteId: 1, appPool: 'ReportsPool' })
      .event('GENERAL_REQUEST_START', { data: [['SiteId', 1]] })
      .event('GENERAL_ENDPOINT_INFORMATION', {
        data: [
          ['RemoteAddress', '203.0.113.9'],
          ['RemotePort', '50123'],
          ['LocalAddress', '10.20.0.11'],
          ['LocalPort', '443'],
        ],
      })
      .event('GENERAL_REQUEST_END', { at: 100 })
      .toString();
    const log = httpErrText([
      { at: '2026-03-12 14:21:37', ip: '203.0.113.9', port: 50_123, reason: 'Connection_Dropped', url: '/api/reports' },
      { at: '2026-03-12 14:21:37', ip: '203.0.113.9', port: 50_124, reason: 'Connection_Dropped', url: '/api/reports' },
    ]);
    const { engine, requests } = await opened([
      ['fr000001.xml', trace],
      ['httperr1.log', log],
    ]);
    const { rows } = await engine.httpErrRows({
      filter: '',
      zoneMinutes: 0,
      idle: true,
      sort: null,
      from: 0,
      count: 9,
    });
    const traces = await Promise.all(
      rows.map(async (row) => (await engine.httpErrRow(row.file, row.line))?.traces.map(({ path }) => path)),
    );
    expect(requests).toHaveLength(1);
    expect(traces).toEqual([['fr000001.xml'], []]);
  });
});
