import { describe, expect, it } from 'vitest';
import { type ReadOutcome, type ReadRequest, SliceLost } from '../engine/files/read.ts';
import { ended, unreadKey } from '../engine/files/read-file.ts';
import { type Parser, ParsePool } from './pool.ts';
import type { ParserBeat } from './protocol.ts';

/** What a made-up worker does with a batch: answers, keeps silent, or fails. */
type Behaviour = (batch: readonly ReadRequest[]) => 'answer' | 'hang' | 'fail';

interface Started {
  readonly slot: number;
  readonly batches: string[][];
  /** First bytes of the slices it was given. */
  readonly slices: number[];
  readonly cancelled: number[];
  readonly beat: ParserBeat;
}

/** A pool whose workers do as told and whose clock stands until it is moved. */
async function setup(size: number, behaviour: Behaviour) {
  const clock = { now: 0 };
  const started: Started[] = [];
  const pool = new ParsePool(() => clock.now);
  await pool.start(size, async (slot, beat) => {
    const worker: Started = { slot, batches: [], slices: [], cancelled: [], beat };
    started.push(worker);
    const parser: Parser = {
      read(_id, batch) {
        worker.batches.push(batch.map((request) => request.path));
        const what = behaviour(batch);
        if (what === 'answer') return Promise.resolve(batch.map(readWhole));
        return what === 'hang' ? new Promise(() => undefined) : Promise.reject(new Error('worker error'));
      },
      scan(_id, _blob, { from }) {
        worker.slices.push(from);
        const what = behaviour([{ path: `slice ${from}`, blob: new Blob([]), lastModified: null }]);
        if (what === 'answer') return Promise.resolve(null);
        return what === 'hang' ? new Promise(() => undefined) : Promise.reject(new Error('worker error'));
      },
      cancel: (id) => worker.cancelled.push(id),
    };
    return parser;
  });
  const never = new AbortController().signal;
  const read = (path: string, signal = never, size = 1): Promise<string> =>
    pool
      .read(
        { path, blob: new Blob(['x'.repeat(size)]), lastModified: null },
        { started: () => undefined, progress: () => undefined },
        signal,
      )
      .then(({ file }) => `${file.path}: ${[file.state, file.reason].filter((part) => part !== null).join(' ')}`);
  const scan = (from: number): Promise<string> =>
    pool
      .scan(
        { path: 'large.log', blob: new Blob([]), lastModified: null },
        { from, to: from + 10, state: null, guessed: false, keep: null, lean: false },
        () => undefined,
        never,
      )
      .then(
        () => `${from}: scanned`,
        (error: unknown) => `${from}: ${error instanceof SliceLost ? error.message : 'failed'}`,
      );
  return { pool, clock, started, read, scan };
}

function readWhole(request: ReadRequest): ReadOutcome {
  return ended(request, unreadKey(request), 'whole', null, null);
}

/** Lets everything run that is ready to run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

const names = (count: number): string[] => Array.from({ length: count }, (_, ix) => `f${ix}`);

describe('handing out files', () => {
  it('reads every file once, small ones together, on all workers', async () => {
    const { read, started } = await setup(3, () => 'answer');
    const results = await Promise.all(names(100).map((name) => read(name)));
    expect(results).toEqual(names(100).map((name) => `${name}: whole`));
    const batches = started.flatMap((worker) => worker.batches);
    expect(batches.flat().sort()).toEqual(names(100).sort());
    expect(batches.length).toBeLessThan(30);
    for (const worker of started) expect(worker.batches.length).toBeGreaterThan(0);
  });

  it('sends large files alone', async () => {
    const { read, started } = await setup(1, () => 'answer');
    await Promise.all([read('big', undefined, 3_000_000), read('small'), read('large', undefined, 3_000_000)]);
    expect(started[0]?.batches).toEqual([['big'], ['small'], ['large']]);
  });

  it('keeps files that come before the workers', async () => {
    const pool = new ParsePool();
    const early = pool.read(
      { path: 'early', blob: new Blob(['x']), lastModified: null },
      { started: () => undefined, progress: () => undefined },
      new AbortController().signal,
    );
    await settle();
    await pool.start(1, async () => ({
      read: async (_id, batch) => batch.map(readWhole),
      scan: async () => null,
      cancel: () => undefined,
    }));
    expect((await early).file.state).toBe('whole');
  });
});

describe('slices of large logs', () => {
  it('go alone, spread over the workers, and files go on beside them', async () => {
    const { pool, read, scan, started } = await setup(2, () => 'answer');
    expect(pool.width).toBe(4);
    const slices = [0, 10, 20].map(scan);
    const files = names(20).map((name) => read(name));
    expect(await Promise.all(slices)).toEqual(['0: scanned', '10: scanned', '20: scanned']);
    expect((await Promise.all(files)).every((result) => result.endsWith(': whole'))).toBe(true);
    expect(started.flatMap((worker) => worker.slices).sort((a, b) => a - b)).toEqual([0, 10, 20]);
    expect(started.every((worker) => worker.slices.length > 0)).toBe(true);
  });

  it('are tried again on a new worker, and given up after the second', async () => {
    const { scan, started } = await setup(1, ([first]) => (first?.path === 'slice 10' ? 'fail' : 'answer'));
    expect(await Promise.all([0, 10, 20].map(scan))).toEqual(['0: scanned', '10: reader-died', '20: scanned']);
    expect(started).toHaveLength(3);
  });
});

describe('losing workers', () => {
  it('replaces a worker that fails, tries its files again one by one, and refuses only the culprit', async () => {
    const { read, started } = await setup(1, (batch) => (batch.some(({ path }) => path === 'f3') ? 'fail' : 'answer'));
    const results = await Promise.all(names(8).map((name) => read(name)));
    expect(results).toEqual(
      names(8).map((name) => (name === 'f3' ? `${name}: refused reader-died` : `${name}: whole`)),
    );
    // Once in company, once alone; then it is known.
    expect(started.flatMap((worker) => worker.batches).filter((batch) => batch.includes('f3'))).toHaveLength(2);
    expect(started.at(-1)?.batches.every((batch) => !batch.includes('f3'))).toBe(true);
  });

  it('gives up a worker that is silent for more than 15 seconds, and its file after the second time', async () => {
    const { read, pool, clock, started } = await setup(2, (batch) =>
      batch.some(({ path }) => path === 'stuck') ? 'hang' : 'answer',
    );
    const stuck = read('stuck', undefined, 3_000_000);
    const others = await Promise.all(names(5).map((name) => read(name)));
    expect(others.every((result) => result.endsWith(': whole'))).toBe(true);
    clock.now = 15_000;
    pool.check();
    expect(started).toHaveLength(2);
    clock.now = 15_001;
    pool.check();
    await settle();
    expect(started).toHaveLength(3);
    clock.now = 40_000;
    pool.check();
    expect(await stuck).toBe('stuck: refused took-too-long');
    await settle();
    expect(await read('after')).toBe('after: whole');
  });

  it('waits as long as a worker says that it goes on', async () => {
    const { read, pool, clock, started } = await setup(1, () => 'hang');
    void read('slow');
    await settle();
    for (clock.now = 10_000; clock.now < 100_000; clock.now += 10_000) {
      started[0]?.beat(1, 0, clock.now);
      pool.check();
    }
    expect(started).toHaveLength(1);
  });

  it('refuses files when no worker can be started at all', async () => {
    const pool = new ParsePool();
    const request = { path: 'a.xml', blob: new Blob(['x']), lastModified: null };
    const events = { started: () => undefined, progress: () => undefined };
    const early = pool.read(request, events, new AbortController().signal);
    await pool.start(2, () => Promise.reject(new Error('no workers here')));
    expect((await early).file.reason).toBe('reader-died');
    expect((await pool.read(request, events, new AbortController().signal)).file.reason).toBe('reader-died');
  });

  it('loses nothing when the page reports a worker that holds two batches', async () => {
    let healthy = false;
    const { read, pool, started } = await setup(1, () => (healthy ? 'answer' : 'hang'));
    const reads = Promise.all(names(40).map((name) => read(name)));
    await settle();
    expect(started[0]?.batches).toHaveLength(2);
    healthy = true;
    pool.lost(0, 'reader-died');
    expect(await reads).toEqual(names(40).map((name) => `${name}: whole`));
  });
});

describe('cancelling', () => {
  it('gives up queued files at once and tells the worker about those it holds', async () => {
    const { read, started } = await setup(1, () => 'hang');
    const abort = new AbortController();
    const reads = Promise.allSettled(names(40).map((name) => read(name, abort.signal)));
    await settle();
    abort.abort();
    expect((await reads).every(({ status }) => status === 'rejected')).toBe(true);
    expect(started[0]?.cancelled).toEqual([1, 2]);
  });

  it('leaves the files of another job alone', async () => {
    const { read } = await setup(1, () => 'answer');
    const abort = new AbortController();
    const cancelled = Promise.allSettled(names(20).map((name) => read(name, abort.signal)));
    const kept = Promise.all(names(20).map((name) => read(`kept-${name}`)));
    abort.abort();
    await cancelled;
    expect((await kept).every((result) => result.endsWith(': whole'))).toBe(true);
  });

  it('does not start a file whose job was cancelled before', async () => {
    const { read, started } = await setup(1, () => 'answer');
    await expect(read('late', AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    expect(started[0]?.batches).toEqual([]);
  });
});
