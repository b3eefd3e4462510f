import { expect, it } from 'vitest';
import { w3cReader } from '../../formats/w3c/reader.ts';
import { byteSource } from '../../testing/byte-source.ts';
import { readWith } from '../../testing/read-with.ts';
import { w3cLine, w3cText, type W3cRow } from '../../testing/w3c-builder.ts';
import type { StoredTrace } from '../../store/traces.ts';
import { tracedRows } from './traced-rows.ts';

type Asked = Pick<StoredTrace, 'trace'>;

/** A trace that ended at this second with this status. */
function trace(url: string, second: number, status = 502, subStatus = 3): Asked {
  const startedAt = Date.parse('2026-03-12T14:00:00Z');
  return {
    trace: { startedAt, reported: second * 1000, observed: 0, request: { url, status, subStatus } },
  } as unknown as Asked;
}

async function traced(rows: readonly W3cRow[], traces: readonly Asked[]): Promise<readonly number[]> {
  const text = w3cText({ rows: rows.map((row) => w3cLine({ status: '502.3', ...row })) });
  const { items } = await readWith(w3cReader, byteSource(new TextEncoder().encode(text), 'a.log'));
  const [item] = items;
  if (item?.kind !== 'requestLog') throw new Error('no log');
  return [...tracedRows(traces, item.table)].toSorted((a, b) => a - b);
}

const at = (second: number): string => `2026-03-12 14:00:${String(second).padStart(2, '0')}`;

it('a trace takes the row that ended at its end, of the same status and path whatever the letters', async () => {
  const rows = [
    { stem: '/a', at: at(10) },
    { stem: '/b', at: at(10) },
    { stem: '/a', at: at(10), status: '502.5' },
    { stem: '/a', at: at(13) },
  ];
  expect(await traced(rows, [trace('https://host:443/A?q=1', 10)])).toEqual([0]);
  expect(await traced(rows, [trace('/b', 12)])).toEqual([1]);
  expect(await traced(rows, [trace('/b', 13)])).toEqual([]);
  expect(await traced(rows, [trace('/a', 10, 502, 5)])).toEqual([2]);
});

it('each trace takes one row and each row has one trace', async () => {
  const rows = [9, 10, 10, 40].map((second) => ({ stem: '/a', at: at(second) }));
  expect(await traced(rows, [trace('/a', 10), trace('/a', 10)])).toEqual([0, 1]);
  expect(await traced(rows, Array(5).fill(trace('/a', 10)))).toEqual([0, 1, 2]);
});

it('rows of different Windows status are not counted twice for one trace', async () => {
  const rows = [12_002, 12_030].map((win32) => ({ stem: '/a', at: at(10), win32 }));
  expect(await traced(rows, [trace('/a', 10)])).toEqual([0]);
});
