import { describe, expect, it } from 'vitest';
import type { LogQuery } from '../questions/logs.ts';
import { type Dropped, look, opened, type Opened } from '../../testing/opened.ts';
import { w3cText } from '../../testing/w3c-builder.ts';

const QUERY: LogQuery = {
  filter: '',
  range: null,
  zoneMinutes: 0,
  sort: null,
  from: 0,
  count: 3,
  columns: ['cs-host', 'x-tenant'],
};
/** Fields that nobody can guess: IIS ones in another order, and a custom one. */
const FIELDS = 'date time sc-status cs-method cs-uri-stem cs-host x-tenant time-taken';
const row = (ix: number): string =>
  `2026-03-12 14:00:${String(ix % 60).padStart(2, '0')} ${ix % 10 === 9 ? 503 : 200} GET /p/${ix} shop.example t${ix % 3} ${ix}`;
const rows = (count: number): string => Array.from({ length: count }, (_, ix) => `${row(ix)}\r\n`).join('');

async function openOne(name: string, text: string): Promise<Opened & { readonly key: never }> {
  const log = await opened([[name, text]]);
  return { ...log, key: (log.files.get(name)?.key ?? '') as never };
}

async function readWith({ engine, key }: Opened & { readonly key: never }, line: string): Promise<Opened> {
  expect(await engine.readWithFields(key, line, () => undefined)).not.toBeNull();
  return look(engine);
}

describe('a log whose fields nobody knows', () => {
  it('asks for them, and is read by the line that is given', async () => {
    const log = await openOne('site.log', rows(40));
    expect(log.states).toEqual(['site.log: refused log-fields-unknown']);
    expect(log.files.get('site.log')).toMatchObject({ asksFields: true, format: 'w3c' });
    expect(await log.engine.fieldQuestion(log.key)).toEqual({
      line: '',
      at: 1,
      values: row(0).split(' '),
      offers: [],
    });
    const read = await readWith(log, `#Fields: ${FIELDS}`);
    expect(read.states).toEqual(['site.log: whole']);
    expect(read.files.get('site.log')?.messages[0]?.text).toContain('given on this page');
    const page = await log.engine.logRows({ ...QUERY, filter: 'status:503' });
    expect(page).toMatchObject({ total: 4, all: 40 });
    expect(page.rows[0]).toMatchObject({ line: 10, stem: '/p/9', takenMs: 9, more: ['shop.example', 't0'] });
  });

  it.each(['', 'date time', 'hello there', 'c-ip x-y', 'x '.repeat(500)])(
    'is not read by the line %j',
    async (line) => {
      const log = await openOne('site.log', rows(5));
      expect(await log.engine.readWithFields(log.key, line, () => undefined)).toBeNull();
      expect((await look(log.engine)).states).toEqual(['site.log: refused log-fields-unknown']);
    },
  );

  it('can be given another line, in place of one that did not fit', async () => {
    const log = await openOne('site.log', rows(5));
    const wrong = await readWith(log, 'date time cs-method cs-uri-stem sc-status');
    expect(wrong.states).toEqual(['site.log: refused log-columns-off']);
    expect(await log.engine.fieldQuestion(log.key)).toMatchObject({
      line: 'date time cs-method cs-uri-stem sc-status',
    });
    expect((await readWith(log, FIELDS)).states).toEqual(['site.log: whole']);
    expect((await log.engine.logRows(QUERY)).all).toBe(5);
  });

  it('keeps its line numbers, its byte order mark and the #Fields that come later', async () => {
    const later = w3cText({
      fields: 'date time cs-method cs-uri-stem sc-status',
      rows: ['2026-03-12 15:00:00 GET /late 200'],
    });
    const log = await openOne('site.log', `\uFEFF${rows(3)}${later}`);
    // With a #Fields anywhere in the head the first rows are damaged until their fields are known.
    expect(log.files.get('site.log')?.counts).toEqual({ events: null, rows: 1, damaged: 3 });
    const nameless = await openOne('site.log', `\uFEFF${rows(2000)}`);
    await readWith(nameless, FIELDS);
    expect((await nameless.engine.logRows(QUERY)).rows[0]).toMatchObject({ line: 1, stem: '/p/0' });
  });
});

describe('a log that was read by the default fields', () => {
  const lines = Array.from(
    { length: 20 },
    (_, ix) => `2026-03-12 14:00:0${ix % 10} 10.0.0.1 GET /a - 443 - 203.0.113.9 curl - 502 3 12002 ${ix}`,
  );

  it('says so, and offers to name others', async () => {
    const log = await openOne('u_ex.log', lines.join('\r\n'));
    expect(log.states).toEqual(['u_ex.log: partial log-no-fields']);
    const question = await log.engine.fieldQuestion(log.key);
    expect(question?.line).toMatch(/^date time s-ip cs-method .* time-taken$/);
    expect(question?.offers).toContain(question?.line);
    const read = await readWith(log, (question?.line ?? '').replace('cs(Referer)', 'x-mine'));
    expect(read.states).toEqual(['u_ex.log: whole']);
    expect((await log.engine.logRows({ ...QUERY, columns: ['x-mine'] })).total).toBe(20);
    expect((await log.engine.logGroups(QUERY, 'x-mine', null, 5)).groups).toMatchObject([{ key: '', count: 20 }]);
  });
});

describe('a log with a field line that does not belong to it', () => {
  it('is read by the one that is given instead', async () => {
    const text = w3cText({ fields: 'date time cs-method', rows: rows(4).trimEnd().split('\r\n') });
    const log = await openOne('u_ex.log', text);
    expect(log.states).toEqual(['u_ex.log: refused log-columns-off']);
    expect((await readWith(log, FIELDS)).states).toEqual(['u_ex.log: whole']);
    expect((await log.engine.logRows(QUERY)).rows[0]).toMatchObject({ line: 5, stem: '/p/0' });
  });
});

describe('a large log', () => {
  it('is scanned in slices by the line that is given, with every row and every damaged one', async () => {
    const count = 160_000;
    const text = `\uFEFF${rows(count)}no row\r\n${rows(2)}`;
    expect(text.length).toBeGreaterThan(8 * 1024 * 1024);
    const log = await openOne('site.log', text);
    expect(log.states).toEqual(['site.log: refused log-fields-unknown']);
    const read = await readWith(log, FIELDS);
    expect(read.states).toEqual(['site.log: partial log-damaged-rows']);
    expect((await log.engine.logRows({ ...QUERY, filter: 'status:503' })).total).toBe(count / 10);
    const [first] = (await log.engine.logRows(QUERY)).rows;
    expect(first).toMatchObject({ line: 1, stem: '/p/0' });
    expect((await log.engine.damagedRows(log.key, 0, 5))?.rows).toMatchObject([
      { line: count + 1, text: 'no row', values: 2, fields: 8 },
    ]);
  });
});

describe('files that are no such log', () => {
  const FOREIGN: readonly Dropped[] = [
    [
      'app.log',
      '2026-03-12 14:00:00.123 +00:00 [Information] Microsoft.Hosting: Application started /a 200 GET\r\n'.repeat(5),
    ],
    ['notes.txt', 'a b c d e\r\nf g h i j\r\nk l m n o\r\n'],
    ['values.log', 'time path status\r\n14:00:00 /a 200\r\n14:00:01 /b 200\r\n'],
  ];
  it.each(FOREIGN)('%s is not asked about', async (path, content) => {
    const log = await openOne(path, String(content));
    expect(log.files.get(path)?.asksFields).toBe(false);
    expect(await log.engine.fieldQuestion(log.key)).toBeNull();
    expect(await log.engine.readWithFields(log.key, FIELDS, () => undefined)).toBeNull();
  });
});
