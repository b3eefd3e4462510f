import type { FieldKind } from './field.ts';
import { fieldHead, isSpace } from './scan.ts';
import { literalValue } from './print.ts';

/** What a grid offers for completion: plain data, so that it crosses threads. */
export interface FieldHint {
  readonly name: string;
  readonly about: string;
  readonly kind: FieldKind;
  /** Values that occur, most frequent first. */
  readonly values: readonly string[];
}

export interface Completion {
  /** The part of the text that choosing an option replaces. */
  readonly from: number;
  readonly to: number;
  readonly options: readonly { readonly insert: string; readonly about: string }[];
}

const MOST = 12;

/** What could stand at the caret: a field name, or a value of the field before it. */
export function completeQuery(text: string, caret: number, hints: readonly FieldHint[]): Completion {
  const word = wordStart(text, Math.min(Math.max(caret, 0), text.length));
  const head = fieldHead(text, word);
  if (head === null || head.end > caret) return completeName(text, word, caret, hints);
  const hint = hints.find((one) => one.name.toLowerCase() === head.name.toLowerCase());
  const from = Math.max(head.end, text.lastIndexOf(',', caret - 1) + 1);
  const typed = text.slice(from, caret).replaceAll('"', '').toLowerCase();
  const values = (hint?.values ?? []).filter((value) => value.toLowerCase().includes(typed));
  return {
    from,
    to: caret,
    options: values.slice(0, MOST).map((value) => ({ insert: literalValue(value), about: '' })),
  };
}

function completeName(text: string, from: number, caret: number, hints: readonly FieldHint[]): Completion {
  const typed = text.slice(from, caret).toLowerCase();
  const starts = hints.filter((hint) => hint.name.toLowerCase().startsWith(typed));
  const holds = hints.filter((hint) => !starts.includes(hint) && hint.name.toLowerCase().includes(typed));
  const options = [...starts, ...holds].slice(0, MOST).map((hint) => ({ insert: `${hint.name}:`, about: hint.about }));
  return { from, to: caret, options };
}

/** Where the term that holds the caret begins, behind any `-` and `(`. Blanks inside quotes do not end a term. */
function wordStart(text: string, caret: number): number {
  let start = 0;
  let quoted = false;
  for (let ix = 0; ix < caret; ix++) {
    const char = text[ix];
    if (char === '"') quoted = !quoted;
    else if (!quoted && isSpace(char)) start = ix + 1;
  }
  while (start < caret && (text[start] === '-' || text[start] === '(')) start++;
  return start;
}
