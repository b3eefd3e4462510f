import { describe, expect, it } from 'vitest';
import { matchesOf, partOf, sampleLog, toldPart, TRACE_ID, traced, withHeader } from '../../testing/around.ts';
import type { Dropped } from '../../testing/opened.ts';

describe('application logs', () => {
  const line = (time: string, level: string, text: string): string =>
    `2026-03-12 ${time} +00:00 [${level}] Contoso.Reports: ${text}\n`;
  const part = (text: string, trace = traced(), name = 'diagnostics-20260312.txt') =>
    partOf('app-log', [trace, [name, text]]);
  const noise = line('14:00:00.000', 'Information', 'before') + line('14:20:00.000', 'Information', 'just before');

  it.each([
    ['the request id in form A', TRACE_ID, traced(), `request id ${TRACE_ID}`],
    [
      'the request id of an activity id in form B',
      '80000793-0001-f100-b63f-84710c7967bb',
      traced(['400001A7-0000-DC00-B63F-84710C7967BB', '00000000-0000-0000-9307-0080010000F1']),
      'request id 80000793-0001-f100-b63f-84710c7967bb',
    ],
    [
      'the ARR log id',
      '7c9d2a54-3b61-4e0f-9a7e-5d1c8f2b6e90',
      traced(withHeader('X-ARR-LOG-ID: 7c9d2a54-3b61-4e0f-9a7e-5d1c8f2b6e90')),
      'x-arr-log-id 7c9d2a54-3b61-4e0f-9a7e-5d1c8f2b6e90',
    ],
    [
      'the trace id of traceparent',
      '630d3c5e1878794ea68a4279aa97cf70',
      traced(withHeader('traceparent: 00-630d3c5e1878794ea68a4279aa97cf70-3fd9680f17891b3e-01')),
      'traceparent 630d3c5e1878794ea68a4279aa97cf70',
    ],
  ])('are joined by %s', async (_, id, trace, why) => {
    const text = `${noise}${line('14:23:20.000', 'Error', `failed, see ${id}.`)}System.TimeoutException: too late\n   at A.B()\n${line('14:40:00.000', 'Error', 'other')}`;
    const found = await part(text, trace);
    expect(toldPart(found)).toEqual([`exact 1 entry of diagnostics-20260312.txt | ${why}`]);
    const [item] = found.items;
    expect(item?.lines.map((one) => [one.line, one.match])).toEqual([
      [2, false],
      [3, true],
      [6, false],
    ]);
    expect(item?.lines[1]?.more).toEqual(['System.TimeoutException: too late', '   at A.B()']);
    expect(item?.place).toMatchObject({ kind: 'line', line: 3 });
    // The same with one digit changed is nobody's id: what is left is the time.
    const changed = await part(text.replaceAll(id, `${id.slice(0, -1)}z`), trace);
    expect(toldPart(changed)[0]).toMatch(/^around 1 entry .*around the same time: 1 min 43 s into the request/);
  });

  it('are joined by the id that the answer carried', async () => {
    const trace = traced([
      'Content-Type: text/html',
      'Content-Type: text/html\r\nX-Request-Id: 0HNB2K7QF1QHS:00000007',
    ]);
    const found = await part(line('14:22:00.000', 'Information', 'RequestId:0HNB2K7QF1QHS:00000007 begun'), trace);
    expect(toldPart(found)).toEqual([
      'exact 1 entry of diagnostics-20260312.txt | x-request-id 0HNB2K7QF1QHS:00000007',
    ]);
  });

  it('are joined by an id of Kestrel that names the path in the time of the request', async () => {
    const of = (id: string, path: string, time: string): string =>
      line(
        time,
        'Information',
        `Request starting HTTP/1.1 GET http://reports${path} - - - RequestId:0HNB2K7QF1QHS:${id}`,
      );
    const end = line('14:23:39.100', 'Error', 'Timed out RequestId:0HNB2K7QF1QHS:00000002');
    const mine = of('00000002', '/api/reports', '14:21:37.230');
    const one = await part(noise + of('00000001', '/api/orders', '14:21:37.300') + mine + end);
    expect(toldPart(one)).toEqual([
      'likely 2 entries of diagnostics-20260312.txt | Kestrel id 0HNB2K7QF1QHS:00000002, which names this path in the time of the request',
    ]);
    expect(matchesOf(one.items[0])).toHaveLength(2);
    // Another one of the same path later is told apart by its beginning; one at the same moment is not.
    expect(toldPart(await part(mine + of('00000003', '/api/reports', '14:22:10.000')))[0]).toMatch(
      /^likely .*:00000002/,
    );
    const twins = await part(mine + of('00000003', '/api/reports', '14:21:37.240'));
    expect(toldPart(twins)[0]).toBe('ambiguous 2');
    expect(twins.items.every(({ certainty }) => certainty === 'possible')).toBe(true);
  });

  it('tell the requests of one chain apart by the calling span, then by path', async () => {
    const trace = traced(withHeader('traceparent: 00-630d3c5e1878794ea68a4279aa97cf70-3fd9680f17891b3e-01'));
    const of = (request: string, parent: string, path: string): string =>
      `${JSON.stringify({ Timestamp: '2026-03-12T14:22:00Z', LogLevel: 'Error', Category: 'A', Message: request, TraceId: '630d3c5e1878794ea68a4279aa97cf70', ParentId: parent, RequestId: `0HNB2K7QF1QHS:0000000${request}`, RequestPath: path })}\n`;
    const [A, B] = ['3fd9680f17891b3e', '00f067aa0ba902b7'];
    expect(toldPart(await part(of('1', A, '/x') + of('2', B, '/y'), trace, 'a.json'))[0]).toMatch(/^exact 1 entry/);
    expect(toldPart(await part(of('1', B, '/api/reports') + of('2', B, '/y'), trace, 'a.json'))[0]).toMatch(
      /^likely 1 entry/,
    );
    expect(toldPart(await part(of('1', B, '/x') + of('2', B, '/y'), trace, 'a.json'))[0]).toBe('ambiguous 2');
  });

  it('fall back to the time, errors first, and leave out what is of another process', async () => {
    const found = await part(
      noise +
        line('14:22:00.000', 'Information', 'busy') +
        line('14:23:40.000', 'Error', 'near the end') +
        line('14:21:40.000', 'Warning', 'near the begin') +
        line('14:30:00.000', 'Error', 'much later'),
    );
    expect(matchesOf(found.items[0])).toEqual(['Contoso.Reports: near the end', 'Contoso.Reports: near the begin']);
    expect(found.items[0]?.why).toEqual([
      'around the same time: 733 ms after it ended',
      'no entry has an id of the request',
    ]);
  });

  it.each([
    [
      'everything is of another time',
      line('12:00:00.000', 'Error', 'x'),
      'a.txt',
      /is of its time; the last one is 2 h 21 min before it$/,
    ],
    ['times have no zone', '2026-03-12 14:23:20.0000|ERROR|A|x\n', 'nlog.txt', /the times have no zone$/],
    ['there are no times', '<3>A.B[0] x\n', 'plain.txt', /none has a time$/],
  ])('have none when %s', async (_, text, name, none) => {
    expect(toldPart(await part(text, traced(), name))[0]).toMatch(none);
  });

  it('take the zone from a log in local time that traces put right', async () => {
    const nlog: Dropped = ['nlog.txt', '2026-03-12 15:23:20.0000|ERROR|A|x\n'];
    const found = await partOf('app-log', [traced(), sampleLog('native/u_in260312.log'), nlog]);
    expect(toldPart(found)[0]).toMatch(/^around .*: 1 min 43 s into the request/);
  });
});
