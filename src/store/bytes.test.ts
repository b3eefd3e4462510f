import { expect, it } from 'vitest';
import { TraceBytes } from './bytes.ts';
import type { StoredTrace } from './traces.ts';

const MiB = 1024 * 1024;

/** A trace of which only key and content are looked at; `reads` counts how often its content was read. */
function stored(key: string, size: number) {
  const counter = { reads: 0 };
  const blob = {
    size,
    arrayBuffer: async () => {
      counter.reads += 1;
      return new ArrayBuffer(8);
    },
  };
  return { counter, trace: { trace: { key }, blob } as unknown as StoredTrace };
}

it('reads a content once while it is at hand, and drops what was not asked for longest', async () => {
  const bytes = new TraceBytes();
  const [a, b, c] = [stored('a', 60 * MiB), stored('b', 60 * MiB), stored('c', 60 * MiB)];
  await bytes.of(a.trace);
  await bytes.of(b.trace);
  await bytes.of(a.trace);
  expect(a.counter.reads).toBe(1);
  await bytes.of(c.trace);
  await bytes.of(a.trace);
  expect([a.counter.reads, b.counter.reads]).toEqual([1, 1]);
  await bytes.of(b.trace);
  expect(b.counter.reads).toBe(2);
});

it('keeps the last content whatever its size', async () => {
  const bytes = new TraceBytes();
  const large = stored('large', 500 * MiB);
  await bytes.of(large.trace);
  await bytes.of(large.trace);
  expect(large.counter.reads).toBe(1);
});

it('asks again after a read that failed', async () => {
  const bytes = new TraceBytes();
  const { trace } = stored('gone', 10);
  let fail = true;
  trace.blob.arrayBuffer = () => (fail ? Promise.reject(new Error('gone')) : Promise.resolve(new ArrayBuffer(4)));
  await expect(bytes.of(trace)).rejects.toThrow('gone');
  fail = false;
  expect((await bytes.of(trace)).length).toBe(4);
});
