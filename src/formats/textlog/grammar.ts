/** A directive line of the W3C grammar, `#Name: text`, name in lower case; null for a line that is none. */
export function readDirective(line: string): { readonly name: string; readonly text: string } | null {
  if (!line.startsWith('#')) return null;
  const colon = line.indexOf(':');
  if (colon < 0) return { name: line.slice(1).trim().toLowerCase(), text: '' };
  return { name: line.slice(1, colon).trim().toLowerCase(), text: line.slice(colon + 1).trim() };
}

/** Names of a `#Fields` directive. They may be set apart by several blanks or tabs. */
export function fieldNames(text: string): readonly string[] {
  return text.split(/[ \t]+/).filter((name) => name !== '');
}

/**
 * Values of a row that must have `count` of them; null when it does not, whatever way it is cut.
 *
 * Exactly one blank stands between two values, so two blanks hold an empty value between them. Too many values are cut
 * again with quotes in force ("a ""quoted"" cookie"), as other software and custom fields write them.
 */
export function splitRow(line: string, count: number): string[] | null {
  const plain = dropTrailing(line.split(' '), count);
  if (plain.length === count) return plain;
  if (plain.length < count || !line.includes('"')) return null;
  const quoted = dropTrailing(splitQuoted(line), count);
  return quoted.length === count ? quoted : null;
}

/** Values of a row in which every value with blanks is quoted. */
function splitQuoted(line: string): string[] {
  const values: string[] = [];
  let at = 0;
  for (;;) {
    const quoted = line[at] === '"' ? readQuoted(line, at) : null;
    if (quoted === null) {
      const blank = line.indexOf(' ', at);
      values.push(blank < 0 ? line.slice(at) : line.slice(at, blank));
      if (blank < 0) return values;
      at = blank + 1;
    } else {
      values.push(quoted.value);
      if (quoted.end >= line.length) return values;
      at = quoted.end + 1;
    }
  }
}

/** `splitRow` for logs that quote every text: quotes are never part of a value. */
export function splitQuotedRow(line: string, count: number): string[] | null {
  const values = dropTrailing(splitQuoted(line), count);
  return values.length === count ? values : null;
}

/** The quoted value at `at`, whose closing quote is followed by a blank or the end; null when there is no such quote. */
function readQuoted(line: string, at: number): { readonly value: string; readonly end: number } | null {
  for (let quote = line.indexOf('"', at + 1); quote >= 0; quote = line.indexOf('"', quote + 1)) {
    if (line[quote + 1] === '"') {
      quote++;
      continue;
    }
    if (quote + 1 !== line.length && line[quote + 1] !== ' ') continue;
    return { value: line.slice(at + 1, quote).replaceAll('""', '"'), end: quote + 1 };
  }
  return null;
}

/** A blank at the end of a line adds one empty value too many. */
function dropTrailing(values: string[], count: number): string[] {
  while (values.length > count && values.at(-1) === '') values.pop();
  return values;
}
