import type { StoredTrace } from './traces.ts';
import type { TraceKey } from '../model/units.ts';

/** Bytes of traces kept at hand, in total. The trace that was asked for last is kept whatever its size. */
const KEPT = 128 * 1024 * 1024;

/** Contents of the traces somebody looks at, read again from their Blobs and dropped in order of last use. */
export class TraceBytes {
  readonly #kept = new Map<TraceKey, Promise<Uint8Array<ArrayBuffer>>>();
  readonly #sizes = new Map<TraceKey, number>();

  /** Rejects when the file behind the Blob has changed or gone since it was opened. */
  async of(stored: StoredTrace): Promise<Uint8Array<ArrayBuffer>> {
    const { key } = stored.trace;
    const known = this.#kept.get(key);
    const bytes = known ?? stored.blob.arrayBuffer().then((buffer) => new Uint8Array(buffer));
    this.#kept.delete(key);
    this.#kept.set(key, bytes);
    this.#sizes.set(key, stored.blob.size);
    this.#trim();
    try {
      return await bytes;
    } catch (error) {
      this.#forget(key);
      throw error;
    }
  }

  clear(): void {
    this.#kept.clear();
    this.#sizes.clear();
  }

  #trim(): void {
    let total = 0;
    for (const size of this.#sizes.values()) total += size;
    for (const key of this.#kept.keys()) {
      if (total <= KEPT || this.#kept.size === 1) return;
      total -= this.#sizes.get(key) ?? 0;
      this.#forget(key);
    }
  }

  #forget(key: TraceKey): void {
    this.#kept.delete(key);
    this.#sizes.delete(key);
  }
}
