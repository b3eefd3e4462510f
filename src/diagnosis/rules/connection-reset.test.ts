import { describe, expect, it } from 'vitest';
import { after, forwarded, rowTime } from '../../testing/cases/traces.ts';
import { leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

const dropped = (gap: number) => forwarded({ status: '502.3', code: 0x80072efe, gap });

describe('connection-reset', () => {
  it('stays unsure from one dropped connection', async () => {
    const verdict = await verdictOn(dropped(4000));
    expect(verdict?.lead).toMatchObject({ cause: 'connection-reset', certainty: 'low' });
    expect(verdict?.lead.whyNotHigher).not.toBe('');
    expect(verdict?.lead.wouldSettle.map((input) => input.input)).toContain('eventLog');
  });

  it('takes a connection dropped at once for a keep-alive race', async () => {
    const verdict = await verdictOn(dropped(0));
    expect(verdict?.lead).toMatchObject({ cause: 'connection-reset', certainty: 'medium' });
    expect(verdict?.lead.fixes[0]?.text).toContain('KeepAliveTimeout');
  });

  it('is sure when the application logs that it aborted', async () => {
    const stdout = ['info: The connection was aborted by the application via IHttpRequestLifetimeFeature.'];
    expect(await leadOn(dropped(300), { stdout })).toBe('connection-reset high');
  });

  it('is surer when the event log shows no process end', async () => {
    const events = [
      {
        time: after(-400_000),
        id: 1001,
        level: 4,
        message: "started process '8844' successfully and process '8844' is listening on port '21873'.",
      },
    ];
    expect(await leadOn(dropped(4000), { events })).toBe('connection-reset medium');
  });

  it('gives way to a process end, and to an unread body', async () => {
    const crash = { time: after(4100), provider: '.NET Runtime', id: 1026, message: 'unhandled exception' };
    expect(await leadOn(dropped(4000), { events: [crash] })).toBe('app-crashed-mid-request high');
    const upload = forwarded({
      status: '502.3',
      code: 0x80072efe,
      gap: 5300,
      verb: 'PUT',
      headers: [['Content-Length', '9000000']],
      body: [65_536],
    });
    expect(await leadOn(upload)).toBe('request-body-unread medium');
  });

  it('reads a single row', async () => {
    expect(await leadOn(null, { rows: [{ at: rowTime(0), status: '502.3', win32: 12030, taken: 60 }] })).toBe(
      'connection-reset low',
    );
  });
});
