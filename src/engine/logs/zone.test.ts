import { expect, test } from 'vitest';
import { incoming, opened } from '../../testing/opened.ts';

const native = (day: string): string =>
  `10.0.0.1, -, 3/${day}/2026, 15:20:01, W3SVC1, WEB01, 10.0.0.2, 1, 2, 3, 200, 0, GET, /, -,\r\n`;
const HOUR = 3_600_000;

test('the zone that was chosen for local logs holds for those that are opened later', async () => {
  const { engine } = await opened([
    ['u_in260312.log', native('12')],
    ['u_in260313.log', native('13')],
  ]);
  const asked = async () =>
    (await engine.logOverview()).logs.map(({ asksZone, shiftMs }) => [asksZone, shiftMs / HOUR]);
  expect(await asked()).toEqual([
    [true, 0],
    [true, 0],
  ]);
  for (const { file } of (await engine.logOverview()).logs) await engine.shiftLog(file, -2 * HOUR);
  await engine.open(incoming([['u_in260314.log', native('14')]]), () => undefined);
  expect(await asked()).toEqual([
    [false, -2],
    [false, -2],
    [false, -2],
  ]);
});

test('logs of servers in two zones say nothing of a third', async () => {
  const { engine } = await opened([
    ['a/u_in260312.log', native('12')],
    ['b/u_in260313.log', native('13')],
  ]);
  const [a, b] = (await engine.logOverview()).logs;
  await engine.shiftLog(a?.file ?? ('' as never), HOUR);
  await engine.shiftLog(b?.file ?? ('' as never), 0);
  await engine.open(incoming([['c/u_in260314.log', native('14')]]), () => undefined);
  expect((await engine.logOverview()).logs.map(({ asksZone }) => asksZone)).toEqual([false, false, true]);
});
