import { describe, expect, it } from 'vitest';
import { decodeReferences, referenceLength, showForbidden } from './entities.ts';

/** Reference, what it stands for; null: XML does not define it. */
const REFERENCES = [
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&#65;', 'A'],
  ['&#x41;', 'A'],
  ['&#13;', '\r'],
  ['&#x1D11E;', '𝄞'],
  ['&#x0001F600;', '😀'],
  ['&#0;', null],
  ['&#8;', null],
  ['&#xD800;', null],
  ['&#xFFFE;', null],
  ['&#x110000;', null],
  ['&#99999999999;', null],
  ['&#65abc;', null],
  ['&#X41;', null],
  ['&#;', null],
  ['&;', null],
  ['&nbsp;', null],
  ['&copy;', null],
  ['&AMP;', null],
  ['&amp', null],
  ['&__proto__;', null],
  ['& amp;', null],
] as const;

describe('references', () => {
  it.each(REFERENCES)('%s', (reference, meaning) => {
    const text = `a${reference}z`;
    expect(decodeReferences(text)).toBe(meaning === null ? text : `a${meaning}z`);
    const bytes = new TextEncoder().encode(text);
    expect(referenceLength(bytes, 1)).toBe(meaning === null ? 0 : reference.length);
  });

  it('are decoded once', () => {
    expect(decodeReferences('&amp;lt;&amp;amp;')).toBe('&lt;&amp;');
    expect(decodeReferences('&&amp;&nope;&lt;')).toBe('&&&nope;<');
  });

  it('stay linear in a text of bare ampersands', () => {
    const text = '&'.repeat(300_000);
    expect(decodeReferences(text)).toBe(text);
  });
});

it('forbidden characters become visible, all others stay', () => {
  expect(showForbidden('a\u0000\u001F\tb\r\n\uFFFE\uFFFF𝄞\u007F')).toBe('a\u2400\u241F\tb\r\n\uFFFD\uFFFD𝄞\u007F');
});
