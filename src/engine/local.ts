import { expandArchive } from '../intake/archive.ts';
import { Gate } from '../base/gate.ts';
import { createEngine } from './core.ts';
import type { Engine } from './engine.ts';
import type { ReadHost, ReadOutcome } from './read.ts';
import { readFile } from './read-file.ts';

/** Files that are read at the same time: enough to hide waiting for the disk, few enough to keep memory small. */
const AT_ONCE = 4;

/** The whole engine in this thread: for the headless run, for tests, and where no worker can be started. */
export function createLocalEngine(): Engine {
  return createEngine(localHost());
}

/** Reads in this thread. */
function localHost(): ReadHost {
  const gate = new Gate(AT_ONCE);
  return {
    read: (request, events, signal) =>
      gate.run(async (): Promise<ReadOutcome> => {
        signal.throwIfAborted();
        events.started();
        return readFile(request, events.progress, signal);
      }),
    expand: expandArchive,
  };
}
