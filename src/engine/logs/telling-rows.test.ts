import { expect, it } from 'vitest';
import { w3cLine } from '../../testing/w3c-builder.ts';
import { opened } from '../../testing/opened.ts';
import { w3cText } from '../../testing/w3c-builder.ts';
import type { FileKey } from '../../model/units.ts';
import { LogMachine } from '../../formats/w3c/scan/machine.ts';
import { LogStore } from '../../store/logs.ts';
import { tellingTable } from './telling-rows.ts';

const FILE = 'a.log' as FileKey;

function storeOf(text: string): LogStore {
  const machine = new LogMachine({ state: null, keep: null, lean: null, onPart: null });
  machine.push(new TextEncoder().encode(text));
  const { parts, rows } = machine.end();
  const store = new LogStore();
  const placed = parts.map((part) => ({ part, firstLine: 1, firstByte: 0 }));
  store.add({ file: FILE, path: 'a.log', rows, parts: placed, localTime: false, absent: [] });
  return store;
}

it('holds rows that may tell of a failure, with the fields that are asked about', () => {
  const rows = [
    w3cLine({ stem: '/fine', query: 'a=1' }),
    w3cLine({ stem: '/failed', query: 'id=1', status: '502.3', win32: 12_002, ip: '10.0.0.9' }),
    w3cLine({ stem: '/slow', query: 'X-ARR-LOG-ID=1', taken: 240_000 }),
    w3cLine({ stem: '/none', status: '404.0' }),
    w3cLine({ stem: '/large', status: '404.13' }),
  ];
  const { table, left } = tellingTable(storeOf(w3cText({ rows })), FILE);
  if (table === null) throw new Error('no table');
  const texts = (column: Int32Array) => Array.from(column, (ix) => table.strings.at(ix));
  expect(left).toBe(0);
  expect(texts(table.stem)).toEqual(['/failed', '/slow', '/large']);
  expect(texts(table.query)).toEqual(['', 'X-ARR-LOG-ID=1', '']);
  expect(texts(table.clientIp)[0]).toBe('10.0.0.9');
  expect(texts(table.userAgent)).toEqual(['', '', '']);
  expect([...table.line]).toEqual([6, 7, 9]);
});

it('says how many rows it left out, and is nothing for a log without failures', () => {
  const rows = Array.from({ length: 30 }, (_, ix) => w3cLine({ stem: `/${ix}`, status: '500.0' }));
  const store = storeOf(w3cText({ rows }));
  const { table, left } = tellingTable(store, FILE, 20);
  expect([table?.length, left]).toEqual([20, 10]);
  expect(tellingTable(storeOf(w3cText({ rows: [w3cLine({})] })), FILE)).toEqual({ table: null, left: 0 });
});

it('an outage of a hundred thousand requests and more is one incident with all of them', async () => {
  const FAILED = 160_000;
  const start = Date.parse('2026-03-12T08:00:00Z');
  const line = (ix: number): string => {
    const at = new Date(start + Math.floor(ix / 40) * 1000).toISOString();
    return `${at.slice(0, 10)} ${at.slice(11, 19)} GET /api/orders/${ix % 500} 10.0.0.${ix % 200} 502 3 12002 120${ix % 1000}`;
  };
  const text = w3cText({
    fields: 'date time cs-method cs-uri-stem c-ip sc-status sc-substatus sc-win32-status time-taken',
    rows: Array.from({ length: FAILED }, (_, ix) => line(ix)),
  });
  const { engine } = await opened([['W3SVC1/u_ex260312.log', text]]);
  const incidents = await engine.incidents();
  expect(incidents.map(({ requests }) => requests)).toEqual([FAILED]);
  expect(incidents[0]?.to).toBe(start + (FAILED / 40 - 1) * 1000);
  expect((await engine.overview({ range: null, cause: null })).total).toBe(FAILED);
});
