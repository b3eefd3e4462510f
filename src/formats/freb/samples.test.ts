import { describe, expect, it } from 'vitest';
import { byteSource } from '../../testing/byte-source.ts';
import { plainTraces, scannedShare, type PlainTrace } from '../../testing/plain-trace.ts';
import { readerContract } from '../../testing/reader-contract.ts';
import { readWith, type ReadResult } from '../../testing/read-with.ts';
import { frebSamples } from '../../testing/samples.ts';
import { frebReader } from './reader.ts';

const samples = frebSamples();

async function read(letter: string): Promise<{ readonly result: ReadResult; readonly trace: PlainTrace }> {
  const sample = samples.find((one) => one.name.startsWith(`${letter}-`));
  if (sample === undefined) throw new Error(`no sample ${letter}`);
  const result = await readWith(frebReader, byteSource(sample.bytes, sample.name));
  const [trace] = plainTraces(result);
  if (trace === undefined) throw new Error(`no trace in ${sample.name}`);
  return { result, trace };
}

/** Facts of SOURCES.md: events, status, reason, ms, state, gaps. */
const TRUTH = [
  ['a', 124, '502.3', 'STATUS_CODE', 120_093, 'whole', []],
  ['a2', 108, '502.3', 'STATUS_CODE', 120_015, 'whole', []],
  ['b', 152, '502.5', 'STATUS_CODE', 4218, 'whole', []],
  ['c', 104, '500.30', 'STATUS_CODE', 6234, 'whole', []],
  ['d', 129, '502.3', 'STATUS_CODE', 5609, 'whole', []],
  ['e', 225, '200', 'TIME_TAKEN', 17_343, 'whole', []],
  ['f', 103, '401.2', 'STATUS_CODE', 15, 'whole', []],
  ['g', 158, '200', 'TIME_TAKEN', 10_000, 'whole', ['time-rule']],
  ['h', 64, '200', 'STATUS_CODE', 15, 'partial', ['replaced-characters']],
  ['i', 187, '200', 'TIME_TAKEN', 61_234, 'whole', ['late-start', 'size-limit', 'time-rule']],
] as const;

describe('sample traces', () => {
  it.each(TRUTH)('%s: %i events, %s, %s', async (letter, events, status, reason, ms, state, gaps) => {
    const { result, trace } = await read(letter);
    expect(result.summary.state).toBe(state);
    expect(result.summary.counts).toEqual({ events, rows: null, damaged: 0 });
    expect(trace.events).toHaveLength(events);
    expect(trace.request.statusCode).toBe(status);
    expect(trace.request.failureReason).toBe(reason);
    expect(trace.reported).toBe(ms);
    expect(trace.gaps.map((gap) => gap.kind)).toEqual(gaps);
    expect(trace.events.every((event) => event.name !== '' && event.time !== null)).toBe(true);
    expect(trace.events[0]?.time).toBe(0);
    // Files whose events are all well-formed never need the reference layer.
    expect(scannedShare(result)).toBe(letter === 'h' ? 62 / 64 : 1);
  });

  it('keeps 500.30 apart from 500.3', async () => {
    const { trace } = await read('c');
    expect([trace.request.statusCode, trace.request.status, trace.request.subStatus]).toEqual(['500.30', 500, 30]);
  });

  it('reads the producing event of (a) with every column and value', async () => {
    const { trace } = await read('a');
    const ix = trace.events.findIndex((event) => event.name === 'MODULE_SET_RESPONSE_ERROR_STATUS');
    const event = trace.events[ix];
    expect(event).toMatchObject({
      provider: 'WWW Server',
      area: '002E91E3-E7AE-44AB-8E07-99230FFA6ADE',
      module: 'AspNetCoreModule',
      opcode: 16,
      level: 3,
      notification: 128,
      flags: ['warning'],
    });
    expect(event?.data).toEqual([
      { name: 'ContextId', value: '{8000021C-0003-F400-B63F-84710C7967BB}' },
      { name: 'ModuleName', value: 'AspNetCoreModule' },
      { name: 'Notification', value: '128' },
      { name: 'HttpStatus', value: '502' },
      { name: 'HttpReason', value: 'Bad Gateway' },
      { name: 'HttpSubStatus', value: '3' },
      { name: 'ErrorCode', value: '2147954402' },
      { name: 'ConfigExceptionInfo', value: '' },
    ]);
    const silence = (event?.time ?? 0) - (trace.events[ix - 1]?.time ?? 0);
    expect(silence).toBeGreaterThan(119_000);
  });

  it('reads the short root of (f): no user at all', async () => {
    const { trace } = await read('f');
    expect(trace.request).toMatchObject({
      url: 'https://hr.example.com:443/payroll/2022/slip?id=77&print=1',
      siteId: 4,
      processId: 2960,
      remoteUserName: null,
      userName: null,
      tokenUserName: null,
      authenticationType: 'NOT_AVAILABLE',
    });
    expect(trace.request.attributes.map(([name]) => name)).toEqual([
      'url',
      'siteId',
      'appPoolId',
      'processId',
      'verb',
      'authenticationType',
      'activityId',
      'failureReason',
      'statusCode',
      'triggerStatusCode',
      'timeTaken',
      'xmlns:freb',
    ]);
  });

  it('shows the forbidden characters of (h) and keeps the rest of the value', async () => {
    const { result, trace } = await read('h');
    const buffers = trace.events.filter((event) => event.name === 'GENERAL_RESPONSE_ENTITY_BUFFER');
    const text = buffers.flatMap((event) => event.data.map((one) => one.value)).join('');
    expect(Array.from(text).filter((c) => '\u241F\u2408\u2403\u240B'.includes(c))).toHaveLength(4);
    expect(result.issues.map((issue) => [issue.code, issue.count])).toEqual([
      ['control-character', 4],
      ['undecodable-bytes', 3],
    ]);
  });

  it('takes the clock step for 15.625 ms in every sample', async () => {
    for (const [letter] of TRUTH) expect((await read(letter)).trace.grain).toBe(15.625);
  });
});

readerContract(frebReader, samples.slice(0, 2), { plain: plainTraces });
