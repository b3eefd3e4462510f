import * as Comlink from 'comlink';
import { Gate } from '../base/gate.ts';
import { urlTemplate } from '../analysis/url-template.ts';
import { scanSlice } from '../formats/w3c/scan/scan-slice.ts';
import { blobRange } from '../intake/blob-source.ts';
import { readFile } from '../engine/files/read-file.ts';
import type { ReadRequest } from '../engine/files/read.ts';
import type { ParserApi, ParserBeat } from './protocol.ts';
import { throttled } from './throttle.ts';
import { columnBuffers, outcomeBuffers, toWire } from './wire.ts';

const running = new Map<number, AbortController>();
/** A scanner takes memory of its own: the next slice waits for it. */
const scanning = new Gate(1);
let beat: ParserBeat = () => undefined;

const parser: ParserApi = {
  async read(id, batch) {
    const abort = new AbortController();
    running.set(id, abort);
    try {
      // All at once: while one file is parsed the bytes and the hash of the next are on their way.
      const outcomes = await Promise.all(batch.map((request, ix) => readOne(id, request, ix, abort.signal)));
      return Comlink.transfer(outcomes, outcomeBuffers(outcomes));
    } finally {
      running.delete(id);
    }
  },
  async scan(id, blob, slice) {
    const abort = new AbortController();
    running.set(id, abort);
    try {
      const scan = await scanning.run(async () => {
        abort.signal.throwIfAborted();
        return scanSlice(blobRange(blob), slice, urlTemplate, (bytes) => beat(id, 0, bytes), abort.signal);
      });
      return scan === null ? null : Comlink.transfer(scan, columnBuffers(scan));
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
