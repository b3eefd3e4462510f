import { describe, expect, it } from 'vitest';
import { after, rowTime, startFailed } from '../../testing/cases/traces.ts';
import { leadOn } from '../../testing/cases/verdicts.ts';

const start = (status: string) => startFailed({ module: 'AspNetCoreModuleV2', status, code: 0x80004005, took: 20 });

describe('pool-shared', () => {
  it.each(['500.34', '500.35'])('leads on %s', async (status) => {
    expect(await leadOn(start(status))).toBe('pool-shared high');
  });

  it('needs the record for the 500.0 of 2.2', async () => {
    const events = [
      { time: after(20), id: 1008, message: 'Only one inprocess application is allowed per IIS application pool.' },
    ];
    expect(await leadOn(start('500'), { events })).toBe('pool-shared high');
    expect(await leadOn(start('500'))).toBe('startup-crash low');
  });

  it('reads rows, less sure', async () => {
    expect(await leadOn(null, { rows: [{ at: rowTime(0), status: '500.35', taken: 20 }] })).toBe('pool-shared medium');
  });
});
