import { afterEach, describe, expect, it } from 'vitest';
import type { Progress } from '../engine/questions/files.ts';
import { connectEngine, type EngineConnection, parserCount } from './client.ts';
import { connectParser } from './parser-link.ts';
import { ParsePool } from './pool.ts';
import { spawnParser } from './spawn.ts';
import { warmUpTrace } from './warm-up-trace.ts';

const samples = import.meta.glob<string>('../testing/samples/freb/*.xml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const sampleFiles = Object.entries(samples).map(([path, text]) => ({
  path: path.slice(path.lastIndexOf('/') + 1),
  blob: new Blob([text]),
  lastModified: null,
}));
const made = (count: number) =>
  Array.from({ length: count }, (_, ix) => ({
    path: `made-${ix}.xml`,
    blob: new Blob([warmUpTrace(1_000 + ix)]),
    lastModified: null,
  }));

let connection: EngineConnection | null = null;
const connect = (): EngineConnection => (connection = connectEngine());
afterEach(() => {
  connection?.dispose();
  connection = null;
});

describe('the engine in its workers', () => {
  it('reads the ten sample traces and answers every kind of question', async () => {
    const { engine } = connect();
    const seen: Progress[] = [];
    const summary = await engine.open(sampleFiles, (progress) => seen.push(progress));
    expect(summary).toMatchObject({ traces: 10, failingTraces: 6 });
    expect(seen.at(-1)).toMatchObject({ filesDone: 10, filesTotal: 10 });
    const { rows } = await engine.requests({
      filter: 'status:502.3 module:AspNetCoreModule',
      sort: null,
      from: 0,
      count: 9,
    });
    const first = rows.find((row) => row.path.startsWith('a-'));
    expect(first?.cause).toBe('app-timeout');
    const key = first?.key;
    if (key === undefined) throw new Error('the sample is not among the rows');
    expect((await engine.trace(key))?.verdict?.code?.hex).toBe('0x80072EE2');
    const timeline = await engine.timeline(key);
    expect(timeline?.eventTime).toHaveLength(124);
    // Asked again: what was handed over was a copy.
    expect((await engine.timeline(key))?.eventTime).toEqual(timeline?.eventTime);
    const events = await engine.events(key, { filter: 'is:producing', from: 0, count: 5 });
    expect(events?.rows.map((row) => row.ix)).toEqual([72]);
    expect((await engine.event(key, events?.rows[0]?.ix ?? (0 as never)))?.raw).toContain(
      'MODULE_SET_RESPONSE_ERROR_STATUS',
    );
    expect((await engine.raw(key, 0, 1))?.rows[0]).toContain('<?xml');
    expect((await engine.headers(key))?.some((header) => header.secret)).toBe(true);
    expect((await engine.files()).map((file) => file.state).sort()).toEqual([
      ...Array<string>(1).fill('partial'),
      ...Array<string>(9).fill('whole'),
    ]);
  });

  it('cancels a running job, keeps what was read and goes on', async () => {
    const { engine } = connect();
    const files = made(300);
    let asked = false;
    const summary = await engine.open(files, (progress) => {
      if (asked) return;
      asked = true;
      void engine.cancel(progress.job);
    });
    expect(summary.byState.whole + summary.byState.skipped).toBe(300);
    expect(summary.byState.skipped).toBeGreaterThan(0);
    expect(await engine.open(files, () => undefined)).toMatchObject({ traces: 300 });
  });

  it('tells watchers and counts what is pending', async () => {
    const { engine, pending } = connect();
    const revisions: number[] = [];
    await engine.watch((summary) => revisions.push(summary.revision));
    const open = engine.open(made(20), () => undefined);
    expect(pending()).toBe(1);
    const summary = await open;
    expect(pending()).toBe(0);
    expect(revisions.at(-1)).toBe(summary.revision);
  });

  it('opens archives in a worker of their own', async () => {
    const { engine } = connect();
    const text = warmUpTrace(1);
    const packed = await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).blob();
    await engine.open([{ path: 'one.xml.gz', blob: packed, lastModified: null }], () => undefined);
    expect((await engine.files()).map((file) => `${file.path} ${file.state}`)).toEqual([
      'one.xml.gz whole',
      'one.xml.gz!one.xml whole',
    ]);
  });
});

describe('a parse worker that dies', () => {
  it('is replaced, and no file is lost', async () => {
    const workers: Worker[] = [];
    const pool = new ParsePool();
    await pool.start(1, async (_slot, onBeat) => {
      const worker = await spawnParser();
      workers.push(worker);
      const { port1, port2 } = new MessageChannel();
      worker.postMessage(port1, [port1]);
      return connectParser(port2, onBeat);
    });
    const { signal } = new AbortController();
    let started = 0;
    const events = {
      started: () => {
        started += 1;
        if (started !== 20) return;
        workers[0]?.terminate();
        pool.lost(0, 'reader-died');
      },
      progress: () => undefined,
    };
    const outcomes = await Promise.all(made(60).map((file) => pool.read(file, events, signal)));
    expect(outcomes.map((outcome) => outcome.file.state)).toEqual(Array<string>(60).fill('whole'));
    expect(workers).toHaveLength(2);
    workers[1]?.terminate();
  });
});

describe('the number of parse workers', () => {
  it('leaves a core to the page and never goes over four', () => {
    expect([1, 2, 4, 5, 64].map(parserCount)).toEqual([1, 1, 3, 4, 4]);
  });
});
