import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packTexts } from '../base/byte-dictionary.ts';
import { orderByBytes, textsBytes } from './byte-order.ts';

const HEX = '0123456789abcdef';
const hex = fc.string({ unit: fc.constantFrom(...Array.from(HEX)), minLength: 32, maxLength: 32 });
const guid = hex.map((digits) => digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
const plain = fc.string({ unit: fc.constantFrom('a', 'b', '/', 'é', 'ü'), maxLength: 9 });

/** Rows as the scanner packs them: a text each, which ends in a GUID where it is one. */
function guidSource(rows: readonly { readonly before: string; readonly guid: string | null }[]) {
  const texts = packTexts(rows.map((row) => (row.guid === null ? row.before : `${row.before}\0`)));
  const guids = new Uint8Array(rows.length * 16);
  for (const [ix, row] of rows.entries()) {
    const digits = (row.guid ?? '').replaceAll('-', '');
    for (let at = 0; at < digits.length; at += 2)
      guids[ix * 16 + at / 2] = Number.parseInt(digits.slice(at, at + 2), 16);
  }
  const values = Uint32Array.from(rows, (row, ix) => (row.before === '' && row.guid === null ? 0 : ix + 1));
  return textsBytes({ kind: 'guid', values, texts, guids });
}

/** Rank of each text among the different ones. */
function ranksOf(texts: readonly string[]): readonly number[] {
  const sorted = [...new Set(texts)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return texts.map((text) => sorted.indexOf(text));
}

it('ranks texts of several sources as their characters do', () => {
  const row = fc.record({ before: plain, guid: fc.option(guid) });
  fc.assert(
    fc.property(fc.array(plain, { maxLength: 40 }), fc.array(row, { maxLength: 40 }), (texts, rows) => {
      const sources = [textsBytes({ kind: 'raw', texts: packTexts(texts) }), guidSource(rows)];
      const source = Uint16Array.from([...texts.map(() => 0), ...rows.map(() => 1)]);
      const place = Uint32Array.from([...texts.keys(), ...rows.keys()]);
      const all = [...texts, ...rows.map((one) => one.before + (one.guid ?? ''))];
      expect([...orderByBytes(sources, source, place)]).toEqual(ranksOf(all));
    }),
  );
});

it('ranks tens of thousands of texts that begin alike', () => {
  const texts = Array.from({ length: 70_000 }, (_, ix) => `ASP.NET_SessionId=${((ix * 7919) % 9973) * (ix % 3)}`);
  const ranks = orderByBytes(
    [textsBytes({ kind: 'raw', texts: packTexts(texts) })],
    new Uint16Array(texts.length),
    Uint32Array.from(texts.keys()),
  );
  const places = new Map([...new Set(texts)].sort().map((text, rank) => [text, rank]));
  expect(texts.every((text, ix) => ranks[ix] === places.get(text))).toBe(true);
});
