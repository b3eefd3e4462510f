import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { contentKey, sha256Hex } from './hash.ts';

const MiB = 1024 * 1024;
const truth = (...parts: readonly Uint8Array[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** Bytes that say where each slice was taken. */
function counted(size: number) {
  const asked: [number, number][] = [];
  return {
    asked,
    size,
    slice: async (from: number, to: number) => {
      asked.push([from, to]);
      return new Uint8Array(to - from).map((_, ix) => (from + ix) % 251);
    },
  };
}

afterEach(() => vi.unstubAllGlobals());

describe('content keys', () => {
  it('are the SHA-256 of the content up to 8 MiB', async () => {
    const bytes = new TextEncoder().encode('abc');
    expect(await contentKey({ size: 3, slice: async (from, to) => bytes.slice(from, to) })).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    const largest = counted(8 * MiB);
    expect(await contentKey(largest)).toBe(truth(await largest.slice(0, 8 * MiB)));
  });

  it('read three parts of anything larger, with its size', async () => {
    const source = counted(100 * MiB);
    const key = await contentKey(source);
    const middle = 50 * MiB - MiB / 2;
    expect(source.asked).toEqual([
      [0, MiB],
      [middle, middle + MiB],
      [99 * MiB, 100 * MiB],
    ]);
    const size = new Uint8Array(8);
    new DataView(size.buffer).setUint32(0, 100 * MiB, true);
    const parts = await Promise.all(source.asked.slice(0, 3).map(([from, to]) => source.slice(from, to)));
    expect(key).toBe(truth(size, ...parts));
    expect(await contentKey(counted(100 * MiB + 1))).not.toBe(key);
  });

  it('are the same without the platform: plain http has no crypto.subtle', async () => {
    const bytes = new Uint8Array(100_000).map((_, ix) => ix % 256);
    const native = await sha256Hex(bytes);
    vi.stubGlobal('crypto', {});
    expect(await sha256Hex(bytes)).toBe(native);
    expect(native).toBe(truth(bytes));
  });
});
