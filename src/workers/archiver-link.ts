import * as Comlink from 'comlink';
import type { ReadHost } from '../engine/files/read.ts';
import type { ArchiveOutcome } from '../intake/archive.ts';
import type { LossReason } from './pool.ts';
import type { ArchiverApi, WorkerCrew } from './protocol.ts';

/** Milliseconds without a word after which the worker is given up. Waiting for readers does not count. */
const SILENCE = 15_000;
const CHECK_EVERY = 1_000;

interface Running {
  heard: number;
  /** Entries that readers have not taken yet. */
  waiting: number;
  entries: number;
  readonly lose: (outcome: ArchiveOutcome) => void;
}

/** Unpacks in the archive worker, which is started when the first archive comes, and again after it was lost. */
export class ArchiverLink {
  readonly #crew: Pick<WorkerCrew, 'archiver' | 'endArchiver'>;
  readonly #running = new Set<Running>();
  #remote: Promise<Comlink.Remote<ArchiverApi>> | null = null;
  #next = 1;
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(crew: Pick<WorkerCrew, 'archiver' | 'endArchiver'>) {
    this.#crew = crew;
  }

  expand: ReadHost['expand'] = async (archive, events, signal) => {
    this.#remote ??= this.#crew.archiver().then((port) => Comlink.wrap<ArchiverApi>(port));
    const remote = await this.#remote;
    signal.throwIfAborted();
    const id = this.#next++;
    const stop = (): void => void remote.cancel(id);
    signal.addEventListener('abort', stop, { once: true });
    let lose: Running['lose'] = () => undefined;
    const lost = new Promise<ArchiveOutcome>((resolve) => (lose = resolve));
    const run: Running = { heard: performance.now(), waiting: 0, entries: 0, lose };
    this.#running.add(run);
    this.#timer ??= setInterval(() => this.#check(), CHECK_EVERY);
    const onEntry: typeof events.entry = async (entry) => {
      run.waiting += 1;
      run.entries += 1;
      await events.entry(entry);
      run.waiting -= 1;
      run.heard = performance.now();
    };
    const onProgress = (bytes: number): void => {
      run.heard = performance.now();
      events.progress(bytes);
    };
    try {
      const outcome = remote.expand(id, archive, Comlink.proxy(onEntry), Comlink.proxy(onProgress));
      return await Promise.race([outcome, lost]);
    } finally {
      this.#running.delete(run);
      signal.removeEventListener('abort', stop);
    }
  };

  /** The worker is gone: what it unpacked stays, the archives it had open end here. */
  lost(reason: LossReason): void {
    this.#remote = null;
    this.#crew.endArchiver();
    for (const run of this.#running) run.lose({ state: run.entries > 0 ? 'partial' : 'refused', reason });
  }

  #check(): void {
    const now = performance.now();
    for (const run of this.#running)
      if (run.waiting === 0 && now - run.heard > SILENCE) return this.lost('took-too-long');
    if (this.#running.size === 0 && this.#timer !== null) {
      clearInterval(this.#timer);
      this.#timer = null;
    }
  }
}
