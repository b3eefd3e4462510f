import { describe, expect, it } from 'vitest';
import { hresult } from '../../model/units.ts';
import { ADVISED_CODES, codeAdvice } from './advice.ts';
import { CODES } from './table.ts';

describe('codeAdvice', () => {
  it('advises on every known code, on 60 and more by a text of their own', () => {
    expect(ADVISED_CODES.length).toBeGreaterThanOrEqual(60);
    expect(new Set(ADVISED_CODES).size).toBe(ADVISED_CODES.length);
    for (const entry of CODES) {
      const advice = codeAdvice(entry.code);
      const name = entry.names[0];
      expect(advice?.here, name).toMatch(/^\S.*[.]$/);
      expect(advice?.fix, name).toMatch(/^\S.*[.]$/);
      for (const list of [advice?.causes, advice?.confirms, advice?.refutes]) {
        expect(list?.length, name).toBeGreaterThan(0);
        for (const text of list ?? []) expect(text, name).toMatch(/^\S.*[^.]$/);
      }
    }
  });

  it('has no text for a code that is not in the tables', () => {
    const known = new Set<number>(CODES.map((entry) => entry.code));
    expect(ADVISED_CODES.filter((code) => !known.has(code))).toEqual([]);
    expect(codeAdvice(hresult(0x8abcdef0))).toBeNull();
  });

  it('finds the text of a bare Win32 number', () => {
    expect(codeAdvice(hresult(12002))).toEqual(codeAdvice(hresult(0x80072ee2)));
    expect(codeAdvice(hresult(12002))?.own).toBe(true);
    expect(codeAdvice(hresult(0x80072f05))?.own).toBe(false);
  });

  it('never blames the application for a client that left', () => {
    for (const entry of CODES) {
      if (entry.category !== 'client-disconnect' || entry.benign === 'no') continue;
      expect(codeAdvice(entry.code)?.fix, entry.names[0]).toMatch(/^(?:Nothing|Leave)/);
    }
  });
});
