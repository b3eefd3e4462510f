import type { Query, QueryValue } from './ast.ts';

/** Text of a tree in its plain form: parsing it again gives the same tree, positions aside. */
export function printQuery(query: Query): string {
  switch (query.kind) {
    case 'all':
      return '';
    case 'text':
      return printValue(query.value);
    case 'field':
      return `${query.field}${query.operator}${query.values.map(printValue).join(',')}`;
    case 'not':
      return `-${printInner(query.part, false)}`;
    case 'and':
      return query.parts.map((part) => printInner(part, true)).join(' ');
    case 'or':
      return query.parts.map((part) => (part.kind === 'or' ? `(${printQuery(part)})` : printQuery(part))).join(' OR ');
  }
}

/** Wraps what binds weaker than its place. */
function printInner(query: Query, inAnd: boolean): string {
  const weak = query.kind === 'or' || query.kind === 'and' || (query.kind === 'all' && !inAnd);
  return weak ? `(${printQuery(query)})` : printQuery(query);
}

/** A value as it must be written: as it stands, or in quotes. */
export function printValue(value: Pick<QueryValue, 'text' | 'quoted'>): string {
  return value.quoted ? `"${value.text.replaceAll('"', '""')}"` : value.text;
}

/** A value that means exactly this text, quoted where the plain text would be read otherwise. For click to filter. */
export function literalValue(text: string): string {
  const plain = /^[\w./:;@%&+$#~'][\w./:;@%&+$#~'=-]*$/.test(text) && !text.includes('..');
  return plain ? text : printValue({ text, quoted: true });
}
