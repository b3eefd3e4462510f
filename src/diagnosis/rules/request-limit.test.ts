import { describe, expect, it } from 'vitest';
import { answered, relayed, rowTime } from '../../testing/cases/traces.ts';
import { leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

const filtered = (status: string) =>
  answered({
    module: 'RequestFilteringModule',
    handler: null,
    status,
    code: 0,
    notification: 'BEGIN_REQUEST',
    verb: 'POST',
    headers: [['Content-Length', '52428800']],
  });

describe('request-limit', () => {
  it.each([
    ['404.13', 'maxAllowedContentLength'],
    ['404.14', 'maxUrl'],
    ['404.15', 'maxQueryString'],
  ])('names the setting behind %s', async (status, attribute) => {
    const verdict = await verdictOn(filtered(status));
    expect(verdict?.lead).toMatchObject({ cause: 'request-limit', certainty: 'high' });
    expect(verdict?.lead.fixes[0]?.setting?.attribute).toBe(attribute);
  });

  it('is not every 404 of request filtering', async () => {
    expect(await leadOn(filtered('404.8'))).toBe('other-module high');
  });

  it('tells the limit of the application from that of IIS', async () => {
    const verdict = await verdictOn(relayed({ status: '413', reason: 'Payload Too Large', verb: 'POST' }));
    expect(verdict?.lead.cause).toBe('request-limit');
    expect(verdict?.lead.fixes[0]?.text).toContain('MaxRequestBodySize');
    const stdout = [
      'Microsoft.AspNetCore.Http.BadHttpRequestException: Request body too large. The max request body size is 30000000 bytes.',
    ];
    expect(await leadOn(relayed({ status: '413', reason: 'Payload Too Large', verb: 'POST' }), { stdout })).toBe(
      'request-limit high',
    );
  });

  it('reads refusals of HTTP.sys', async () => {
    const verdict = await verdictOn(null, { httpErr: [{ at: rowTime(0), status: '400', reason: 'RequestLength' }] });
    expect(verdict?.lead).toMatchObject({ cause: 'request-limit', certainty: 'high' });
    expect(verdict?.lead.headline).toContain('HTTP.sys');
  });
});
