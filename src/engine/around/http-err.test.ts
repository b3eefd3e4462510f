import { describe, expect, it } from 'vitest';
import { partOf, toldPart, traced } from '../../testing/around.ts';
import { type HttpErrRow, httpErrText } from '../../testing/w3c-builder.ts';

describe('HTTPERR', () => {
  const at = '2026-03-12 14:23:42';
  const row = (over: Partial<HttpErrRow> = {}): HttpErrRow => ({
    at,
    ip: '203.0.113.24',
    port: 51_774,
    reason: 'Connection_Dropped',
    url: '/api/reports',
    ...over,
  });
  const part = (...rows: readonly HttpErrRow[]) => partOf('http-err', [traced(), ['httperr1.log', httpErrText(rows)]]);

  it('is of the request by client address, port and URL', async () => {
    const found = await part(row());
    expect(toldPart(found)).toEqual([
      'exact Connection_Dropped · GET /api/reports | the same client address and port, while the connection lived; the same URL; 2.73 s after it ended',
    ]);
    expect(found.items[0]).toMatchObject({ path: 'httperr1.log', place: { kind: 'httpErr', line: 5 } });
    expect(found.items[0]?.detail).not.toBe('');
  });

  it.each<[string, Partial<HttpErrRow>, string]>([
    ['another port', { port: 51_775 }, 'no HTTPERR row has this client address and port'],
    ['another client', { ip: '203.0.113.25' }, 'no HTTPERR row has this client address and port'],
    ['another site', { site: 2 }, '1 HTTPERR row has this client address and port, of another site, pool or server'],
    [
      'another server',
      { more: { 's-ip': '10.20.0.12' } },
      '1 HTTPERR row has this client address and port, of another site, pool or server',
    ],
    [
      'another hour',
      { at: '2026-03-12 15:23:42' },
      '1 HTTPERR row has this client address and port, at another time: a later connection',
    ],
    ['an idle time-out', { reason: 'Timer_ConnectionIdle' }, 'no HTTPERR row has this client address and port'],
  ])('is not with %s', async (_, over, none) => {
    expect(toldPart(await part(row(over)))).toEqual([none]);
  });

  it('is likely with another URL or none on the connection, and ambiguous with several rows', async () => {
    expect(toldPart(await part(row({ url: '-' })))[0]).toMatch(/^likely /);
    expect(toldPart(await part(row({ url: '/other' })))[0]).toMatch(/^likely .*another URL/);
    expect(toldPart(await part(row(), row({ at: '2026-03-12 14:23:43' })))[0]).toBe('ambiguous 2');
  });
});
