/** A stretch of text as it can be shown: either as it stands, or one character that would not be seen otherwise. */
export interface VisibleRun {
  readonly text: string;
  /** Name of the character, for example `U+202E`; null for ordinary text. */
  readonly mark: string | null;
}

/**
 * Characters that change or hide what a reader sees: C0 and C1 controls, zero-width, direction and soft-hyphen
 * characters, line and paragraph separators, byte order marks, lone surrogates.
 */
const HIDDEN = new RegExp(
  '[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb]' +
    '|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]',
  'g',
);

/**
 * Splits a text into what can be shown as it is and characters to draw as marks.
 * `lines`: keep line feeds and tabs as they are (text shown with `white-space: pre-wrap`).
 */
export function visibleRuns(text: string, lines = false): readonly VisibleRun[] {
  const runs: VisibleRun[] = [];
  let from = 0;
  for (const match of text.matchAll(HIDDEN)) {
    const character = match[0];
    const next = text[match.index + 1];
    if (lines && (character === '\n' || character === '\t' || (character === '\r' && next === '\n'))) continue;
    if (match.index > from) runs.push({ text: text.slice(from, match.index), mark: null });
    runs.push(markOf(character));
    from = match.index + 1;
  }
  if (from < text.length) runs.push({ text: text.slice(from), mark: null });
  return runs;
}

function markOf(character: string): VisibleRun {
  const code = character.charCodeAt(0);
  const mark = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  if (code < 0x20) return { text: String.fromCharCode(0x2400 + code), mark };
  if (code === 0x7f) return { text: '\u2421', mark };
  return { text: `[${mark}]`, mark };
}
