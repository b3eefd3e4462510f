import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { byteSource } from '../../testing/byte-source.ts';
import { plainRows, readWith, type ReadResult } from '../../testing/read-with.ts';
import { iisNativeReader } from './reader.ts';

const SAMPLES = new URL('../../testing/samples/logs/', import.meta.url);
const ROW =
  '203.0.113.24, -, 3/12/2026, 15:20:01, W3SVC1, WEB01, 10.20.0.11, 103, 592, 16140, 502, 12002, GET, /api/orders, page=23&size=50,';

const rowsOf = (result: ReadResult): ReturnType<typeof plainRows> =>
  result.items.flatMap((item) => (item.kind === 'requestLog' ? plainRows(item.table) : []));
const read = (text: string): Promise<ReadResult> => readWith(iisNativeReader, byteSource(text, 'u_in260312.log'));

describe('iisNativeReader', () => {
  it('reads the sample: local time, commas in the path, years of two digits', async () => {
    const bytes = new Uint8Array(readFileSync(new URL('native/u_in260312.log', SAMPLES)));
    const result = await readWith(iisNativeReader, byteSource(bytes));
    const truth = (
      JSON.parse(readFileSync(new URL('incident.json', SAMPLES), 'utf8')) as { truth: Record<string, number> }
    ).truth;
    expect(result.summary).toEqual({
      state: 'whole',
      reason: null,
      counts: { events: null, rows: truth['nativeRows'], damaged: 0 },
    });
    expect(result.issues.map((issue) => issue.code)).toEqual(['log-local-time']);
    expect(rowsOf(result).at(-1)).toMatchObject({
      stem: '/files/a, b.txt',
      query: 'q=1,2',
      time: '2026-03-12T15:32:31.000Z',
    });
  });

  it('reads every value of a row under the names of the W3C fields', async () => {
    expect(rowsOf(await read(ROW))[0]).toEqual({
      line: 1,
      time: '2026-03-12T15:20:01.000Z',
      clientIp: '203.0.113.24',
      method: 'GET',
      stem: '/api/orders',
      query: 'page=23&size=50',
      status: '502.0',
      win32: 12_002,
      taken: 103,
      's-sitename': 'W3SVC1',
      's-computername': 'WEB01',
      's-ip': '10.20.0.11',
      'cs-bytes': '592',
      'sc-bytes': '16140',
    });
  });

  it('says that the clock is local and the sub-status is not recorded', async () => {
    const item = (await read(ROW)).items[0];
    const table = item?.kind === 'requestLog' ? item.table : null;
    expect([table?.localTime, table?.absent]).toEqual([true, ['substatus', 'host', 'userAgent']]);
  });

  it.each([
    ['3/12/26', '7:55:20', '2026-03-12T07:55:20.000Z'],
    ['12/31/99', '00:00:00', '1999-12-31T00:00:00.000Z'],
  ])('reads the date %s %s', async (date, time, expected) => {
    expect(rowsOf(await read(ROW.replace('3/12/2026, 15:20:01', `${date}, ${time}`)))[0]?.time).toBe(expected);
  });

  it('counts what is cut, and skips the logs of other services', async () => {
    const cut = await read(`${ROW}\r\n${ROW.slice(0, -20)}`);
    expect([cut.summary.state, cut.summary.reason, cut.summary.counts.rows]).toEqual(['partial', 'log-cut-line', 1]);
    expect((await read(ROW.replace('W3SVC1', 'MSFTPSVC1'))).summary.reason).toBe('foreign-ftp-log');
    expect((await read(ROW.replace('W3SVC1', 'SMTPSVC1'))).summary.reason).toBe('foreign-smtp-log');
  });

  it('is not misled by other lists with commas', () => {
    const score = (text: string): number => iisNativeReader.sniff(new TextEncoder().encode(text), 'x.log').score;
    expect(score(ROW)).toBeGreaterThan(0.8);
    expect(score('a, b, c, d, e, f, g, h, i, j, k, l, m, n, o,')).toBe(0);
    expect(score('name,value\n1,2\n')).toBe(0);
  });
});
