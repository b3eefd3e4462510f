/** Longest word that is shown whole inside a sentence. */
const MOST = 96;
const HEAD = 60;
const TAIL = 24;
const LONG = new RegExp(`\\S{${MOST + 1},}`, 'gu');

/** A sentence in which very long words (a URL of 2,000 characters) are shortened in the middle, so that it stays one. */
export function shortWords(text: string): string {
  return text.replace(LONG, (word) => `${head(word)}…${tail(word)}`);
}

/** Never half of a character. */
function head(word: string): string {
  return Array.from(word.slice(0, HEAD + 1))
    .slice(0, -1)
    .join('');
}

function tail(word: string): string {
  return Array.from(word.slice(-TAIL - 1))
    .slice(1)
    .join('');
}
