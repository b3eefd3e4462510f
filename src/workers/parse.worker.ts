import * as Comlink from 'comlink';
import { readFile } from '../engine/read-file.ts';
import type { ReadRequest } from '../engine/read.ts';
import type { ParserApi, ParserBeat } from './protocol.ts';
import { columnBuffers, toWire } from './wire.ts';

/** Shortest time between two beats, in milliseconds. */
const BEAT = 100;

const running = new Map<number, AbortController>();
let beat: ParserBeat = () => undefined;
let lastBeat = 0;

const parser: ParserApi = {
  async read(id, batch) {
    const abort = new AbortController();
    running.set(id, abort);
    try {
      // All at once: while one file is parsed the bytes and the hash of the next are on their way.
      const outcomes = await Promise.all(batch.map((request, ix) => readOne(id, request, ix, abort.signal)));
      return Comlink.transfer(outcomes, columnBuffers(outcomes));
    } finally {
      running.delete(id);
    }
  },
  cancel(id) {
    running.get(id)?.abort();
  },
  listen(listener) {
    beat = listener;
  },
};

async function readOne(id: number, request: ReadRequest, ix: number, signal: AbortSignal) {
  const onProgress = (bytes: number): void => {
    const now = performance.now();
    if (now - lastBeat < BEAT) return;
    lastBeat = now;
    beat(id, ix, bytes);
  };
  return toWire(await readFile(request, onProgress, signal));
}

addEventListener('message', ({ data }: MessageEvent<MessagePort>) => Comlink.expose(parser, data), { once: true });
