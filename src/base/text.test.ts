import { describe, expect, it } from 'vitest';
import { encodeText } from '../testing/freb-builder.ts';
import { chooseEncoding, decodeUtf8, toUtf8 } from './text.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const declared = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?><x/>`;

describe('chooseEncoding', () => {
  it.each([
    ['nothing', ascii(''), 'utf-8', 0, null],
    ['plain text', ascii('GET /'), 'utf-8', 0, null],
    ['UTF-8 declared', ascii(declared('UTF-8')), 'utf-8', 0, null],
    ['ASCII declared', ascii(declared('us-ascii')), 'utf-8', 0, null],
    ['UTF-8 mark', encodeText(declared('utf-8'), 'utf-8-bom'), 'utf-8', 3, null],
    ['UTF-16 LE mark', encodeText(declared('UTF-16'), 'utf-16le'), 'utf-16le', 2, null],
    ['UTF-16 BE mark', encodeText(declared('utf-16be'), 'utf-16be'), 'utf-16be', 2, null],
    ['UTF-16 LE without mark', encodeText(declared('UTF-16'), 'utf-16le').subarray(2), 'utf-16le', 0, null],
    ['UTF-16 BE without mark', encodeText(declared('UTF-16'), 'utf-16be').subarray(2), 'utf-16be', 0, null],
    ['UTF-16 mark, UTF-8 declared', encodeText(declared('UTF-8'), 'utf-16le'), 'utf-16le', 2, 'UTF-8'],
    ['UTF-16 declared, bytes are not', ascii(declared('UTF-16')), 'utf-8', 0, 'UTF-16'],
    [
      'UTF-8 mark, windows-1252 declared',
      encodeText(declared('windows-1252'), 'utf-8-bom'),
      'utf-8',
      3,
      'windows-1252',
    ],
    ['Latin-1 declared', ascii(declared('iso-8859-1')), 'windows-1252', 0, null],
  ] as const)('%s', (_what, head, encoding, mark, contradicted) => {
    expect(chooseEncoding(head)).toEqual({ encoding, mark, contradicted });
  });

  it.each([
    ['UTF-7', ascii(declared('UTF-7'))],
    ['shift_jis', ascii(declared('shift_jis'))],
    ['UTF-32', new Uint8Array([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0])],
    ['UTF-32', new Uint8Array([0, 0, 0xfe, 0xff])],
    ['UTF-32', new Uint8Array([0x3c, 0, 0, 0])],
    ['UTF-32', new Uint8Array([0, 0, 0, 0x3c])],
  ])('refuses %s by name', (name, head) => {
    expect(chooseEncoding(head)).toEqual({ refused: name });
  });
});

describe('toUtf8', () => {
  it('keeps characters whole across its pieces', () => {
    // 1 MiB pieces: an odd start puts surrogate pairs across every border.
    const text = `x${'𝄞é'.repeat(500_000)}`;
    const bytes = encodeText(text, 'utf-16le');
    const { bytes: utf8, replaced } = toUtf8(bytes, { encoding: 'utf-16le', mark: 2 });
    expect(replaced).toBe(0);
    expect(new TextDecoder('utf-8', { fatal: true }).decode(utf8) === text).toBe(true);
  });

  it('counts what it had to replace', () => {
    const lone = new Uint8Array([0x41, 0, 0x00, 0xd8, 0x42, 0]);
    const { bytes, replaced } = toUtf8(lone, { encoding: 'utf-16le', mark: 0 });
    expect([new TextDecoder().decode(bytes), replaced]).toEqual(['A\uFFFDB', 1]);
    expect(toUtf8(new Uint8Array([0x41, 0, 0x42]), { encoding: 'utf-16le', mark: 0 }).replaced).toBe(1);
  });

  it('reads windows-1252', () => {
    const { bytes } = toUtf8(new Uint8Array([0x80, 0xe9]), { encoding: 'windows-1252', mark: 0 });
    expect(new TextDecoder().decode(bytes)).toBe('€é');
  });
});

describe('decodeUtf8', () => {
  it('counts bytes that are not UTF-8 and keeps a mark inside the text', () => {
    expect(decodeUtf8(new Uint8Array([0x61, 0xc0, 0xbc, 0x62]), 0, 4)).toEqual({ text: 'a\uFFFD\uFFFDb', replaced: 2 });
    expect(decodeUtf8(ascii('\uFEFFa'), 0, 4)).toEqual({ text: '\uFEFFa', replaced: 0 });
  });
});
