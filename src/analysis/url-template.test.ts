import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { urlTemplate } from './url-template.ts';

describe('urlTemplate', () => {
  test.each([
    ['https://shop.example.com:443/API/orders/4711/lines?page=2', '/api/orders/{n}/lines'],
    ['/api/orders/4711', '/api/orders/{n}'],
    ['/files/1b4e28ba-2fa1-11d2-883f-0016d3cca427', '/files/{guid}'],
    ['/files/%7B1B4E28BA-2FA1-11D2-883F-0016D3CCA427%7D', '/files/{guid}'],
    ['/static/app.3f2a9c1b.js', '/static/app.{hash}.js'],
    ['/static/jquery-3.6.0.min.js', '/static/jquery-3.6.0.min.js'],
    ['/blob/9f86d081884c7d659a2feaa0c55ad015', '/blob/{hash}'],
    ['/v1/health', '/v1/health'],
    ['/invoice-2023-00012.pdf', '/invoice-{n}-{n}.pdf'],
    ['/day/2026-03-12', '/day/{date}'],
    ['/users/ann@example.com', '/users/{email}'],
    ['/(S(lit3py55t21z5v55vlm25s55))/default.aspx', '/{session}/default.aspx'],
    ['/auth/eyJhbGciOiJIUzI1NiIsInR5cCI6', '/auth/{id}'],
    ['/reports/export-2-customers-and-orders', '/reports/export-2-customers-and-orders'],
    ['/defaced', '/defaced'],
    ['http://portal.example.org:80', '/'],
    ['http://portal.example.org:80/?x=1', '/'],
    ['', '/'],
  ])('%s -> %s', (url, template) => {
    expect(urlTemplate(url)).toBe(template);
  });

  test('a template is its own template', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.webPath(), fc.string()), (url) => {
        const template = urlTemplate(url);
        expect(urlTemplate(template)).toBe(template);
      }),
      { numRuns: 500 },
    );
  });

  test('numbers and guids never keep two requests to one action apart', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.uuid(), fc.uuid(), (n, m, a, b) => {
        expect(urlTemplate(`/a/${n}/b/${a}`)).toBe(urlTemplate(`/a/${m}/b/${b}`));
      }),
    );
  });
});
