import { chooseEncoding } from '../../base/text.ts';

/** The root stands in the first bytes of nearly every file: no need to decode all of the head. */
const NEAR = 4 * 1024;
/** Longest name that is looked at. */
const NAME = 200;

/** First element of an XML text, comments and instructions passed over; null when there is none in sight. */
export function firstElement(head: Uint8Array): string | null {
  return elementIn(head.subarray(0, NEAR), NAME) ?? (head.length > NEAR ? elementIn(head, 0) : null);
}

/** `after`: characters that must follow the place of the name, so that no cut name is taken for a whole one. */
function elementIn(head: Uint8Array, after: number): string | null {
  const choice = chooseEncoding(head);
  if ('refused' in choice) return null;
  const text = new TextDecoder(choice.encoding).decode(head.subarray(choice.mark));
  let at = 0;
  for (;;) {
    while (/^[\s\0]/.test(text[at] ?? '')) at++;
    const marker = text.startsWith('<?', at) ? '?>' : text.startsWith('<!--', at) ? '-->' : null;
    if (marker !== null) {
      const end = text.indexOf(marker, at + 2);
      if (end < 0) return null;
      at = end + marker.length;
      continue;
    }
    if (text.startsWith('<!DOCTYPE', at)) return '!DOCTYPE';
    if (at + after > text.length && head.length >= NEAR) return null;
    const name = /^<([A-Za-z_:][\w:.-]*)/.exec(text.slice(at, at + NAME));
    return name?.[1] ?? null;
  }
}
