import { err, ok, type Result } from '../base/result.ts';
import type { Query, QueryError } from './ast.ts';
import { type Field, type FieldTable, findField } from './field.ts';
import { compileValue, overText, type Predicate, textTest } from './kinds.ts';
import { parseQuery } from './parse.ts';

export type { Predicate } from './kinds.ts';

/** Filter text to a test of rows over these fields, or the place and reason it cannot be one. Never throws. */
export function compileText(text: string, fields: FieldTable): Result<Predicate, QueryError> {
  const query = parseQuery(text);
  return query.ok ? compileQuery(query.value, fields) : query;
}

/** A tree bound to the fields of a table. The predicate keeps what it learns, so use one for all rows. */
export function compileQuery(query: Query, fields: FieldTable): Result<Predicate, QueryError> {
  switch (query.kind) {
    case 'all':
      return ok(() => true);
    case 'not': {
      const part = compileQuery(query.part, fields);
      if (!part.ok) return part;
      const test = part.value;
      return ok((row) => !test(row));
    }
    case 'and':
    case 'or': {
      const tests: Predicate[] = [];
      for (const part of query.parts) {
        const test = compileQuery(part, fields);
        if (!test.ok) return test;
        tests.push(test.value);
      }
      return ok(query.kind === 'and' ? allOf(tests) : anyOf(tests));
    }
    case 'text': {
      const test = textTest(query.value, false);
      return ok(anyOf(bareFields(fields).map((field) => overText(field, test))));
    }
    case 'field':
      return compileField(query, fields);
  }
}

function compileField(query: Extract<Query, { kind: 'field' }>, fields: FieldTable): Result<Predicate, QueryError> {
  const field = findField(fields, query.field);
  if (field === undefined) {
    const message = `There is no field "${query.field}" here. To look for the text itself, put it in quotes.`;
    return err({ from: query.from, to: query.from + query.field.length, message });
  }
  const tests: Predicate[] = [];
  for (const value of query.values) {
    const test = compileValue(field, query.operator, value);
    if (!test.ok) return err({ from: value.from, to: value.to, message: test.error });
    tests.push(test.value);
  }
  return ok(anyOf(tests));
}

function bareFields(fields: FieldTable): readonly Extract<Field, { kind: 'text' }>[] {
  const found = new Set<Extract<Field, { kind: 'text' }>>();
  for (const field of fields.values()) {
    if (field.kind === 'text' && field.bare === true) found.add(field);
  }
  return [...found];
}

function anyOf(tests: readonly Predicate[]): Predicate {
  const [first, second] = tests;
  if (first === undefined) return () => false;
  if (second === undefined) return first;
  if (tests.length === 2) return (row) => first(row) || second(row);
  return (row) => tests.some((test) => test(row));
}

function allOf(tests: readonly Predicate[]): Predicate {
  const [first, second] = tests;
  if (first === undefined) return () => true;
  if (second === undefined) return first;
  if (tests.length === 2) return (row) => first(row) && second(row);
  return (row) => tests.every((test) => test(row));
}
