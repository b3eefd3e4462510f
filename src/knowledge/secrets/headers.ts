import { isSecretName } from './names.ts';

/** Headers whose values are diagnostic facts: never masked. Lower case. */
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
