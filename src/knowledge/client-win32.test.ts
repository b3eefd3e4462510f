import { expect, it } from 'vitest';
import { hresult } from '../model/units.ts';
import { endsWithClient } from './client-win32.ts';
import { CODES, codeEntry } from './codes/table.ts';

it('puts down to the client what the table of codes does', () => {
  const bare = Array.from({ length: 0x10000 }, (_, code) => code);
  const wrapped = CODES.map(({ code }) => (code | 0x10000000) >>> 0);
  for (const code of [...bare, ...wrapped, ...CODES.map((entry) => entry.code)]) {
    const byTable = codeEntry(hresult(code))?.category === 'client-disconnect';
    expect(endsWithClient(code), code.toString(16)).toBe(byTable);
  }
});
