/**
 * A path as both sides can be compared: percent signs decoded, `+` (what logs write for a blank) as a blank, lower case,
 * slashes in a row as one. Escapes that are no UTF-8 stay as they stand.
 */
export function normalPath(path: string): string {
  const decoded = path.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
  return (
    decoded
      .replaceAll('+', ' ')
      .replace(/\/{2,}/g, '/')
      .toLowerCase() || '/'
  );
}

const ARR_LOG_ID = /(?:^|&)X-ARR-LOG-ID=([0-9a-f-]{36})(?=&|$)/i;

/** The id that App Service appends to a logged query; '' for none. */
export function arrLogId(query: string): string {
  return ARR_LOG_ID.exec(query)?.[1]?.toLowerCase() ?? '';
}

/** A query without what App Service appends, in the form of the log (blanks as `+`). */
export function normalQuery(query: string): string {
  return query.replace(ARR_LOG_ID, '').replaceAll(' ', '+');
}

/** An address without brackets, zone and port, lower case: `[2001:DB8::1%3]:443`, `203.0.113.9:51774`, `::1%0`. */
export function normalAddress(address: string): string {
  const bracketed = /^\[([^\]]*)\]/.exec(address)?.[1];
  const bare =
    bracketed ?? (/^\d+\.\d+\.\d+\.\d+:\d+$/.test(address) ? address.slice(0, address.indexOf(':')) : address);
  const plain = bare.replace(/%.*$/, '').toLowerCase();
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1] ?? plain;
}

/** A header as a log writes it: blanks, tabs and control characters as `+`. */
export function loggedText(text: string): string {
  return text.replace(/[\0- ]/g, '+');
}
