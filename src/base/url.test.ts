import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { urlParts } from './url.ts';

it.each([
  ['https://Shop.Example.com:443/API/a?b=1&c=?#d', 'shop.example.com', 443, '/API/a', 'b=1&c=?'],
  ['http://[::1]:80/', '[::1]', 80, '/', ''],
  ['http://a?x=b:c', 'a', null, '', 'x=b:c'],
  ['http://a:/x', 'a', null, '/x', ''],
  ['/a/b?c', '', null, '/a/b', 'c'],
  ['*', '', null, '*', ''],
  ['', '', null, '', ''],
])('cuts %j', (url, host, port, path, query) => {
  expect(urlParts(url)).toEqual({ host, port, path, query });
});

it('agrees with the platform wherever that takes a URL and leaves it as it is', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true, validSchemes: ['http'] }), (url) => {
      const truth = new URL(url);
      if (truth.href !== url) return;
      const parts = urlParts(url);
      expect([parts.host, parts.path, parts.query]).toEqual([truth.hostname, truth.pathname, truth.search.slice(1)]);
    }),
  );
});
