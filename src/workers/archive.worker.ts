import * as Comlink from 'comlink';
import { expandArchive } from '../intake/archive.ts';
import type { ArchiverApi } from './protocol.ts';
import { throttled } from './throttle.ts';

const running = new Map<number, AbortController>();

const archiver: ArchiverApi = {
  async expand(id, archive, entry, onProgress) {
    const abort = new AbortController();
    running.set(id, abort);
    try {
      return await expandArchive(archive, { entry, progress: throttled(onProgress) }, abort.signal);
    } finally {
      running.delete(id);
    }
  },
  cancel(id) {
    running.get(id)?.abort();
  },
};

addEventListener('message', ({ data }: MessageEvent<MessagePort>) => Comlink.expose(archiver, data), { once: true });
