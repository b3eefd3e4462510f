import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Query } from './ast.ts';
import { parseQuery } from './parse.ts';
import { printQuery } from './print.ts';

/** A tree without positions, as a short text: what a reader of a test can check by eye. */
function shape(query: Query): string {
  switch (query.kind) {
    case 'all':
      return 'all';
    case 'text':
      return `${query.value.quoted ? 'quoted' : 'word'} ${query.value.text}`;
    case 'field':
      return `${query.field} ${query.operator} ${query.values.map((v) => (v.quoted ? `"${v.text}"` : v.text)).join(' | ')}`;
    case 'not':
      return `not(${shape(query.part)})`;
    default:
      return `${query.kind}(${query.parts.map(shape).join('; ')})`;
  }
}

function shapeOf(text: string): string {
  const parsed = parseQuery(text);
  return parsed.ok ? shape(parsed.value) : `error ${parsed.error.from}-${parsed.error.to}`;
}

describe('parseQuery', () => {
  it.each([
    ['', 'all'],
    ['   ', 'all'],
    ['timeout', 'word timeout'],
    ['"two words"', 'quoted two words'],
    ['"say ""hi"""', 'quoted say "hi"'],
    ['status:502.3', 'status : 502.3'],
    ['status:502,503', 'status : 502 | 503'],
    ['time>2s', 'time > 2s'],
    ['time>=2s', 'time >= 2s'],
    ['time:1s..5s', 'time : 1s..5s'],
    ['url:/api/*', 'url : /api/*'],
    ['cs(User-Agent):curl', 'cs(User-Agent) : curl'],
    ['at:14:20..14:30', 'at : 14:20..14:30'],
    ['user:"CONTOSO\\a lee",-', 'user : "CONTOSO\\a lee" | -'],
    ['a b', 'and(word a; word b)'],
    ['a AND b', 'and(word a; word b)'],
    ['a OR b c', 'or(word a; and(word b; word c))'],
    ['(a OR b) c', 'and(or(word a; word b); word c)'],
    ['-a', 'not(word a)'],
    ['NOT a', 'not(word a)'],
    ['-(a b)', 'not(and(word a; word b))'],
    ['-c-ip:10.*', 'not(c-ip : 10.*)'],
    ['a - b', 'and(word a; word -; word b)'],
    ['or not', 'and(word or; word not)'],
    ['https://host:443/x?y=1', 'word https://host:443/x?y=1'],
    ['C:\\inetpub', 'word C:\\inetpub'],
    ['foo(bar)', 'word foo(bar)'],
    ['(foo(bar))', 'word foo(bar)'],
    [
      'status:502.3 win32:12002 url:/api/* time>2s -c-ip:10.*',
      'and(status : 502.3; win32 : 12002; url : /api/*; time > 2s; not(c-ip : 10.*))',
    ],
  ])('reads %j', (text, expected) => {
    expect(shapeOf(text)).toBe(expected);
  });

  it.each([
    ['"open', 'error 0-5'],
    ['a "open', 'error 2-7'],
    ['(a', 'error 0-1'],
    ['a)', 'error 1-2'],
    ['()', 'error 1-2'],
    ['status:', 'error 0-7'],
    ['status: 502', 'error 0-7'],
    ['status:502,', 'error 0-11'],
    ['time>1,2', 'error 5-8'],
    ['a OR', 'error 4-4'],
    ['OR a', 'error 0-1'],
    ['-(', 'error 2-2'],
    ['NOT', 'error 3-3'],
  ])('places the error of %j', (text, expected) => {
    expect(shapeOf(text)).toBe(expected);
  });

  it('reports positions of the terms', () => {
    const parsed = parseQuery('  a -status:5xx,"4 xx"');
    if (!parsed.ok || parsed.value.kind !== 'and') throw new Error('not an and');
    const [first, second] = parsed.value.parts;
    expect([first?.from, first?.to, second?.from, second?.to]).toEqual([2, 3, 4, 22]);
  });

  it('refuses bottomless nesting instead of exhausting the stack', () => {
    expect(shapeOf('('.repeat(3000))).toMatch(/^error/);
    expect(shapeOf(`${'-'.repeat(3000)}a`)).toMatch(/^error/);
    expect(shapeOf('a'.repeat(100_000))).toMatch(/^error 4000/);
  });
});

const word = fc.stringMatching(/^[a-z0-9/.*?%_][a-z0-9/.*?%_-]{0,8}$/);
const quoted = fc.string({ maxLength: 8 }).map((text) => `"${text.replaceAll('"', '""')}"`);
const value = fc.oneof(word, quoted);
const field = fc.constantFrom('status', 'c-ip', 'cs(User-Agent)', 'X-ARR-LOG-ID', 'time');
const term = fc.oneof(
  value,
  fc
    .tuple(field, fc.constantFrom(':', '='), fc.array(value, { minLength: 1, maxLength: 3 }))
    .map(([f, op, v]) => f + op + v.join(',')),
  fc.tuple(field, fc.constantFrom('>', '>=', '<', '<='), word).map((parts) => parts.join('')),
);
const { query: queryText } = fc.letrec<{ query: string; unary: string }>((tie) => ({
  unary: fc.oneof(
    { maxDepth: 4 },
    term,
    tie('unary').map((inner) => `-${inner}`),
    tie('query').map((inner) => `(${inner})`),
  ),
  query: fc
    .array(fc.tuple(tie('unary'), fc.constantFrom(' ', ' OR ', ' AND ', '  ')), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.map(([text, glue], ix) => (ix === parts.length - 1 ? text : text + glue)).join('')),
}));

describe('printing and parsing', () => {
  it('gives the same tree again', () => {
    fc.assert(
      fc.property(queryText, (text) => {
        const once = parseQuery(text);
        if (!once.ok) throw new Error(`a well formed text was refused: ${text}`);
        const twice = parseQuery(printQuery(once.value));
        expect(twice.ok && shape(twice.value)).toBe(shape(once.value));
      }),
    );
  });

  it('never throws, and what it accepts prints to the same tree', () => {
    const noise = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc
        .array(
          fc.constantFrom('(', ')', '"', '-', ' ', ',', ':', '>', '=', 'OR', 'NOT ', 'AND', 'a', 'status', '..', '*'),
          { maxLength: 14 },
        )
        .map((p) => p.join('')),
      fc.tuple(queryText, fc.nat(), fc.string({ maxLength: 3 })).map(([text, at, cut]) => {
        const ix = at % (text.length + 1);
        return text.slice(0, ix) + cut + text.slice(ix + 1);
      }),
    );
    fc.assert(
      fc.property(noise, (text) => {
        const parsed = parseQuery(text);
        if (!parsed.ok) {
          expect(parsed.error.from).toBeGreaterThanOrEqual(0);
          expect(parsed.error.to).toBeLessThanOrEqual(text.length);
          expect(parsed.error.message).not.toBe('');
          return;
        }
        const again = parseQuery(printQuery(parsed.value));
        expect(again.ok && shape(again.value)).toBe(shape(parsed.value));
      }),
      { numRuns: 2000 },
    );
  });
});
