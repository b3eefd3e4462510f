import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { byteSource } from '../../testing/byte-source.ts';
import { plainRows, readWith } from '../../testing/read-with.ts';
import { w3cReader } from '../w3c/reader.ts';
import { advancedLoggingReader } from './reader.ts';

const bytes = new Uint8Array(
  readFileSync(new URL('../../testing/samples/logs/variants/advanced-logging.log', import.meta.url)),
);

describe('advancedLoggingReader', () => {
  it('reads quoted values, local times and the fields of the module', async () => {
    const { items, issues, summary } = await readWith(advancedLoggingReader, byteSource(bytes));
    const table = items[0]?.kind === 'requestLog' ? items[0].table : null;
    if (table === null) throw new Error('no table');
    expect(summary).toEqual({ state: 'whole', reason: null, counts: { events: null, rows: 2, damaged: 0 } });
    expect(issues.map((issue) => issue.code)).toEqual(['log-local-time']);
    expect(table.localTime).toBe(true);
    expect(plainRows(table)).toEqual([
      {
        line: 8,
        time: '2026-03-12T15:00:00.363Z',
        method: 'GET',
        stem: '/products/item',
        host: 'reports.contoso.example',
        clientIp: '203.0.113.9',
        userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101',
        status: '200.0',
        win32: 0,
        taken: 109,
        's-ip': '10.20.0.11',
        's-port': '443',
        'cs(Referer)': 'https://reports.contoso.example/a b',
      },
      {
        line: 9,
        time: '2026-03-12T15:00:00.675Z',
        method: 'GET',
        stem: '/x',
        host: 'reports.contoso.example',
        clientIp: '203.0.113.9',
        userAgent: 'say "hi" twice',
        status: '404.0',
        win32: 2,
        taken: 3,
        's-ip': '10.20.0.11',
        's-port': '443',
      },
    ]);
  });

  it('takes UTC where the log has both clocks', async () => {
    const text =
      '#Software: IIS Advanced Logging Module\n#Fields: date-local time-local date-utc time-utc cs-method\n2026-03-12 15:00:00.5 2026-03-12 14:00:00.5 GET\n';
    const { items } = await readWith(advancedLoggingReader, byteSource(text));
    const table = items[0]?.kind === 'requestLog' ? items[0].table : null;
    if (table === null) throw new Error('no table');
    expect([plainRows(table)[0]?.time, table.localTime]).toEqual(['2026-03-12T14:00:00.500Z', undefined]);
  });

  it('takes such a file before the reader of plain W3C logs', () => {
    expect(advancedLoggingReader.sniff(bytes, 'x').score).toBeGreaterThan(w3cReader.sniff(bytes, 'x').score);
  });
});
