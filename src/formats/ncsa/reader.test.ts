import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { byteSource } from '../../testing/byte-source.ts';
import { plainRows, readWith } from '../../testing/read-with.ts';
import { ncsaReader } from './reader.ts';
import { readNcsaRow } from './row.ts';

const SAMPLES = new URL('../../testing/samples/logs/', import.meta.url);

describe('ncsaReader', () => {
  it('reads the sample in UTC, row for row with the W3C log', async () => {
    const bytes = new Uint8Array(readFileSync(new URL('ncsa/u_nc260312.log', SAMPLES)));
    const { items, summary } = await readWith(ncsaReader, byteSource(bytes));
    const rows = items.flatMap((item) => (item.kind === 'requestLog' ? plainRows(item.table) : []));
    const truth = (
      JSON.parse(readFileSync(new URL('incident.json', SAMPLES), 'utf8')) as { truth: Record<string, number> }
    ).truth;
    expect(summary).toEqual({
      state: 'whole',
      reason: null,
      counts: { events: null, rows: truth['ncsaRows'], damaged: 0 },
    });
    expect(rows[0]).toEqual({
      line: 1,
      time: '2026-03-12T14:20:01.000Z',
      clientIp: '203.0.113.24',
      method: 'GET',
      stem: '/api/orders',
      query: 'page=23&size=50',
      'cs-version': 'HTTP/1.1',
      'sc-bytes': '16140',
      status: '200.0',
      win32: 0,
      taken: -1,
    });
    expect(rows.some((row) => row.user === 'CONTOSO\\a.lee')).toBe(true);
  });

  it('says which columns the format does not record', async () => {
    const row = '203.0.113.24 - - [12/Mar/2026:15:20:01 +0100] "GET / HTTP/1.1" 200 5';
    const { items } = await readWith(ncsaReader, byteSource(row));
    const table = items[0]?.kind === 'requestLog' ? items[0].table : null;
    expect(table?.absent).toEqual(['substatus', 'win32', 'timeTaken', 'host', 'userAgent']);
  });
});

describe('readNcsaRow', () => {
  const read = (request: string, rest = ''): ReturnType<typeof readNcsaRow> =>
    readNcsaRow(`10.0.0.1 - CONTOSO\\jo smith [29/Feb/2024:23:59:59 -0530] "${request}" 404 -${rest}`);

  it('reads zone, user with a blank, combined columns', () => {
    expect(read('GET /a?b=c HTTP/1.0', ' "https://x.example/" "curl/8.9 "quoted""')).toEqual({
      client: '10.0.0.1',
      user: 'CONTOSO\\jo smith',
      time: Date.UTC(2024, 2, 1, 5, 29, 59),
      method: 'GET',
      stem: '/a',
      query: 'b=c',
      version: 'HTTP/1.0',
      status: '404',
      bytes: '-',
      referer: 'https://x.example/',
      userAgent: 'curl/8.9 "quoted"',
    });
  });

  it.each([
    ['GET /a "b" c HTTP/1.1', 'GET', '/a "b" c', 'HTTP/1.1'],
    ['GET /a', 'GET', '/a', ''],
    ['\\x16\\x03', '', '\\x16\\x03', ''],
    ['', '', '', ''],
  ])('keeps an odd request %j', (request, method, stem, version) => {
    expect(read(request)).toMatchObject({ method, stem, version });
  });

  it.each([
    '',
    'x',
    '10.0.0.1 - - [nonsense] "GET / HTTP/1.1" 200 5',
    '10.0.0.1 - - [12/Mar/2026:15:20:01 +0100] "GET / HTTP/1.1 200 5',
    '10.0.0.1 - - [12/Mar/2026:15:20:01 +0100] "GET / HTTP/1.1" 20',
  ])('does not take %j for a row', (line) => {
    expect(readNcsaRow(line)).toBeNull();
  });

  it('costs no more than its length on a line made to hurt', () => {
    const line = `a b ${' ['.repeat(200_000)}[12/Mar/2026:15:20:01 +0100] "${'" 200 '.repeat(100_000)}`;
    expect(readNcsaRow(line)).toBeNull();
  });
});
