import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileKey } from '../../../model/units.ts';
import { tableOfRows } from '../../../store/log-rows.ts';
import { plainRows, type PlainRow } from '../../../testing/read-with.ts';
import { w3cLine, w3cText } from '../../../testing/w3c-builder.ts';
import { LineSplitter } from '../../textlog/lines.ts';
import { RequestLogBuilder } from '../../textlog/requestlog-builder.ts';
import { W3cRows } from '../rows.ts';
import { headState, type RangeSource, scanSlice } from './scan-slice.ts';
import { scanInSlices, type ScannedLog, type SliceHost } from './slices.ts';

const SAMPLES = new URL('../../../testing/samples/logs/', import.meta.url);
const LABEL = { file: 'test' as FileKey, path: 'test', localTime: false, absent: undefined };
const signal = new AbortController().signal;
const WHOLE = { keep: null, lean: false };

function source(bytes: Uint8Array, chunk: number): RangeSource {
  return {
    size: bytes.length,
    async *range(from, to) {
      for (let at = from; at < to; at += chunk) yield bytes.slice(at, Math.min(to, at + chunk));
    },
  };
}

/** Slices of a log in this thread, finished in another order than they were asked for. */
function shuffledHost(bytes: Uint8Array, chunk: number, width: number): SliceHost & { scans: number } {
  const host = {
    width,
    scans: 0,
    async scan(request: Parameters<SliceHost['scan']>[0]) {
      const turns = (host.scans++ * 7) % 5;
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      return scanSlice(
        source(bytes, chunk),
        request,
        (path) => path,
        () => {},
        signal,
      );
    },
  };
  return host;
}

function rowsOf(log: ScannedLog): readonly PlainRow[] {
  const places = log.parts.flatMap(({ part, firstLine }) =>
    Array.from({ length: part.rows }, (_, row) => ({ part, row, firstLine })),
  );
  return plainRows(tableOfRows(LABEL, places));
}

function plainly(bytes: Uint8Array): { rows: readonly PlainRow[]; rowFacts: unknown; lineFacts: unknown } {
  const table = new RequestLogBuilder();
  const rows = new W3cRows(table);
  const lines = new LineSplitter('utf-8', (text, line, ended) => rows.line(text, line, ended));
  lines.push(bytes);
  lines.end();
  const finished = table.finish(LABEL.file, LABEL.path, { recorded: new Set(), localTime: false });
  return { rows: plainRows(finished), rowFacts: rows.facts, lineFacts: lines.facts };
}

async function inSlices(
  bytes: Uint8Array,
  sliceBytes: number,
  chunk = 997,
  width = 3,
): Promise<ScannedLog & { scans: number }> {
  const host = shuffledHost(bytes, chunk, width);
  const head = headState(bytes.subarray(0, 4096));
  const log = await scanInSlices({ size: bytes.length, sliceBytes, head }, host, WHOLE);
  return { ...log, scans: host.scans };
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const sample = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, SAMPLES)));

describe('scanInSlices', () => {
  it('reads the log of the incident like one thread does, however it is sliced', async () => {
    const bytes = sample('W3SVC1/u_ex260312.log');
    const truth = plainly(bytes);
    for (const sliceBytes of [500_000, 100_000, 31_337]) {
      const log = await inSlices(bytes, sliceBytes, 8192);
      expect(rowsOf(log), `slices of ${sliceBytes}`).toEqual(truth.rows);
      expect([log.rowFacts, log.lineFacts]).toEqual([truth.rowFacts, truth.lineFacts]);
    }
  });

  it.each([
    'central-w3c',
    'merged-two-servers',
    'no-date-column',
    'nul-middle',
    'nul-tail',
    'truncated',
    'no-final-newline',
    'headless',
    'ansi-cp1252',
    'utf8-bom',
    'empty-username-double-space',
    'fields-fewer-than-data',
    'blank-lines-and-spaces',
    'empty',
    'header-only',
  ])('variants/%s.log, also in slices shorter than a line', async (name) => {
    const bytes = sample(`variants/${name}.log`);
    const truth = plainly(bytes);
    for (const sliceBytes of [2000, 300, ...(bytes.length < 1500 ? [64, 17] : [])]) {
      const log = await inSlices(bytes, sliceBytes, 61);
      expect(rowsOf(log), `slices of ${sliceBytes}`).toEqual(truth.rows);
      expect([log.rowFacts, log.lineFacts]).toEqual([truth.rowFacts, truth.lineFacts]);
    }
  });

  it('finds out that the fields changed in an earlier slice, with the same number of fields and with another', async () => {
    const other =
      'date time sc-status sc-substatus sc-win32-status time-taken s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer)';
    const longer = `${other} cs-host sc-bytes`;
    const rows = (count: number, fields?: string): string[] =>
      Array.from({ length: count }, (_, ix) => w3cLine({ stem: `/${ix}`, status: '502.3' }, fields));
    const bytes = bytesOf(
      w3cText([
        { rows: rows(200) },
        { fields: other, rows: rows(300, other) },
        { fields: longer, rows: rows(300, longer) },
        { rows: rows(200) },
      ]),
    );
    const truth = plainly(bytes);
    expect(truth.rows).toHaveLength(1000);
    for (const sliceBytes of [20_000, 3000]) {
      const log = await inSlices(bytes, sliceBytes, 4096);
      expect(rowsOf(log), `slices of ${sliceBytes}`).toEqual(truth.rows);
    }
  });

  it('does not scan slices twice while the fields stay the same', async () => {
    const rows = Array.from({ length: 2000 }, (_, ix) => w3cLine({ stem: `/${ix}` }));
    const bytes = bytesOf(w3cText({ rows }));
    const log = await inSlices(bytes, Math.ceil(bytes.length / 16), 65_536, 4);
    expect([log.rows, log.scans]).toEqual([2000, 16]);
  });

  it('carries the day through slices of a log without dates', async () => {
    const time = (ix: number): string => new Date(ix * 61_000).toISOString().slice(11, 19);
    const rows = Array.from({ length: 4000 }, (_, ix) => `${time(ix)} GET /${ix}`);
    const bytes = bytesOf(w3cText({ fields: 'time cs-method cs-uri-stem', date: '2026-03-12 00:00:00', rows }));
    const log = await inSlices(bytes, 3000, 1000);
    expect(rowsOf(log)).toEqual(plainly(bytes).rows);
    expect(rowsOf(log).at(-1)?.time?.slice(0, 10)).toBe('2026-03-14');
  });

  it('agrees with one thread on random blocks in random slices', async () => {
    const blocks = fc.array(
      fc.record({
        fields: fc.constantFrom(
          'date time cs-method cs-uri-stem sc-status',
          'date time sc-status cs-method cs-uri-stem',
          'time cs-method cs-uri-stem sc-status',
          'date time cs-method cs-uri-stem sc-status cs-host sc-bytes',
        ),
        rows: fc.array(
          fc.oneof(
            {
              weight: 8,
              arbitrary: fc.record({
                status: fc.constantFrom('200', '502.3'),
                stem: fc.constantFrom('/', '/a', '/b"c'),
              }),
            },
            fc.constantFrom(
              '',
              'too few',
              '\0\0',
              '2026-03-12 14:00:00 GET /with "a b" 200',
              '#Date: 2026-03-13 00:00:00',
              '# no directive',
            ),
          ),
          { maxLength: 12 },
        ),
      }),
      { minLength: 1, maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(
        blocks,
        fc.integer({ min: 40, max: 900 }),
        fc.integer({ min: 1, max: 300 }),
        async (list, sliceBytes, chunk) => {
          const bytes = bytesOf(w3cText(list));
          const truth = plainly(bytes);
          const log = await inSlices(bytes, sliceBytes, chunk);
          expect(rowsOf(log)).toEqual(truth.rows);
          expect([log.rowFacts, log.lineFacts]).toEqual([truth.rowFacts, truth.lineFacts]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives parts in file order, each with the place where its slice begins', async () => {
    const bytes = sample('W3SVC1/u_ex260312.log');
    const seen: number[] = [];
    const host = shuffledHost(bytes, 10_000, 4);
    const log = await scanInSlices({ size: bytes.length, sliceBytes: 40_000, head: null }, host, WHOLE, (parts) => {
      for (const part of parts) seen.push(part.firstByte);
    });
    expect(seen).toEqual(log.parts.map((part) => part.firstByte));
    const text = new TextDecoder();
    const row = rowsOf({ ...log, parts: log.parts.slice(-1) })[0];
    const last = log.parts.at(-1);
    const at = (last?.firstByte ?? 0) + (last?.part.marks[0] ?? 0);
    expect(text.decode(bytes.subarray(at, at + 200))).toContain(`${row?.stem}`);
    expect(text.decode(bytes).split('\n')[(row?.line ?? 0) - 1]).toContain(`${row?.stem}`);
  });

  it('ends with the reason when a slice fails', async () => {
    const host: SliceHost = {
      width: 2,
      scan: async ({ from }) => (from === 0 ? Promise.reject(new Error('lost')) : null),
    };
    await expect(scanInSlices({ size: 1000, sliceBytes: 100, head: null }, host, WHOLE)).rejects.toThrow('lost');
  });
});
