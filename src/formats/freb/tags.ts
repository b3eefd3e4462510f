/** A start tag; attribute values are still escaped. */
export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly empty: boolean;
}

/** Takes what `walkTags` comes by, in order. */
export interface TagHandler {
  /** Text, still escaped. */
  text(text: string): void;
  /** Content of a CDATA section. */
  literal(text: string): void;
  start(tag: Tag): void;
  end(name: string): void;
}

const NAME = /[A-Za-z_:\u0080-\uFFFF][\w:.\-\u0080-\uFFFF]*/y;
const BLANK = /[ \t\r\n]*/y;

/** Goes through markup tag by tag without expecting it to be sound. Linear: no search that failed is repeated. */
export function walkTags(text: string, handler: TagHandler): void {
  const none = new Set<string>();
  const find = (marker: string, from: number): number => {
    if (none.has(marker)) return -1;
    const at = text.indexOf(marker, from);
    if (at < 0) none.add(marker);
    return at;
  };
  let from = 0;
  let at = text.indexOf('<');
  while (at >= 0) {
    const end = markupEnd(text, at, find);
    if (end < 0) {
      at = text.indexOf('<', at + 1);
      continue;
    }
    if (at > from) handler.text(text.slice(from, at));
    const second = text[at + 1];
    if (second === '!') {
      if (text.startsWith('[CDATA[', at + 2)) handler.literal(text.slice(at + 9, end - 3));
    } else if (second === '/') handler.end(text.slice(at + 2, end - 1).trim());
    else if (second !== '?') handler.start(readTag(text, at + 1, end));
    from = end;
    at = text.indexOf('<', end);
  }
  if (from < text.length) handler.text(text.slice(from));
}

/** Offset after the markup that begins at `at`; -1 when it is none, or has no end. */
function markupEnd(text: string, at: number, find: (marker: string, from: number) => number): number {
  const ended = (marker: string, from: number): number => {
    const end = find(marker, from);
    return end < 0 ? -1 : end + marker.length;
  };
  if (text.startsWith('<!--', at)) return ended('-->', at + 4);
  if (text.startsWith('<![CDATA[', at)) return ended(']]>', at + 9);
  if (text.startsWith('<?', at)) return ended('?>', at + 2);
  const start = text[at + 1] === '/' ? at + 2 : at + 1;
  NAME.lastIndex = start;
  if (!NAME.test(text)) return -1;
  let quote = '';
  for (let i = NAME.lastIndex; i < text.length; i++) {
    const c = text[i];
    if (c === '<') return -1;
    if (quote !== '') {
      if (c === quote) quote = '';
    } else if (c === '>') return i + 1;
    else if (c === '"' || c === "'") quote = c;
  }
  return -1;
}

function readTag(text: string, start: number, end: number): Tag {
  const attributes = new Map<string, string>();
  NAME.lastIndex = start;
  NAME.test(text);
  const name = text.slice(start, NAME.lastIndex);
  let at = NAME.lastIndex;
  while (at < end - 1) {
    NAME.lastIndex = at;
    if (!NAME.test(text)) {
      at++;
      continue;
    }
    const key = text.slice(at, NAME.lastIndex);
    at = blank(text, NAME.lastIndex);
    if (text[at] !== '=') continue;
    at = blank(text, at + 1);
    const quote = text[at];
    if (quote !== '"' && quote !== "'") continue;
    const close = text.indexOf(quote, at + 1);
    if (close < 0 || close >= end) break;
    if (!attributes.has(key)) attributes.set(key, text.slice(at + 1, close));
    at = close + 1;
  }
  return { name, attributes, empty: text[end - 2] === '/' };
}

function blank(text: string, at: number): number {
  BLANK.lastIndex = at;
  BLANK.test(text);
  return BLANK.lastIndex;
}
