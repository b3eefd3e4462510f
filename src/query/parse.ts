import { err, ok, type Result } from '../base/result.ts';
import type { Query, QueryError, QueryValue } from './ast.ts';
import { fieldHead, isSpace, scanValue, skipSpace } from './scan.ts';

/** Longer texts and deeper nesting are refused, so that no pasted text can exhaust the stack. */
const MAX_LENGTH = 4000;
const MAX_DEPTH = 60;

type Parsed = Result<{ readonly query: Query; readonly at: number }, QueryError>;

/**
 * Filter text to tree, or the first place that is not understood. Never throws.
 *
 *   query := and ('OR' and)*      and := unary (['AND'] unary)*      unary := ('-' | 'NOT') unary | '(' query ')' | term
 */
export function parseQuery(text: string): Result<Query, QueryError> {
  if (text.length > MAX_LENGTH) {
    return err({ from: MAX_LENGTH, to: text.length, message: `A filter holds at most ${MAX_LENGTH} characters.` });
  }
  const start = skipSpace(text, 0);
  if (start === text.length) return ok({ kind: 'all', from: 0, to: text.length });
  const parsed = parseOr(text, start, 0);
  if (!parsed.ok) return parsed;
  const rest = skipSpace(text, parsed.value.at);
  if (rest < text.length) return err({ from: rest, to: rest + 1, message: 'This parenthesis closes nothing.' });
  return ok(parsed.value.query);
}

function parseOr(text: string, start: number, depth: number): Parsed {
  const parts: Query[] = [];
  let at = start;
  for (;;) {
    const part = parseAnd(text, at, depth);
    if (!part.ok) return part;
    parts.push(part.value.query);
    at = skipSpace(text, part.value.at);
    if (!wordAt(text, at, 'OR')) return ok({ query: group('or', parts), at: part.value.at });
    at = skipSpace(text, at + 2);
  }
}

function parseAnd(text: string, start: number, depth: number): Parsed {
  const parts: Query[] = [];
  let at = start;
  for (;;) {
    const part = parseUnary(text, at, depth);
    if (!part.ok) return part;
    parts.push(part.value.query);
    const end = part.value.at;
    at = skipSpace(text, end);
    if (at === text.length || text[at] === ')' || wordAt(text, at, 'OR'))
      return ok({ query: group('and', parts), at: end });
    if (wordAt(text, at, 'AND')) at = skipSpace(text, at + 3);
  }
}

function parseUnary(text: string, at: number, depth: number): Parsed {
  if (depth > MAX_DEPTH) return err({ from: at, to: at + 1, message: 'This filter is nested too deeply.' });
  const dash = text[at] === '-' && at + 1 < text.length && !isSpace(text[at + 1]) && text[at + 1] !== ')';
  const not = wordAt(text, at, 'NOT');
  if (dash || not) {
    const part = parseUnary(text, dash ? at + 1 : skipSpace(text, at + 3), depth + 1);
    if (!part.ok) return part;
    return ok({ query: { kind: 'not', part: part.value.query, from: at, to: part.value.at }, at: part.value.at });
  }
  if (text[at] === '(') return parseGroup(text, at, depth);
  return parseTerm(text, at);
}

function parseGroup(text: string, at: number, depth: number): Parsed {
  const inner = parseOr(text, skipSpace(text, at + 1), depth + 1);
  if (!inner.ok) return inner;
  const close = skipSpace(text, inner.value.at);
  if (text[close] !== ')') return err({ from: at, to: at + 1, message: 'This parenthesis is not closed.' });
  return ok({ query: inner.value.query, at: close + 1 });
}

function parseTerm(text: string, at: number): Parsed {
  if (at >= text.length || text[at] === ')' || wordAt(text, at, 'OR') || wordAt(text, at, 'AND')) {
    const message = 'Something to look for is missing here.';
    return err({ from: Math.min(at, text.length), to: Math.min(at + 1, text.length), message });
  }
  const head = fieldHead(text, at);
  if (head === null) {
    const value = scanValue(text, at, false);
    if (!value.ok) return value;
    const { from, to } = value.value;
    return ok({ query: { kind: 'text', value: value.value, from, to }, at: to });
  }
  const values: QueryValue[] = [];
  let end = head.end;
  for (;;) {
    const value = scanValue(text, end, true);
    if (!value.ok) return value;
    if (!value.value.quoted && value.value.text === '') {
      return err({ from: at, to: value.value.to, message: `A value is missing after "${head.name}${head.operator}".` });
    }
    values.push(value.value);
    end = value.value.to;
    if (text[end] !== ',') break;
    end++;
  }
  if (values.length > 1 && head.operator !== ':' && head.operator !== '=') {
    return err({ from: head.end, to: end, message: 'A comparison takes one value, not a list.' });
  }
  const query: Query = { kind: 'field', field: head.name, operator: head.operator, values, from: at, to: end };
  return ok({ query, at: end });
}

/** Whether one of the words OR, AND, NOT stands at `at` by itself. */
function wordAt(text: string, at: number, word: string): boolean {
  if (!text.startsWith(word, at)) return false;
  const next = text[at + word.length];
  return next === undefined || isSpace(next) || next === '(' || next === ')';
}

function group(kind: 'and' | 'or', parts: readonly Query[]): Query {
  const first = parts[0];
  const last = parts[parts.length - 1];
  if (parts.length === 1 && first !== undefined) return first;
  return { kind, parts, from: first?.from ?? 0, to: last?.to ?? 0 };
}
