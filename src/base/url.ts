const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
const PORT = /:(\d{0,5})$/;

/** Parts of a URL as written. */
export interface UrlParts {
  /** Lower case; '' for a URL that is only a path. */
  readonly host: string;
  /** null: the URL names none. */
  readonly port: number | null;
  readonly path: string;
  /** Without its question mark. */
  readonly query: string;
}

/**
 * Cuts an absolute URL, or a path with its query, as servers log them. Takes what the platform's `URL` refuses, and
 * changes nothing but the case of the host. The fragment is left out.
 *
 *   https://Shop:443/API/orders?page=2   ->  shop, 443, /API/orders, page=2
 *   /api/orders                          ->  '', null, /api/orders, ''
 */
export function urlParts(url: string): UrlParts {
  const scheme = SCHEME.exec(url)?.[0] ?? '';
  const rest = url.slice(scheme.length);
  const slash = scheme === '' ? 0 : rest.search(/[/?#]|$/);
  const authority = rest.slice(0, slash);
  const port = PORT.exec(authority)?.[1] ?? '';
  const target = rest.slice(slash).replace(/#.*$/s, '');
  const mark = target.indexOf('?');
  return {
    host: authority.replace(PORT, '').toLowerCase(),
    port: port === '' ? null : Number(port),
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
  };
}
