import { describe, expect, it } from 'vitest';
import { maskedLine } from './masked.ts';

const M = '••••••';

describe('maskedLine', () => {
  it.each([
    ['GET https://x/api?id=7&token=abc123&page=2 failed', `GET https://x/api?id=7&token=${M}&page=2 failed`],
    ['Login failed: password=hunter2; next', `Login failed: password=${M}; next`],
    ['{"apiKey":"q1w2e3","user":"ann"}', `{"apiKey":"${M}","user":"ann"}`],
    ['Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.', `Authorization: ${M} ${M}`],
    ['Server=db;Password=p w d;Timeout=5', `Server=db;Password=${M};Timeout=5`],
  ])('masks %s', (text, shown) => {
    expect(maskedLine(text)).toBe(shown);
  });

  it.each([
    'exception code: 0xe0434352, state: Started, user count: 3',
    'TraceId: 630d3c5e1878794ea68a4279aa97cf70 RequestId:0HNB2K7QF1QHS:00000001',
    'traceparent 00-630d3c5e1878794ea68a4279aa97cf70-3fd9680f17891b3e-01',
    'request id 400001a7-0000-dc00-b63f-84710c7967bb',
    '   at Contoso.Reports.Data.ConnectionFactory..ctor(IConfiguration configuration) in D:\\build\\ConnectionFactory.cs:line 31',
    'System.Threading.CancellationTokenSource was disposed',
    '',
  ])('leaves %s', (text) => {
    expect(maskedLine(text)).toBe(text);
  });
});
