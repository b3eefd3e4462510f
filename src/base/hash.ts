import { sha256 } from '@noble/hashes/sha2.js';

/** What a key is computed from: a size and its bytes by range. */
export interface Hashable {
  readonly size: number;
  slice(from: number, to: number): Promise<Uint8Array<ArrayBuffer>>;
}

const MiB = 1024 * 1024;
const WHOLE_UP_TO = 8 * MiB;

/**
 * Key of a content, 64 hex digits. Up to 8 MiB it is the SHA-256 of the bytes. Above, hashing would cost more than
 * reading, so it is the SHA-256 of the size (8 bytes, little endian) and of the first, middle and last MiB.
 */
export async function contentKey(source: Hashable): Promise<string> {
  const { size } = source;
  if (size <= WHOLE_UP_TO) return sha256Hex(await source.slice(0, size));
  const middle = Math.floor(size / 2 - MiB / 2);
  const sample = new Uint8Array(8 + 3 * MiB);
  new DataView(sample.buffer).setBigUint64(0, BigInt(size), true);
  sample.set(await source.slice(0, MiB), 8);
  sample.set(await source.slice(middle, middle + MiB), 8 + MiB);
  sample.set(await source.slice(size - MiB, size), 8 + 2 * MiB);
  return sha256Hex(sample);
}

/** SHA-256 in hex. On plain http the platform has no `crypto.subtle`; the library gives the same digits, slower. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  const digest = subtle === undefined ? sha256(bytes) : new Uint8Array(await subtle.digest('SHA-256', bytes));
  return toHex(digest);
}

function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}
