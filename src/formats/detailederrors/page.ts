import type { ErrorPage } from '../../model/sidefiles.ts';

type Facts = Omit<ErrorPage, 'file' | 'path'>;

const NAMED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
]);

/** Text of a piece of HTML: tags out, references resolved, blanks as one. */
function plain(html: string): string {
  const text = html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (whole, dec, hex, name) => {
      if (name !== undefined) return NAMED.get(String(name).toLowerCase()) ?? whole;
      const code = dec === undefined ? Number.parseInt(String(hex), 16) : Number(dec);
      return code > 0x1f && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' ';
    });
  return text.replace(/\s+/g, ' ').trim();
}

/** Cells of the page's tables: a label in `th`, its value in `td`. */
const ROW = /<th\b[^>]*>([^<]{0,200})<\/th>\s*<td\b[^>]*>((?:(?!<\/td>)[\s\S]){0,8192})<\/td>/gi;
const HEADING = /<h([23])\b[^>]*>((?:(?!<\/h[23]>)[\s\S]){0,4096})<\/h\1>/gi;
const STATUS = /HTTP Error (\d{3})(?:\.(\d{1,5}))?/i;

/** True for a page that IIS wrote for a failed request. */
export function isErrorPage(html: string): boolean {
  return (
    /<html\b/i.test(html) &&
    (/Detailed Error Information/i.test(html) || /<title>\s*IIS [\d.]+ Detailed Error/i.test(html))
  );
}

/** What an error page says; null when it names neither a status nor a module. */
export function readErrorPage(html: string): Facts | null {
  const cells = new Map<string, string>();
  for (const [, label = '', value = ''] of html.matchAll(ROW)) {
    const key = plain(label)
      .toLowerCase()
      .replace(/[\s:]+$/, '');
    if (!cells.has(key)) cells.set(key, plain(value));
  }
  const headings = [...html.matchAll(HEADING)].map(([, , text = '']) => plain(text));
  const [, status = '', subStatus = ''] =
    STATUS.exec(headings.join('\n')) ?? STATUS.exec(plain(/<title>([^<]{0,500})/i.exec(html)?.[1] ?? '')) ?? [];
  const cell = (name: string): string => cells.get(name) ?? '';
  if (status === '' && cell('module') === '') return null;
  return {
    status: Number(status),
    subStatus: Number(subStatus),
    title: headings.find((text) => STATUS.test(text)) ?? '',
    summary: headings.find((text) => !STATUS.test(text)) ?? '',
    module: cell('module'),
    notification: cell('notification'),
    handler: cell('handler'),
    errorCode: cell('error code'),
    url: cell('requested url'),
    physicalPath: cell('physical path'),
    logonMethod: cell('logon method'),
    logonUser: cell('logon user'),
  };
}
