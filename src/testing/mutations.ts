import { array, constantFrom, integer, oneof, record, uint8Array, type Arbitrary } from 'fast-check';

/** One change to a file. Places are shares of its length, 0 to 2^16, so that they fit any file. */
export interface Mutation {
  readonly kind: 'cut' | 'delete' | 'insert' | 'overwrite' | 'repeat' | 'splice';
  readonly at: number;
  readonly length: number;
  readonly from: number;
  readonly bytes: Uint8Array;
}

/** What breaks parsers when it stands in the wrong place. */
const FRAGMENTS = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '</',
  '/>',
  ']]>',
  '<!--',
  '-->',
  '<![CDATA[',
  '<?',
  '?>',
  '&amp;',
  '&#0;',
  '&#x41;',
  '&nope;',
  '&#xD;&#xA;',
  '</Event>',
  '<Event>',
  '</Data>',
  '<Data Name="x">',
  '</failedRequest>',
  '<failedRequest ',
  '<x/>',
  ' a="1" a="2"',
  '<!DOCTYPE x>',
  '\r\n',
  '\n',
  '\r',
  '\u0000',
  '\u0008',
  'é',
  '𝄞',
  '\uFFFE',
];

const place = integer({ min: 0, max: 0xffff });

/** One to four changes. */
export function mutations(): Arbitrary<readonly Mutation[]> {
  const bytes = oneof(
    constantFrom(...FRAGMENTS).map((text) => new TextEncoder().encode(text)),
    uint8Array({ minLength: 1, maxLength: 4 }),
  );
  const kind = constantFrom('cut', 'delete', 'insert', 'insert', 'overwrite', 'overwrite', 'repeat', 'splice');
  const length = oneof(integer({ min: 1, max: 12 }), integer({ min: 1, max: 3000 }));
  return array(record({ kind, at: place, length, from: place, bytes }) as Arbitrary<Mutation>, {
    minLength: 1,
    maxLength: 4,
  });
}

export function mutate(file: Uint8Array, changes: readonly Mutation[]): Uint8Array {
  return changes.reduce(apply, file);
}

function apply(file: Uint8Array, change: Mutation): Uint8Array {
  const at = Math.floor((file.length * change.at) / 0xffff);
  const from = Math.floor((file.length * change.from) / 0xffff);
  const piece = file.subarray(from, from + change.length);
  switch (change.kind) {
    case 'cut':
      return file.subarray(0, at);
    case 'delete':
      return joined(file.subarray(0, at), file.subarray(at + change.length));
    case 'insert':
      return joined(file.subarray(0, at), change.bytes, file.subarray(at));
    case 'overwrite':
      return joined(file.subarray(0, at), change.bytes, file.subarray(at + change.bytes.length));
    case 'repeat':
      return joined(file.subarray(0, at), file.subarray(at, at + change.length), file.subarray(at));
    case 'splice':
      return joined(file.subarray(0, at), piece, file.subarray(at));
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
