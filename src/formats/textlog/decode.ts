import { decodeWindows1252 } from '../../base/text.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const SPACE = 0x20;

/** One value: UTF-8 where it is, else windows-1252, which can decode anything. */
function decodeValue(bytes: Uint8Array): { readonly text: string; readonly utf8: boolean } {
  try {
    return { text: UTF8.decode(bytes), utf8: true };
  } catch {
    return { text: decodeWindows1252(bytes), utf8: false };
  }
}

/**
 * One line. IIS without UTF-8 logging writes the server's code page; and one odd request in a UTF-8 log must not turn
 * all others into nonsense: so each value is judged by itself.
 */
export function decodeLine(bytes: Uint8Array): { readonly text: string; readonly utf8: boolean } {
  const whole = decodeValue(bytes);
  if (whole.utf8) return whole;
  const values: string[] = [];
  let from = 0;
  for (let to = bytes.indexOf(SPACE); to >= 0; to = bytes.indexOf(SPACE, from)) {
    values.push(decodeValue(bytes.subarray(from, to)).text);
    from = to + 1;
  }
  values.push(decodeValue(bytes.subarray(from)).text);
  return { text: values.join(' '), utf8: false };
}
