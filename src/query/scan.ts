import { err, ok, type Result } from '../base/result.ts';
import type { QueryError, QueryOperator, QueryValue } from './ast.ts';

/** A name that may stand before an operator: `status`, `c-ip`, `cs(User-Agent)`, `X-ARR-LOG-ID`. */
const FIELD_HEAD = /([A-Za-z_][\w.-]*(?:\([^\s()]*\))?)(:|>=|<=|>|<|=)/y;

export interface FieldHead {
  readonly name: string;
  readonly operator: QueryOperator;
  /** First character after the operator. */
  readonly end: number;
}

/**
 * The field name and operator at `at`, or null when the text there is an ordinary word.
 * `https://host` and `C:\folder` look like fields and are words.
 */
export function fieldHead(text: string, at: number): FieldHead | null {
  FIELD_HEAD.lastIndex = at;
  const match = FIELD_HEAD.exec(text);
  const name = match?.[1];
  if (match === null || name === undefined) return null;
  const end = at + match[0].length;
  if (match[2] === ':') {
    if (text.startsWith('//', end)) return null;
    if (name.length === 1 && text[end] === '\\') return null;
  }
  return { name, operator: match[2] as QueryOperator, end };
}

export function isSpace(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\n' || char === '\r' || char === '\u00A0';
}

export function skipSpace(text: string, at: number): number {
  let ix = at;
  while (isSpace(text[ix])) ix++;
  return ix;
}

/**
 * A quoted text or a bare word at `at`. In quotes `""` is one quote and a backslash is only a backslash.
 * A bare word ends at a blank, at a `)` that closes nothing inside the word and, in a list, at a comma.
 */
export function scanValue(text: string, at: number, inList: boolean): Result<QueryValue, QueryError> {
  return text[at] === '"' ? scanQuoted(text, at) : ok(scanWord(text, at, inList));
}

function scanQuoted(text: string, at: number): Result<QueryValue, QueryError> {
  let value = '';
  let from = at + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return err({ from: at, to: text.length, message: 'The closing quote is missing.' });
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') return ok({ text: value, quoted: true, from: at, to: quote + 1 });
    value += '"';
    from = quote + 2;
  }
}

function scanWord(text: string, at: number, inList: boolean): QueryValue {
  let ix = at;
  let depth = 0;
  for (; ix < text.length; ix++) {
    const char = text[ix];
    if (isSpace(char) || (inList && char === ',')) break;
    if (char === '(') depth++;
    else if (char === ')') {
      if (depth === 0) break;
      depth--;
    }
  }
  return { text: text.slice(at, ix), quoted: false, from: at, to: ix };
}
