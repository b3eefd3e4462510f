import { describe, expect, it } from 'vitest';
import type { AppLogEntry } from '../../model/sidefiles.ts';
import { byteSource } from '../../testing/byte-source.ts';
import { readerContract } from '../../testing/reader-contract.ts';
import { readWith, type ReadResult } from '../../testing/read-with.ts';
import { stdoutReader } from '../stdout/reader.ts';
import { appLogReader } from './reader.ts';

const read = (text: string, path = 'app.log'): Promise<ReadResult> => readWith(appLogReader, byteSource(text, path));
const entriesOf = (result: ReadResult): readonly AppLogEntry[] =>
  result.items.flatMap((item) => (item.kind === 'appLog' ? item.entries : []));

/** What an entry says beside its file, absent things left out. */
function told({ file: _file, time, ...entry }: AppLogEntry): object {
  const said = Object.entries(entry).filter(([, value]) => value !== '' && value !== null);
  return { ...Object.fromEntries(said), time: time === null ? null : new Date(time).toISOString() };
}

const STACK = [
  'System.InvalidOperationException: No connection.',
  ' ---> System.TimeoutException: The operation has timed out.',
  '   at Contoso.Data.Open() in D:\\src\\Data.cs:line 31',
  '   --- End of inner exception stack trace ---',
].join('\n');

const LOGS: readonly (readonly [string, string, string, readonly object[]])[] = [
  [
    'App Service',
    'diagnostics-20251208.txt',
    `2025-12-08 05:06:40.434 +00:00 [Information] Microsoft.Hosting.Lifetime: Application started.\n2025-12-08 05:06:41.000 +01:00 [Error] Contoso.Orders: Save failed\n${STACK}\n2025-12-08 05:06:42.000 +00:00 [Warning] A.B => RequestPath:/x RequestId:40000413-0000-e800-b63f-84710c7967bb:\nslow\n`,
    [
      {
        line: 1,
        time: '2025-12-08T05:06:40.434Z',
        level: 'Information',
        category: 'Microsoft.Hosting.Lifetime',
        message: 'Application started.',
      },
      {
        line: 2,
        time: '2025-12-08T04:06:41.000Z',
        level: 'Error',
        category: 'Contoso.Orders',
        message: 'Save failed',
        exception: STACK,
      },
      {
        line: 7,
        time: '2025-12-08T05:06:42.000Z',
        level: 'Warning',
        category: 'A.B',
        message: 'slow',
        requestId: '40000413-0000-e800-b63f-84710c7967bb',
      },
    ],
  ],
  [
    'Serilog text',
    'log20260312.txt',
    `2026-03-12 14:23:39.267 +01:00 [ERR] HTTP GET /api/reports responded 500\n${STACK}\n2026-03-12 14:23:40.000 +01:00 [INF] RequestId: 0HNB2K7QF1QHS:00000001 done\n`,
    [
      {
        line: 1,
        time: '2026-03-12T13:23:39.267Z',
        level: 'Error',
        message: 'HTTP GET /api/reports responded 500',
        exception: STACK,
      },
      {
        line: 6,
        time: '2026-03-12T13:23:40.000Z',
        level: 'Information',
        message: 'RequestId: 0HNB2K7QF1QHS:00000001 done',
        requestId: '0HNB2K7QF1QHS:00000001',
      },
    ],
  ],
  [
    'Serilog console, day from the name, past midnight',
    'app-20260312.log',
    '[23:59:59 INF] one\n[00:00:01 FTL] two\n',
    [
      { line: 1, time: '2026-03-12T23:59:59.000Z', level: 'Information', message: 'one' },
      { line: 2, time: '2026-03-13T00:00:01.000Z', level: 'Critical', message: 'two' },
    ],
  ],
  [
    'NLog',
    'nlog-all.log',
    `2026-03-12 14:23:39.2670|ERROR|Contoso.Orders|Save failed ${STACK}\n2026-03-12 14:23:40.0000|0|WARN|A.B|with event number|url: http://x/|action: Get\n`,
    [
      {
        line: 1,
        time: '2026-03-12T14:23:39.267Z',
        level: 'Error',
        category: 'Contoso.Orders',
        message: 'Save failed System.InvalidOperationException: No connection.',
        exception: STACK.split('\n').slice(1).join('\n').trim(),
      },
      {
        line: 5,
        time: '2026-03-12T14:23:40.000Z',
        level: 'Warning',
        category: 'A.B',
        message: 'with event number|url: http://x/|action: Get',
      },
    ],
  ],
  [
    'console',
    'console.log',
    `info: Microsoft.Hosting.Lifetime[14]\n      Now listening on: http://127.0.0.1:21873\nfail: Contoso.Orders[4101]\n      => ConnectionId:0HN => RequestPath:/x RequestId:0HN:00000001\n      Save failed\n      System.TimeoutException: too late\n         at A.B()\n`,
    [
      {
        line: 1,
        time: null,
        level: 'Information',
        category: 'Microsoft.Hosting.Lifetime',
        message: 'Now listening on: http://127.0.0.1:21873',
      },
      {
        line: 3,
        time: null,
        level: 'Error',
        category: 'Contoso.Orders',
        message: 'Save failed',
        exception: 'System.TimeoutException: too late\n         at A.B()',
      },
    ],
  ],
  [
    'console with times, on one line',
    'c.log',
    '2026-03-12T14:23:39.1234567Z warn: A.B[0] slow\n2026-03-12T15:23:39+01:00 crit: A.B[1] gone\n',
    [
      { line: 1, time: '2026-03-12T14:23:39.123Z', level: 'Warning', category: 'A.B', message: 'slow' },
      { line: 2, time: '2026-03-12T14:23:39.000Z', level: 'Critical', category: 'A.B', message: 'gone' },
    ],
  ],
  [
    'systemd console',
    's.log',
    '<6>Microsoft.Hosting.Lifetime[0] Application started.\n<3>2026-03-12 14:23:39 A.B[1] failed\n',
    [
      {
        line: 1,
        time: null,
        level: 'Information',
        category: 'Microsoft.Hosting.Lifetime',
        message: 'Application started.',
      },
      { line: 2, time: '2026-03-12T14:23:39.000Z', level: 'Error', category: 'A.B', message: 'failed' },
    ],
  ],
  [
    'JSON console',
    'j.log',
    `{"EventId":14,"LogLevel":"Information","Category":"Microsoft.Hosting.Lifetime","Message":"Now listening","State":{"{OriginalFormat}":"x"}}\n{"Timestamp":"2026-03-12T14:23:39.267Z","EventId":1,"LogLevel":"Error","Category":"A.B","Message":"failed","Exception":"System.Exception: x\\n   at A()","Scopes":[{"Message":"s","RequestId":"0HN:1","RequestPath":"/x"}]}\n`,
    [
      { line: 1, time: null, level: 'Information', category: 'Microsoft.Hosting.Lifetime', message: 'Now listening' },
      {
        line: 2,
        time: '2026-03-12T14:23:39.267Z',
        level: 'Error',
        category: 'A.B',
        message: 'failed',
        requestId: '0HN:1',
        exception: 'System.Exception: x\n   at A()',
      },
    ],
  ],
  [
    'Serilog compact JSON',
    'clef.json',
    '{"@t":"2026-03-12T14:23:39.2670000Z","@mt":"Took {Elapsed:0.0} ms for {Path} {Unknown}","Elapsed":12.5,"Path":"/x","SourceContext":"A.B","RequestId":"40000413-0000-e800-b63f-84710c7967bb","ProcessId":6120}\n{"@t":"2026-03-12T15:23:40+01:00","@m":"done","@l":"Warning","@x":"System.Exception: y","@tr":"630d3c5e1878794ea68a4279aa97cf70"}\n',
    [
      {
        line: 1,
        time: '2026-03-12T14:23:39.267Z',
        level: 'Information',
        category: 'A.B',
        message: 'Took 12.5 ms for /x {Unknown}',
        requestId: '40000413-0000-e800-b63f-84710c7967bb',
        processId: 6120,
      },
      {
        line: 2,
        time: '2026-03-12T14:23:40.000Z',
        level: 'Warning',
        message: 'done',
        requestId: '630d3c5e1878794ea68a4279aa97cf70',
        exception: 'System.Exception: y',
      },
    ],
  ],
  [
    'Serilog JSON',
    'serilog.json',
    '{"Timestamp":"2026-03-12T14:23:39.2670000+00:00","Level":"Fatal","MessageTemplate":"{A} fell","Exception":"x","Properties":{"A":"it","SourceContext":"C.D","RequestId":"abcdef:1"}}\n',
    [
      {
        line: 1,
        time: '2026-03-12T14:23:39.267Z',
        level: 'Critical',
        category: 'C.D',
        message: 'it fell',
        requestId: 'abcdef:1',
        exception: 'x',
      },
    ],
  ],
  [
    'log4net',
    'app.log',
    `2026-03-12 15:23:39,267 [12] ERROR Contoso.Orders.Service [(null)] - Save failed\n${STACK}\n2026-03-12 15:23:40,001 [12] INFO  Contoso.Web - ok\n`,
    [
      {
        line: 1,
        time: '2026-03-12T15:23:39.267Z',
        level: 'Error',
        category: 'Contoso.Orders.Service',
        message: 'Save failed',
        exception: STACK,
      },
      { line: 6, level: 'Information', category: 'Contoso.Web', message: 'ok' },
    ],
  ],
  [
    'a layout with brackets',
    'app.log',
    '[2026-03-12 15:23:39.267] [WARN] slow query\n[2026-03-12T15:23:40.000Z] [FATAL] gone\n',
    [
      { line: 1, time: '2026-03-12T15:23:39.267Z', level: 'Warning', message: 'slow query' },
      { line: 2, time: '2026-03-12T15:23:40.000Z', level: 'Critical', message: 'gone' },
    ],
  ],
  [
    'Serilog files with request ids',
    'log-20260312.txt',
    '2026-03-12T15:23:39.2671234+01:00 0HN8F1V5K9A1B:00000001 [ERR] HTTP "GET" "/x" failed (1a2b3c4d)\n2026-03-12T15:23:40.0000000+01:00               [INF] idle (00000000)\n',
    [
      {
        line: 1,
        time: '2026-03-12T14:23:39.267Z',
        level: 'Error',
        message: 'HTTP "GET" "/x" failed',
        requestId: '0HN8F1V5K9A1B:00000001',
      },
      { line: 2, level: 'Information', message: 'idle' },
    ],
  ],
  [
    'the JSON console, indented',
    'console.json',
    '{\n  "Timestamp": "2026-03-12T14:23:39.267Z",\n  "LogLevel": "Error",\n  "Category": "A.B",\n  "Message": "boom",\n  "State": {\n    "{OriginalFormat}": "boom"\n  }\n}\n{\n  "Timestamp": "2026-03-12T14:23:40Z",\n  "LogLevel": "Information",\n  "Message": "ok"\n}\n',
    [
      { line: 1, time: '2026-03-12T14:23:39.267Z', level: 'Error', category: 'A.B', message: 'boom' },
      { line: 10, time: '2026-03-12T14:23:40.000Z', level: 'Information', message: 'ok' },
    ],
  ],
  [
    'a console with a time in brackets',
    'console.txt',
    '[2026-03-12 15:23:39 +01:00] fail: A.B[1]\n      boom\n',
    [{ line: 1, time: '2026-03-12T14:23:39.000Z', level: 'Error', category: 'A.B', message: 'boom' }],
  ],
];

describe('appLogReader', () => {
  it.each(LOGS)('reads %s', async (_, path, text, expected) => {
    const result = await read(text, path);
    expect(result.summary.state).toBe('whole');
    expect(entriesOf(result).map(told)).toEqual(expected.map((entry) => expect.objectContaining(entry)));
  });

  it('says which times are local and when there are none', async () => {
    const codes = async (text: string): Promise<string[]> => (await read(text)).issues.map((issue) => issue.code);
    expect(await codes('2026-03-12 14:23:39.2670|ERROR|A|x\n')).toEqual(['applog-local-time']);
    expect(await codes('info: A.B[0]\n      x\n')).toEqual(['applog-no-time']);
    expect(await codes('2026-03-12 14:23:39.267 +01:00 [ERR] x\n')).toEqual([]);
    expect(await codes('2026-03-12T14:23:39Z fail: A.B[0]\n      x\n')).toEqual([]);
  });

  it('keeps what matters of a log that is too long to keep whole', async () => {
    const lines = Array.from(
      { length: 100_200 },
      (_, ix) => `2026-03-12 14:23:39.267 +01:00 [${ix % 100 === 0 ? 'ERR' : 'INF'}] ${ix}`,
    );
    const { summary, items, issues } = await read(lines.join('\n'));
    expect(summary).toMatchObject({ state: 'partial', reason: 'applog-left-out', counts: { rows: 100_002 } });
    expect(issues[0]?.count).toBe(198);
    expect(items[0]?.kind === 'appLog' && items[0].entries.at(-1)?.message).toBe('100100');
  });

  it('leaves prose, markup, scripts and request logs alone', () => {
    const score = (text: string): number => appLogReader.sniff(new TextEncoder().encode(text), 'x.log').score;
    for (const text of [
      'Dear all,\nplease find attached',
      '<html></html>',
      '#!/bin/sh\necho',
      '{"a": 1}',
      '{\n  "name": "x"\n}',
      '#Fields: date time\n2026-03-12 14:00:00',
      '',
    ])
      expect(score(text), text).toBe(0);
  });

  it('leaves to ANCM what bears its name, and what a process printed as it started', () => {
    const bytes = new TextEncoder().encode(
      'info: Microsoft.Hosting.Lifetime[14]\n      Now listening on: http://127.0.0.1:21873\n',
    );
    const name = 'stdout_20260312090538_6120.log';
    expect(appLogReader.sniff(bytes, name).score).toBeLessThan(stdoutReader.sniff(bytes, name).score);
    expect(appLogReader.sniff(bytes, 'console.log').score).toBeLessThan(stdoutReader.sniff(bytes, 'console.log').score);
  });

  it('does not let odd JSON do harm', async () => {
    const { items } = await read(
      '{"Timestamp":"2026-03-12T14:23:39Z","Level":"Error","Message":"a","__proto__":{"polluted":1},"constructor":null}\n{"Level":"Error"\n',
    );
    expect(items[0]?.kind === 'appLog' && items[0].entries.map((entry) => entry.message)).toEqual([
      'a\n{"Level":"Error"',
    ]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

readerContract(
  appLogReader,
  LOGS.slice(0, 4).map(([, name, text]) => ({ name, bytes: new TextEncoder().encode(text) })),
  { plain: (result) => result.items, cut: 'any' },
);
