import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { StdoutLog } from '../../model/sidefiles.ts';
import { byteSource } from '../../testing/byte-source.ts';
import { readWith } from '../../testing/read-with.ts';
import { listeningLines, stdoutLog, stdoutName, stdoutText, unhandledLines } from '../../testing/stdout-builder.ts';
import { parseStdoutName, unpaddedInstants } from './name.ts';
import { stdoutReader } from './reader.ts';

const iso = (path: string): readonly [string | null, number] | null => {
  const name = parseStdoutName(path);
  return name === null
    ? null
    : [name.startedAt === null ? null : new Date(name.startedAt).toISOString(), name.processId];
};

async function read(content: string | Uint8Array, path: string, chunk?: number): Promise<StdoutLog> {
  const { items } = await readWith(stdoutReader, byteSource(content, path, chunk === undefined ? {} : { chunk }));
  const item = items[0];
  if (item?.kind !== 'stdout') throw new Error('no log');
  return item.log;
}

describe('names', () => {
  it.each<[string, readonly [string | null, number] | null]>([
    ['logs/stdout_20260312142712_7312.log', ['2026-03-12T14:27:12.000Z', 7312]],
    ['x\\my_app_20260312142712_7312.log', ['2026-03-12T14:27:12.000Z', 7312]],
    ['a.zip!LogFiles/stdout_20260312142712_7312 (1).log', ['2026-03-12T14:27:12.000Z', 7312]],
    ['stdout_20260312142712_7312.log.txt', ['2026-03-12T14:27:12.000Z', 7312]],
    ['stdout_6120_202631214272.log', ['2026-03-12T14:27:02.000Z', 6120]],
    ['stdout_3052_2016921155154.log', ['2016-09-21T15:51:54.000Z', 3052]],
    ['stdout_3052_20261112141516.log', ['2026-11-12T14:15:16.000Z', 3052]],
    ['stdout_1_20261111111.log', [null, 1]],
    ['stdout_20261312142712_7312.log', null],
    ['stdout_7312_19991212.log', null],
    ['u_ex260312.log', null],
    ['app-20260312.log', null],
    ['', null],
  ])('%j', (path, expected) => {
    expect(iso(path)).toEqual(expected);
  });

  it('reads back any name that ANCM can give', () => {
    const second = fc.integer({ min: Date.UTC(2016, 0, 1) / 1000, max: Date.UTC(2060, 0, 1) / 1000 });
    fc.assert(
      fc.property(second, fc.integer({ min: 4, max: 99_999 }), (at, processId) => {
        const startedAt = new Date(at * 1000).toISOString();
        expect(iso(stdoutName({ startedAt, processId }))).toEqual([startedAt, processId]);
        const old = stdoutName({ startedAt, processId, form: 'old' });
        expect(iso(old)?.[1]).toBe(processId);
        expect(unpaddedInstants(/_(\d+)\.log$/.exec(old)?.[1] ?? '')).toContain(at * 1000);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the code page of a console', () => {
  const oem = (text: string): Uint8Array =>
    Uint8Array.from(
      text,
      (char) =>
        new Map([
          ['ö', 0x94],
          ['ß', 0xe1],
          ['ä', 0x84],
          ['é', 0x82],
          ['ñ', 0xa4],
        ]).get(char) ?? char.charCodeAt(0),
    );

  it('is found by quotes and dashes inside of words', async () => {
    const text = 'Zugriff auf Größe verweigert, über año\r\nplain\r\n';
    const { items, issues } = await readWith(stdoutReader, byteSource(oem(text), 'stdout_20260312142712_7312.log'));
    expect(items[0]?.kind === 'stdout' && items[0].log.lines[0]?.text).toContain('Zugriff auf Größe verweigert');
    expect(issues.map(({ code }) => code)).toEqual(['stdout-console-page']);
  });

  it.each(['don\u2019t \u201equote\u201d a \u2013 b', 'Größe naïve café', '\u201cx\u201d'])(
    'leaves %s alone',
    async (text) => {
      expect((await read(`${text}\r\n`, 'stdout_20260312142712_7312.log')).lines[0]?.text).toBe(text);
    },
  );
});

describe('stdoutReader', () => {
  const lines = [...listeningLines('http://127.0.0.1:21873'), ...unhandledLines('System.Exception', 'no')];
  const input = { startedAt: '2026-03-12T14:27:12Z', processId: 7312, lines };

  it.each([1, 7, 1 << 16])('reads pieces of %d bytes', async (chunk) => {
    const expected = stdoutLog(input);
    const log = await read(stdoutText(lines), stdoutName(input), chunk);
    expect(log).toEqual(expected);
  });

  it('reads the samples', async () => {
    const path = 'stdout_20260312142712_7312.log';
    const log = await read(readFileSync(`src/testing/samples/logs/stdout/${path}`), path);
    expect(log.processId).toBe(7312);
    expect(log.lines[0]).toEqual({ line: 1, text: 'info: Contoso.Reports.Program[0]' });
    expect(log.lines.at(-1)?.line).toBe(10);
  });

  it('keeps head, tail and telling lines of a long file and counts the rest', async () => {
    const long = Array.from({ length: 40_000 }, (_, ix) =>
      ix === 20_000 ? 'Unhandled exception. System.Boom' : `line ${ix}`,
    );
    const log = await read(stdoutText(long), stdoutName(input));
    const numbers = log.lines.map((line) => line.line);
    expect(numbers[0]).toBe(1);
    expect(numbers.at(-1)).toBe(40_000);
    expect(log.lines.some((line) => line.text.startsWith('Unhandled') && line.line === 20_001)).toBe(true);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(log.lines.length + log.linesLeftOut).toBe(40_000);
  });

  it.each<[string, string, number]>([
    ['info: A.B[0]\r\n      text', 'stdout_20260312142712_7312.log', 0.9],
    ['anything at all', 'stdout_20260312142712_7312.log', 0.6],
    ['Unhandled exception. System.X: y', 'output.txt', 0.4],
  ])('sniffs %j in %j', (text, name, floor) => {
    expect(stdoutReader.sniff(new TextEncoder().encode(text), name).score).toBeGreaterThan(floor);
  });

  it.each([
    ['#Software: Microsoft Internet Information Services 10.0', 'stdout_20260312142712_7312.log'],
    ['<?xml version="1.0"?><failedRequest>', 'stdout_20260312142712_7312.log'],
    ['\u0002\u0003binary', 'stdout_20260312142712_7312.log'],
    ['just some text', 'notes.txt'],
    ['2026-03-12 14:21:37 information: x', 'app.log'],
  ])('leaves %j in %j to others', (text, name) => {
    expect(stdoutReader.sniff(new TextEncoder().encode(text), name).score).toBe(0);
  });
});
