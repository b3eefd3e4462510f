import { expect, test } from 'vitest';
import { layoutsText, limited, parseLayouts } from './grid-layouts.ts';

test('a layout is read back as it was written', () => {
  const layouts = new Map([
    ['requests' as const, { order: ['url', 'verb'], hidden: new Set(['file']), widths: new Map([['url', 320]]) }],
  ]);
  expect(parseLayouts(layoutsText(layouts))).toEqual(layouts);
});

test('names of fields of a file are not kept', () => {
  const layout = { order: ['at', 'cs(Secret)'], hidden: new Set(['x-own', 'url']), widths: new Map([['x-own', 90]]) };
  expect(limited(layout, new Set(['at', 'url']))).toEqual({
    order: ['at'],
    hidden: new Set(['url']),
    widths: new Map(),
  });
});

test('what is damaged falls back alone', () => {
  const layouts = parseLayouts(
    '{"requests":{"order":"x","hidden":["url"],"widths":[["url",-3]]},"events":7,"other":{"order":["a"]}}',
  );
  expect([...layouts.keys()]).toEqual(['requests']);
  expect(layouts.get('requests')).toEqual({ order: [], hidden: new Set(['url']), widths: new Map() });
});

test.each([null, '', '{', '[]', '3', '"x"', '{"requests":null}'])('nothing usable in %s', (text) => {
  expect(parseLayouts(text).size).toBe(0);
});
