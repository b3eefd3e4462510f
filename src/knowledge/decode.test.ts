import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hresult } from '../model/units.ts';
import { CODES, codeByName, codeEntry } from './codes/table.ts';
import { bareCode, codesInText, decodeCode, formatCode, parseCode } from './decode.ts';

const anyEntry = fc.constantFrom(...CODES);
const anyCode = fc.integer({ min: 0, max: 0xffffffff });

/** Every way in which Windows, IIS, ANCM and people write one code. */
function writtenForms(code: number): readonly string[] {
  const hex = code.toString(16);
  const padded = hex.padStart(8, '0');
  return [
    String(code),
    String(code | 0),
    `0x${hex}`,
    `0X${padded.toUpperCase()}`,
    ...(code >= 0x80000000 ? [padded, padded.toUpperCase()] : []),
    `Something failed.\r (0x${padded})`,
    `A message that quotes (0x80004005) first. (0x${padded})`,
  ];
}

describe('parseCode', () => {
  it('reads every known code in all its written forms', () => {
    fc.assert(
      fc.property(anyEntry, fc.constantFrom('', ' ', '\n'), (entry, blank) => {
        for (const form of writtenForms(entry.code)) expect(parseCode(`${blank}${form}${blank}`)).toBe(entry.code);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads any 32 bit value, signed and unsigned', () => {
    fc.assert(
      fc.property(anyCode, (value) => {
        expect(parseCode(`0x${value.toString(16)}`)).toBe(value);
        expect(parseCode(String(value | 0))).toBe(value);
      }),
    );
  });

  it('keeps a bare Win32 number as it is written', () => {
    expect(parseCode('12002')).toBe(12002);
    expect(parseCode('0')).toBe(0);
  });

  it.each([
    '',
    '-',
    'abc',
    'dead',
    'cafe',
    'facade',
    'ff',
    '0x',
    '0x123456789',
    '0xZZ',
    '4294967296',
    '-2147483649',
    '99999999999',
    '1e5',
    '1.5',
    '5 0',
    '0x8007 0002',
    'deadbeef!',
    '(80070002)',
    'see 0x80070002',
    'HRESULT',
    '١٢',
    '0x-1',
    '+5',
    'NaN',
    'Infinity',
    '--5',
  ])('offers nothing for %j', (text) => {
    expect(parseCode(text)).toBeNull();
  });

  it('never throws and never leaves the 32 bit range', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const code = parseCode(text);
        expect(code === null || (Number.isInteger(code) && code >= 0 && code <= 0xffffffff)).toBe(true);
      }),
    );
  });
});

describe('decodeCode', () => {
  it('finds names and meaning for each known code, under its value and its bare Win32 number', () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        expect(decodeCode(entry.code)).toMatchObject({ dec: entry.code, names: entry.names, text: entry.meaning });
        if (entry.code >>> 16 === 0x8007) {
          const bare = hresult(entry.code & 0xffff);
          // 1236 has an entry of its own.
          if (bare !== 1236) expect(decodeCode(bare)?.dec).toBe(entry.code);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('offers no meaning that it does not have', () => {
    fc.assert(
      fc.property(anyCode, (value) => {
        const decoded = decodeCode(hresult(value));
        if (decoded === null) return;
        expect(decoded.names.length).toBeGreaterThan(0);
        expect(codeEntry(hresult(value))?.meaning).toBe(decoded.text);
      }),
    );
    for (const near of [
      0x80072ee0, 0x80072ee3, 0x80070001, 0x80082ee2, 0x70072ee2, 0x00072ee2, 1, 12003, 0x800080ff, 0xc0000004,
    ]) {
      expect(decodeCode(hresult(near))).toBeNull();
    }
  });

  it('keeps the bare 1236 apart from its HRESULT', () => {
    expect(decodeCode(hresult(1236))).toMatchObject({ hex: '0x000004D4', dec: 1236 });
    expect(decodeCode(hresult(0x800704d4))).toMatchObject({ hex: '0x800704D4', dec: 2147943636 });
  });

  it('unwraps an NTSTATUS that was turned into an HRESULT', () => {
    expect(decodeCode(hresult(0xd00000fd))).toMatchObject({ hex: '0xD00000FD', names: ['STATUS_STACK_OVERFLOW'] });
  });
});

describe('formatCode', () => {
  it.each([
    [2147954402, 'ERROR_WINHTTP_TIMEOUT / WININET_E_TIMEOUT (0x80072EE2, 2147954402)'],
    [12029, 'ERROR_WINHTTP_CANNOT_CONNECT / WININET_E_CANNOT_CONNECT (0x80072EFD, 2147954429)'],
    [2147954575, 'ERROR_WINHTTP_SECURE_FAILURE / WININET_E_DECODING_FAILED (0x80072F8F, 2147954575)'],
    [64, 'ERROR_NETNAME_DELETED (0x80070040, 2147942464)'],
    [0xe0434352, 'EXCEPTION_COMPLUS (0xE0434352, 3762504530)'],
    [0x8abcdef0, '0x8ABCDEF0 (2327633648)'],
  ])('writes %d', (code, text) => {
    expect(formatCode(hresult(code))).toBe(text);
  });

  it('shows a number without a meaning as it is', () => {
    expect(bareCode(hresult(0x8abcdef0))).toEqual({
      code: 0x8abcdef0,
      hex: '0x8ABCDEF0',
      dec: 2327633648,
      names: [],
      text: '',
    });
  });
});

describe('codesInText', () => {
  it.each<[string, readonly number[]]>([
    ["Application 'X' failed to start process, ErrorCode = '0x80004005 : 80008096.", [0x80004005, 0x80008096]],
    ["ErrorCode = '0x80004005 : ff'.", [0x80004005, 0xff]],
    ['Last 4KB ... exit code = -532462766', [0xe0434352]],
    ["stage 'PostStartCheck', ErrorCode = '0x8027025a', process status -2147450730", [0x8027025a, 0x80008096]],
    ['Exception code: 0xc00000fd at 2147954402', [0xc00000fd, 2147954402]],
    ['twice 0x80070002 and 0x80070002', [0x80070002]],
  ])('finds the codes of %j', (text, codes) => {
    expect(codesInText(text).map((found) => found.code)).toEqual(codes);
  });

  it.each([
    'Process Id: 7312.',
    'at 2026-03-12 14:22',
    '1741789632',
    'phone 555-123456789',
    '10.0.19041.1',
    'after 120000 ms',
    'id 9-2147483648-1',
  ])('finds none in %j', (text) => {
    expect(codesInText(text)).toEqual([]);
  });
});

describe('codeByName', () => {
  it('finds an entry under each of its names', () => {
    for (const entry of CODES)
      for (const name of entry.names) expect(codeByName(name.toLowerCase())?.names).toContain(name);
  });
});
