import { describe, expect, it } from 'vitest';
import { after, answered, relayed, rowTime } from '../../testing/cases/traces.ts';
import { leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

const V2 = 'AspNetCoreModuleV2';
const offline = (code = 0, took = 0) => answered({ module: V2, handler: V2, status: '503', code, took });
const OFFLINE = {
  time: after(-60_000),
  id: 1012,
  level: 4,
  message: "Application 'C:\\x\\' was recycled after detecting app_offline.htm.",
};

describe('app-offline', () => {
  it('names the file, sure with the record of the module', async () => {
    expect(await leadOn(offline())).toBe('app-offline medium');
    const verdict = await verdictOn(offline(), { events: [OFFLINE] });
    expect(verdict?.lead).toMatchObject({ cause: 'app-offline', certainty: 'high' });
    expect(verdict?.lead.fixes[0]?.text).toContain('app_offline.htm');
    expect(verdict?.lead.misreadings.join(' ')).toContain('HTTPERR reason AppOffline has nothing to do');
  });

  it('is a stop instead with a code of one, or with a stop on record at that second', async () => {
    expect(await leadOn(offline(0x800704e7))).toBe('app-recycling medium');
    const stop = {
      time: after(-300),
      id: 1021,
      level: 4,
      message: "Application 'C:\\x\\' was recycled due to configuration change",
    };
    expect(await leadOn(offline(), { events: [stop] })).toBe('app-recycling high');
    expect(await leadOn(offline(), { events: [stop, OFFLINE] })).toBe('app-offline high');
  });

  it('is the answer of the application instead when the request was handed on', async () => {
    expect(await leadOn(relayed({ status: '503' }))).toBe('app-error-passthrough low');
    expect(await leadOn(relayed({ status: '503', inProcess: true }))).toBe('app-error-passthrough low');
  });

  it('is doubted when the answer took long', async () => {
    expect(await leadOn(offline(0, 9000))).toBe('app-offline low');
  });

  it('reads the record of the module alone', async () => {
    expect(await leadOn(null, { events: [OFFLINE] })).toBe('app-offline medium');
  });

  it('reads rows, unsure', async () => {
    expect(await leadOn(null, { rows: [{ at: rowTime(0), status: '503.0', taken: 2 }] })).toBe('app-offline low');
  });
});
