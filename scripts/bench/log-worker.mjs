// A worker thread of Node for logs.mjs: reads the log by range and answers for slices.
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

const { answer, buffersOf } = await import(workerData.bundle);
const CHUNK = 1024 * 1024;

const source = {
  size: statSync(workerData.file).size,
  async *range(from, to) {
    const file = openSync(workerData.file, 'r');
    try {
      for (let at = from; at < to;) {
        const bytes = new Uint8Array(Math.min(CHUNK, to - at));
        const read = readSync(file, bytes, 0, bytes.length, at);
        if (read === 0) return;
        at += read;
        yield bytes.subarray(0, read);
      }
    } finally {
      closeSync(file);
    }
  },
};

parentPort.on('message', async (question) => {
  const scan = await answer(question, source);
  parentPort.postMessage({ id: question.id, scan }, buffersOf(scan));
});
