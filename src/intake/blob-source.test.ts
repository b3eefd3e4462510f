import { describe, expect, it } from 'vitest';
import { blobRange } from './blob-source.ts';

const bytes = Uint8Array.from({ length: 6_000_000 }, (_, ix) => (ix * 7919) >> 5);

async function read(from: number, to: number): Promise<number[]> {
  const all: number[] = [];
  for await (const chunk of blobRange(blob).range(from, to)) for (const byte of chunk) all.push(byte);
  return all;
}

const blob = new Blob([bytes]);

describe('bytes of a log', () => {
  it.each([
    [0, 6_000_000],
    [1_234_567, 4_567_890],
    [5_999_999, 6_000_000],
    [10, 10],
  ])('are those of the file from %i to %i', async (from, to) => {
    const all = await read(from, to);
    expect(all.length).toBe(to - from);
    expect(all.every((byte, ix) => byte === bytes[from + ix])).toBe(true);
  });

  it('may be left before their end', async () => {
    for await (const chunk of blobRange(blob).range(100, 6_000_000)) {
      expect(chunk[0]).toBe(bytes[100]);
      break;
    }
  });
});
