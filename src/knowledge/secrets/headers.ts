import { isSecretName } from './names.ts';

/** Headers whose values are diagnostic facts: never masked, and all that strict redaction leaves. Lower case. */
const PLAIN_HEADERS: ReadonlySet<string> = new Set(
  (
    'host connection content-type content-length transfer-encoding upgrade expect accept accept-encoding accept-language ' +
    'accept-charset accept-ranges max-forwards server date cache-control user-agent x-forwarded-proto x-original-proto ' +
    'x-arr-log-id traceparent x-aspnet-version x-powered-by'
  ).split(' '),
);

/** Headers that are always masked, whatever their value. Lower case; `*` stands for any rest. */
const SECRET_HEADERS: readonly string[] = (
  'authorization proxy-authorization cookie cookie2 set-cookie set-cookie2 www-authenticate proxy-authenticate ' +
  'authentication-info proxy-authentication-info x-api-key api-key ocp-apim-subscription-key x-functions-key x-zumo-auth ' +
  'x-ms-client-principal* x-ms-token-* x-arr-clientcert x-client-cert client-cert ssl-client-* ms-aspnetcore-* ' +
  'requestverificationtoken x-csrf-* x-xsrf-* x-amz-security-token x-vault-token private-token sec-websocket-protocol ' +
  'sec-websocket-key from'
).split(' ');

const EXACT: ReadonlySet<string> = new Set(SECRET_HEADERS.filter((name) => !name.endsWith('*')));
const PREFIXES: readonly string[] = SECRET_HEADERS.filter((name) => name.endsWith('*')).map((name) =>
  name.slice(0, -1),
);

/** Headers that hold the address of the client. */
const ADDRESS_HEADERS: ReadonlySet<string> = new Set(
  (
    'x-forwarded-for x-original-for x-real-ip x-client-ip client-ip true-client-ip cf-connecting-ip x-azure-clientip ' +
    'x-azure-socketip forwarded'
  ).split(' '),
);

/** Headers whose value is a URL: its query is judged like any other. */
const URL_HEADERS: ReadonlySet<string> = new Set(
  'referer origin location content-location x-original-url x-rewrite-url x-waws-unencoded-url link'.split(' '),
);

/**
 * A header name as the lists have it: lower case, without the colon that filter events write after it and the blanks
 * around, and without `HTTP_` of a server variable.
 */
function headerKey(name: string): string {
  const trimmed = name.trim().replace(/\s*:$/, '').toLowerCase();
  return trimmed.startsWith('http_') ? trimmed.slice(5).replaceAll('_', '-') : trimmed;
}

/** Whether the value of a header is masked until asked for. */
export function isSecretHeader(name: string): boolean {
  const key = headerKey(name);
  if (PLAIN_HEADERS.has(key)) return false;
  if (EXACT.has(key) || PREFIXES.some((prefix) => key.startsWith(prefix))) return true;
  return isSecretName(name);
}

/** Whether a header holds the address of the client: plain on screen, a pseudonym in what leaves the page. */
export function isAddressHeader(name: string): boolean {
  return ADDRESS_HEADERS.has(headerKey(name));
}

/** Whether a header holds a URL. */
export function isUrlHeader(name: string): boolean {
  return URL_HEADERS.has(headerKey(name));
}

/** One line of a header block; `name` is null for a line that is no header (a folded value, an empty line). */
export interface HeaderLinePart {
  readonly name: string | null;
  readonly value: string;
  readonly secret: boolean;
}

/**
 * The lines of a header block. A folded line (leading blank or tab) goes on with the header before it and is as
 * secret as that one.
 */
export function headerLines(block: string): readonly HeaderLinePart[] {
  const lines: HeaderLinePart[] = [];
  let secret = false;
  for (const line of block.split(/\r\n|\r|\n/)) {
    const colon = line.indexOf(':');
    if (/^[ \t]/.test(line) || colon <= 0) {
      lines.push({ name: null, value: line, secret: secret && line.trim() !== '' });
      continue;
    }
    const name = line.slice(0, colon).trim();
    secret = isSecretHeader(name);
    lines.push({ name, value: line.slice(colon + 1).trim(), secret });
  }
  return lines;
}
