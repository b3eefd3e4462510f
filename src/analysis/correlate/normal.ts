/** A trace holds what was sent, a log what that decodes to, which may look encoded still (`%2525`, `%25`). */
const MOST_ROUNDS = 4;

/** Text as both sides can be compared: percent signs decoded, `+` and controls (logs write `+`) as blanks, lower case. */
function normalText(text: string): string {
  let plain = text;
  for (let round = 0; round < MOST_ROUNDS && plain.includes('%'); round++) plain = decoded(plain);
  return plain.replace(/[\0- +]/g, ' ').toLowerCase();
}

function decoded(text: string): string {
  return text
    .replace(/%u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
      try {
        return decodeURIComponent(escapes);
      } catch {
        // No UTF-8: HTTP.sys reads such bytes in the code page of the server, which mostly is Latin-1.
        return escapes.replace(/%(..)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
      }
    });
}

/** A path in the form of `normalText`, with `\` as `/`, slashes in a row as one, and `.` and `..` gone their way. */
export function normalPath(path: string): string {
  const plain = normalText(path).replace(/[/\\]+/g, '/');
  return (plain.includes('/.') ? withoutDots(plain) : plain) || '/';
}

function withoutDots(path: string): string {
  const kept: string[] = [];
  const parts = path.split('/');
  for (const [ix, part] of parts.entries()) {
    const last = ix === parts.length - 1;
    if (part === '..' && kept.length > 1) kept.pop();
    else if (part !== '.' && part !== '..') kept.push(part);
    if (last && (part === '.' || part === '..')) kept.push('');
  }
  return kept.join('/');
}

const ARR_LOG_ID = /(?:^|&)X-ARR-LOG-ID=([0-9a-f-]{36})(?=&|$)/i;
/** What Application Request Routing and App Service append to the query that is logged. */
const APPENDED = /(?:^|&)(?:X-ARR-(?:CACHE-HIT|LOG-ID)|SERVER-(?:STATUS|ROUTED))=[^&]*/gi;

/** The id that App Service appends to a logged query; '' for none. */
export function arrLogId(query: string): string {
  return ARR_LOG_ID.exec(query)?.[1]?.toLowerCase() ?? '';
}

/** A query in the form of `normalText`, without what request routing appends. */
export function normalQuery(query: string): string {
  return normalText(/X-ARR-/i.test(query) ? query.replace(APPENDED, '').replace(/^&/, '') : query);
}

/** An address without brackets, zone and port, lower case: `[2001:DB8::1%3]:443`, `203.0.113.9:51774`, `::1%0`. */
export function normalAddress(address: string): string {
  const bracketed = /^\[([^\]]*)\]/.exec(address)?.[1];
  const bare =
    bracketed ?? (/^\d+\.\d+\.\d+\.\d+:\d+$/.test(address) ? address.slice(0, address.indexOf(':')) : address);
  const plain = bare.replace(/%.*$/, '').toLowerCase();
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1] ?? plain;
}

/** A header as a log writes it, in lower case: blanks, tabs and control characters as `+`. */
export function loggedText(text: string): string {
  return text.replace(/[\0- ]/g, '+').toLowerCase();
}

/** The name of a field or header without `cs(` and `)`, marks and case: `cs(X-Correlation-Id)`, `XCorrelationID`. */
export function squeezed(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:cs|sc)\((.*)\)$/, '$1')
    .replace(/[^a-z0-9]/g, '');
}
