import { describe, expect, it } from 'vitest';
import { partOf, toldPart, traced } from '../../testing/around.ts';
import type { Dropped } from '../../testing/opened.ts';

describe('detailed error pages', () => {
  const page = (over: Readonly<Record<string, string>> = {}): string => {
    const cells = {
      Module: 'AspNetCoreModule',
      Notification: 'ExecuteRequestHandler',
      Handler: 'aspNetCore',
      'Error Code': '0x80072ee2',
      'Requested URL': 'https://SITENAME:80/api/reports?token=abc',
      ...over,
    };
    const rows = Object.entries(cells).map(([name, value]) => `<tr><th>${name}</th><td>&nbsp;&nbsp;${value}</td></tr>`);
    return `<html><title>IIS 10.0 Detailed Error - 502.3 - Bad Gateway</title><h2>HTTP Error ${over['status'] ?? '502.3'} - Bad Gateway</h2><h3>There was a connection error.</h3><h4>Detailed Error Information:</h4><table>${rows.join('')}</table></html>`;
  };
  const part = (...pages: readonly string[]) =>
    partOf('error-page', [
      traced(),
      ...pages.map((text, ix): Dropped => [`DetailedErrors/ErrorPage00000${ix}.htm`, text]),
    ]);

  it('are candidates by path, module and status, whatever the host', async () => {
    const found = await part(page());
    expect(toldPart(found)).toEqual([
      'possible HTTP Error 502.3 - Bad Gateway | the same path and module AspNetCoreModule; the same status 502.3; the same error code 0x80072ee2; a page has no time, so it may be of another request',
    ]);
    expect(found.items[0]?.detail).toContain('Handler aspNetCore');
    expect(found.items[0]?.path).toBe('DetailedErrors/ErrorPage000000.htm');
  });

  it.each([
    ['path', { 'Requested URL': 'https://x/api/orders' }, 'no error page has this path'],
    ['module', { Module: 'StaticFileModule' }, '1 error page of this path, with another module (StaticFileModule)'],
    ['status', { status: '500.19' }, '1 error page of this path, with another status (500.19)'],
  ])('are not with another %s', async (_, over, none) => {
    expect(toldPart(await part(page(over)))).toEqual([none]);
  });

  it('are ambiguous when several are alike, and told apart by the error code', async () => {
    expect(toldPart(await part(page(), page({ Handler: 'b' })))[0]).toBe('ambiguous 2');
    const found = await part(page({ 'Error Code': '0x80072efd' }), page());
    expect(found.items.map(({ path }) => path)).toEqual(['DetailedErrors/ErrorPage000001.htm']);
  });
});
