import { describe, expect, test } from 'vitest';
import type { StoryStep } from '../../model/story.ts';
import { at, brief, byTime, httpErr, log, record, rows, stamp, step, tell } from '../../testing/story-inputs.ts';
import { epochMs } from '../../model/units.ts';
import type { W3cRow } from '../../testing/w3c-builder.ts';
import type { StoryStdout } from './inputs.ts';

const first = (steps: readonly StoryStep[]): string => brief(steps.filter((one) => one.first)).join();
const was = { provider: 'Microsoft-Windows-WAS', level: 4, processId: null };
const REFUSED: W3cRow = { status: '502.3', win32: 12_029, taken: 2_050 };
const SERVED = rows('14:00:00', 1800, 1, { taken: 30 });

describe('what came first', () => {
  test('is a recycle that failures follow, and not one that nothing followed', async () => {
    const failing = await log(byTime([...SERVED, ...rows('14:20:05', 12, 1, REFUSED)]));
    const recycle = (clock: string) => record(clock, 5117, 'private bytes', was);
    expect(first(tell({ logs: [failing], eventLog: [recycle('14:20:01')] }))).toBe('14:20:01 recycle');
    const early = tell({ logs: [failing], eventLog: [recycle('14:11:00')] });
    expect(brief(early)).toContain('14:11:00 recycle');
    expect(first(early)).toBe('14:20:02 refused');
  });

  test('are not the few errors that the application has on any day, nor callers who leave', async () => {
    const usual = [
      ...rows('14:01:00', 4, 240, { status: '500.0', taken: 60 }),
      ...rows('14:02:00', 3, 240, { status: '502.3', win32: 64, taken: 900 }),
    ];
    const steps = tell({ logs: [await log(byTime([...SERVED, ...usual, ...rows('14:20:05', 12, 1, REFUSED)]))] });
    expect(first(steps)).toBe('14:20:02 refused');
    // Where nothing else is there, they are all there is.
    expect(first(tell({ logs: [await log(byTime([...SERVED, ...usual]))] }))).toBe('14:01:00 failing');
  });
});

describe('a worker process that dies', () => {
  const native = (clock: string) =>
    record(clock, 1000, 'Faulting application name: w3wp.exe', { provider: 'Application Error', processId: 7001 });
  const lost = (clock: string) => record(clock, 5011, 'fatal communication error', { ...was, level: 3 });

  test('is one thing, the pool that is switched off after it another', async () => {
    const abandoned = { reason: 'Connection_Abandoned_By_ReqQueue', status: '-' };
    const off = Array.from({ length: 30 }, (_, ix) => ({
      at: stamp(at('14:21:02') + ix * 3_000),
      reason: 'AppOffline',
      status: '503',
    }));
    const steps = tell({
      eventLog: [
        native('14:20:00.2'),
        lost('14:20:00.4'),
        native('14:20:40.2'),
        lost('14:20:40.4'),
        record('14:21:00', 5002, 'automatically disabled', { ...was, level: 2 }),
      ],
      httpErr: [await httpErr([{ at: stamp(at('14:20:00')), ...abandoned }, ...off])],
    });
    expect(brief(steps)).toEqual(['14:20:00 process-ended', '14:21:00 pool-stopped']);
    expect(steps[1]?.title).toContain('switched off');
    expect(steps[1]?.count).toBe(30);
    expect(steps[0]?.to).toBe(at('14:20:40.4'));
  });

  test('that does not answer hangs, and the pool is not stopped by it', () => {
    const steps = tell({ eventLog: [record('14:20:00', 5010, 'failed to respond to a ping', { ...was, level: 3 })] });
    expect(brief(steps)).toEqual(['14:20:00 hang']);
  });

  test('while it starts is a start that failed', async () => {
    const down = rows('14:20:00', 30, 2, { status: '500.30', taken: 3 });
    const net = record('14:20:02', 1026, 'unhandled exception', { provider: '.NET Runtime', processId: null });
    const clr = record('14:20:02.2', 1018, 'unexpected managed exception', { processId: 7788 });
    const steps = tell({ logs: [await log(down)], eventLog: [net, clr] });
    expect(brief(steps)).toEqual(['14:20:02 start-failed']);
    expect(steps[0]?.sources).toHaveLength(3);
    // Before any start has failed it is the end of what ran.
    const before = record('14:19:58.3', 1026, 'unhandled exception', { provider: '.NET Runtime', processId: null });
    expect(brief(tell({ logs: [await log(down)], eventLog: [before] }))).toEqual([
      '14:19:58 process-ended',
      '14:19:59 start-failed',
    ]);
  });

  test('a start that ANCM logs as an error has failed', () => {
    const port = record('14:20:00', 1001, "process '9' failed to listen on port 1234", { level: 2 });
    expect(brief(tell({ eventLog: [port] }))).toEqual(['14:20:00 start-failed']);
  });
});

describe('requests that are cut', () => {
  test.each([
    ['by a back end that dies under short ones', 12_030, 800, 'process-ended'],
    ['one after the other, as a scanner sends them', 12_030, 3, 'failing'],
    ['with another code, all of them short', 12_152, 800, 'failing'],
  ])('%s', async (_, win32, step0, kind) => {
    const cut = Array.from({ length: 6 }, (_, ix) => ({
      at: '2026-03-12 14:20:31',
      status: '502.3',
      win32,
      taken: 20 + ix * step0,
    }));
    expect(brief(tell({ logs: [await log(byTime([...SERVED, ...cut]))] })).at(-1)).toMatch(new RegExp(`${kind}$`));
  });
});

describe('requests that grow slow', () => {
  const slow = rows('14:11:00', 40, 5, { taken: 20_000 });

  test('are told before the queue that overflows of them', async () => {
    const full = Array.from({ length: 5 }, (_, ix) => ({
      at: stamp(at('14:13:00') + ix),
      reason: 'QueueFull',
      status: '503',
    }));
    const steps = tell({
      logs: [await log(byTime([...rows('14:00:00', 650, 1, { taken: 30 }), ...slow]))],
      httpErr: [await httpErr(full)],
    });
    expect(brief(steps)).toEqual(['14:00:00 traffic', '14:10:40 slow', '14:13:00 queue']);
    expect(step(steps, 'slow')).toMatchObject({ count: 40, first: true, to: at('14:14:15') });
    expect(step(steps, 'slow').title).toContain('20 s in the median, 30 ms before');
  });

  test('are not told of paths that are always slow, of open sockets, or when nothing failed', async () => {
    const bad = rows('14:15:00', 6, 1, REFUSED);
    const kinds = async (list: readonly W3cRow[]): Promise<string> =>
      brief(tell({ logs: [await log(byTime([...rows('14:00:00', 900, 1, { stem: '/x' }), ...list, ...bad]))] })).join();
    expect(await kinds(rows('14:01:00', 160, 5, { taken: 20_000, stem: '/report' }))).not.toContain('slow');
    expect(await kinds(slow.map((row) => ({ ...row, status: '101.0', stem: '/x' })))).not.toContain('slow');
    expect(tell({ logs: [await log(byTime([...SERVED, ...slow]))] })).toEqual([]);
  });
});

describe('requests that are served again', () => {
  const start = record('14:20:09', 1032, 'started', { level: 4 });

  test('wait for the application to start', async () => {
    const off = rows('14:20:00', 8, 1, { status: '503.0', taken: 1 });
    const after = [{ at: '2026-03-12 14:20:13', taken: 4_800 }, ...rows('14:20:14', 99, 1, { taken: 20 })];
    const list = byTime([...rows('14:00:00', 1200, 1), ...off, ...after]);
    const steps = tell({ logs: [await log(list)], eventLog: [start] });
    expect(brief(steps).slice(1)).toEqual(['14:20:00 offline', '14:20:09 start', '14:20:09 served-again']);
    expect(brief(tell({ logs: [await log(list)] })).at(-1)).toBe('14:20:08 served-again');
  });

  test('are not told where they were served all along: a recycle with overlap', async () => {
    const stop = record('14:20:00', 1033, 'shut down', { level: 4, processId: 1 });
    const lost = Array.from({ length: 4 }, (_, ix) => ({
      at: stamp(at('14:21:30') + ix * 1_000),
      reason: 'Connection_Abandoned_By_ReqQueue',
      status: '-',
    }));
    const steps = tell({ logs: [await log(SERVED)], eventLog: [stop, start], httpErr: [await httpErr(lost)] });
    expect(brief(steps)).toEqual([
      '14:00:00 traffic',
      '14:20:00 process-ended',
      '14:20:09 start',
      '14:21:30 process-ended',
    ]);
  });

  test('are told after failures that nobody escaped', async () => {
    const down = rows('14:20:00', 30, 2, { status: '500.19', win32: 13, taken: 1 });
    const list = byTime([...rows('14:00:00', 1200, 1), ...down, ...rows('14:21:05', 99, 1)]);
    const steps = tell({ logs: [await log(list)] });
    expect(brief(steps).slice(1)).toEqual(['14:20:00 failing', '14:21:04 served-again']);
    expect(step(steps, 'failing').details.join(' ')).toContain('500.19');
  });
});

describe('one thing in several places', () => {
  test('is one step when the log of the next day goes on with it', async () => {
    const off = (clock: string): readonly W3cRow[] => rows(clock, 20, 5, { status: '503.0', taken: 1 });
    const logs = [await log(off('14:00:00'), 'u_ex260311.log'), await log(off('14:01:45'), 'u_ex260312.log')];
    const steps = tell({ logs });
    expect(brief(steps)).toEqual(['14:00:00 offline']);
    expect(steps[0]).toMatchObject({ count: 40, to: at('14:03:20') });
    expect(steps[0]?.sources.map(({ path }) => path)).toEqual(['u_ex260311.log', 'u_ex260312.log']);
  });

  test('a process that prints nothing while a start fails is that start', async () => {
    const silent = {
      file: 'out' as StoryStdout['file'],
      path: 'stdout_20260312142002_100.log',
      startedAt: epochMs(at('14:20:02')),
      processId: 100,
      telling: [],
    };
    const bad = [...rows('14:00:00', 1200, 1), ...rows('14:22:02', 6, 5, { status: '502.5', taken: 120_400 })];
    const steps = tell({ logs: [await log(bad)], stdout: [silent] });
    // Nothing ended meanwhile, but requests came: that is no silence.
    expect(brief(steps)).toEqual(['14:00:00 traffic', '14:20:02 start-failed']);
    expect(step(steps, 'start-failed').title).toMatch(/process 100 and does not come up/);
    expect(brief(tell({ stdout: [silent] }))).toEqual(['14:20:02 start']);
  });

  test('starts that fail one after the other are told together', () => {
    const start = (clock: string, processId: number, sign: 'crashed' | 'listening'): StoryStdout => ({
      file: clock as StoryStdout['file'],
      path: `stdout_${clock}_${processId}.log`,
      startedAt: epochMs(at(clock)),
      processId,
      telling: [{ line: 1, text: sign === 'crashed' ? 'Unhandled exception. X' : 'Now listening on: http://x', sign }],
    });
    const failing = ['14:20:00', '14:20:20', '14:20:40', '14:21:00'].map((clock) => start(clock, 640, 'crashed'));
    const steps = tell({ stdout: [...failing, start('14:22:00', 640, 'listening'), start('14:40:00', 7, 'crashed')] });
    expect(brief(steps)).toEqual(['14:20:00 start-failed', '14:22:00 start', '14:40:00 start-failed']);
    expect(steps[0]).toMatchObject({ count: 4, to: at('14:21:00') });
    expect(steps[0]?.title).toContain('4 times under worker process 640');
    expect(brief(tell({ stdout: failing.slice(0, 2) }))).toHaveLength(2);
  });

  test('a machine without ports is short of something before connections fail', async () => {
    const ports = record('14:19:50', 4227, 'endpoint', { provider: 'Tcpip', level: 3, processId: null });
    const failing = await log(byTime([...SERVED, ...rows('14:20:05', 12, 1, REFUSED)]));
    const steps = tell({ logs: [failing], eventLog: [ports] });
    expect(first(steps)).toBe('14:19:50 shortage');
  });
});
