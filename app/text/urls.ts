import { isSecretName } from '#core/knowledge/secrets/names';
import { looksSecret } from '#core/knowledge/secrets/shapes';
import { WORDS } from './words.ts';

/** An address cut into what lists show, secrets masked. */
export interface ShortUrl {
  /** Host with its port, '' when there is none. */
  readonly host: string;
  readonly path: string;
  /** With its question mark; '' for no query. */
  readonly query: string;
}

/** Cuts an address as a trace writes it. Understands what `URL` refuses, and changes no other character. */
export function shortUrl(url: string): ShortUrl {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(url)?.[0] ?? '';
  const rest = url.slice(scheme.length);
  const end = rest.search(/[/?#]/);
  const host = scheme === '' ? '' : end < 0 ? rest : rest.slice(0, end);
  const after = rest.slice(host.length);
  const mark = after.indexOf('?');
  const path = mark < 0 ? after : after.slice(0, mark);
  const segments = path.split('/').map((segment) => (looksSecret(segment) ? WORDS.masked : segment));
  return {
    host: host.slice(host.lastIndexOf('@') + 1),
    path: path === '' ? '/' : segments.join('/'),
    query:
      mark < 0
        ? ''
        : `?${after
            .slice(mark + 1)
            .split('&')
            .map(maskPair)
            .join('&')}`,
  };
}

function maskPair(pair: string): string {
  const mark = pair.indexOf('=');
  const name = mark < 0 ? '' : pair.slice(0, mark);
  const value = pair.slice(mark + 1);
  const secret = value !== '' && ((mark >= 0 && isSecretName(name)) || looksSecret(value));
  return secret ? `${mark < 0 ? '' : `${name}=`}${WORDS.masked}` : pair;
}
