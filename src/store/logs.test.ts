import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { LogMachine } from '../formats/w3c/scan/machine.ts';
import { w3cReader } from '../formats/w3c/reader.ts';
import type { CompactLog } from '../model/logpart.ts';
import type { FileKey } from '../model/units.ts';
import { byteSource } from '../testing/byte-source.ts';
import { plainRows, readWith, type PlainRow } from '../testing/read-with.ts';
import { w3cText } from '../testing/w3c-builder.ts';
import { failuresPerMinute, logHistogram } from './log-histogram.ts';
import { groupLog } from './log-groups.ts';
import { sortRows, textsOf } from './log-view.ts';
import { normalPath } from '../analysis/correlate/normal.ts';
import { storeSource } from './log-source.ts';
import { LogStore } from './logs.ts';
import { compactLog } from './part-of-table.ts';

const SAMPLES = new URL('../testing/samples/logs/', import.meta.url);
const bytesOf = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, SAMPLES)));

/** A log as the scanner gives it, in two slices so that rows lie in several parts. */
function scanned(bytes: Uint8Array, file: string): CompactLog {
  const cut = bytes.indexOf(0x0a, bytes.length / 2) + 1;
  const first = new LogMachine({ state: null, keep: null, lean: null, onPart: null });
  first.push(bytes.subarray(0, cut));
  const one = first.end();
  const second = new LogMachine({ state: one.state, keep: null, lean: null, onPart: null });
  second.push(bytes.subarray(cut));
  const two = second.end();
  return {
    file: file as FileKey,
    path: file,
    rows: one.rows + two.rows,
    parts: [
      ...one.parts.map((part) => ({ part, firstLine: 1, firstByte: 0 })),
      ...two.parts.map((part) => ({ part, firstLine: 1 + one.lines, firstByte: one.bytes })),
    ],
    localTime: false,
    absent: [],
  };
}

let store: LogStore;
let truth: readonly PlainRow[];

beforeAll(async () => {
  const plain = await Promise.all(
    ['W3SVC1/u_ex260312.log', 'azure/LogFiles/http/RawLogs/6f1d2c-202603121400.log'].map((path) =>
      readWith(w3cReader, byteSource(bytesOf(path), path)),
    ),
  );
  truth = plain.flatMap(({ items }) =>
    items.flatMap((item) => (item.kind === 'requestLog' ? plainRows(item.table) : [])),
  );
  store = new LogStore();
  store.add(scanned(bytesOf('W3SVC1/u_ex260312.log'), 'W3SVC1/u_ex260312.log'));
  store.add(scanned(bytesOf('azure/LogFiles/http/RawLogs/6f1d2c-202603121400.log'), 'azure.log'));
});

const matching = (test: (row: PlainRow) => boolean): number[] => truth.flatMap((row, ix) => (test(row) ? [ix] : []));
const selected = (filter: string): number[] => {
  const rows = store.select(filter);
  if (!rows.ok) throw new Error(rows.error.message);
  return [...rows.value];
};
const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? -1;
};

describe('LogStore', () => {
  it('holds every row as the plain reader reads it', () => {
    expect(store.rows).toBe(truth.length);
    expect(store.tables(Array.from({ length: store.rows }, (_, ix) => ix)).flatMap(plainRows)).toEqual(truth);
  });

  it.each<[string, (row: PlainRow) => boolean]>([
    ['status:502.3', (row) => row.status === '502.3'],
    [
      'status:502.3 win32:12002 url:/api/* time>2s -c-ip:10.*',
      (row) => row.status === '502.3' && row.win32 === 12_002 && row.taken > 2000,
    ],
    ['-status:2xx,3xx', (row) => !/^[23]/.test(row.status)],
    ['method:POST time:500..1s', (row) => row.method === 'POST' && row.taken >= 500 && row.taken <= 1000],
    ['sc-bytes>50000', (row) => Number(row['sc-bytes'] ?? 0) > 50_000],
    ['sc-bytes:-', (row) => row['sc-bytes'] === undefined],
    ['site:CONTOSO-REPORTS', (row) => row['s-sitename'] === 'CONTOSO-REPORTS'],
    ['query:7c9d2a54-3b61', (row) => String(row.query ?? '').includes('7c9d2a54-3b61')],
    ['file:azure at:14:23', (row) => row['s-sitename'] !== undefined && String(row.time).slice(11, 16) === '14:23'],
    ['line:905', (row) => row.line === 905],
    [
      'referer:orders agent:Firefox',
      (row) => /orders/.test(String(row['cs(Referer)'])) && /Firefox/.test(String(row.userAgent)),
    ],
    ['lee', (row) => /lee/i.test([row.stem, row.query, row.user, row.userAgent].join(' '))],
    ['', () => true],
  ])('finds rows by %s', (filter, test) => {
    const expected = matching(test);
    expect(selected(filter)).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  });

  it('says where a filter is wrong, with rows and without', () => {
    expect(store.select('nope:1')).toMatchObject({ ok: false, error: { from: 0, to: 4 } });
    expect(new LogStore().select('nope:1')).toMatchObject({ ok: false });
    expect(new LogStore().select('status:502')).toMatchObject({ ok: true });
  });

  it('counts the incident by status, sub-status and Windows status as its truth says', () => {
    const incident = (
      JSON.parse(readFileSync(new URL('incident.json', SAMPLES), 'utf8')) as { truth: Record<string, number> }
    ).truth;
    const rows = Uint32Array.from(selected('file:W3SVC1'));
    const walk = { chunks: store.chunks, rows };
    const groups = groupLog(walk, { by: 'triple' });
    const count = (key: string): number | undefined => groups.find((group) => group.key === key)?.count;
    for (const win32 of [12_002, 12_030, 12_029, 64])
      expect(count(`502 3 ${win32}`)).toBe(incident[`rows502_3_${win32}`]);
  });

  it('gives exact percentiles of time-taken for each URL, for all rows and for some', () => {
    for (const rows of [null, Uint32Array.from(selected('status:5xx'))]) {
      const walk = { chunks: store.chunks, rows };
      const groups = groupLog(walk, { by: 'column', name: 'url', fold: null });
      const of = (stem: string): number[] =>
        (rows === null ? truth : [...rows].flatMap((ix) => truth[ix] ?? []))
          .filter((row) => row.stem === stem)
          .map((row) => row.taken);
      expect(groups.length).toBeGreaterThan(rows === null ? 20 : 3);
      for (const group of groups) {
        const taken = of(group.key);
        expect(group).toMatchObject({
          count: taken.length,
          p50: percentile(taken, 0.5),
          p95: percentile(taken, 0.95),
          p99: percentile(taken, 0.99),
          max: Math.max(...taken),
        });
      }
    }
  });

  it('groups by a folded column and by one that only some logs have', () => {
    const walk = { chunks: store.chunks, rows: null };
    const folded = groupLog(walk, { by: 'column', name: 'url', fold: (url) => url.split('/')[1] ?? '' });
    expect(folded.find((group) => group.key === 'api')?.count).toBe(
      matching((row) => String(row.stem).startsWith('/api')).length,
    );
    const sites = groupLog(walk, { by: 'column', name: 's-sitename', fold: null });
    expect(sites.find((group) => group.key === '')?.count).toBe(
      matching((row) => row['s-sitename'] === undefined).length,
    );
    expect(sites.reduce((sum, group) => sum + group.count, 0)).toBe(truth.length);
  });

  it('counts rows over time by class, and failures by minute', () => {
    const histogram = logHistogram(store.chunks, null, 60);
    expect(histogram?.total).toBe(truth.length);
    expect(histogram?.series.map((one) => one.counts.reduce((a, b) => a + b, 0))).toEqual(
      ['2', '3', '4', '5', '1'].map((c) => matching((row) => row.status.startsWith(c)).length),
    );
    const { start, counts } = failuresPerMinute(store.chunks);
    const minutes = new Map<string, number>();
    for (const row of truth)
      if (row.status >= '500')
        minutes.set(String(row.time).slice(0, 16), (minutes.get(String(row.time).slice(0, 16)) ?? 0) + 1);
    const ours = [...counts].flatMap((count, ix) =>
      count === 0 ? [] : [[new Date(start + ix * 60_000).toISOString().slice(0, 16), count] as const],
    );
    expect(new Map(ours)).toEqual(new Map(minutes));
  });

  it.each([
    ['time', false, (a: PlainRow, b: PlainRow) => a.taken - b.taken],
    ['time', true, (a: PlainRow, b: PlainRow) => b.taken - a.taken],
    ['at', true, (a: PlainRow, b: PlainRow) => Date.parse(String(b.time)) - Date.parse(String(a.time))],
    [
      'status',
      false,
      (a: PlainRow, b: PlainRow) =>
        Number(a.status.split('.')[0]) - Number(b.status.split('.')[0]) ||
        Number(a.status.split('.')[1]) - Number(b.status.split('.')[1]),
    ],
    [
      'url',
      false,
      (a: PlainRow, b: PlainRow) => (String(a.stem) < String(b.stem) ? -1 : String(a.stem) > String(b.stem) ? 1 : 0),
    ],
    ['sc-bytes', false, (a: PlainRow, b: PlainRow) => Number(a['sc-bytes'] ?? 0) - Number(b['sc-bytes'] ?? 0)],
  ] as const)('sorts by %s, descending %s, equal rows in file order', (key, descending, compare) => {
    const all = Uint32Array.from(truth, (_, ix) => ix);
    const expected = [...all].sort((a, b) => compare(truth[a] as PlainRow, truth[b] as PlainRow));
    expect([...sortRows(store.chunks, all, key, descending)]).toEqual(expected);
  });

  it('finds rows by a stretch of time and by line', () => {
    const [from, to] = ['2026-03-12T14:23:39Z', '2026-03-12T14:23:41Z'].map(Date.parse) as [number, number];
    const paths = new Set(truth.map((row) => normalPath(String(row.stem))));
    const lines = storeSource(store).slices.flatMap((slice) =>
      [...slice.rowsOfPaths(paths, null).values()].flatMap((rows) =>
        [...rows]
          .filter((row) => slice.time(row) >= from && slice.time(row) < to)
          .map((row) => `${slice.line(row)} ${new Date(slice.time(row)).toISOString()}`),
      ),
    );
    expect(lines.toSorted()).toEqual(
      truth
        .filter((row) => Date.parse(String(row.time)) >= from && Date.parse(String(row.time)) < to)
        .map((row) => `${row.line} ${row.time}`)
        .toSorted(),
    );
    expect(lines.length).toBeGreaterThan(3);
    const file = 'W3SVC1/u_ex260312.log' as FileKey;
    expect(truth[store.rowOfLine(file, 905)]?.line).toBe(905);
    expect(store.rowOfLine(file, 1)).toBe(-1);
    for (const [ix, row] of truth.slice(0, 2270).entries()) expect(store.rowOfLine(file, row.line)).toBe(ix);
  });

  it('shifts the clock of one log and leaves the others', () => {
    const local = new LogStore();
    local.add(scanned(bytesOf('W3SVC1/u_ex260312.log'), 'one'));
    local.shift('one' as FileKey, -3_600_000);
    const rows = local.select('at:13:23:39');
    expect(rows.ok && rows.value.length).toBe(
      matching(
        (row) =>
          row.host === undefined &&
          row['s-sitename'] === undefined &&
          String(row.time).startsWith('2026-03-12T14:23:39'),
      ).length,
    );
    const moment = Date.parse('2026-03-12T13:23:39Z');
    const { slices } = storeSource(local);
    expect(slices.some((slice) => slice.hasRowsIn(moment, moment + 1000))).toBe(true);
    expect(slices.some((slice) => slice.hasRowsIn(moment + 3_600_000 * 2, moment + 3_600_000 * 3))).toBe(false);
    expect(slices.map(({ widthMs, shiftMs }) => [widthMs, shiftMs])).toEqual([
      [1000, -3_600_000],
      [1000, -3_600_000],
    ]);
  });

  it('takes in logs that were read in one go', async () => {
    const { items } = await readWith(
      w3cReader,
      byteSource(
        w3cText({
          fields: 'date time cs-method cs-uri-stem sc-bytes',
          rows: ['2026-03-12 14:00:00.5 GET /a 5', '- - POST /b -'],
        }),
      ),
    );
    const item = items[0];
    if (item?.kind !== 'requestLog') throw new Error('no table');
    const small = new LogStore();
    small.add(compactLog(item.table));
    expect(small.tables([0, 1]).flatMap(plainRows)).toEqual(plainRows(item.table));
    expect(small.select('sc-bytes:5')).toMatchObject({ ok: true, value: Uint32Array.of(0) });
    expect(textsOf(small.chunks, [1, 0, 7], 'verb')).toEqual(['POST', 'GET', '']);
  });

  it('takes less than 95 bytes a row', () => {
    expect(store.bytes / store.rows).toBeLessThan(95);
  });
});
