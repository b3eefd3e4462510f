import { describe, expect, it } from 'vitest';
import { after, forwarded, relayed, rowTime } from '../../testing/cases/traces.ts';
import { findingOf, leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

const timedOut = (path: string, from = 0) =>
  forwarded({
    status: '502.3',
    code: 0x80072ee2,
    gap: 120_031,
    from,
    url: `https://orders.contoso.example:443${path}`,
  });
const PATHS = ['/css/site.css', '/account/login', '/api/products/7'];
const rows = (stems: readonly string[]) =>
  stems.map((stem, ix) => ({ at: rowTime(120_000 + ix * 500), status: '502.3', win32: 12002, taken: 120_040, stem }));

describe('thread-pool-starvation', () => {
  it('leads when unrelated URLs time out together', async () => {
    const verdict = await verdictOn(timedOut('/api/orders'), {
      others: PATHS.map((path, ix) => timedOut(path, ix * 700)),
    });
    expect(verdict?.lead).toMatchObject({ cause: 'thread-pool-starvation', certainty: 'medium' });
    expect(verdict?.lead.rootCause).toContain('/css/site.css');
    expect(verdict?.alternatives.map((finding) => finding.cause)).toContain('app-timeout');
  });

  it('is only a possibility from one trace, and names the files that would tell', async () => {
    const verdict = await verdictOn(timedOut('/api/orders'));
    expect(verdict?.lead.cause).toBe('app-timeout');
    const finding = findingOf(verdict, 'thread-pool-starvation');
    expect(finding).toMatchObject({ state: 'found', certainty: 'low', alternativeOnly: true });
    expect(finding?.wouldSettle.map((input) => input.input)).toContain('otherTraces');
  });

  it('is ruled out when all time-outs are of one path', async () => {
    const verdict = await verdictOn(null, { rows: rows(Array.from({ length: 6 }, () => '/api/reports')) });
    expect(verdict?.lead.cause).toBe('app-timeout');
    expect(findingOf(verdict, 'thread-pool-starvation')?.state).toBe('ruled-out');
  });

  it('counts ids in a path as one action', async () => {
    const others = ['1', '2', '3', '4'].map((id, ix) => timedOut(`/api/orders/${id}`, ix * 500));
    expect(await leadOn(timedOut('/api/orders/5'), { others })).toBe('app-timeout high');
  });

  it('is not it when the application answered others meanwhile, or when no cheap URL is among them', async () => {
    const others = PATHS.map((path, ix) => timedOut(path, ix * 700));
    const quick = relayed({ status: '500', from: 60_000, took: 200 });
    expect(await leadOn(timedOut('/api/orders'), { others: [...others, quick] })).toBe('app-timeout high');
    const costly = ['/api/reports', '/export/invoices', '/api/search'].map((path, ix) => timedOut(path, ix * 700));
    expect(await leadOn(timedOut('/api/orders'), { others: costly })).toBe('app-timeout high');
  });

  it('leads on rows of many paths, and is surer with a heartbeat warning', async () => {
    const many = rows([...PATHS, '/', '/api/orders']);
    expect(await leadOn(null, { rows: many })).toBe('thread-pool-starvation medium');
    const stdout = [
      'warn: As of "03/12/2026", the heartbeat has been running for "00:00:09" which is longer than "00:00:01".',
    ];
    expect(await leadOn(null, { rows: many, stdout })).toBe('thread-pool-starvation high');
  });

  it('is surer of a full queue when the worker process did not answer WAS either', async () => {
    const httpErr = [{ at: rowTime(0), reason: 'QueueFull', status: '503' }];
    const ping = {
      time: after(20_000),
      provider: 'Microsoft-Windows-WAS',
      id: 5010,
      level: 3,
      channel: 'System',
      message: 'failed to respond to a ping',
    };
    expect(await leadOn(null, { httpErr })).toBe('thread-pool-starvation low');
    expect(await leadOn(null, { httpErr, events: [ping] })).toBe('thread-pool-starvation medium');
  });
});
