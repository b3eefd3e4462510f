// What is measured of our log reading, for worker threads of Node and workers of a page alike: scanning slices in
// workers, putting them together, and the three answers that every contender has to give. The bundle of this file runs.
import { scanInSlices } from '../../src/formats/w3c/scan/slices.ts';
import { headState, scanSlice } from '../../src/formats/w3c/scan/scan-slice.ts';
import { urlTemplate } from '../../src/analysis/url-template.ts';
import { blobRange } from '../../src/intake/blob-source.ts';
import { partBuffers } from '../../src/model/logpart.ts';
import { joinTotals, stemGroups } from '../../src/store/log-totals.ts';
import { failuresPerMinute } from '../../src/store/log-histogram.ts';
import { groupLog } from '../../src/store/log-groups.ts';
import { LogStore } from '../../src/store/logs.ts';

const signal = new AbortController().signal;
const SLICE = 32 * 1024 * 1024;
const HEAD = 64 * 1024;

/** What each mode keeps. `read` reads the bytes and does nothing else: the floor under all of them. */
export const MODES = {
  all: { keep: null, lean: false },
  needed: { keep: new Set(['cs-uri-stem']), lean: false },
  lean: { keep: null, lean: true },
  read: null,
};

/** The worker's side: answers { id, mode, request } with the scan of that slice. `source`: see RangeSource. */
export async function answer({ mode, request }, source) {
  if (mode === 'read') {
    let bytes = 0;
    for await (const chunk of source.range(request.from, request.to)) bytes += chunk.length;
    return { bytes };
  }
  return scanSlice(source, request, urlTemplate, () => {}, signal);
}

/** Buffers that go over to the asking thread with an answer. */
export function buffersOf(scan) {
  if (scan === null || scan.parts === undefined) return [];
  const totals =
    scan.totals === null ? [] : [scan.totals.triples, scan.totals.minutes, scan.totals.stems, scan.totals.taken];
  return [...scan.parts.flatMap(partBuffers), ...totals.map((array) => array.buffer)];
}

/** One run over the whole log. `ask(request)` resolves with the answer of a worker; `head`: the first bytes. */
export async function run(mode, { size, head, width, ask }) {
  const started = performance.now();
  if (mode === 'read') {
    const slices = [];
    for (let from = 0; from < size; from += SLICE) slices.push({ from, to: Math.min(size, from + SLICE) });
    let next = 0;
    const lane = async () => {
      for (let slice = slices[next++]; slice !== undefined; slice = slices[next++]) await ask({ mode, request: slice });
    };
    await Promise.all(Array.from({ length: width }, lane));
    return { ms: performance.now() - started };
  }
  const host = { width, scan: (request) => ask({ mode, request }) };
  let first = null;
  const log = await scanInSlices(
    { size, sliceBytes: SLICE, head: headState(head.subarray(0, HEAD)) },
    host,
    MODES[mode],
    () => {
      first ??= performance.now() - started;
    },
  );
  const scanned = performance.now() - started;
  const store = new LogStore();
  store.add({
    file: 'log',
    path: 'log',
    rows: log.parts.reduce((sum, { part }) => sum + part.rows, 0),
    parts: log.parts,
    localTime: false,
    absent: [],
  });
  const answers = mode === 'lean' ? countedAnswers(log) : storedAnswers(store);
  return {
    ms: performance.now() - started,
    scanned,
    first,
    rows: log.rows,
    kept: store.rows,
    bytes: store.bytes,
    answers,
  };
}

function storedAnswers(store) {
  const walk = { chunks: store.chunks, rows: null };
  const triples = groupLog(walk, { by: 'triple' }, false);
  const stems = groupLog(walk, { by: 'column', name: 'cs-uri-stem', fold: null });
  const { start, counts } = failuresPerMinute(store.chunks);
  const minutes = [...counts].flatMap((count, ix) => (count === 0 ? [] : [[start / 60_000 + ix, count]]));
  return {
    triples: triples.map(({ key, count }) => [key, count]),
    stems: stems.map(({ key, count, p50, p95, p99 }) => [key, count, p50, p95, p99]),
    minutes,
  };
}

function countedAnswers(log) {
  const totals = joinTotals(log.totals);
  const triples = [];
  for (let at = 0; at < totals.triples.length; at += 4)
    triples.push([totals.triples.slice(at, at + 3).join(' '), totals.triples[at + 3]]);
  const minutes = [];
  for (let at = 0; at < totals.minutes.length; at += 6)
    if (totals.minutes[at + 4] > 0) minutes.push([totals.minutes[at], totals.minutes[at + 4]]);
  return {
    triples,
    stems: stemGroups(totals).map(({ key, count, p50, p95, p99 }) => [key, count, p50, p95, p99]),
    minutes,
  };
}

/** The fastest way to read a Blob, for the floor alone. */
function streamed(blob) {
  return {
    size: blob.size,
    async *range(from, to) {
      const reader = blob.slice(from, to).stream().getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        yield value;
      }
    },
  };
}

// In a worker of a page: the log is a File, handed over once; every other message is a question.
if (typeof WorkerGlobalScope !== 'undefined') {
  let file = null;
  addEventListener('message', async ({ data }) => {
    if (data.file !== undefined) {
      file = data.file;
      postMessage({ id: -1 }, []);
      return;
    }
    const scan = await answer(data, data.mode === 'read' ? streamed(file) : blobRange(file));
    postMessage({ id: data.id, scan }, buffersOf(scan));
  });
} else if (typeof window !== 'undefined') window.logBench = { run };
