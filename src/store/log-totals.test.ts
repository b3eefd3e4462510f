import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogMachine } from '../formats/w3c/scan/machine.ts';
import { durationClass, durationOf, type LogTotals } from '../model/logtotals.ts';
import type { FileKey } from '../model/units.ts';
import { plainRows, type PlainRow } from '../testing/read-with.ts';
import { w3cLine, w3cText } from '../testing/w3c-builder.ts';
import { tableOfRows } from './log-rows.ts';
import { joinTotals, stemGroups } from './log-totals.ts';

const bytes = new Uint8Array(readFileSync(new URL('../testing/samples/logs/W3SVC1/u_ex260312.log', import.meta.url)));
const LABEL = { file: 'f' as FileKey, path: 'f', localTime: false, absent: undefined };

/** Half of the paths with an id fold into one. */
const fold = (path: string): string => path.replace(/\/\d*[02468]$/, '/{even}');

/** Reads a log in full or lean, in two slices when a cut is given. */
function scan(
  log: Uint8Array,
  folded: boolean,
  cut = 0,
): { rows: readonly PlainRow[]; totals: LogTotals[]; read: number } {
  const lean = folded ? fold : null;
  const one = new LogMachine({ state: null, keep: null, lean, onPart: null });
  one.push(log.subarray(0, cut));
  const first = one.end();
  const two = new LogMachine({ state: cut === 0 ? null : first.state, keep: null, lean, onPart: null });
  two.push(log.subarray(cut));
  const second = two.end();
  const place = (scanned: typeof first, firstLine: number) =>
    scanned.parts.flatMap((part) => Array.from({ length: part.rows }, (_, row) => ({ part, row, firstLine })));
  return {
    rows: plainRows(tableOfRows(LABEL, [...place(first, 1), ...place(second, 1 + first.lines)])),
    totals: [first, second].flatMap(({ totals }) => (totals === null ? [] : [totals])),
    read: first.rows + second.rows,
  };
}

const count = <K>(keys: Iterable<K>): Map<K, number> => {
  const counts = new Map<K, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

describe('a log that is read lean', () => {
  const truth = scan(bytes, false).rows;
  const cut = bytes.indexOf(0x0a, 200_000) + 1;
  const lean = scan(bytes, true, cut);
  const totals = joinTotals(lean.totals);

  it('keeps the failing rows as they are, and no others', () => {
    expect(lean.rows).toEqual(truth.filter((row) => row.status >= '400' && row.status < '600'));
    expect([lean.read, totals.rows]).toEqual([truth.length, truth.length]);
  });

  it('counts all rows by status, by minute and class, and by path', () => {
    const triples = new Map<string, number>();
    for (let at = 0; at < totals.triples.length; at += 4) {
      const [status, sub, win32, rows = 0] = totals.triples.subarray(at, at + 4);
      triples.set(`${status}.${sub} ${win32}`, rows);
    }
    expect(triples).toEqual(count(truth.map((row) => `${row.status} ${row.win32}`)));
    const minutes = new Map<string, number>();
    for (let at = 0; at < totals.minutes.length; at += 6) {
      const minute = new Date((totals.minutes[at] ?? 0) * 60_000).toISOString().slice(0, 16);
      for (const [ix, name] of ['2', '3', '4', '5', '1'].entries()) {
        const rows = totals.minutes[at + 1 + ix] ?? 0;
        if (rows > 0) minutes.set(`${minute} ${name}`, rows);
      }
    }
    expect(minutes).toEqual(count(truth.map((row) => `${row.time?.slice(0, 16)} ${row.status[0]}`)));
    const groups = stemGroups(totals);
    expect(new Map(groups.map((group) => [group.key, group.count]))).toEqual(
      count(truth.map((row) => fold(String(row.stem)))),
    );
    expect(groups.reduce((sum, group) => sum + group.failures, 0)).toBe(
      truth.filter((row) => row.status >= '500').length,
    );
    expect([totals.from, totals.to]).toEqual([
      Date.parse(String(truth[0]?.time)),
      Date.parse(String(truth.at(-1)?.time)),
    ]);
  });

  it('gives percentiles by path within 1.6 %', () => {
    for (const group of stemGroups(totals)) {
      const taken = truth
        .filter((row) => fold(String(row.stem)) === group.key)
        .map((row) => row.taken)
        .toSorted((a, b) => a - b);
      for (const [ours, share] of [
        [group.p50, 0.5],
        [group.p95, 0.95],
        [group.p99, 0.99],
        [group.max, 1],
      ] as const) {
        const exact = taken[Math.max(0, Math.ceil(taken.length * share) - 1)] ?? 0;
        expect(Math.abs((ours ?? 0) - exact)).toBeLessThanOrEqual(exact * 0.016);
      }
    }
  });

  it('counts odd rows and rows without path, time and duration alike', () => {
    const odd = new TextEncoder().encode(
      w3cText([
        {
          rows: [
            w3cLine({ status: '500.0' }),
            w3cLine({ at: '2026-03-12 14:00:00.5' }),
            `${w3cLine({})} `,
            w3cLine({ at: 'x y', status: '404.0' }),
          ],
        },
        { fields: 'date time sc-status', rows: ['2026-03-12 14:00:01 200', '2026-03-12 14:00:02 503', 'too few'] },
      ]),
    );
    const full = scan(odd, false).rows;
    const { rows, totals: parts } = scan(odd, true);
    expect(rows).toEqual(full.filter((row) => row.status >= '400'));
    const joined = joinTotals(parts);
    expect(joined.rows).toBe(6);
    expect(stemGroups(joined).map(({ key, count: n, p50 }) => [key, n, p50])).toEqual([
      ['/', 4, 12],
      ['', 2, null],
    ]);
  });
});

describe('durationClass', () => {
  it('is exact below 64 ms and 1.6 % off at most above, and never turns durations round', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0x7fff_ffff }), fc.integer({ min: 0, max: 100 }), (ms, more) => {
        expect(Math.abs(durationOf(durationClass(ms)) - ms)).toBeLessThanOrEqual(ms < 64 ? 0 : ms * 0.016);
        expect(durationClass(Math.min(0x7fff_ffff, ms + more))).toBeGreaterThanOrEqual(durationClass(ms));
        expect(durationClass(ms)).toBeLessThan(1023);
      }),
    );
  });
});
