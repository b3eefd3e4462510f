import type { GivenFields } from '../model/source.ts';
import type { EpochMs, FileKey } from '../model/units.ts';

/** Bytes of a Blob by range, read when asked for. */
export async function blobSlice(blob: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  // A slice is registered with the browser before it can be read: a price worth saving for whole files.
  const part = from === 0 && to >= blob.size ? blob : blob.slice(from, to);
  return new Uint8Array(await part.arrayBuffer());
}

/**
 * Bytes of a Blob as the scanner of logs asks for them: chunk by chunk, left when it has enough. Streamed, because the
 * browser then reads on while a chunk is worked on. (Readers that fill a buffer of ours would be faster still, but in
 * Chromium 156 some of their reads never end.)
 */
export function blobRange(blob: Blob): {
  readonly size: number;
  range(from: number, to: number): AsyncIterable<Uint8Array>;
} {
  return {
    size: blob.size,
    async *range(from, to) {
      const reader = blob.slice(from, to).stream().getReader();
      try {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return;
          yield value;
        }
      } finally {
        await reader.cancel();
      }
    },
  };
}

/** A Blob as readers see a file. Once the whole content was asked for, parts of it come from memory. */
export class BlobSource {
  readonly file: FileKey;
  readonly path: string;
  readonly size: number;
  readonly lastModified: EpochMs | null;
  readonly given?: GivenFields;
  readonly #blob: Blob;
  readonly #signal: AbortSignal;
  #whole: Uint8Array<ArrayBuffer> | null;

  constructor(
    blob: Blob,
    file: {
      readonly key: FileKey;
      readonly path: string;
      readonly lastModified: EpochMs | null;
      /** The whole content, where it was read before. */
      readonly whole: Uint8Array<ArrayBuffer> | null;
      readonly given?: GivenFields;
    },
    signal: AbortSignal,
  ) {
    this.#blob = blob;
    this.#signal = signal;
    this.#whole = file.whole;
    if (file.given !== undefined) this.given = file.given;
    this.file = file.key;
    this.path = file.path;
    this.size = blob.size;
    this.lastModified = file.lastModified;
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    this.#whole ??= await blobSlice(this.#blob, 0, this.size);
    this.#signal.throwIfAborted();
    return this.#whole;
  }

  async slice(from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.#whole === null ? blobSlice(this.#blob, from, to) : this.#whole.slice(from, to);
  }

  async *stream(): AsyncIterable<Uint8Array> {
    if (this.#whole !== null) {
      yield this.#whole;
      return;
    }
    const reader = this.#blob.stream().getReader();
    try {
      for (;;) {
        this.#signal.throwIfAborted();
        const { done, value } = await reader.read();
        if (done) return;
        yield value;
      }
    } finally {
      await reader.cancel();
    }
  }
}
