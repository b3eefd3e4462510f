import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { byteSource } from '../../testing/byte-source.ts';
import { plainHttpErr, readWith, type ReadResult } from '../../testing/read-with.ts';
import { httpErrText } from '../../testing/w3c-builder.ts';
import { httpErrReader } from './reader.ts';

const SAMPLES = new URL('../../testing/samples/logs/', import.meta.url);
const sample = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, SAMPLES)));

const rowsOf = (result: ReadResult): ReturnType<typeof plainHttpErr> =>
  result.items.flatMap((item) => (item.kind === 'httpErr' ? plainHttpErr(item.table) : []));

describe('httpErrReader', () => {
  it('reads the log of the incident to the counts of its truth', async () => {
    const result = await readWith(httpErrReader, byteSource(sample('HTTPERR/httperr1.log')));
    const rows = rowsOf(result);
    const truth = (
      JSON.parse(readFileSync(new URL('incident.json', SAMPLES), 'utf8')) as { truth: Record<string, number> }
    ).truth;
    expect(result.summary).toEqual({
      state: 'whole',
      reason: null,
      counts: { events: null, rows: truth['httperrRows'], damaged: 0 },
    });
    expect(rows.filter((row) => row['reason'] === 'Disabled')).toHaveLength(truth['httperrDisabled'] ?? -1);
    expect(rows.filter((row) => row['reason'] === 'Connection_Dropped')).toHaveLength(
      truth['httperrConnectionDropped'] ?? -1,
    );
    expect(rows.some((row) => row['siteId'] === 2) && rows.some((row) => row['siteId'] === 1)).toBe(true);
  });

  it('follows the field list as it grows', async () => {
    const rows = rowsOf(await readWith(httpErrReader, byteSource(sample('variants/httperr2-fields-grow.log'))));
    expect(
      rows.map((row) => [row['time'], row['clientPort'], row['url'], row['status'], row['reason'], row['queue']]),
    ).toEqual([
      ['2026-03-12T14:00:00.000Z', 50_211, '/api/orders?page=2', 503, 'AppOffline', 'ReportsPool'],
      ['2026-03-12T14:00:09.000Z', 50_212, null, 0, 'Timer_ConnectionIdle', null],
      ['2026-03-12T14:20:00.000Z', 50_213, '/api/reports', 0, 'Connection_Dropped', 'ReportsPool'],
      ['2026-03-12T14:40:00.000Z', 50_214, '/status', 503, 'QueueFull', 'ReportsPool'],
      ['2026-03-12T14:40:03.000Z', 50_215, null, 414, 'URL_Length', null],
    ]);
    expect(rows[2]?.['clientIp']).toBe('2001:db8:4:1::17%0');
  });

  it('counts rows that do not fit and reads a headless one with the old fields', async () => {
    const text = httpErrText([{ reason: 'QueueFull', status: '503' }]);
    const row = text.split('\r\n')[4] ?? '';
    const damaged = await readWith(httpErrReader, byteSource(`${text}2026-03-12 14:00:01 too few\r\n`));
    expect([damaged.summary.state, damaged.summary.counts.rows, damaged.summary.counts.damaged]).toEqual([
      'partial',
      1,
      1,
    ]);
    const headless = await readWith(httpErrReader, byteSource(`#Software: Microsoft HTTP API 2.0\r\n${row}\r\n`));
    expect([headless.summary.reason, rowsOf(headless)[0]?.['reason']]).toEqual(['log-no-fields', 'QueueFull']);
  });

  it.each([
    '203.0.113.9 50000 10.0.0.5 80 HTTP/1.1 GET /x 503 2 AppOffline ShopPool',
    '203.0.113.9 50000 10.0.0.5 443 HTTP/2.0 GET /x 5 503 2 AppOffline ShopPool',
    'fe80::1%12 50000 fe80::2%0 443 HTTP/?.? GET /x 5 0 503 2 AppOffline ShopPool QUIC',
    '203.0.113.9 50000 10.0.0.5 443 HTTP/2.0 GET /x 5 0 503 2 AppOffline ShopPool TCP 0x1 -',
  ])('knows its field sets without a header: %s', async (row) => {
    const text = `2026-03-12 14:00:00 ${row}\r\n`.repeat(3);
    expect(httpErrReader.sniff(new TextEncoder().encode(text), 'x.log').score).toBeGreaterThan(0.9);
    const result = await readWith(httpErrReader, byteSource(text));
    expect([result.summary.reason, result.summary.counts.rows]).toEqual(['log-no-fields', 3]);
    expect(rowsOf(result)[0]).toMatchObject({
      siteId: 2,
      status: 503,
      reason: 'AppOffline',
      url: '/x',
    });
  });

  it('is sure of an HTTPERR log and leaves site logs alone', () => {
    const score = (text: string): number => httpErrReader.sniff(new TextEncoder().encode(text), 'x.log').score;
    expect(score(httpErrText([]))).toBeGreaterThan(0.9);
    expect(
      score('#Software: Microsoft Internet Information Services 10.0\r\n#Fields: date time cs-method sc-status\r\n'),
    ).toBe(0);
  });
});
