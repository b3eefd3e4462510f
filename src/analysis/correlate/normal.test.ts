import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrLogId, normalAddress, normalPath, normalQuery, squeezed } from './normal.ts';

/** What a log shows of a path: blanks and controls as plus. */
const logged = (path: string): string => path.replace(/[\0- ]/g, '+');

describe('normalPath', () => {
  it('is the same for a path as sent and as logged, whatever it holds', () => {
    const segment = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => !/[/\\.]/.test(text));
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 5 }), fc.boolean(), (segments, lower) => {
        const path = `/${segments.join('/')}`;
        const sent = `/${segments.map((text) => encodeURIComponent(text)).join('/')}`;
        expect(normalPath(lower ? sent.toLowerCase() : sent)).toBe(normalPath(logged(path)));
      }),
    );
  });

  it('stays as it is when it is taken again', () => {
    fc.assert(
      fc.property(fc.webPath(), (path) => {
        expect(normalPath(normalPath(path))).toBe(normalPath(path));
      }),
    );
  });

  it.each([
    ['/a%2Fb', '/a/b'],
    ['/a//b\\c', '/a/b/c'],
    ['/a/./b/../c/', '/a/c/'],
    ['/../a', '/a'],
    ['/a/..', '/'],
    ['/rate/100%2525', '/rate/100%'],
    ['/caf%E9', '/café'],
    ['/%u00fcber', '/über'],
    ['/%zz%4', '/%zz%4'],
    ['', '/'],
  ])('%s is %s', (path, normal) => {
    expect(normalPath(path)).toBe(normal);
  });
});

describe('normalQuery', () => {
  const id = '7c9d2a54-3b61-4e0f-9a7e-5d1c8f2b6e90';
  it.each([
    ['page=2', 'page=2'],
    [`X-ARR-LOG-ID=${id}`, ''],
    [`page=2&X-ARR-LOG-ID=${id}`, 'page=2'],
    [`X-ARR-CACHE-HIT=0&SERVER-ROUTED=10.0.0.1&X-ARR-LOG-ID=${id}&SERVER-STATUS=502`, ''],
    [`q=red+hat&X-ARR-CACHE-HIT=0&X-ARR-LOG-ID=${id}`, 'q=red hat'],
    ['q=caf%C3%A9', 'q=café'],
    ['SERVER-STATUS=1', 'server-status=1'],
  ])('%s is %s', (query, normal) => {
    expect(normalQuery(query)).toBe(normal);
    expect(arrLogId(query)).toBe(query.includes(id) ? id : '');
  });
});

it.each([
  ['[2001:DB8::1%3]:443', '2001:db8::1'],
  ['203.0.113.9:51774', '203.0.113.9'],
  ['fe80::1ff:fe23:4567:890a%3', 'fe80::1ff:fe23:4567:890a'],
  ['::ffff:203.0.113.77', '203.0.113.77'],
  ['', ''],
])('address %s is %s', (address, normal) => {
  expect(normalAddress(address)).toBe(normal);
});

it('names of fields and headers are the same thing', () => {
  for (const name of ['cs(X-Correlation-Id)', 'X-Correlation-ID', 'XCorrelationId', 'sc(x-correlation-id)'])
    expect(squeezed(name)).toBe('xcorrelationid');
});
