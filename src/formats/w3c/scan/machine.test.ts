import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LogPart } from '../../../model/logpart.ts';
import type { FileKey } from '../../../model/units.ts';
import { tableOfRows } from '../../../store/log-rows.ts';
import { plainRows, type PlainRow } from '../../../testing/read-with.ts';
import { w3cLine, w3cText } from '../../../testing/w3c-builder.ts';
import { LineSplitter } from '../../textlog/lines.ts';
import { RequestLogBuilder } from '../../textlog/requestlog-builder.ts';
import { W3cRows } from '../rows.ts';
import { LogMachine, type SliceScan } from './machine.ts';

const SAMPLES = new URL('../../../testing/samples/logs/', import.meta.url);
const LABEL = { file: 'test' as FileKey, path: 'test', localTime: false, absent: undefined };

function chunks(bytes: Uint8Array, size: number): Uint8Array[] {
  const list: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) list.push(bytes.slice(at, at + size));
  return list;
}

/** What one way of reading says of a log, in a form that both ways share. */
interface Said {
  readonly rows: readonly PlainRow[];
  readonly rowFacts: unknown;
  readonly lineFacts: unknown;
  readonly state: unknown;
}

/** The oracle: the plain way, line by line. */
function plainly(bytes: Uint8Array): Said {
  const table = new RequestLogBuilder();
  const rows = new W3cRows(table);
  const lines = new LineSplitter('utf-8', (text, line, ended) => rows.line(text, line, ended));
  lines.push(bytes);
  lines.end();
  const finished = table.finish(LABEL.file, LABEL.path, { recorded: new Set(), localTime: false });
  return { rows: plainRows(finished), rowFacts: rows.facts, lineFacts: lines.facts, state: rows.state };
}

function rowsOf(parts: readonly LogPart[]): readonly PlainRow[] {
  const places = parts.flatMap((part) => Array.from({ length: part.rows }, (_, row) => ({ part, row, firstLine: 1 })));
  return plainRows(tableOfRows(LABEL, places));
}

function scan(bytes: Uint8Array, size = bytes.length || 1): SliceScan {
  const machine = new LogMachine({ state: null, keep: null, lean: null, onPart: null });
  for (const chunk of chunks(bytes, size)) machine.push(chunk);
  return machine.end();
}

function fast(bytes: Uint8Array, size?: number): Said {
  const { parts, rowFacts, lineFacts, state } = scan(bytes, size);
  return { rows: rowsOf(parts), rowFacts, lineFacts, state };
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Small deterministic generator of numbers below `n`. */
function dice(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * n);
  };
}

const logs = [
  'W3SVC1/u_ex260312.log',
  'azure/LogFiles/http/RawLogs/6f1d2c-202603121400.log',
  ...readdirSync(new URL('variants', SAMPLES))
    .filter((name) => name.endsWith('.log') && !name.startsWith('utf16'))
    .map((name) => `variants/${name}`),
];

describe('LogMachine against the plain reader', () => {
  it.each(logs)('%s', (name) => {
    const bytes = new Uint8Array(readFileSync(new URL(name, SAMPLES)));
    const truth = plainly(bytes);
    for (const size of bytes.length > 100_000 ? [bytes.length, 65_536, 1000] : [bytes.length || 1, 4096, 61, 7, 1]) {
      expect(fast(bytes, size), `chunks of ${size}`).toEqual(truth);
    }
  });

  it('reads mutated logs alike', () => {
    const roll = dice(7);
    const source = new Uint8Array(readFileSync(new URL('W3SVC1/u_ex260312.log', SAMPLES))).subarray(0, 6000);
    const seeds = [
      ' ',
      '-',
      '"',
      '\0',
      '\n',
      '\r\n',
      '#',
      '#Fields: date time cs-method\r\n',
      'ü',
      '0',
      '99999999999',
      '0x5',
      ':',
      '7c9d2a54-3b61-4e0f-9a7e-5d1c8f2b6e90',
      '1.5',
      '\xFF',
    ];
    for (let round = 0; round < 600; round++) {
      let bytes = source.slice(0, 400 + roll(5600));
      for (let edits = 1 + roll(4); edits > 0; edits--) {
        const at = roll(bytes.length);
        const insert = seeds[roll(seeds.length)] ?? '';
        const raw = insert === '\xFF' ? new Uint8Array([0xff]) : bytesOf(insert);
        const next = new Uint8Array([...bytes.subarray(0, at), ...raw, ...bytes.subarray(at + roll(3) * roll(12))]);
        bytes = next;
      }
      expect(fast(bytes, 1 + roll(bytes.length)), `round ${round}`).toEqual(plainly(bytes));
    }
  });

  it('takes the fast way for nearly all rows of an ordinary log', () => {
    const bytes = new Uint8Array(readFileSync(new URL('W3SVC1/u_ex260312.log', SAMPLES)));
    const machine = new LogMachine({ state: null, keep: null, lean: null, onPart: null });
    machine.push(bytes);
    const { rows } = machine.end();
    expect(machine.slowLines / rows).toBeLessThan(0.02);
  });
});

describe('LogMachine on logs of its own kind', () => {
  const many = (count: number, row: (ix: number) => string): Uint8Array =>
    bytesOf(w3cText({ rows: Array.from({ length: count }, (_, ix) => row(ix)) }));
  const hex = (ix: number): string => (Math.imul(ix + 1, 2_654_435_761) >>> 0).toString(16).padStart(8, '0');
  const guid = (ix: number): string =>
    `${hex(ix)}-${hex(ix + 7).slice(4)}-4${hex(ix + 9).slice(5)}-8abc-${hex(ix)}${hex(ix + 3).slice(4)}`;

  it('packs GUIDs at the end of queries, and gives them back', () => {
    const bytes = many(20_000, (ix) => w3cLine({ query: `${ix % 3 === 0 ? 'page=2&' : ''}X-ARR-LOG-ID=${guid(ix)}` }));
    const { parts } = scan(bytes);
    const packed = parts.filter((part) =>
      part.columns.some((column) => column.name === 'cs-uri-query' && column.kind === 'guid'),
    );
    expect(packed.reduce((sum, part) => sum + part.rows, 0)).toBeGreaterThan(10_000);
    expect(rowsOf(parts)).toEqual(plainly(bytes).rows);
  });

  it('keeps a column raw where every row brings something new', () => {
    const bytes = many(20_000, (ix) => w3cLine({ query: ix % 5 === 0 ? '-' : `q=${hex(ix)}${hex(ix + 1)}` }));
    const { parts } = scan(bytes, 5000);
    expect(parts.at(-1)?.columns.find((column) => column.name === 'cs-uri-query')?.kind).toBe('raw');
    expect(rowsOf(parts)).toEqual(plainly(bytes).rows);
  });

  it('goes from GUIDs to raw, and survives odd rows on the way', () => {
    const bytes = many(60_000, (ix) =>
      w3cLine({
        query: ix < 20_000 ? `id=${guid(ix)}` : `q=${hex(ix)}ü`,
        at: ix % 1000 === 0 ? '2026-03-12 14:00:00.25' : '2026-03-12 14:00:00',
      }),
    );
    expect(rowsOf(scan(bytes).parts)).toEqual(plainly(bytes).rows);
  });

  it('keeps numbers as numbers until one is not plain', () => {
    const fields = 'date time cs-method sc-bytes s-port';
    const rows = Array.from(
      { length: 300 },
      (_, ix) => `2026-03-12 14:00:00 GET ${ix === 200 ? '007' : ix * 1000} ${ix === 100 ? '-' : 443}`,
    );
    const bytes = bytesOf(w3cText({ fields, rows }));
    const { parts } = scan(bytes);
    expect(parts.map((part) => part.columns.map((column) => column.kind))).toEqual([
      ['dictionary', 'number', 'number'],
      ['dictionary', 'dictionary', 'number'],
    ]);
    expect(rowsOf(parts)).toEqual(plainly(bytes).rows);
  });

  it('cuts parts where they grow too large', () => {
    const line = w3cLine({});
    const machine = new LogMachine({ state: null, keep: new Set(['cs-uri-stem']), lean: null, onPart: null });
    machine.push(bytesOf(w3cText({ rows: [] })));
    const block = bytesOf(`${line}\r\n`.repeat(10_000));
    for (let ix = 0; ix < 30; ix++) machine.push(block);
    const { parts, rows } = machine.end();
    expect(rows).toBe(300_000);
    expect(parts.length).toBe(2);
    expect(parts.every((part) => part.columns.map((column) => column.name).join() === 'cs-uri-stem')).toBe(true);
  });

  it('goes on in the middle of a file from the state before', () => {
    const bytes = new Uint8Array(readFileSync(new URL('W3SVC1/u_ex260312.log', SAMPLES)));
    const cut = bytes.indexOf(0x0a, bytes.length / 2) + 1;
    const first = scan(bytes.subarray(0, cut));
    const machine = new LogMachine({ state: first.state, keep: null, lean: null, onPart: null });
    machine.push(bytes.subarray(cut));
    const second = machine.end();
    const places = (
      parts: readonly LogPart[],
      firstLine: number,
    ): { part: LogPart; row: number; firstLine: number }[] =>
      parts.flatMap((part) => Array.from({ length: part.rows }, (_, row) => ({ part, row, firstLine })));
    const both = [...places(first.parts, 1), ...places(second.parts, 1 + first.lines)];
    expect(plainRows(tableOfRows(LABEL, both))).toEqual(plainly(bytes).rows);
    expect(first.bytes + second.bytes).toBe(bytes.length);
  });

  it('marks where every 64th row starts', () => {
    const bytes = new Uint8Array(readFileSync(new URL('W3SVC1/u_ex260312.log', SAMPLES)));
    const text = new TextDecoder().decode(bytes);
    const lines = text.split('\n');
    const { parts } = scan(bytes, 50_000);
    const part = parts[0];
    const truth = plainly(bytes).rows;
    expect(part?.marks.length).toBe(Math.ceil(truth.length / 64));
    for (const [ix, mark] of (part?.marks ?? []).entries()) {
      const line = lines[(truth[ix * 64]?.line ?? 0) - 1] ?? '';
      expect(new TextDecoder().decode(bytes.subarray(mark, mark + line.length))).toBe(line);
    }
  });
});
