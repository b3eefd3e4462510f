import { expandArchive } from '../intake/archive.ts';
import { Gate } from '../base/gate.ts';
import { urlTemplate } from '../analysis/url-template.ts';
import { scanSlice } from '../formats/w3c/scan/scan-slice.ts';
import { blobRange } from '../intake/blob-source.ts';
import { createEngine } from './core.ts';
import type { FormatReader } from '../formats/reader.ts';
import { READERS } from '../formats/registry.ts';
import type { Engine } from './engine.ts';
import type { ReadHost, ReadOutcome } from './files/read.ts';
import { readFile } from './files/read-file.ts';

/** Files that are read at the same time: enough to hide waiting for the disk, few enough to keep memory small. */
const AT_ONCE = 4;

/** The whole engine in this thread: for the headless run, for tests, and where no worker can be started. */
export function createLocalEngine(readers: readonly FormatReader[] = READERS): Engine {
  return createEngine(localHost(readers));
}

/** Reads in this thread. */
export function localHost(readers: readonly FormatReader[]): ReadHost {
  const gate = new Gate(AT_ONCE);
  return {
    read: (request, events, signal) =>
      gate.run(async (): Promise<ReadOutcome> => {
        signal.throwIfAborted();
        events.started();
        return readFile(request, events.progress, signal, readers);
      }),
    width: 1,
    scan: (log, slice, onProgress, signal) => scanSlice(blobRange(log.blob), slice, urlTemplate, onProgress, signal),
    expand: expandArchive,
  };
}
