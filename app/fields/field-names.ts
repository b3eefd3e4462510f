/** Names of a line such as `#Fields: date time cs-method`; the word in front may be left out. */
export function fieldNames(line: string): readonly string[] {
  return line
    .replace(/^\s*#?\s*fields\s*:/i, '')
    .split(/\s+/)
    .filter((name) => name !== '');
}

/** How a line of names goes with the values of a row. */
export type FieldMatch = 'fits' | 'differs' | 'nothing';

export function matchOf(names: readonly string[], values: number): FieldMatch {
  if (names.length === 0) return 'nothing';
  return names.length === values ? 'fits' : 'differs';
}
