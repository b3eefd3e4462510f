import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StepKind } from '../model/story.ts';
import { epochMs, eventIx, hresult, ms, type FileKey, type TraceKey } from '../model/units.ts';
import { at, brief, byTime, httpErr, log, record, rows, stamp, step, tell, WINDOW } from '../testing/story-inputs.ts';
import { DEFAULT_FIELDS, type HttpErrRow, type W3cBlock, type W3cRow } from '../testing/w3c-builder.ts';
import { tellStory } from './story.ts';
import { NO_INPUTS, type StoryStdout, type StoryTrace } from './story/inputs.ts';
import { makeTracks, rangeOf } from './story/tracks.ts';

const HANG: W3cRow = { status: '502.3', win32: 12_002, taken: 120_200, stem: '/api/slow' };

describe('what runs of rows tell', () => {
  test('requests cut at one length hang, from the begin of the first of them', async () => {
    const steps = tell({ logs: [await log(byTime([...rows('14:00:00', 200, 5), ...rows('14:10:01', 6, 10, HANG)]))] });
    expect(brief(steps)).toEqual(['14:00:00 traffic', '14:08:00 hang']);
    expect(step(steps, 'hang')).toMatchObject({ count: 6, first: true });
    expect(step(steps, 'hang').title).toContain('/api/slow');
    expect(step(steps, 'hang').sources).toMatchObject([{ path: 'u_ex260312.log', line: 126 }]);
  });

  test('requests of any length are no hang', async () => {
    const odd = rows('14:10:00', 8, 10).map((row, ix) => ({
      ...row,
      ...HANG,
      win32: 12_152,
      taken: 3_000 + ix * 9_000,
    }));
    expect(brief(tell({ logs: [await log(odd)] }))).toEqual(['14:09:57 failing']);
  });

  test('many requests begun at different times and ended in one second: what served them went away', async () => {
    const cut = Array.from({ length: 7 }, (_, ix) => ({
      ...HANG,
      at: '2026-03-12 14:20:31',
      win32: 12_030,
      taken: 4_000 + ix * 9_000,
    }));
    const ended = step(tell({ logs: [await log(cut)] }), 'process-ended');
    expect(ended.at).toBe(at('14:20:31'));
    expect(ended.count).toBe(7);
    // The same rows spread over minutes are failures of their own.
    const spread = cut.map((row, ix) => ({ ...row, at: stamp(at('14:20:31') + ix * 40_000) }));
    expect(brief(tell({ logs: [await log(spread)] })).join()).not.toContain('process-ended');
  });

  test.each<[string, W3cRow, StepKind]>([
    ['a refused connection', { status: '502.3', win32: 12_029, taken: 2_050 }, 'refused'],
    ['503 in no time', { status: '503.0', taken: 2 }, 'offline'],
    ['502.5', { status: '502.5', taken: 2_800 }, 'start-failed'],
    ['500.30', { status: '500.30', taken: 900 }, 'start-failed'],
    ['500.19', { status: '500.19', taken: 1 }, 'failing'],
    ['503 that took its time', { status: '503.0', taken: 30_000 }, 'hang'],
    ['a client that left', { status: '502.3', win32: 64, taken: 40_000 }, 'clients-left'],
    ['an odd method', { status: '501.0', win32: 50 }, 'traffic'],
  ])('%s', async (_, row, kind) => {
    const steps = tell({ logs: [await log([...rows('14:10:00', 4, 7, row), ...rows('14:20:00', 3, 1)])] });
    if (kind === 'traffic') expect(steps).toEqual([]);
    else expect(steps.map((one) => one.kind)).toContain(kind);
  });

  test('a pause of minutes begins a new step', async () => {
    const bad: W3cRow = { status: '503.0', taken: 1 };
    const steps = tell({ logs: [await log([...rows('14:10:00', 4, 7, bad), ...rows('14:30:00', 4, 7, bad)])] });
    expect(brief(steps).filter((text) => text.endsWith('offline'))).toEqual(['14:10:00 offline', '14:30:00 offline']);
  });

  test('rows of the day before and after are not told', async () => {
    const bad = rows('10:00:00', 5, 5, { status: '503.0', taken: 1 });
    expect(tell({ logs: [await log(bad)] })).toEqual([]);
  });
});

const STOPPED = Array.from({ length: 12 }, (_, ix): HttpErrRow => ({
  at: stamp(at('14:10:00') + ix * 6_000),
  status: '503',
  reason: 'Disabled',
}));
const AROUND: readonly W3cRow[] = [
  ...rows('14:05:00', 99, 3),
  { at: '2026-03-12 14:11:20', taken: 9_400, stem: '/first' },
  ...rows('14:11:21', 60, 3, { taken: 20 }),
];

describe('a stopped pool', () => {
  test('is told by HTTPERR, with the silence of the log and the first request after it', async () => {
    const steps = tell({ logs: [await log(AROUND)], httpErr: [await httpErr(STOPPED)] });
    expect(brief(steps)).toEqual(['14:05:00 traffic', '14:10:00 pool-stopped', '14:11:10 served-again']);
    const stop = step(steps, 'pool-stopped');
    expect(stop.sources.map(({ path }) => path)).toEqual(['httperr1.log', 'u_ex260312.log', 'u_ex260312.log']);
    expect(stop.details.join(' ')).toMatch(/12 rows with reason Disabled.*no row for 86 s/);
    expect(step(steps, 'served-again').details.join()).toContain('9.4 s');
  });

  test('is a silence that nothing explains when HTTPERR is left out, and nothing when nothing failed', async () => {
    const failing = await log(byTime([...AROUND, ...rows('14:09:20', 4, 9, { status: '502.5', taken: 2_000 })]));
    expect(brief(tell({ logs: [failing] }))).toContain('14:09:54 silence');
    expect(tell({ logs: [await log(AROUND)] })).toEqual([]);
  });

  test('is told without any request log', async () => {
    const steps = tell({
      httpErr: [await httpErr([...STOPPED, { at: '2026-03-12 14:11:30', status: '503', reason: 'QueueFull' }])],
    });
    expect(brief(steps)).toEqual(['14:10:00 pool-stopped', '14:11:30 queue', '14:11:30 served-again']);
  });

  test('is not one when connections were only idle', async () => {
    const idle = STOPPED.map((row) => ({ ...row, reason: 'Timer_ConnectionIdle', status: '-' }));
    expect(tell({ httpErr: [await httpErr(idle)] })).toEqual([]);
  });
});

const CRASH: StoryStdout = {
  file: 'out' as FileKey,
  path: 'logs/stdout_20260312141501_7312.log',
  startedAt: epochMs(at('14:15:01')),
  processId: 7312,
  telling: [
    { line: 3, text: 'Unhandled exception. System.X: no', sign: 'crashed' },
    { line: 4, text: 'System.X: connection refused', sign: 'error' },
  ],
};

describe('stdout logs', () => {
  const bad = rows('14:15:04', 6, 5, { status: '502.5', taken: 3_000 });

  test('give the instant and the reason of a start that failed', async () => {
    const logs = [await log(bad)];
    const both = step(tell({ logs, stdout: [CRASH] }), 'start-failed');
    expect(both.at).toBe(at('14:15:01'));
    expect(both.title).toContain('7312');
    expect(both.details.join()).toContain('connection refused');
    expect(both.sources.map(({ line }) => line)).toEqual([null, 4, 5]);
    const alone = step(tell({ logs }), 'start-failed');
    expect(alone.title).not.toContain('7312');
    expect(alone.sources).toHaveLength(1);
  });

  test('tell of starts that worked, the one before the window included', () => {
    const started = (clock: string, processId: number): StoryStdout => ({
      ...CRASH,
      startedAt: epochMs(at(clock)),
      processId,
      telling: [{ line: 2, text: 'Now listening on: http://127.0.0.1:21873', sign: 'listening' }],
    });
    const steps = tell({ stdout: [started('09:00:00', 1), started('10:00:00', 2), started('14:30:00', 3)] });
    expect(brief(steps)).toEqual(['10:00:00 start', '14:30:00 start']);
    expect(steps.some(({ first }) => first)).toBe(false);
  });

  test('a late heartbeat has its instant in the line', () => {
    const text = 'As of "03/12/2026 14:23:40 +00:00", the heartbeat has been running for "00:00:01.2"';
    const steps = tell({ stdout: [{ ...CRASH, startedAt: null, telling: [{ line: 9, text, sign: 'heartbeat' }] }] });
    expect(brief(steps)).toEqual(['14:23:40 starvation']);
    expect(steps[0]?.sources).toMatchObject([{ line: 9 }]);
  });
});

describe('the event log', () => {
  test('records that repeat are one step; what ends and begins is told in words', () => {
    const steps = tell({
      eventLog: [
        record('14:15:00', 1012, 'app_offline'),
        ...['14:16:00', '14:16:20', '14:16:40'].map((time) => record(time, 1000, 'failed to start')),
        record('14:18:00', 1001, "started process '99' successfully"),
      ],
    });
    expect(brief(steps)).toEqual(['14:15:00 offline', '14:16:00 start-failed', '14:18:00 start']);
    expect(steps[1]).toMatchObject({ count: 3, to: at('14:16:40') });
  });

  test('joins the rows that show the same thing, and gives the better instant', async () => {
    const rowsOff = rows('14:15:03', 5, 4, { status: '503.0', taken: 1 });
    const off = step(tell({ logs: [await log(rowsOff)], eventLog: [record('14:15:00', 1012, 'x')] }), 'offline');
    expect(off.at).toBe(at('14:15:00'));
    expect(off.sources.map(({ path }) => path)).toEqual(['events.xml', 'u_ex260312.log']);
  });

  test('errors that nobody knows are told, notes are not', () => {
    const unknown = { ...record('14:15:00', 4711, 'disk full', { provider: 'Contoso' }), path: 'events.xml' };
    expect(brief(tell({ eventLog: [unknown] }))).toEqual(['14:15:00 record']);
    const note = { ...unknown, record: { ...unknown.record, level: 4 } };
    expect(tell({ eventLog: [note] })).toEqual([]);
  });
});

function trace(clock: string, over: Partial<StoryTrace> = {}): StoryTrace {
  const startedAt = epochMs(at(clock));
  const file = `t${clock}` as FileKey;
  return {
    key: file as string as TraceKey,
    file,
    path: `fr${clock}.xml`,
    verb: 'GET',
    url: 'https://shop/api/orders/17',
    statusCode: '502.3',
    startedAt,
    endedAt: epochMs(startedAt + 120_000),
    reported: ms(120_000),
    processId: 6120,
    client: '203.0.113.24',
    failed: true,
    row: null,
    producing: {
      event: eventIx(72),
      at: epochMs(startedAt + 119_990),
      module: 'AspNetCoreModule',
      code: hresult(0x80072ee2),
      silentMs: ms(119_900),
    },
    ...over,
  };
}

describe('traces', () => {
  test('one is told with its begin, its end and its row', () => {
    const row = { file: 'w' as FileKey, path: 'u_ex.log', line: 905 };
    const steps = tell({ traces: [trace('14:21:37', { row })] });
    expect(brief(steps)).toEqual(['14:21:37 trace', '14:23:36 trace']);
    expect(steps[0]?.title).toContain('/api/orders/{n} from 203.0.113.24');
    expect(steps[1]?.title).toMatch(/AspNetCoreModule sets 502\.3 with .*2147954402.* after 119\.9 s/);
    for (const one of steps) expect(one.sources.map(({ line }) => line)).toEqual([null, 905]);
    expect(steps[1]?.sources[0]).toMatchObject({ event: 72 });
  });

  test('many are told by status', () => {
    const many = Array.from({ length: 30 }, (_, ix) =>
      trace(`14:${10 + ix}:00`, ix < 20 ? {} : { statusCode: '502.5' }),
    );
    const steps = tell({ traces: many });
    expect(steps.map(({ count }) => count)).toEqual([20, 10]);
  });

  test('requests that did not fail are not told', () => {
    expect(tell({ traces: [trace('14:21:37', { failed: false })] })).toEqual([]);
  });
});

describe('fields of a log', () => {
  const more = DEFAULT_FIELDS.replace('sc-status', 'cs-host sc-status');
  const host = { 'cs-host': 'shop' };

  test('a new header with other fields is told; a restart with the same is not', async () => {
    const plain: W3cBlock = { rows: rows('14:00:00', 9, 9) };
    const wider: W3cBlock = { fields: more, rows: rows('14:20:00', 9, 9, { more: host }) };
    const steps = tell({ logs: [await log([plain, plain, wider, { rows: rows('14:40:00', 9, 9) }])] });
    expect(brief(steps)).toEqual(['14:20:00 fields', '14:40:00 fields']);
    expect(
      step(
        steps.filter(({ at: when }) => when === at('14:20:00')),
        'fields',
      ).title,
    ).toContain('cs-host');
    expect(tell({ logs: [await log([plain, plain])] })).toEqual([]);
  });
});

describe('every story', () => {
  const clock = fc.integer({ min: 0, max: 5_000 }).map((second) => stamp(at('13:45:00') + second * 1000));
  const triple = fc.constantFrom<W3cRow>(
    {},
    HANG,
    { status: '502.3', win32: 12_029, taken: 2_000 },
    { status: '503.0', taken: 1 },
    { status: '502.5', taken: 2_500 },
    { status: '502.3', win32: 64, taken: 900 },
    { status: '500.0', taken: 50 },
  );
  const anyRow = fc.tuple(clock, triple).map(([when, row]): W3cRow => ({ ...row, at: when }));

  test('is in order, names its sources and has at most one first sign; its tracks hold every row', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 60 }), async (list) => {
        const table = await log(byTime(list));
        const inputs = { ...NO_INPUTS, window: WINDOW, logs: [table] };
        const steps = tellStory(inputs);
        expect(steps.map((one) => one.at)).toEqual(steps.map((one) => one.at).toSorted((a, b) => a - b));
        expect(steps.filter(({ first }) => first).length).toBeLessThanOrEqual(1);
        for (const one of steps) {
          expect(one.sources.length).toBeGreaterThan(0);
          expect(one.title).not.toBe('');
          if (one.to !== null) expect(one.to).toBeGreaterThan(one.at);
        }
        const tracks = makeTracks(inputs, steps, WINDOW);
        const all = tracks.find(({ label }) => label === 'All requests');
        expect(all?.count).toBe(list.length);
        expect(all?.marks.reduce((sum, { count }) => sum + count, 0)).toBe(list.length);
        const range = rangeOf(steps, WINDOW);
        for (const one of steps) expect(one.at >= range.from && one.at <= range.to).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
