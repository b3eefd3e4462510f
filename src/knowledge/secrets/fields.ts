import { isSecretHeader } from './headers.ts';

/** Fields that hold bodies or whole header blocks, by event. */
const SECRET_FIELDS: ReadonlySet<string> = new Set([
  'GENERAL_REQUEST_HEADERS/Headers',
  'GENERAL_RESPONSE_HEADERS/Headers',
  'GENERAL_REQUEST_ENTITY/Buffer',
  'GENERAL_RESPONSE_ENTITY_BUFFER/Buffer',
]);

/** Fields of any event that hold the value of the header or server variable that the same event names. */
const VALUE_FIELD = /^(?:Old|New)?(?:Header|Variable)?Value$/;

/** Server variables that repeat credentials or all headers. */
const SECRET_VARIABLE = /^(?:AUTH_PASSWORD|AUTH_USER|CERT_.*|ALL_RAW|ALL_HTTP|HTTP_AUTHORIZATION|HTTP_COOKIE)$/i;

/**
 * Whether a field of an event is masked until asked for: bodies, header blocks, and values of headers that are secret.
 * `headerName` is the HeaderName (or variable name) of the same event; without it a header value counts as secret.
 * A Description follows the Data that it names: ask with that name.
 */
export function isSecretField(eventName: string, fieldName: string, headerName?: string): boolean {
  if (SECRET_FIELDS.has(`${eventName}/${fieldName}`) || fieldName === 'Buffer') return true;
  if (SECRET_VARIABLE.test(fieldName)) return true;
  if (!VALUE_FIELD.test(fieldName)) return false;
  return headerName === undefined || SECRET_VARIABLE.test(headerName.trim()) || isSecretHeader(headerName);
}
