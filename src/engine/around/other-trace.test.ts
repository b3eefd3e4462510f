import { describe, expect, it } from 'vitest';
import { partOf, toldPart } from '../../testing/around.ts';
import { freb } from '../../testing/freb-builder.ts';

describe('the other trace of the request', () => {
  const CLIENT = '203.0.113.24';
  const trace = (
    computer: string,
    headers: string,
    port: string,
    took: number,
    activityId: string,
    path = '/api/orders',
  ) =>
    freb({
      status: '502.3',
      computer,
      activityId,
      start: '2026-03-12T14:21:37.204Z',
      url: `https://orders.example.com:443${path}`,
    })
      .event('GENERAL_REQUEST_START', { at: 0, data: [['SiteId', 1]] })
      .event('GENERAL_ENDPOINT_INFORMATION', {
        data: [
          ['RemoteAddress', computer === 'ARR01' ? CLIENT : '10.0.0.5'],
          ['RemotePort', port],
          ['LocalAddress', '10.0.0.9'],
          ['LocalPort', '443'],
        ],
      })
      .event('GENERAL_REQUEST_HEADERS', { data: [['Headers', headers]] })
      .errorStatus('AspNetCoreModuleV2', '502.3', 2_147_954_402, { at: took })
      .toString();
  const FRONT = '{40000001-0000-0000-B63F-84710C7967BB}';
  const WORKER = '{40000002-0000-0000-B63F-84710C7967BB}';
  const ARR = 'X-ARR-LOG-ID: 7c9d2a54-3b61-4e0f-9a7e-5d1c8f2b6e90\r\nHost: x';
  const both = (front: string, worker: string) => [['arr/fr1.xml', front] as const, ['web/fr2.xml', worker] as const];

  it('is linked from both sides by the id that ARR hands on', async () => {
    const dropped = both(trace('ARR01', ARR, '51774', 121_000, FRONT), trace('WEB01', ARR, '1025', 120_000, WORKER));
    const from = await partOf('other-trace', dropped, 'arr/fr1.xml');
    const back = await partOf('other-trace', dropped, 'web/fr2.xml');
    expect(
      [from, back].map((one) => [
        one.items[0]?.path,
        one.items[0]?.detail.split(',').slice(0, 2).join(),
        one.items[0]?.certainty,
      ]),
    ).toEqual([
      ['web/fr2.xml', 'on WEB01, behind this one', 'exact'],
      ['arr/fr1.xml', 'on ARR01, in front of this one', 'exact'],
    ]);
    expect(from.items[0]?.why).toEqual(['the same x-arr-log-id 7c9d2a54-3b61-4e0f-9a7e-5d1c8f2b6e90']);
  });

  it('is likely by the client that X-Forwarded-For names, with verb, path and time', async () => {
    const front = trace('ARR01', 'Host: x', '51774', 121_000, FRONT);
    const behind = (forwarded: string, path?: string): string =>
      trace('WEB01', `X-Forwarded-For: ${forwarded}\r\nHost: x`, '1025', 120_000, WORKER, path);
    const part = async (worker: string) => toldPart(await partOf('other-trace', both(front, worker), 'web/fr2.xml'))[0];
    expect(await part(behind(`${CLIENT}:51774`))).toMatch(/^likely 502\.3 GET .*X-Forwarded-For names the client/);
    const none = 'no other open trace has an id of this request or its client';
    expect(await part(behind(`${CLIENT}:51775`))).toBe(none);
    expect(await part(behind(CLIENT))).toBe(none);
    expect(await part(behind(`${CLIENT}:51774`, '/other'))).toBe(none);
  });

  it('is the file of another rule of the same server, by activity', async () => {
    const dropped = both(trace('WEB01', 'Host: x', '1', 100, FRONT), trace('WEB01', 'Host: y', '1', 120, FRONT));
    expect(toldPart(await partOf('other-trace', dropped, 'web/fr2.xml'))[0]).toMatch(
      /the same activity id on one server$/,
    );
  });
});
