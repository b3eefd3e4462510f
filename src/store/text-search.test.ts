import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteDictionary, type ByteTexts } from '../base/byte-dictionary.ts';
import type { LogPartColumn } from '../model/logpart.ts';
import { textTest } from '../query/kinds.ts';
import { guidTest } from './guid-hits.ts';
import { TextHits } from './text-hits.ts';

const value = (text: string, quoted = false) => ({ text, quoted, from: 0, to: text.length });

/** What the filter means, said the long way: see the table in `src/query/README.md`. */
function passes(text: string, want: string, whole: boolean): boolean {
  const [one, other] = [text.toLowerCase(), want.toLowerCase()];
  if (other === '-') return one === '';
  if (/[*?]/.test(other)) {
    if (other === '*') return one !== '';
    const pattern = other
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return new RegExp(`^${pattern}$`, 's').test(one);
  }
  return whole ? one === other : one.includes(other);
}

function packed(texts: readonly string[]): ByteTexts {
  const bytes = texts.map((text) => new TextEncoder().encode(text));
  let end = 0;
  return {
    bytes: new Uint8Array(bytes.flatMap((one) => [...one])),
    ends: Uint32Array.from(bytes, (one) => (end += one.length)),
  };
}

// Few letters, so that what is sought is often there, also across the border of two texts.
const letters = fc.constantFrom('a', 'b', 'B', '/', 'é', 'K', '1', '=');
const text = fc.string({ unit: letters, maxLength: 6 });
const want = fc.string({
  unit: fc.constantFrom('a', 'b', 'A', '/', 'é', 'k', '1', '*', '?', '-'),
  minLength: 1,
  maxLength: 4,
});

describe('TextHits', () => {
  it('finds what each text by itself says', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 40 }), want, fc.boolean(), (texts, sought, whole) => {
        const hits = new TextHits(packed(texts), textTest(value(sought), whole));
        expect(texts.map((_, ix) => hits.has(ix))).toEqual(texts.map((one) => passes(one, sought, whole)));
      }),
    );
  });

  it('finds across many blocks, asked in any order', () => {
    const texts = Array.from({ length: 5000 }, (_, ix) => `/api/orders/${ix}`);
    const hits = new TextHits(packed(texts), textTest(value('ORDERS/49'), false));
    const found = texts.toReversed().filter((one) => hits.has(texts.indexOf(one)));
    expect(found.toReversed()).toEqual(texts.filter((one) => one.includes('orders/49')));
  });
});

const hex = fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdef')), minLength: 32, maxLength: 32 });
const guid = hex.map((digits) => digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
const before = fc.constantFrom('X-ARR-LOG-ID=', 'id=1&X-ARR-LOG-ID=', 'a=f', '');

/** A column as the scanner packs it: texts that end in a GUID, whole texts, and rows with nothing. */
function guidColumn(rows: readonly string[]): LogPartColumn & { readonly kind: 'guid' } {
  const dictionary = new ByteDictionary();
  const guids = new Uint8Array(rows.length * 16);
  const values = Uint32Array.from(rows, (row, ix) => {
    if (row === '') return 0;
    const found = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(row)?.[0] ?? '';
    const digits = found.replaceAll('-', '');
    for (let at = 0; at < digits.length; at += 2)
      guids[ix * 16 + at / 2] = Number.parseInt(digits.slice(at, at + 2), 16);
    const kept = found === '' ? row : `${row.slice(0, -found.length)}\0`;
    const bytes = new TextEncoder().encode(kept);
    return dictionary.add(bytes, 0, bytes.length) + 1;
  });
  return { name: 'cs-uri-query', kind: 'guid', values, texts: dictionary.finish(), guids };
}

describe('guidTest', () => {
  const row = fc.oneof(
    fc.tuple(before, guid).map(([start, end]) => start + end),
    fc.constantFrom('', 'page=2', 'f'),
  );
  /** A piece of a row, or something that may be in one. */
  const sought = fc.oneof(
    fc
      .tuple(row, fc.nat(60), fc.integer({ min: 1, max: 45 }))
      .map(([one, from, length]) => one.slice(from, from + length)),
    fc.constantFrom('f', '=f', 'ID=0', '-', 'page', '*=0*', '*a', 'x-arr*', '????', '8-'),
  );

  it('finds what each text by itself says', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), sought, fc.boolean(), (rows, part, whole) => {
        fc.pre(part !== '');
        const test = guidTest(guidColumn(rows), textTest(value(part), whole));
        expect(rows.map((_, ix) => test(ix))).toEqual(rows.map((one) => passes(one, part, whole)));
      }),
      { numRuns: 500 },
    );
  });
});
