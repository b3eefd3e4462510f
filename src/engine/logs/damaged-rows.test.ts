import { describe, expect, it } from 'vitest';
import { type Dropped, opened, type Opened } from '../../testing/opened.ts';
import { httpErrText, w3cText } from '../../testing/w3c-builder.ts';
import type { DamagedRow } from '../questions/logs.ts';

const FIELDS = 'date time cs-method cs-uri-stem sc-status';
const good = (ix: number): string => `2026-03-12 14:00:${String(ix % 60).padStart(2, '0')} GET /${ix} 200`;

/** All damaged rows of the only log that has any, asked for in pages of this size. */
async function allOf({ engine }: Opened, page = 100): Promise<readonly DamagedRow[]> {
  const logs = await engine.damagedLogs();
  expect(logs).toHaveLength(1);
  const [log] = logs;
  if (log === undefined) return [];
  const { file, path, count } = log;
  const rows: DamagedRow[] = [];
  for (let from = 0; from < count; from += page) {
    const answer = await engine.damagedRows(file, from, page);
    expect(answer).toMatchObject({ path, from, total: count });
    rows.push(...(answer?.rows ?? []));
  }
  expect(rows).toHaveLength(count);
  return rows;
}

/** Every row must stand in the text at the line that is told. */
function expectAsInFile(text: string, rows: readonly DamagedRow[]): void {
  const lines = text.split(/\r?\n/);
  for (const row of rows) expect(lines[row.line - 1]).toBe(row.text);
}

describe('damaged rows', () => {
  it('say where they stand, and how many values they have', async () => {
    const text = w3cText({ fields: FIELDS, rows: [good(1), 'broken row', good(2), `${good(3)} one more`] });
    const rows = await allOf(await opened([['u_ex.log', text]]));
    expect(rows).toMatchObject([
      { text: 'broken row', values: 2, fields: 5, long: false },
      { text: `${good(3)} one more`, values: 7, fields: 5 },
    ]);
    expectAsInFile(text, rows);
  });

  it('are all there, however many and in whatever pages', async () => {
    const lines = Array.from({ length: 30_000 }, (_, ix) => (ix % 5 === 4 ? `cut ${ix}` : good(ix)));
    const text = w3cText({ fields: FIELDS, rows: lines });
    const log = await opened([['u_ex.log', text]]);
    const wanted = lines.filter((line) => line.startsWith('cut'));
    for (const page of [100, 700, 1000]) expect((await allOf(log, page)).map((row) => row.text)).toEqual(wanted);
    const [{ file } = { file: '' as never }] = await log.engine.damagedLogs();
    const back = await log.engine.damagedRows(file, 5_990, 10);
    expect(back?.rows.map((row) => row.text)).toEqual(wanted.slice(5_990));
    expect((await log.engine.damagedRows(file, 0, 2))?.rows.map((row) => row.text)).toEqual(wanted.slice(0, 2));
    expect((await log.engine.damagedRows(file, 7_000, 10))?.rows).toEqual([]);
  });

  it('of a large log, which is scanned in slices, are the same', async () => {
    const agent = 'x'.repeat(200);
    const lines = Array.from({ length: 45_000 }, (_, ix) =>
      ix % 999 === 7 ? `${good(ix)} ${agent} too many` : `${good(ix)} ${agent}`,
    );
    const text = w3cText({ fields: `${FIELDS} cs(User-Agent)`, rows: lines });
    expect(text.length).toBeGreaterThan(9_000_000);
    const rows = await allOf(await opened([['u_ex.log', text]]));
    expect(rows).toHaveLength(lines.filter((line) => line.endsWith('many')).length);
    expectAsInFile(text, rows);
  });

  it.each<[string, Dropped, string]>([
    ['HTTPERR', ['httperr1.log', `${httpErrText([{ reason: 'Disabled' }])}half a row\r\n`], 'half a row'],
    [
      'NCSA',
      ['u_nc.log', '10.0.0.1 - - [12/Mar/2026:14:00:00 +0000] "GET / HTTP/1.1" 200 5\r\n10.0.0.1 - oops\r\n'],
      '10.0.0.1 - oops',
    ],
    [
      'IIS native',
      [
        'u_in.log',
        '10.0.0.1, -, 3/12/2026, 15:20:01, W3SVC1, WEB01, 10.0.0.2, 1, 2, 3, 200, 0, GET, /, -,\r\nno, row\r\n10.0.0.1, -, 3/12/2026, 15:20:01, W3SVC1, WEB01, 10.0.0.2, 1, 2, 3, 200, 0, GET, /, -,\r\n',
      ],
      'no, row',
    ],
  ])('of %s are found as well', async (_, file, text) => {
    expect(await allOf(await opened([file]))).toMatchObject([{ text }]);
  });

  it('of a log of which no row could be used are shown too', async () => {
    const text = w3cText({ fields: FIELDS, rows: ['a b', 'c d'] });
    const log = await opened([['u_ex.log', text]]);
    expect(log.states).toEqual(['u_ex.log: refused log-columns-off']);
    expect((await allOf(log)).map((row) => row.text)).toEqual(['a b', 'c d']);
  });

  it('show NUL bytes and the head of a line that is longer than any line that is read', async () => {
    const long = `${good(1)} ${'y'.repeat(2_000_000)}`;
    const text = w3cText({ fields: FIELDS, rows: [good(1), 'cut\0\0short', `a${'\0'.repeat(5_000)}b`, long, good(2)] });
    const rows = await allOf(await opened([['u_ex.log', text]]));
    expect(rows.map((row) => row.long)).toEqual([false, false, false, false, true]);
    // Both pieces of a line that NUL bytes break are damaged, and the line is shown as it is.
    expect(rows.map((row) => row.text.slice(0, 40))).toEqual([
      'cut\0\0short',
      'cut\0\0short',
      'a\0…×5000b',
      'a\0…×5000b',
      long.slice(0, 40),
    ]);
    expect(rows.every((row) => row.text.length <= 2000)).toBe(true);
  });

  it('of files without any are no list', async () => {
    const { engine } = await opened([['u_ex.log', w3cText({ fields: FIELDS, rows: [good(1)] })]]);
    expect(await engine.damagedLogs()).toEqual([]);
    expect(await engine.damagedRows('none' as never, 0, 10)).toBeNull();
  });
});
