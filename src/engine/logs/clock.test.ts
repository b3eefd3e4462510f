import { describe, expect, it } from 'vitest';
import { FIELD_SETS, writtenLog } from '../../testing/joins/logged.ts';
import { Random } from '../../testing/joins/random.ts';
import { tracedText } from '../../testing/joins/traced.ts';
import { failedCall, NOON, PEOPLE, traffic } from '../../testing/joins/traffic.ts';
import { type Dropped, incoming, opened, type Opened } from '../../testing/opened.ts';

const random = new Random(4);
const requests = traffic(random, 10, 6, (at) => failedCall(random, at, PEOPLE));
const tomorrow = traffic(random, 10, 6, (at) => failedCall(random, at, PEOPLE), NOON + 86_400_000);
const traced = requests.filter((_, ix) => ix % 4 === 0);
const traces = (count: number): Dropped[] =>
  traced.slice(0, count).map((request, ix) => [`W3SVC1/fr${ix}.xml`, tracedText(request, ix)]);
const log = (clockMs: number, path = 'W3SVC1/u_ex260312.log', of = requests): Dropped => [
  path,
  writtenLog(path, of, { fields: FIELD_SETS.client, clockMs }).text,
];

async function clocks({ engine }: Opened) {
  const { logs } = await engine.logOverview();
  return logs.map(({ shiftMs, shiftFrom }) => [Math.round(shiftMs / 500) / 2, shiftFrom?.traces ?? null]);
}

async function joined({ engine, requests: rows }: Opened): Promise<readonly string[]> {
  const views = await Promise.all(rows.map(({ key }) => engine.trace(key)));
  return views.map((view) => (view?.logRow?.kind === 'one' ? view.logRow.how : (view?.logRow?.kind ?? 'no log')));
}

describe('the clock of a log against that of traces', () => {
  it('is put right where enough traces agree, and their rows are found', async () => {
    const workspace = await opened([...traces(8), log(-3200)]);
    expect(await clocks(workspace)).toEqual([[3, 8]]);
    const [{ shiftMs } = { shiftMs: 0 }] = (await workspace.engine.logOverview()).logs;
    expect(Math.abs(shiftMs - 3200)).toBeLessThan(200);
    expect(await joined(workspace)).toEqual(Array(8).fill('unique'));
  });

  it.each<[string, Dropped[]]>([
    ['they tell the same time', [...traces(8), log(0)]],
    ['two traces alone say otherwise', [...traces(2), log(-3200)]],
    ['the log is of another day', [...traces(8), log(0, 'W3SVC1/u_ex260313.log', tomorrow)]],
  ])('is left as it is where %s', async (_, files) => {
    expect(await clocks(await opened(files))).toEqual([[0, null]]);
  });

  it('is that of all logs of the folder, also of those that come later', async () => {
    const workspace = await opened([...traces(8), log(41_000)]);
    await workspace.engine.open(incoming([log(41_000, 'W3SVC1/u_ex260313.log', tomorrow)]), () => undefined);
    await workspace.engine.open(incoming([log(0, 'other/u_ex260313.log', tomorrow)]), () => undefined);
    expect(await clocks(workspace)).toEqual([
      [-41, 8],
      [-41, 0],
      [0, null],
    ]);
  });

  it('stays as a person set it', async () => {
    const workspace = await opened([...traces(8), log(-3200)]);
    const [first] = (await workspace.engine.logOverview()).logs;
    await workspace.engine.shiftLog(first?.file ?? ('' as never), 0);
    await workspace.engine.open(incoming([log(-3200, 'W3SVC1/u_ex260313.log', tomorrow)]), () => undefined);
    expect(await clocks(workspace)).toEqual([
      [0, null],
      [0, null],
    ]);
  });
});
