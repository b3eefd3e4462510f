import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_PARAMS, type Params } from './fields.ts';
import { formatPlace, PAGES, parsePlace } from './url.ts';

const index = fc.option(fc.integer({ min: 0, max: 1_000_000_000 }), { nil: null });
const instant = fc.option(
  fc.integer({ min: -1e12, max: 1e12 }).map((value) => value / 1000),
  { nil: null },
);
const word = fc.option(fc.stringMatching(/^[A-Za-z][A-Za-z0-9.-]{0,20}$/), { nil: null });
const params: fc.Arbitrary<Params> = fc.record({
  event: index,
  span: index,
  row: index,
  line: index,
  from: instant,
  to: instant,
  tab: word,
  sort: word,
  descending: fc.boolean(),
  byorder: fc.boolean(),
  cause: word,
});

describe('addresses', () => {
  test('every place is read back as it was written', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PAGES), fc.string(), params, (page, text, given) => {
        const key = page === '' ? '' : text;
        expect(parsePlace(formatPlace({ page, key, params: given }))).toEqual({ page, key, params: given });
      }),
    );
  });

  test('the key of a file with several traces survives', () => {
    expect(formatPlace({ page: 'trace', key: 'ab12#2' })).toBe('#/trace/ab12%232');
    expect(parsePlace('#/trace/ab12%232?v=1&event=73').key).toBe('ab12#2');
  });

  test('a bad parameter falls back alone', () => {
    const place = parsePlace('#/trace/ab?v=1&event=7x&span=3&from=1e9&tab=<b>&descending=1&other=1');
    expect(place.params).toEqual({ ...NO_PARAMS, span: 3, descending: true });
  });

  test('reading never throws, whatever stands there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parsePlace(text).params).toBeDefined();
      }),
    );
    expect(parsePlace('#/nowhere').page).toBeNull();
    expect(parsePlace('').page).toBe('');
    expect(parsePlace('#/codes/%zz').key).toBe('%zz');
  });
});
