import { describe, expect, test } from 'vitest';
import { analysedTrace } from '../testing/analysed-trace.ts';
import { eventTable } from '../testing/event-table.ts';
import { freb, type FrebBuilder } from '../testing/freb-builder.ts';
import { limitReached, type WaitPlace } from './limits.ts';
import { steadyTimes } from './times.ts';

const HANDLER = 'EXECUTE_REQUEST_HANDLER';

describe('limits', () => {
  test.each([
    ['forward', 120_046, 'requestTimeout', 120_000],
    ['forward', 119_900, 'requestTimeout', 120_000],
    ['forward', 119_899, null, null],
    ['forward', 122_500, 'requestTimeout', 120_000],
    ['forward', 122_501, null, null],
    ['forward', 300_090, 'requestTimeout', 300_000],
    ['forward', 45_000, null, null],
    ['forward', 30, null, null],
    ['forward', 230_100, 'appServiceFrontEnd', 230_000],
    ['start', 120_250, 'startupTimeLimit', 120_000],
    ['start', 60_000, null, null],
    ['in-process', 120_000, null, null],
    ['arr', 30_020, 'arrTimeout', 30_000],
    ['arr', 120_020, 'arrTimeout', 120_000],
    ['other', 120_000, null, null],
    ['other', 230_400, 'appServiceFrontEnd', 230_000],
  ] as const)('%s: %d ms reach %s', (place: WaitPlace, waited, name, limit) => {
    expect(limitReached(waited, place)).toEqual(name === null ? null : { name, ms: limit });
  });

  test('a value that is set comes before the whole minute, and 0 means no limit', () => {
    expect(limitReached(45_010, 'forward', 45_000)).toEqual({ name: 'requestTimeout', ms: 45_000 });
    expect(limitReached(121_000, 'forward', 121_000)).toEqual({ name: 'requestTimeout', ms: 121_000 });
    expect(limitReached(30, 'forward', 0)).toBeNull();
  });
});

describe('silences of a trace', () => {
  const run = (module: string, forward: boolean, wait: number): FrebBuilder => {
    const builder = freb({ status: '502.3' }).event('GENERAL_REQUEST_START', { at: 0 }).start(module, HANDLER);
    if (forward) builder.event('GENERAL_SET_REQUEST_HEADER', { data: [['HeaderName', 'MS-ASPNETCORE-TOKEN']] });
    return builder
      .errorStatus(module, '502.3', 2147954402, { at: wait })
      .end(module, HANDLER)
      .event('GENERAL_REQUEST_END');
  };

  test.each([
    ['AspNetCoreModuleV2', true, 60_050, 'requestTimeout'],
    ['AspNetCoreModuleV2', false, 120_050, 'startupTimeLimit'],
    ['ApplicationRequestRouting', true, 30_050, 'arrTimeout'],
    ['httpPlatformHandler', true, 120_050, undefined],
  ])('%s, sent on: %s, %d ms: %s', async (module, forward, wait, limit) => {
    const { silences } = await analysedTrace(run(module, forward, wait));
    expect(silences.map((silence) => silence.limit?.name)).toEqual([limit]);
  });

  test('a slow start before the forwarding is measured against the start limit', async () => {
    const { silences } = await analysedTrace(
      freb({ status: '200' })
        .event('GENERAL_REQUEST_START', { at: 0 })
        .start('AspNetCoreModule', HANDLER)
        .event('GENERAL_SET_REQUEST_HEADER', { at: 60_000, data: [['HeaderName', 'MS-ASPNETCORE-TOKEN']] })
        .completion('AspNetCoreModule', HANDLER, { at: 180_100 })
        .end('AspNetCoreModule', HANDLER)
        .event('GENERAL_REQUEST_END'),
    );
    expect(silences.map(({ ms: length, limit }) => [length, limit?.name])).toEqual([
      [60_000, undefined],
      [120_100, 'requestTimeout'],
    ]);
  });

  test('of very many the longest are kept, in file order', async () => {
    const builder = freb().event('GENERAL_REQUEST_START', { at: 0 });
    for (let n = 1; n <= 1200; n++) builder.event('HANDLER_CHANGED', { at: 100 * n + (n > 600 ? 100 * (n - 600) : 0) });
    const { silences } = await analysedTrace(builder);
    expect(silences).toHaveLength(1000);
    expect(silences.every((silence, k) => k === 0 || silence.from > (silences[k - 1]?.from ?? 0))).toBe(true);
    expect(silences.filter((silence) => silence.ms === 200)).toHaveLength(600);
  });
});

describe('times', () => {
  const steady = (times: readonly number[]): readonly number[] => [
    ...steadyTimes(eventTable(times.map((time) => ({ name: 'X', time }))).table.time),
  ];

  test.each([
    [
      [0, 15, 15, 31],
      [0, 15, 15, 31],
    ],
    [
      [NaN, 0, NaN, 20],
      [0, 0, 0, 20],
    ],
    [
      [0, 15, 9000, 16, 31],
      [0, 15, 15, 16, 31],
    ],
    [
      [0, 50, 100, 3, 110],
      [0, 50, 100, 100, 110],
    ],
    [
      [0, -5, 10],
      [0, 0, 10],
    ],
    [
      [0, Infinity, 10],
      [0, 0, 10],
    ],
  ])('%j -> %j', (times, expected) => {
    expect(steady(times)).toEqual(expected);
  });
});
