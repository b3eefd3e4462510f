import { isSecretHeader } from './headers.ts';

/**
 * Whether the values of a log's column are masked until asked for: cookies, and custom fields that hold a secret
 * header. IIS's own fields hold none but the query, which is masked by parameter.
 */
export function isSecretColumn(name: string): boolean {
  const header = /^(?:cs|sc)\((.*)\)$/i.exec(name)?.[1];
  if (header !== undefined) return isSecretHeader(header);
  return !/^(?:cs|sc|s|c)-/i.test(name) && isSecretHeader(name);
}
