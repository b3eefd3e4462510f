import { describe, expect, it } from 'vitest';
import { isNear, joinWords, namesPath, type Words, type WordsJoin } from './applog.ts';
import { inProcessRequestId, requestIds } from './request-id.ts';
import type { JoinSubject } from './subject.ts';

const from = Date.parse('2026-03-12T14:21:37Z');
const ID = '400001a7-0000-dc00-b63f-84710c7967bb';

function subject(headers: Readonly<Record<string, string>> = {}, activityId = ID): JoinSubject {
  const known = { activityId, path: '/api/reports', from, to: from + 60_000 };
  return { ...known, headers: new Map(Object.entries(headers)) } as unknown as JoinSubject;
}

const words = (over: Partial<Words>): Words => ({
  time: from,
  requestId: '',
  traceId: '',
  parentId: '',
  requestPath: '',
  text: '',
  ...over,
});

/** Indexes of the words that were found, by id: `kind id 0 2`. */
function told(list: readonly Words[], join: WordsJoin<Words>): readonly string[] {
  if (join.kind === 'none') return ['none'];
  const groups = join.kind === 'path' ? [join.group] : join.groups;
  return groups.map((group) => `${join.kind} ${group.name} ${group.words.map((one) => list.indexOf(one)).join(' ')}`);
}

const joined = (list: readonly Words[], of = subject(), forwardedAt: number | null = null): readonly string[] =>
  told(list, joinWords(of, requestIds(of), list, forwardedAt));

describe('inProcessRequestId', () => {
  it.each([
    ['{400001A7-0000-DC00-B63F-84710C7967BB}', ID],
    ['40000413-0000-e800-b63f-84710c7967bb', '40000413-0000-e800-b63f-84710c7967bb'],
    ['{00000000-0000-0000-9307-0080010000F1}', '80000793-0001-f100-b63f-84710c7967bb'],
    ['{00000000-0000-0000-0000-000000000000}', ''],
    ['{11112222-3333-4444-5555-666677778888}', ''],
    ['', ''],
  ])('%s -> %s', (activity, expected) => {
    expect(inProcessRequestId(activity)).toBe(expected);
  });
});

describe('requestIds', () => {
  it('takes ids from activity and headers, and leaves out what is none', () => {
    const of = subject({
      'x-arr-log-id': '7c9d2a54-3b61-4e0f-9a7e-5d1c8f2b6e90',
      'x-request-id': '17',
      'x-correlation-id': ID.toUpperCase(),
      traceparent: '00-630d3c5e1878794ea68a4279aa97cf70-3fd9680f17891b3e-01',
    });
    const event = 0 as never;
    expect(
      requestIds(of, [{ name: 'Request-Id', value: 'abcdef-123456', event }]).map(({ name, chain }) => [name, chain]),
    ).toEqual([
      ['request id', false],
      ['x-arr-log-id', false],
      ['request-id', true],
      ['traceparent', true],
    ]);
    const nothing = subject({ traceparent: `00-${'0'.repeat(32)}-${'0'.repeat(16)}-00` }, '');
    expect(requestIds(nothing)).toEqual([]);
  });
});

describe('joinWords', () => {
  it('finds an id in its field and in a text, as a whole word in any case', () => {
    const list = [
      words({ requestId: ID.toUpperCase() }),
      words({ text: `failed (${ID})` }),
      words({ text: `failed ${ID}0` }),
      words({}),
    ];
    expect(joined(list)).toEqual(['ids request id 0 1']);
    expect(joined(list.slice(2))).toEqual(['none']);
  });

  it('takes no character of a header for a pattern', () => {
    const of = subject({ 'x-request-id': '(a+)+$|.*[\\w' });
    expect(
      joined([words({ text: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' }), words({ text: 'x (a+)+$|.*[\\w y' })], of),
    ).toEqual(['ids x-request-id 1']);
  });

  it('takes along the lines of the Kestrel id that stands beside an id', () => {
    const of = subject({ 'x-request-id': 'abcdef-123456' });
    const kestrel = '0HNB2K7QF1QHS:00000007';
    const list = [words({ requestId: kestrel, text: 'got abcdef-123456' }), words({ requestId: kestrel }), words({})];
    expect(joined(list, of)).toEqual(['ids x-request-id 0', 'ids Kestrel id 1']);
  });

  it('tells requests of Kestrel apart by path, time and beginning', () => {
    const of = (id: number, at: number, text = 'Request starting HTTP/1.1 GET http://x/api/reports'): Words =>
      words({ requestId: `0HNB2K7QF1QHS:0000000${id}`, time: from + at, text });
    expect(joined([of(1, 20), of(2, 20_000)])).toEqual(['path Kestrel id 0']);
    expect(joined([of(1, 20), of(2, 20_000)], subject(), from + 20_050)).toEqual(['path Kestrel id 1']);
    expect(joined([of(1, 20), of(2, 60)])).toEqual(['several Kestrel id 0', 'several Kestrel id 1']);
    expect(joined([of(1, -5000), of(2, 70_000)])).toEqual(['none']);
    expect(joined([of(1, 20, 'Request starting HTTP/1.1 GET http://x/api/reports/7')])).toEqual(['none']);
    // Only its end is logged: the beginning cannot tell, the path does.
    expect(joined([of(1, 50_000, 'HTTP GET /api/reports responded 500 in 49000 ms')])).toEqual(['path Kestrel id 0']);
  });
});

describe('isNear', () => {
  it('lets pass ten minutes on either side, and what has no time', () => {
    const minutes = [-11, -9, 0, 10, 12].map((minute) => isNear(subject(), from + minute * 60_000));
    expect(minutes).toEqual([false, true, true, true, false]);
    expect(isNear(subject(), null)).toBe(true);
  });
});

describe('namesPath', () => {
  it.each([
    [{ requestPath: '/API/Reports', text: '' }, '/api/reports', true],
    [{ requestPath: '/other', text: 'GET /api/reports' }, '/api/reports', false],
    [{ requestPath: '', text: 'GET http://127.0.0.1:21873/api/reports?x=1 - -' }, '/api/reports', true],
    [{ requestPath: '', text: 'failed at /api/reports.' }, '/api/reports', true],
    [{ requestPath: '', text: 'failed at /api/reports/7' }, '/api/reports', false],
    [{ requestPath: '', text: 'a / b' }, '/', false],
    [{ requestPath: '', text: 'GET http://x/ -' }, '/', true],
  ])('%j %s: %s', (text, path, expected) => {
    expect(namesPath(text, path)).toBe(expected);
  });
});
