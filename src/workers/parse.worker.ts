import * as Comlink from 'comlink';
import { readFile } from '../engine/read-file.ts';
import type { ReadRequest } from '../engine/read.ts';
import type { ParserApi, ParserBeat } from './protocol.ts';
import { throttled } from './throttle.ts';
import { columnBuffers, toWire } from './wire.ts';

const running = new Map<number, AbortController>();
let beat: ParserBeat = () => undefined;

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
    beat = throttled(listener);
  },
};

async function readOne(id: number, request: ReadRequest, ix: number, signal: AbortSignal) {
  return toWire(await readFile(request, (bytes) => beat(id, ix, bytes), signal));
}

addEventListener('message', ({ data }: MessageEvent<MessagePort>) => Comlink.expose(parser, data), { once: true });
