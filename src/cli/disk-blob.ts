import { open } from 'node:fs/promises';

const PIECE = 1024 * 1024;

/** A file on disk as a Blob: nothing is read before it is asked for, and slices read their part only. */
export class DiskBlob extends Blob {
  readonly #path: string;
  readonly #from: number;
  readonly #to: number;

  constructor(path: string, from: number, to: number) {
    super([]);
    this.#path = path;
    this.#from = from;
    this.#to = to;
  }

  override get size(): number {
    return this.#to - this.#from;
  }

  override slice(start = 0, end = this.size): DiskBlob {
    const from = this.#from + inside(start, this.size);
    return new DiskBlob(this.#path, from, Math.max(from, this.#from + inside(end, this.size)));
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = new Uint8Array(this.size);
    const file = await open(this.#path, 'r');
    try {
      let done = 0;
      while (done < bytes.length) {
        const { bytesRead } = await file.read(bytes, done, bytes.length - done, this.#from + done);
        // The file shrank since its size was taken: what is left of it is all there is.
        if (bytesRead === 0) return bytes.slice(0, done).buffer;
        done += bytesRead;
      }
    } finally {
      await file.close();
    }
    return bytes.buffer;
  }

  override async text(): Promise<string> {
    return new TextDecoder().decode(await this.arrayBuffer());
  }

  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    let at = 0;
    return new ReadableStream({
      pull: async (controller) => {
        const piece = await this.slice(at, Math.min(this.size, at + PIECE)).arrayBuffer();
        at += piece.byteLength;
        if (piece.byteLength > 0) controller.enqueue(new Uint8Array(piece));
        if (piece.byteLength === 0 || at >= this.size) controller.close();
      },
    });
  }
}

/** An offset as `Blob.slice` takes it: negative ones count from the end. */
function inside(offset: number, size: number): number {
  return offset < 0 ? Math.max(0, size + offset) : Math.min(offset, size);
}
