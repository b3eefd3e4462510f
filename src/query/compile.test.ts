import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StringTable } from '../base/strings.ts';
import { compileText } from './compile.ts';
import { fieldTable } from './field.ts';
import { globMatches } from './glob.ts';

const rows = [
  {
    verb: 'GET',
    url: '/api/reports',
    ip: '203.0.113.24',
    status: 502,
    sub: 3,
    win32: 12_002,
    taken: 122_078,
    at: '2026-03-12T14:23:39Z',
    user: '',
  },
  {
    verb: 'GET',
    url: '/api/reports',
    ip: '10.20.0.5',
    status: 502,
    sub: 5,
    win32: 0,
    taken: 900,
    at: '2026-03-12T14:27:12Z',
    user: 'CONTOSO\\a.lee',
  },
  {
    verb: 'POST',
    url: '/API/orders',
    ip: '10.20.0.50',
    status: 201,
    sub: 0,
    win32: 0,
    taken: 2000,
    at: '2026-03-12T23:59:59.5Z',
    user: 'j.novak@contoso.example',
  },
  {
    verb: 'GET',
    url: '/',
    ip: '110.20.0.5',
    status: 500,
    sub: 30,
    win32: 2_148_074_254,
    taken: Number.NaN,
    at: '2026-03-13T00:00:01Z',
    user: '',
  },
  { verb: 'GETTER', url: '/a b', ip: '2001:db8::1', status: 0, sub: 0, win32: Number.NaN, taken: 0, at: '', user: '' },
] as const;

const strings = new StringTable();
const urls = rows.map((row) => strings.add(row.url));
const users = rows.map((row) => (row.user === '' ? -1 : strings.add(row.user)));
const row = (ix: number): (typeof rows)[number] => {
  const found = rows[ix];
  if (found === undefined) throw new Error(`no row ${ix}`);
  return found;
};
const time = (ix: number): number => Date.parse(row(ix).at);

const fields = fieldTable([
  {
    field: { kind: 'text', name: 'verb', about: '', source: { text: (ix) => row(ix).verb }, whole: true },
    aliases: ['cs-method'],
  },
  { field: { kind: 'text', name: 'url', about: '', source: { index: (ix) => urls[ix] ?? -1, strings }, bare: true } },
  { field: { kind: 'text', name: 'user', about: '', source: { index: (ix) => users[ix] ?? -1, strings }, bare: true } },
  { field: { kind: 'text', name: 'c-ip', about: '', source: { text: (ix) => row(ix).ip }, whole: true } },
  { field: { kind: 'status', name: 'status', about: '', status: (ix) => row(ix).status, sub: (ix) => row(ix).sub } },
  { field: { kind: 'number', name: 'win32', about: '', at: (ix) => row(ix).win32 } },
  { field: { kind: 'duration', name: 'time', about: '', at: (ix) => row(ix).taken } },
  { field: { kind: 'time', name: 'at', about: '', at: time } },
  { field: { kind: 'time', name: 'local', about: '', at: time, offsetMs: 3_600_000 } },
]);

function hits(text: string): string {
  const test = compileText(text, fields);
  if (!test.ok) return `error ${test.error.from}-${test.error.to}`;
  return rows
    .map((_, ix) => ix)
    .filter(test.value)
    .join(' ');
}

describe('compileText', () => {
  it.each([
    ['', '0 1 2 3 4'],
    ['reports', '0 1'],
    ['REPORTS', '0 1'],
    ['"a b"', '4'],
    ['lee', '1'],
    ['/api/*', '0 1 2'],
    ['url:/api/*', '0 1 2'],
    ['url:"/api/*"', ''],
    ['url:api', '0 1 2'],
    ['url=/', '3'],
    ['url:/a?b', '4'],
    ['verb:get', '0 1 3'],
    ['cs-method:GET,POST', '0 1 2 3'],
    ['VERB:GET*', '0 1 3 4'],
    ['c-ip:10.*', '1 2'],
    ['c-ip:10.20.0.5', '1'],
    ['-c-ip:10.*', '0 3 4'],
    ['c-ip:10.20.0.0/16', '1 2'],
    ['c-ip:10.20.0.0/29,203.0.113.0/24', '0 1'],
    ['c-ip:0.0.0.0/0', '0 1 2 3'],
    ['c-ip:"10.20.0.0/16"', ''],
    ['c-ip:10.20.0.0/33', ''],
    ['url:10.20.0.0/16', ''],
    ['user:-', '0 3 4'],
    ['user:*', '1 2'],
    ['-user:*', '0 3 4'],
    ['status:502.3', '0'],
    ['status:502', '0 1'],
    ['status:502.*', '0 1'],
    ['status:5xx', '0 1 3'],
    ['status:50x', '0 1 3'],
    ['status:2XX', '2'],
    ['status:500.3', ''],
    ['status:500.30', '3'],
    ['status>=500', '0 1 3'],
    ['status>502', ''],
    ['status>502.3', '1'],
    ['status<500', '2'],
    ['status<=502.3', '0 2 3'],
    ['status:500..502', '0 1 3'],
    ['status:502.4..', '1'],
    ['status:-', '4'],
    ['status:201,502.5', '1 2'],
    ['win32:12002', '0'],
    ['win32:0x8009030E', '3'],
    ['win32>0', '0 3'],
    ['win32:-', '4'],
    ['win32:1..20000', '0'],
    ['time>2s', '0'],
    ['time>=2s', '0 2'],
    ['time:2000', '2'],
    ['time:0.5s..2s', '1 2'],
    ['time>2m', '0'],
    ['time<=900ms', '1 4'],
    ['time:-', '3'],
    ['at:14:23', '0'],
    ['at:14:23:39', '0'],
    ['at:14:23:38', ''],
    ['at:14:20..14:27', '0 1'],
    ['at:23:50..00:10', '2 3'],
    ['at>14:23', '1 2'],
    ['at>=14:23', '0 1 2'],
    ['at:2026-03-13', '3'],
    ['at<2026-03-13', '0 1 2'],
    ['at:2026-03-12T14:23:39Z', '0'],
    ['at:2026-03-12T15:23:39+01:00', '0'],
    ['local:15:23', '0'],
    ['local:2026-03-13', '2 3'],
    ['local:2026-03-12T14:23:39Z', '0'],
    ['at:-', '4'],
    ['status:502 OR verb:POST', '0 1 2'],
    ['-(status:502 OR verb:POST) url:/', '3 4'],
  ])('%s', (text, expected) => {
    expect(hits(text)).toBe(expected);
  });

  it.each([
    ['nope:1', 'error 0-4'],
    ['a page=2', 'error 2-6'],
    ['status:abc', 'error 7-10'],
    ['status:5x', 'error 7-9'],
    ['status:5xx.3', 'error 7-12'],
    ['status:502,x', 'error 11-12'],
    ['time>soon', 'error 5-9'],
    ['win32:12a', 'error 6-9'],
    ['at:25:00', 'error 3-8'],
    ['at:2026-02-30', 'error 3-13'],
    ['at:14:20..2026-03-12', 'error 3-20'],
    ['url>5', 'error 4-5'],
    ['time:..', 'error 5-7'],
  ])('says where %s goes wrong', (text, expected) => {
    expect(hits(text)).toBe(expected);
  });

  it('tests each distinct string once, also strings that come later', () => {
    const growing = new StringTable(['a', 'b']);
    const column = [0, 1, 0, 1, 0];
    const asked: number[] = [];
    const counted = { length: 2, at: (ix: number) => (asked.push(ix), growing.at(ix)) };
    const table = fieldTable([
      { field: { kind: 'text', name: 'x', about: '', source: { index: (ix) => column[ix] ?? -1, strings: counted } } },
    ]);
    const test = compileText('x:a', table);
    if (!test.ok) throw new Error(test.error.message);
    expect(column.map((_, ix) => test.value(ix))).toEqual([true, false, true, false, true]);
    expect(asked).toEqual([0, 1]);
    column.push(growing.add('aa'));
    expect(test.value(5)).toBe(true);
    expect(asked).toEqual([0, 1, 2]);
  });

  it('is not fooled by names that every object has', () => {
    expect(hits('constructor:1')).toBe('error 0-11');
    expect(hits('__proto__:1')).toBe('error 0-9');
  });
});

describe('globMatches', () => {
  it('agrees with a regular expression', () => {
    const letters = fc.stringMatching(/^[ab]{0,8}$/);
    const pattern = fc.stringMatching(/^[ab*?]{0,6}$/);
    fc.assert(
      fc.property(pattern, letters, (glob, text) => {
        const regex = new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        expect(globMatches(glob, text)).toBe(regex.test(text));
      }),
      { numRuns: 1000 },
    );
  });
});
