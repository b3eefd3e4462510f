import { decodeWindows1252 } from '../../base/text.ts';

/** Code page 850 from byte 0x80 to 0xA5 and 0xE1: the letters of Western Europe, where page 437 has the same. */
const LETTERS = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑ';
const FIRST = 0x80;

/** What these bytes look like when they are taken for windows-1252, to what the console meant. */
const MEANT = new Map<string, string>(
  Array.from(LETTERS, (letter, ix) => [decodeWindows1252(new Uint8Array([FIRST + ix])), letter] as const),
);
MEANT.set(decodeWindows1252(new Uint8Array([0xe1])), 'ß');

/** An apostrophe inside a word is one. */
const APOSTROPHE = '\u2019';
/** Something between two letters that is no letter of windows-1252. */
const INSIDE =
  /(?<=[\p{L}])[\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122](?=[\p{L}\u0080-\u00bf\u2013-\u2122])/gu;
const ODD = /[\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]/;

/**
 * A line of a process that prints in the code page of its console, and that was taken for windows-1252: quotes and
 * dashes stand inside its words (`Gr”áe` for `Größe`). null: nothing speaks for that.
 */
export function fromConsole(text: string): string | null {
  if (!ODD.test(text)) return null;
  const inside = [...text.matchAll(INSIDE)].filter(([char]) => char !== APOSTROPHE && MEANT.has(char));
  if (inside.length === 0) return null;
  return Array.from(text, (char) => MEANT.get(char) ?? char).join('');
}
