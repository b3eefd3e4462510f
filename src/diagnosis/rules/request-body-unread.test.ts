import { describe, expect, it } from 'vitest';
import { forwarded } from '../../testing/cases/traces.ts';
import { leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

const upload = (more: Partial<Parameters<typeof forwarded>[0]> = {}) =>
  forwarded({
    status: '502.3',
    code: 0x80072efe,
    gap: 5300,
    verb: 'POST',
    headers: [['Content-Length', '9000000']],
    body: [65_536, 65_536],
    ...more,
  });
const DRAINED = ['info: automatic draining of the request body timed out after taking over 5 seconds.'];

describe('request-body-unread', () => {
  it('follows from a large upload that was dropped soon after', async () => {
    const verdict = await verdictOn(upload());
    expect(verdict?.lead).toMatchObject({ cause: 'request-body-unread', certainty: 'medium' });
    expect(verdict?.lead.fixes[0]?.text).toContain('body');
  });

  it('is sure with the line of the web server', async () => {
    expect(await leadOn(upload(), { stdout: DRAINED })).toBe('request-body-unread high');
  });

  it('keeps a lost client from hiding it when the line is there', async () => {
    const gone = upload({ code: 0x800704cd, flushFails: 0x800704cd });
    expect(await leadOn(gone)).toBe('client-disconnect high');
    expect(await leadOn(gone, { stdout: DRAINED })).toBe('request-body-unread high');
  });

  it('needs a body, and a failure close to it', async () => {
    expect(await leadOn(upload({ verb: 'GET', headers: [], body: [] }), { stdout: DRAINED })).toBe(
      'connection-reset low',
    );
    expect(await leadOn(upload({ gap: 60_000 }))).toBe('connection-reset low');
    expect(await leadOn(upload({ headers: [['Content-Length', '500']], body: [500] }))).toBe('connection-reset low');
  });

  it('is told by the lines alone when no request is loaded', async () => {
    expect(await leadOn(null, { stdout: DRAINED })).toBe('request-body-unread medium');
  });
});
