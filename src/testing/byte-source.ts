import type { ByteSource } from '../formats/reader.ts';
import type { EpochMs, FileKey } from '../model/units.ts';

/** A ByteSource over bytes in memory; `chunk` is the size of the pieces that `stream` gives (default: all at once). */
export function byteSource(
  content: Uint8Array | string,
  path = 'fr000001.xml',
  options: { readonly chunk?: number; readonly lastModified?: EpochMs } = {},
): ByteSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const chunk = Math.max(1, options.chunk ?? (bytes.length || 1));
  return {
    file: `test:${path}` as FileKey,
    path,
    size: bytes.length,
    lastModified: options.lastModified ?? null,
    bytes: async () => new Uint8Array(bytes),
    slice: async (from, to) => new Uint8Array(bytes.subarray(from, to)),
    async *stream() {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.slice(at, at + chunk);
    },
  };
}
