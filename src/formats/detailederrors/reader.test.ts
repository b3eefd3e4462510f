import { describe, expect, it } from 'vitest';
import { byteSource } from '../../testing/byte-source.ts';
import { readerContract } from '../../testing/reader-contract.ts';
import { readWith } from '../../testing/read-with.ts';
import { detailedErrorsReader } from './reader.ts';

/** A page as IIS lays it out. */
function page(
  rows: readonly (readonly [string, string])[],
  title = 'HTTP Error 502.5 - Bad Gateway',
  summary = 'The specified CGI application encountered an error.',
): string {
  const cells = rows.map(([label, value]) => `<tr><th>${label}</th><td>${value}</td></tr>`).join('\r\n');
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\r\n<html xmlns="http://www.w3.org/1999/xhtml">\r\n<head>\r\n<title>IIS Detailed Error - 502.5 - Bad Gateway</title>\r\n<style type="text/css"><!-- body{margin:0} --></style></head>\r\n<body><div id="content"><div class="content-container"><h3>${title}</h3><h4>${summary}</h4></div>\r\n<fieldset><h4>Most likely causes:</h4><ul><li>x</li></ul></fieldset>\r\n<fieldset><h4>Detailed Error Information:</h4><table>${cells}</table></fieldset></div></body></html>\r\n`;
}

const PAGE = page([
  ['Module', '&nbsp;&nbsp;&nbsp;AspNetCoreModule'],
  ['Notification', '&nbsp;&nbsp;&nbsp;ExecuteRequestHandler'],
  ['Handler', '&nbsp;&nbsp;&nbsp;aspNetCore'],
  ['Error Code', '&nbsp;&nbsp;&nbsp;0x80004005'],
  ['Requested URL', '&nbsp;&nbsp;&nbsp;https://CONTOSO:80/api/a&amp;b?x=&lt;1&gt;'],
  ['Physical Path', '&nbsp;&nbsp;&nbsp;D:\\home\\site\\wwwroot\\api'],
  ['Logon Method', '&nbsp;&nbsp;&nbsp;Anonymous'],
  ['Logon User', '&nbsp;&nbsp;&nbsp;Anonymous'],
]);

const read = (html: string): ReturnType<typeof readWith> =>
  readWith(detailedErrorsReader, byteSource(html, 'ErrorPage000001.htm'));

describe('detailedErrorsReader', () => {
  it('reads what the page says', async () => {
    const { items, summary } = await read(PAGE);
    expect(summary.state).toBe('whole');
    expect(items).toEqual([
      {
        kind: 'errorPage',
        page: {
          file: 'test:ErrorPage000001.htm',
          path: 'ErrorPage000001.htm',
          status: 502,
          subStatus: 5,
          title: 'HTTP Error 502.5 - Bad Gateway',
          summary: '',
          module: 'AspNetCoreModule',
          notification: 'ExecuteRequestHandler',
          handler: 'aspNetCore',
          errorCode: '0x80004005',
          url: 'https://CONTOSO:80/api/a&b?x=<1>',
          physicalPath: 'D:\\home\\site\\wwwroot\\api',
          logonMethod: 'Anonymous',
          logonUser: 'Anonymous',
        },
      },
    ]);
  });

  it('keeps 500.30 apart from 500.3', async () => {
    const { items } = await read(
      page([['Module', 'AspNetCoreModuleV2']], 'HTTP Error 500.30 - ANCM In-Process Start Failure'),
    );
    expect(items[0]).toMatchObject({ page: { status: 500, subStatus: 30 } });
  });

  it('refuses a page without content and leaves other pages alone', async () => {
    expect((await read('<html><h4>Detailed Error Information</h4></html>')).summary).toMatchObject({
      state: 'refused',
      reason: 'error-page-empty',
    });
    const score = (html: string): number => detailedErrorsReader.sniff(new TextEncoder().encode(html), 'x.htm').score;
    expect(score(PAGE)).toBeGreaterThan(0.9);
    expect(score('<html><body>Hello</body></html>')).toBe(0);
    expect(score('Detailed Error Information')).toBe(0);
  });

  it('takes no time on a page made to hurt', async () => {
    const hostile = `<html>Detailed Error Information${'<th>'.repeat(50_000)}${'<th>a</th><td>'.repeat(20_000)}`;
    expect((await read(hostile)).summary.state).toBe('refused');
  });
});

readerContract(detailedErrorsReader, [{ name: 'ErrorPage000001.htm', bytes: new TextEncoder().encode(PAGE) }], {
  plain: (result) => result.items,
  cut: 'any',
});
