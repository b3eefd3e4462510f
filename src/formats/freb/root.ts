import { decodeUtf8 } from '../../base/text.ts';
import type { RequestFacts } from '../../model/trace.ts';
import { isForbidden, isNameByte, isNameStart, isSpace } from '../xml/bytes.ts';
import { decodeReferences, normaliseNewlines, referenceLength, showForbidden } from '../xml/entities.ts';
import type { TraceProblems } from './problems.ts';

/** The root's start tag. `end`: offset after its `>`. `empty`: it is `<failedRequest …/>`. */
export interface RootTag {
  readonly attributes: readonly (readonly [string, string])[];
  readonly end: number;
  readonly empty: boolean;
}

/**
 * Reads the root's start tag from the byte after its name, leniently: the server writes appPoolId and verb without
 * escaping, so `&`, `<` and `>` inside a value are text, and a quote ends a value only where an attribute or the end of
 * the tag follows. Of an attribute given twice the first counts. null: the tag has no end before `limit`.
 */
export function readRootTag(bytes: Uint8Array, from: number, limit: number, problems: TraceProblems): RootTag | null {
  const attributes: (readonly [string, string])[] = [];
  const seen = new Set<string>();
  let at = from;
  for (;;) {
    const before = at;
    while (at < limit && isSpace(bytes[at] ?? 0)) at++;
    if (at >= limit) return null;
    const b = bytes[at] ?? 0;
    if (b === 0x3e) return { attributes, end: at + 1, empty: false };
    if (b === 0x2f && bytes[at + 1] === 0x3e) return { attributes, end: at + 2, empty: true };
    const value = attributeAt(bytes, at, limit);
    if (value === null || before === at) problems.add('bad-attribute');
    if (value === null) {
      at++;
      continue;
    }
    const end = valueEnd(bytes, value.from, limit, value.quote);
    if (end < 0) return null;
    const name = decodeUtf8(bytes, at, value.nameEnd).text;
    if (seen.has(name)) problems.add('duplicate-attribute');
    else attributes.push([name, valueText(bytes, value.from, end, value.quote, problems)]);
    seen.add(name);
    at = end + 1;
  }
}

/** `name = "` at `at`: where the name ends and the value begins; null when there is no such thing. */
function attributeAt(
  bytes: Uint8Array,
  at: number,
  limit: number,
): { readonly nameEnd: number; readonly from: number; readonly quote: number } | null {
  if (!isNameStart(bytes[at] ?? 0)) return null;
  let i = at;
  while (i < limit && isNameByte(bytes[i] ?? 0)) i++;
  const nameEnd = i;
  while (i < limit && isSpace(bytes[i] ?? 0)) i++;
  if (bytes[i] !== 0x3d) return null;
  i++;
  while (i < limit && isSpace(bytes[i] ?? 0)) i++;
  const quote = bytes[i] ?? 0;
  return quote === 0x22 || quote === 0x27 ? { nameEnd, from: i + 1, quote } : null;
}

/** Offset of the quote that ends a value: one that is followed by `>`, `/>` or, after a blank, another attribute. */
function valueEnd(bytes: Uint8Array, from: number, limit: number, quote: number): number {
  for (let at = bytes.indexOf(quote, from); at >= 0 && at < limit; at = bytes.indexOf(quote, at + 1)) {
    let i = at + 1;
    while (i < limit && isSpace(bytes[i] ?? 0)) i++;
    const b = bytes[i];
    if (b === 0x3e || (b === 0x2f && bytes[i + 1] === 0x3e)) return at;
    if (attributeAt(bytes, i, limit) !== null) return at;
  }
  return -1;
}

function valueText(bytes: Uint8Array, from: number, to: number, quote: number, problems: TraceProblems): string {
  let unescaped = 0;
  for (let i = from; i < to; i++) {
    const b = bytes[i] ?? 0;
    if (b === 0x3c || b === quote || (b === 0x26 && referenceLength(bytes, i) === 0)) unescaped++;
    else if (isForbidden(bytes, i)) problems.add('control-character');
  }
  if (unescaped > 0) problems.add('unescaped-attribute', unescaped);
  const { text, replaced } = decodeUtf8(bytes, from, to);
  if (replaced > 0) problems.add('undecodable-bytes', replaced);
  return decodeReferences(normaliseNewlines(showForbidden(text)));
}

/** The facts that the attributes state. Numbers that are not numbers are null; the text stays in `attributes`. */
export function requestFacts(attributes: readonly (readonly [string, string])[]): RequestFacts {
  const byName = new Map(attributes);
  const get = (name: string): string => byName.get(name) ?? '';
  const statusCode = get('statusCode');
  const [, status = '0', subStatus = '0'] = /^(\d{1,3})(?:\.(\d{1,5}))?$/.exec(statusCode.trim()) ?? [];
  return {
    url: get('url'),
    siteId: wholeNumber(byName.get('siteId')),
    appPool: get('appPoolId'),
    processId: wholeNumber(byName.get('processId')),
    verb: get('verb'),
    remoteUserName: byName.get('remoteUserName') ?? null,
    userName: byName.get('userName') ?? null,
    tokenUserName: byName.get('tokenUserName') ?? null,
    authenticationType: get('authenticationType'),
    activityId: get('activityId'),
    failureReason: get('failureReason'),
    statusCode,
    status: Number(status),
    subStatus: Number(subStatus),
    triggerStatusCode: get('triggerStatusCode'),
    attributes,
  };
}

/** Unsigned decimal that a double holds exactly; null for anything else. */
export function wholeNumber(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,15}$/.test(text.trim())) return null;
  return Number(text);
}
