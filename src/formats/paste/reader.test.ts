import { array, asyncProperty, assert, constantFrom, integer, option, record, string, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { issueText } from '../../knowledge/issues.ts';
import { byteSource } from '../../testing/byte-source.ts';
import { opened } from '../../testing/opened.ts';
import { type PlainTrace, plainTraces } from '../../testing/plain-trace.ts';
import { readWith, type ReadResult } from '../../testing/read-with.ts';
import { readerContract } from '../../testing/reader-contract.ts';
import { recognise } from '../sniff.ts';
import { pasteReader } from './reader.ts';

/** An event as a trace has it, for writing it in the forms that people paste. */
interface Written {
  readonly name: string;
  readonly level: string;
  readonly data: readonly (readonly [string, string])[];
  /** Ms since midnight. */
  readonly at: number;
}

const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 23);
const quoted = (data: Written['data']): string => data.map(([name, value]) => `${name}="${value}"`).join(', ');
const piped = (text: string): string => text.replaceAll('|', '\\|');

/** Every form of a pasted trace; `first`: number of the first event. */
const FORMS: Readonly<Record<string, (events: readonly Written[], first: number) => string>> = {
  'compact view, one line each': (events, first) =>
    events
      .map(({ name, level, data, at }, n) => `${n + first}. | ${name}${level} | ${piped(quoted(data))} | ${clock(at)}`)
      .join('\n'),
  'compact view with tabs': (events, first) =>
    events
      .map(
        ({ name, level, data, at }, n) =>
          `${n + first}.\t${name}${level === '' ? '' : `\n${level}`}\t${quoted(data)}\t${clock(at)}`,
      )
      .join('\r\n'),
  'one part per line': (events, first) =>
    events
      .map(({ name, level, data, at }, n) =>
        [`${n + first}.`, name, level, quoted(data), clock(at)].filter((part) => part !== '').join('\n'),
      )
      .join('\n'),
  'Markdown table': (events, first) =>
    [
      '| No. | Event | Details | Time |',
      '|----:|-------|---------|------|',
      ...events.map(
        ({ name, level, data, at }, n) =>
          `| ${n + first}. | ${name} ${level} | ${piped(quoted(data))} | ${clock(at)} |`,
      ),
    ].join('\n'),
  'Markdown table without bars at its sides': (events, first) =>
    events
      .map(({ name, level, data, at }, n) => `${n + first}. | ${name} ${level} | ${piped(quoted(data))} | ${clock(at)}`)
      .toSpliced(1, 0, '-- | -- | -- | --')
      .join('\n'),
  'short form': (events, first) =>
    events
      .map(
        ({ name, level, data, at }, n) =>
          `|#${n + first} ${name} ${level} @${at - (events[0]?.at ?? 0)}ms ${quoted(data)}`,
      )
      .join('\n'),
  quotation: (events, first) =>
    events
      .map(
        ({ name, level, data, at }, n) => `> ${n + first}. | ${name}${level} | ${piped(quoted(data))} | ${clock(at)}`,
      )
      .join('\n'),
};

const value = string({ unit: constantFrom(...Array.from('ab 9.:/<&>=,|()é-')), maxLength: 14 }).map((text) =>
  text.replaceAll('\\', ''),
);
const event = record({
  name: constantFrom(
    'NOTIFY_MODULE_START',
    'MODULE_SET_RESPONSE_ERROR_STATUS',
    'REQUEST_PROCESSING_ERROR',
    'GENERAL_SET_REQUEST_HEADER',
    'AspNetPipelineEnter',
    'SOMETHING_NEW_2',
  ),
  level: constantFrom('', '', 'Warning', 'Error', 'CriticalError'),
  data: array(tuple(constantFrom('ModuleName', 'HeaderName', 'Data1', 'toString', 'fIsPostNotification'), value), {
    minLength: 1,
    maxLength: 4,
  }),
  step: integer({ min: 0, max: 90_000 }),
});
const LEVELS = new Map([
  ['Warning', 3],
  ['Error', 2],
  ['CriticalError', 1],
]);

const read = (text: string): Promise<ReadResult> => readWith(pasteReader, byteSource(text, 'pasted.txt'));
/** As when it is dropped: somebody has to recognise it first. */
async function readDropped(text: string): Promise<ReadResult> {
  expect(recognise(new TextEncoder().encode(text), 'notes.txt').reader?.id).toBe('paste');
  return read(text);
}
const codes = (result: ReadResult): readonly string[] => result.issues.map((issue) => issue.code);
const only = (result: ReadResult): PlainTrace => {
  const [trace] = plainTraces(result);
  if (trace === undefined) throw new Error('no trace');
  return trace;
};

describe.each(Object.entries(FORMS))('%s', (_form, write) => {
  it('gives names, levels, data and times of random events back', async () => {
    const property = asyncProperty(
      array(event, { minLength: 1, maxLength: 6 }),
      integer({ min: 1, max: 200 }),
      option(integer({ min: 0, max: 86_399_999 }), { nil: 86_399_000 }),
      async (events, first, start) => {
        let at = start;
        const written = events.map((one, n) => ({ ...one, at: n === 0 ? at : (at += one.step) }));
        const text = write(written, first);
        expect(recognise(new TextEncoder().encode(text), 'pasted.txt').reader?.id).toBe('paste');
        const result = await read(text);
        expect(result.summary).toEqual({
          state: 'partial',
          reason: 'paste',
          counts: { events: events.length, rows: null, damaged: 0 },
        });
        const trace = only(result);
        expect(trace.events.map(({ name, level, time, data }) => ({ name, level, time, data }))).toEqual(
          written.map(({ name, level, data, at: ms }) => ({
            name,
            level: LEVELS.get(level) ?? 0,
            time: ms - start,
            data: data.map(([field, shown]) => ({ name: field, value: shown })),
          })),
        );
        expect(trace.startedAt).toBeNull();
        expect(codes(result)).not.toContain('paste-stray-text');
        expect(codes(result).includes('paste-starts-late')).toBe(first > 1);
      },
    );
    await assert(property, { numRuns: 300 });
  });
});

/** Part of a trace in the compact view, written for this test. */
const TIMEOUT = `Intro of the person who asks.

\`\`\`
40. | HANDLER_CHANGED | OldHandlerName="", NewHandlerName="aspNetCore", NewHandlerModules="AspNetCoreModuleV2", NewHandlerScriptProcessor="", NewHandlerType="" | 23:58:59.057
-- | -- | -- | --
41. | NOTIFY_MODULE_START | ModuleName="AspNetCoreModuleV2", Notification="EXECUTE_REQUEST_HANDLER", fIsPostNotification="false" | 23:58:59.057
42. | GENERAL_SET_REQUEST_HEADER | HeaderName="Connection", HeaderValue="", Replace="true" | 23:58:59.057
43. | MODULE_SET_RESPONSE_ERROR_STATUSWarning | ModuleName="AspNetCoreModuleV2", Notification="EXECUTE_REQUEST_HANDLER", HttpStatus="502", HttpReason="Bad Gateway", HttpSubStatus="3", ErrorCode="2147954402", ConfigExceptionInfo="" | 00:01:01.104
44. | NOTIFY_MODULE_COMPLETION | ModuleName="AspNetCoreModuleV2", Notification="EXECUTE_REQUEST_HANDLER", fIsPostNotificationEvent="false", CompletionBytes="0", ErrorCode="The operation completed successfully.
 (0x0)" | 00:01:01.166
46. | NOTIFY_MODULE_END | ModuleName="AspNetCoreModuleV2", Notification="EXECUTE_REQUEST_HANDLER", fIsPostNotificationEvent="false", NotificationStatus="NOTIFICATION_CONTINUE" | 00:01:01.166
\`\`\`

What can I do?`;

describe('a quoted time-out', () => {
  it('puts numbers back for the names that the viewer shows, and keeps the names beside them', async () => {
    const trace = only(await read(TIMEOUT));
    expect(trace.events.map(({ notification }) => notification)).toEqual([0, 128, 0, 128, 128, 128]);
    const [, , , , completion, end] = trace.events;
    expect(completion?.data.at(-1)).toMatchObject({ name: 'ErrorCode', value: '0' });
    expect(end?.data.at(-1)).toMatchObject({ name: 'NotificationStatus', value: '0' });
  });

  it('goes on after midnight', async () => {
    expect(only(await read(TIMEOUT)).observed).toBe(122_109);
  });

  it('states what the text does not hold', async () => {
    const result = await read(TIMEOUT);
    expect(codes(result)).toEqual([
      'paste',
      'paste-no-date',
      'paste-starts-late',
      'paste-numbers-missing',
      'paste-no-end',
      'paste-no-url',
      'paste-status-derived',
      'paste-no-time-taken',
      'paste-no-ids',
      'paste-no-levels',
      'paste-names',
      'paste-stray-text',
    ]);
    expect(result.issues.map((issue) => issueText(issue)).filter((text) => /[{}]|^Noted/.test(text))).toEqual([]);
    expect(only(result).gaps).toEqual([{ kind: 'pasted' }]);
  });

  it('is diagnosed like the file it was copied from', async () => {
    const { requests, states } = await opened([['pasted.txt', TIMEOUT]]);
    expect(states).toEqual(['pasted.txt: partial paste']);
    expect(requests.map(({ statusCode, module, cause }) => [statusCode, module, cause])).toEqual([
      ['502.3', 'AspNetCoreModuleV2', 'app-timeout'],
    ]);
  });
});

describe('other ways to quote events', () => {
  it('reads one event with its fields in quotes below it', async () => {
    const result = await readDropped(
      'It stops at\n\nMODULE_SET_RESPONSE_ERROR_STATUS \nWarning ModuleName="AspNetCoreModule", Notification="EXECUTE_REQUEST_HANDLER", HttpStatus="502", HttpReason="Bad Gateway", HttpSubStatus="3", ErrorCode="2147954552", ConfigExceptionInfo=""\n\nThis happens on all pages.',
    );
    const trace = only(result);
    expect(trace.events.map(({ name, level, time, module }) => [name, level, time, module])).toEqual([
      ['MODULE_SET_RESPONSE_ERROR_STATUS', 3, null, 'AspNetCoreModule'],
    ]);
    expect(trace.request.statusCode).toBe('502.3');
    expect(codes(result)).toContain('paste-no-time');
    expect(codes(result)).not.toContain('paste-no-date');
  });

  it('reads fields without quotes, one per line, and a value below its name', async () => {
    const trace = only(
      await readDropped(
        'MODULE_SET_RESPONSE_ERROR_STATUS \nModuleName AspNetCoreModule \nHttpStatus 502 \nHttpReason Bad Gateway \nHttpSubStatus 3 \nErrorCode The parameter is incorrect.  (0x80070057) \n\nANCM_START_APPLICATION_FAIL \nFailureDescription\nThe wait operation timed out. 120000 ms',
      ),
    );
    expect(
      trace.events.map(({ name, data }) => [name, ...data.map((field) => `${field.name}=${field.value}`)]),
    ).toEqual([
      [
        'MODULE_SET_RESPONSE_ERROR_STATUS',
        'ModuleName=AspNetCoreModule',
        'HttpStatus=502',
        'HttpReason=Bad Gateway',
        'HttpSubStatus=3',
        'ErrorCode=2147942487',
      ],
      ['ANCM_START_APPLICATION_FAIL', 'FailureDescription=The wait operation timed out. 120000 ms'],
    ]);
  });

  it('reads the short form without quotes', async () => {
    const trace = only(
      await readDropped(
        '|#77 NOTIFY_MODULE_START @0ms ModuleName=AspNetCoreModule Notification=128\n|#78 GENERAL_FLUSH_RESPONSE_START @15.6ms\n|#79 GENERAL_REQUEST_END @2.5s HttpStatus=500, HttpSubStatus=30',
      ),
    );
    expect(trace.events.map(({ name, time }) => [name, time])).toEqual([
      ['NOTIFY_MODULE_START', 0],
      ['GENERAL_FLUSH_RESPONSE_START', 15.6],
      ['GENERAL_REQUEST_END', 2500],
    ]);
    expect(trace.events[0]?.module).toBe('AspNetCoreModule');
    expect(trace.request.statusCode).toBe('500.30');
  });

  it('reads events in backticks', async () => {
    const trace = only(
      await readDropped(
        '`30.\tURL_CACHE_ACCESS_START\tRequestURL="/"\t12:35:25.208\n31.\tURL_CACHE_ACCESS_END\tErrorCode="0"\t12:35:25.208`',
      ),
    );
    expect(trace.events.map(({ name, time }) => [name, time])).toEqual([
      ['URL_CACHE_ACCESS_START', 0],
      ['URL_CACHE_ACCESS_END', 0],
    ]);
  });

  it('reads tables whose numbers have no dot, and names of providers that are not known', async () => {
    const trace = only(
      await readDropped(
        '| 5 | ANCM_REQUEST_FORWARD_START | | 10:00:00.000 |\n| 6 | iisnodeEvent | Data1="x" | 10:00:00.015 |',
      ),
    );
    expect(trace.events.map(({ name, time }) => [name, time])).toEqual([
      ['ANCM_REQUEST_FORWARD_START', 0],
      ['iisnodeEvent', 15],
    ]);
  });

  it('takes the summary of the viewer when it was copied too', async () => {
    const trace = only(
      await readDropped(
        'Request Diagnostics for GET https://orders.example.com:443/api\nRequest Summary\nUrl\thttps://orders.example.com:443/api\nApp Pool\tOrders\nSite\t2\nProcess\t4876\nFinal Status\t502.3\nTime Taken\t122063 msec\n1.\tGENERAL_REQUEST_START\tSiteId="2", RequestVerb="GET"\t10:00:00.000',
      ),
    );
    expect(trace.request).toMatchObject({
      url: 'https://orders.example.com:443/api',
      appPool: 'Orders',
      siteId: 2,
      processId: 4876,
      verb: 'GET',
      statusCode: '502.3',
    });
    expect(trace.reported).toBe(122_063);
  });

  it('keeps lines and quotes of a value', async () => {
    const headers = 'Host: localhost\nUser-Agent: "Agent", 1\n12. not an event\nAccept: */*\n';
    const trace = only(
      await readDropped(
        `7.\tGENERAL_REQUEST_HEADERS\tHeaders="${headers}"\t10:00:00.000\n8.\tURL_CACHE_ACCESS_START\tRequestURL="/"\t10:00:00.000`,
      ),
    );
    expect(trace.events.map(({ data }) => data[0]?.value)).toEqual([headers, '/']);
  });

  it.each([
    ['prose that names an event', 'I get MODULE_SET_RESPONSE_ERROR_STATUS in my trace. Why?'],
    ['a numbered list', '1. Open IIS Manager\n2. Click Failed Request Tracing\n3. ENABLE_IT'],
    ['constants of a program', 'MAX_SIZE = 10\nMIN_SIZE = 2'],
    ['a name and prose below it', 'SOME_CONSTANT\nis what I set to 5'],
    ['a table of processes', '| 12 | svchost | 4.2 MB | 10:00:00 |\n| 13 | w3wp | 80 MB | 10:00:01 |'],
    ['columns of a program', '1\tTCP\t0.0.0.0:80\n2\tTCP\t0.0.0.0:443'],
    ['an application log', '2026-03-12 14:21:37.204 +00:00 [WRN] MODULE_SET_RESPONSE_ERROR_STATUS was seen'],
  ])('leaves alone %s', (_what, text) => {
    expect(recognise(new TextEncoder().encode(text), 'notes.txt').reader?.id).not.toBe('paste');
  });
});

describe('texts made to hurt', () => {
  it.each([
    ['tabs in place of a time', `1. | A_B | ${'\t'.repeat(300_000)}x`],
    ['tabs after a number', `1.${'\t'.repeat(300_000)}x\n2. | A_B | x="1" | 10:00:00.000`],
    ['blanks in a value', `#1 A_B @0ms x=${' '.repeat(300_000)}y`],
    ['quotes', `1. | A_B | x="${'" '.repeat(150_000)}`],
    ['dashes', `1. | A_B | x="\n${'-'.repeat(300_000)}x`],
    ['commas', `#1 A_B @0ms x=${','.repeat(300_000)}y`],
    ['a name without an end', `1. | ${'A_'.repeat(150_000)}`],
    ['a summary without an end', `Url:${' '.repeat(300_000)}x${' '.repeat(300_000)}y\n1. | A_B | x="1" | 10:00:00.000`],
    ['many events', Array.from({ length: 5_000 }, (_, n) => `${n + 1}. | A_B | x="1" | 10:00:00.000`).join('\n')],
    ['times without a calendar', '#1 A_B @9999999999s\n#2 A_B @0ms'],
  ])('%s', async (_what, text) => {
    const { summary } = await read(text);
    expect(['partial', 'refused']).toContain(summary.state);
    expect(summary.reason).not.toBe('reader-failed');
  });

  it('random pieces never make the reader throw', async () => {
    const piece = constantFrom(
      '1. ',
      '|',
      '\t',
      '\n',
      '"',
      '="',
      ', ',
      'A_B',
      'Warning',
      'x',
      '#2 ',
      '@5ms',
      '10:00:00.123',
      '```',
      '--',
      '<',
      '\u0000',
    );
    const property = asyncProperty(array(piece, { maxLength: 40 }), async (pieces) => {
      const { summary } = await read(pieces.join(''));
      expect(['partial', 'refused']).toContain(summary.state);
    });
    await assert(property, { numRuns: 3000 });
  });
});

readerContract(
  pasteReader,
  Object.entries(FORMS).map(([form, write]) => ({
    name: `${form}.txt`,
    bytes: new TextEncoder().encode(
      write(
        Array.from({ length: 12 }, (_, n) => ({
          name: n % 2 === 0 ? 'NOTIFY_MODULE_START' : 'NOTIFY_MODULE_END',
          level: '',
          data: [['ModuleName', 'M']],
          at: n * 1000,
        })),
        1,
      ),
    ),
  })),
  { plain: plainTraces },
);
