import { decodeCode } from '#core/knowledge/decode';
import { hresult } from '#core/model/units';
import { shortUrl } from '../../text/urls.ts';
import { LOG } from './words.ts';

/** Key of a group as shown: `502.3 · 12002 ERROR_WINHTTP_TIMEOUT`; addresses lose their secrets. */
export function groupText(by: string, key: string): string {
  if (key === '') return LOG.nothing;
  if (by === 'triple') {
    const [status = '', sub = '0', win32 = '0'] = key.split(' ');
    const written = sub === '0' ? status : `${status}.${sub}`;
    return win32 === '0' ? written : `${written} · ${win32Text(win32)}`;
  }
  if (by === 'win32') return win32Text(key);
  if (by === 'template' || by === 'url' || by === 'cs-uri-stem') return shortUrl(key).path;
  if (by === 'query' || by === 'cs-uri-query') return shortUrl(`/?${key}`).query.slice(1);
  if (/referer/i.test(by)) {
    const { host, path, query } = shortUrl(key);
    return `${host}${path}${query}`;
  }
  return key;
}

function win32Text(win32: string): string {
  if (win32 === '0') return '0';
  const name = decodeCode(hresult(Number(win32)))?.names[0];
  return name === undefined ? win32 : `${win32} ${name}`;
}
