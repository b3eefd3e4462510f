import { describe, expect, it } from 'vitest';
import { SOURCE_KEYS, sourceLink } from '../sources.ts';
import { CODES } from './table.ts';

describe('the table of codes', () => {
  it('holds each code once', () => {
    expect(new Set(CODES.map((entry) => entry.code)).size).toBe(CODES.length);
    expect(CODES.length).toBe(180);
  });

  it('has a source for every entry, and an https address for every source', () => {
    const known = new Set<string>(SOURCE_KEYS);
    for (const entry of CODES) {
      expect(entry.sources.length, entry.names[0]).toBeGreaterThan(0);
      for (const key of entry.sources) expect(known.has(key), key).toBe(true);
    }
    for (const key of SOURCE_KEYS) expect(sourceLink(key).url).toMatch(/^https:\/\/[a-z0-9.-]+\//);
  });

  it('says something in one sentence about every entry', () => {
    for (const entry of CODES) {
      expect(entry.meaning, entry.names[0]).toMatch(/^[A-Z.].{8,}\.$/);
      expect(
        entry.names.every((name) => /^[A-Za-z_]+[A-Za-z0-9_]*$/.test(name)),
        entry.names.join(),
      ).toBe(true);
      for (const status of entry.statuses) expect(status).toMatch(/^[1-5]\d\d\.\d{1,4}$/);
    }
  });
});
