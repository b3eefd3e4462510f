import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasIssueText } from '../../knowledge/issues.ts';
import { byteSource } from '../../testing/byte-source.ts';
import { plainRows, readWith, type PlainRow, type ReadResult } from '../../testing/read-with.ts';
import { DEFAULT_FIELDS, w3cLine, w3cText } from '../../testing/w3c-builder.ts';
import { w3cReader } from './reader.ts';

const SAMPLES = new URL('../../testing/samples/logs/', import.meta.url);
const sample = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, SAMPLES)));

function rowsOf(result: ReadResult): readonly PlainRow[] {
  return result.items.flatMap((item) => (item.kind === 'requestLog' ? plainRows(item.table) : []));
}

async function read(content: string | Uint8Array, path = 'u_ex260312.log', chunk?: number): Promise<ReadResult> {
  return readWith(w3cReader, byteSource(content, path, chunk === undefined ? {} : { chunk }));
}

/** What a reader says of a file, in one line: state, reason, rows, damaged, issue codes. */
async function outcome(content: string | Uint8Array, path?: string): Promise<string> {
  const { summary, issues } = await read(content, path);
  const { rows, damaged } = summary.counts;
  const codes = [...issues.map((issue) => issue.code), ...(summary.reason === null ? [] : [summary.reason])];
  expect(codes.filter((code) => !hasIssueText(code))).toEqual([]);
  return [summary.state, summary.reason ?? '-', rows, damaged, ...issues.map((issue) => issue.code)].join(' ');
}

describe('w3cReader on the sample logs', () => {
  it('reads the log of the incident to the counts of its truth', async () => {
    const result = await read(sample('W3SVC1/u_ex260312.log'));
    const rows = rowsOf(result);
    const truth = (
      JSON.parse(readFileSync(new URL('incident.json', SAMPLES), 'utf8')) as { truth: Record<string, number> }
    ).truth;
    const count = (test: (row: PlainRow) => boolean): number => rows.filter(test).length;
    expect(result.summary).toEqual({
      state: 'whole',
      reason: null,
      counts: { events: null, rows: truth['rows'], damaged: 0 },
    });
    expect(count((row) => row.status === '502.3')).toBe(truth['rows502_3']);
    for (const win32 of [12_002, 12_030, 12_029, 64]) {
      expect(count((row) => row.status === '502.3' && row.win32 === win32)).toBe(truth[`rows502_3_${win32}`]);
    }
    expect(count((row) => row.status.startsWith('502.5'))).toBe(truth['rows502_5']);
    expect(count((row) => row.status.startsWith('503'))).toBe(truth['rows503']);
    expect(rows.find((row) => row.line === truth['frebRowLine'])).toEqual({
      line: 905,
      time: '2026-03-12T14:23:39.000Z',
      method: 'GET',
      stem: '/api/reports',
      clientIp: '203.0.113.24',
      userAgent:
        'Mozilla/5.0+(Windows+NT+10.0;+Win64;+x64)+AppleWebKit/537.36+(KHTML,+like+Gecko)+Chrome/133.0.0.0+Safari/537.36',
      status: '502.3',
      win32: 12_002,
      taken: 122_078,
      's-ip': '10.20.0.11',
      's-port': '443',
      'cs(Referer)': 'https://reports.contoso.example/reports',
    });
  });

  it('binds the fields that an administrator added in the middle of the log', async () => {
    const rows = rowsOf(await read(sample('W3SVC1/u_ex260312.log')));
    const before = rows.filter((row) => row.host === undefined);
    const after = rows.filter((row) => row.host !== undefined);
    expect(before.length).toBeGreaterThan(1000);
    expect(after.length).toBeGreaterThan(100);
    expect(Math.max(...before.map((row) => row.line))).toBeLessThan(Math.min(...after.map((row) => row.line)));
    expect(after.every((row) => Number(row['sc-bytes']) >= 0 && row.status !== '0.0')).toBe(true);
  });

  it('reads the App Service log', async () => {
    const result = await read(sample('azure/LogFiles/http/RawLogs/6f1d2c-202603121400.log'));
    const row = rowsOf(result).find(({ line }) => line === 165);
    expect(result.summary.counts.rows).toBe(443);
    expect(row).toMatchObject({
      query: 'X-ARR-LOG-ID=7c9d2a54-3b61-4e0f-9a7e-5d1c8f2b6e90',
      's-sitename': 'CONTOSO-REPORTS',
      'sc-bytes': '1672',
      'cs-bytes': '611',
      status: '502.3',
    });
  });

  it.each([
    ['ansi-cp1252.log', 'whole - 24 0 log-not-utf8'],
    ['blank-lines-and-spaces.log', 'whole - 23 0'],
    ['central-w3c.log', 'whole - 26 0'],
    ['directives-out-of-order.log', 'whole - 23 0'],
    ['empty-username-double-space.log', 'partial log-damaged-rows 1 1 log-damaged-rows'],
    ['fields-fewer-than-data.log', 'refused log-columns-off 0 23 log-damaged-rows'],
    ['header-only.log', 'whole - 0 0 log-no-rows'],
    ['headless.log', 'partial log-no-fields 23 0 log-no-fields'],
    ['hourly-u_ex26031214.log', 'whole - 23 0'],
    ['lf-only.log', 'whole - 23 0'],
    ['merged-two-servers.log', 'whole - 41 0'],
    ['no-date-column.log', 'whole - 4 0'],
    ['no-final-newline.log', 'whole - 23 0'],
    ['nul-middle.log', 'whole - 23 0 log-nul-bytes'],
    ['nul-tail.log', 'whole - 23 0 log-nul-bytes'],
    ['quoted-cookie-with-spaces.log', 'whole - 2 0'],
    ['truncated.log', 'partial log-cut-line 22 1 log-cut-line'],
    ['u_ex260312_x.log', 'whole - 23 0'],
    ['u_ex260313-local-rollover.log', 'whole - 3 0'],
    ['utf16le-bom.log', 'whole - 23 0 log-utf16'],
    ['utf8-bom.log', 'whole - 23 0'],
    ['utf8-nonascii.log', 'whole - 24 0'],
    ['u_ftp_ex260312.log', 'skipped foreign-ftp-log  0'],
    ['smtp-ex260312.log', 'skipped foreign-smtp-log  0'],
    ['firewall-pf260312.log', 'skipped foreign-firewall-log  0'],
  ])('variants/%s', async (name, expected) => {
    expect(await outcome(sample(`variants/${name}`), name)).toBe(expected);
  });

  it('reads the same rows whatever surrounds them', async () => {
    const strip = (row: PlainRow): object => ({ ...row, line: 0 });
    const plain = rowsOf(await read(sample('variants/hourly-u_ex26031214.log'))).map(strip);
    for (const name of [
      'lf-only',
      'utf8-bom',
      'utf16le-bom',
      'nul-tail',
      'nul-middle',
      'no-final-newline',
      'headless',
      'directives-out-of-order',
      'blank-lines-and-spaces',
    ]) {
      expect(rowsOf(await read(sample(`variants/${name}.log`))).map(strip), name).toEqual(plain);
    }
    const ansi = rowsOf(await read(sample('variants/ansi-cp1252.log')));
    expect(ansi).toEqual(rowsOf(await read(sample('variants/utf8-nonascii.log'))));
    expect(ansi.at(-1)).toMatchObject({ stem: '/berichte/übersicht', query: 'k=Größe', user: 'CONTOSO\\jürgen' });
  });
});

const PLAIN = w3cLine({ at: '2026-03-12 14:00:00' });

describe('logs that others write or that were saved by other tools', () => {
  it.each([
    [
      'of Exchange',
      '#Software: Microsoft Exchange Server\n#Log-type: HttpProxy Logs\n#Fields: DateTime,RequestId,HttpStatus\n2026-03-12T14:00:00.000Z,abc,200\n',
    ],
    [
      'of Forefront',
      '#Software: Microsoft Forefront Threat Management Gateway\n#Fields: date\ttime\tcs-method\tsc-status\n2026-03-12\t14:00:00\tGET\t200\n',
    ],
    [
      'of a content network',
      '#Version: 1.0\n#Fields: date time x-edge-location cs-method cs(Host) cs-uri-stem sc-status time-taken\n2026-03-12\t14:00:00\tFRA2\tGET\td.example\t/a\t200\t0.001\n',
    ],
    [
      'of a cache',
      '#Software: Oracle-Web-Cache-11g/11.1\n#Fields: c-ip date time cs-method cs-uri sc-status\n10.0.0.1 2026-03-12 14:00:00 GET /a 200\n',
    ],
  ])('are passed over: one %s', async (_, text) => {
    expect(await outcome(text)).toBe('skipped foreign-w3c-log  0');
  });

  it.each([
    ['IIS 7 with the site', '2026-03-12 14:00:00 W3SVC1 10.0.0.5 GET / - 443 - 203.0.113.9 Mozilla/5.0 200 0 0 12'],
    ['IIS 6', '2026-03-12 14:00:00 W3SVC1 10.0.0.5 GET / - 443 - 203.0.113.9 Mozilla/5.0 200 0 0'],
    [
      'App Service',
      '2026-03-12 14:00:00 SHOP GET / X-ARR-LOG-ID=1 443 - 203.0.113.9 Mozilla/5.0 - - shop.example 200 0 0 500 300 12',
    ],
    [
      'all fields',
      '2026-03-12 14:00:00 W3SVC1 WEB1 10.0.0.5 GET / - 443 - 203.0.113.9 HTTP/1.1 Mozilla/5.0 - - shop.example 200 0 0 500 300 12',
    ],
  ])('without #Fields are read by the list that they fit: %s', async (_, row) => {
    const read4 = await read(`${row}\r\n`.repeat(4));
    expect([read4.summary.reason, read4.summary.counts.rows]).toEqual(['log-no-fields', 4]);
    expect(rowsOf(read4)[0]).toMatchObject({ stem: '/', clientIp: '203.0.113.9', 's-port': '443', status: '200.0' });
  });

  it('may be several that were put behind one another, each with its mark', async () => {
    const one = `\uFEFF${w3cText({ rows: [PLAIN, PLAIN] })}`;
    const other = w3cText({ fields: 'date time cs-method sc-status', rows: ['2026-03-12 15:00:00 GET 500'] });
    const marked = other.replace('#Fields', '\uFEFF#Fields');
    expect(await outcome(one + marked + one)).toBe('whole - 5 0');
    expect(rowsOf(await read(one + marked + one)).map(({ status }) => status)).toEqual([
      '200.0',
      '200.0',
      '500.0',
      '200.0',
      '200.0',
    ]);
  });

  it('may end their lines as an old Mac does', async () => {
    const text = w3cText({ rows: [PLAIN, PLAIN] });
    const strip = (row: PlainRow): object => ({ ...row, line: 0 });
    const rows = rowsOf(await read(text.replaceAll('\r\n', '\r')));
    expect(rows.map(({ line }) => line)).toEqual([5, 6]);
    expect(rows.map(strip)).toEqual(rowsOf(await read(text)).map(strip));
  });

  it('keep rows without a time that can be read, and say so', async () => {
    const rows = ['14:00:00', '25:61:00', '-'].map((time) => PLAIN.replace('14:00:00', time));
    expect(await outcome(w3cText({ rows }))).toBe('whole - 3 0 log-bad-time');
    expect(rowsOf(await read(w3cText({ rows }))).map(({ time }) => time)).toEqual([
      '2026-03-12T14:00:00.000Z',
      null,
      null,
    ]);
  });

  it('may hold a Windows status with a sign', async () => {
    const rows = ['-2147024891', '-2147954402', '2147942405', '99999999999'].map((more) =>
      w3cLine({ status: '500.0', more: { 'sc-win32-status': more } }),
    );
    // What is beyond 32 bits is no code of Windows.
    expect(rowsOf(await read(w3cText({ rows }))).map(({ win32 }) => win32)).toEqual([0x80070005, 0, 0x80070005, 0]);
  });
});

describe('w3cReader', () => {
  const at = (time: string, taken = 12): string => w3cLine({ at: `2026-03-12 ${time}`, taken });

  it('takes the day from #Date and passes midnight where rows have no date', async () => {
    const rows = rowsOf(await read(sample('variants/no-date-column.log')));
    expect(rows.map((row) => row.time)).toEqual([
      '2026-03-12T23:59:50.000Z',
      '2026-03-12T23:59:59.000Z',
      '2026-03-13T00:00:01.000Z',
      '2026-03-13T00:20:00.000Z',
    ]);
  });

  it('does not take rows written out of order for a midnight', async () => {
    const fields = 'time cs-method cs-uri-stem';
    const text = w3cText({
      fields,
      date: '2026-03-12 10:00:00',
      rows: ['10:00:05 GET /', '10:00:04 GET /', '00:00:01 GET /'],
    });
    expect(rowsOf(await read(text)).map((row) => row.time)).toEqual([
      '2026-03-12T10:00:05.000Z',
      '2026-03-12T10:00:04.000Z',
      '2026-03-13T00:00:01.000Z',
    ]);
  });

  it('keeps rows earlier than #Date and never uses it where rows have a date', async () => {
    const rows = rowsOf(await read(w3cText({ date: '2026-03-12 14:31:07', rows: [at('14:31:06')] })));
    expect(rows[0]?.time).toBe('2026-03-12T14:31:06.000Z');
  });

  it('says that the day is unknown instead of inventing one', async () => {
    expect(await outcome('#Fields: time cs-method cs-uri-stem\r\n10:00:00 GET /\r\n')).toBe(
      'partial log-no-date 1 0 log-no-date',
    );
  });

  it('keeps # inside values and takes it for a directive only at the start of a line', async () => {
    const rows = rowsOf(
      await read(w3cText({ rows: [w3cLine({ stem: '/a#b', more: { 'cs(User-Agent)': 'sqlmap/1.8.3#stable' } })] })),
    );
    expect(rows[0]).toMatchObject({ stem: '/a#b', userAgent: 'sqlmap/1.8.3#stable' });
  });

  it('follows a change of #Fields that loses the date and one that brings unknown names', async () => {
    const text = w3cText([
      { rows: [at('14:00:00')] },
      {
        fields: 'time cs-method cs-uri-stem __proto__ constructor',
        date: '2026-03-12 15:00:00',
        rows: ['15:00:01 GET /x a b'],
      },
      { fields: 'sc-status cs-method', rows: ['500 GET'] },
    ]);
    const rows = rowsOf(await read(text));
    expect(rows.map((row) => [row.time, row.status])).toEqual([
      ['2026-03-12T14:00:00.000Z', '200.0'],
      ['2026-03-12T15:00:01.000Z', '0.0'],
      [null, '500.0'],
    ]);
    expect(Object.entries(rows[1] ?? {})).toContainEqual(['constructor', 'b']);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  it('counts rows whose values are too few or too many, with their lines', async () => {
    const { issues, summary } = await read(
      w3cText({ rows: [at('14:00:00'), '2026-03-12 14:00:01 GET', `${at('14:00:02')} more`, at('14:00:03')] }),
    );
    expect(summary).toEqual({
      state: 'partial',
      reason: 'log-damaged-rows',
      counts: { events: null, rows: 2, damaged: 2 },
    });
    expect(issues).toEqual([
      {
        code: 'log-damaged-rows',
        severity: 'warning',
        at: { line: 6 },
        count: 2,
        args: { count: 2, lines: 'line 6, 7' },
      },
    ]);
  });

  it('reads numbers as they are: forged, absent, whole HRESULTs', async () => {
    const row = (win32: string, taken: string): string => at('14:00:00').replace(/0 12$/, `${win32} ${taken}`);
    const rows = rowsOf(
      await read(
        w3cText({
          rows: [row('2148074254', '1'), row('99999999999', '99999999999'), row('-', '-'), row('12x', '4294967295')],
        }),
      ),
    );
    expect(rows.map((r) => [r.win32, r.taken])).toEqual([
      [2_148_074_254, 1],
      [0, -1],
      [0, -1],
      [0, 2_147_483_647],
    ]);
  });

  it('reads custom fields beside the default ones', async () => {
    const rows = rowsOf(await read(sample('variants/u_ex260312_x.log')));
    expect(rows[0]).toMatchObject({ 'crypt-protocol': '400', 'crypt-keyexchange': 'ae06' });
    expect(rows.every((row) => /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/.test(String(row['traceparent'])))).toBe(true);
    const quoted = rowsOf(await read(sample('variants/quoted-cookie-with-spaces.log')));
    expect(quoted.map((row) => row['cs(Cookie)'])).toEqual([
      'sid=abc; theme=dark; utm=(direct)|(none)',
      'sid=abc;+theme=dark',
    ]);
  });

  it('survives a line without end and goes on behind it', async () => {
    const long = 'A'.repeat(3 << 20);
    const text = `${w3cText({ rows: [at('14:00:00')] })}${long}\r\n${at('14:00:01')}\r\n`;
    for (const chunk of [4096, 1 << 20, text.length]) {
      const { summary, issues } = await read(text, 'u.log', chunk);
      expect([summary.counts.rows, summary.counts.damaged, issues[0]?.code, issues[0]?.at?.line]).toEqual([
        2,
        1,
        'log-long-lines',
        6,
      ]);
    }
  });

  it('reads past more NUL bytes than a line may be long', async () => {
    const head = w3cText({ rows: [at('14:00:00')] });
    const bytes = new Uint8Array(head.length + (3 << 20) + 200);
    bytes.set(new TextEncoder().encode(head));
    bytes.set(new TextEncoder().encode(`${at('14:00:01')}\r\n`), head.length + (3 << 20));
    for (const chunk of [4096, bytes.length]) {
      const { summary } = await read(bytes, 'u.log', chunk);
      expect(summary).toEqual({ state: 'whole', reason: null, counts: { events: null, rows: 2, damaged: 0 } });
    }
  });

  it('judges the encoding value by value: one odd request does not spoil the others', async () => {
    const text = new TextEncoder().encode(
      w3cText({ rows: [w3cLine({ stem: '/grün' }), w3cLine({ stem: '/gr?n', query: 'é=1' })] }),
    );
    text[text.lastIndexOf(0x3f)] = 0xfc;
    const rows = rowsOf(await read(text));
    expect(rows.map((row) => [row.stem, row.query])).toEqual([
      ['/grün', undefined],
      ['/grün', 'é=1'],
    ]);
  });

  it.each([
    ['u_ex.log', 0.95],
    ['anything.txt', 0.95],
  ])('knows a site log called %s by its content', (name, score) => {
    expect(w3cReader.sniff(new TextEncoder().encode(w3cText({ rows: [] })), name).score).toBe(score);
  });

  it.each([
    ['an empty file', ''],
    ['XML', '<?xml version="1.0"?><failedRequest/>'],
    ['prose', 'Dear all,\nplease find attached\n'],
    ['a shell script', '#!/bin/sh\necho hi\n'],
    ['an HTTPERR log', '#Software: Microsoft HTTP API 2.0\n#Fields: date time c-ip s-reason\n'],
    ['NCSA', '203.0.113.24 - - [12/Mar/2026:15:20:01 +0100] "GET / HTTP/1.1" 200 16140\n'],
  ])('does not claim %s', (_, content) => {
    const { score } = w3cReader.sniff(new TextEncoder().encode(content), 'x.log');
    expect(score).toBeLessThan(0.5);
  });

  it.each([
    ['#Software: Microsoft Internet Information Server 4.0', 'whole'],
    ['#Software: IIS Express', 'whole'],
    ['#Version: 1.0', 'whole'],
    ['#Software: SGOS 6.7.5.10', 'skipped'],
    ['#Software: Oracle9iAS Web Cache/2.0', 'skipped'],
  ])('takes the columns of IIS from IIS only: %s', async (software, state) => {
    const { summary } = await read(
      `${software}\n#Fields: date time cs-method cs-uri-stem sc-status\n2026-03-12 14:00:00 GET / 200\n`,
    );
    expect(summary.state).toBe(state);
  });

  it('gives the same result for every size of chunk', async () => {
    for (const name of [
      'variants/nul-middle.log',
      'variants/utf16le-bom.log',
      'variants/ansi-cp1252.log',
      'variants/quoted-cookie-with-spaces.log',
      'variants/truncated.log',
    ]) {
      const bytes = sample(name);
      const whole = await read(bytes);
      for (const chunk of [1, 2, 3, 7, 64, 1000, 65_536]) {
        const part = await read(bytes, undefined, chunk);
        expect(rowsOf(part), `${name} ${chunk}`).toEqual(rowsOf(whole));
        expect([part.summary, part.issues]).toEqual([whole.summary, whole.issues]);
      }
    }
  });

  it('has the default fields of the builder', () => {
    expect(DEFAULT_FIELDS.split(' ')).toHaveLength(15);
  });
});
