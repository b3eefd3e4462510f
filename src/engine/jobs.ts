import type { JobId } from '../model/units.ts';
import type { Progress } from './questions/files.ts';

/** Shortest time between two progress calls of one job, in milliseconds. */
const INTERVAL = 100;

/** One running `open`: what it has done so far, and the way to stop it. */
export class Job {
  readonly id: JobId;
  readonly #abort = new AbortController();
  readonly #onProgress: (progress: Progress) => void;
  #filesDone = 0;
  #filesTotal = 0;
  #bytesDone = 0;
  #bytesTotal = 0;
  #path = '';
  #lastCall = Number.NEGATIVE_INFINITY;

  constructor(id: JobId, onProgress: (progress: Progress) => void) {
    this.id = id;
    this.#onProgress = onProgress;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  cancel(): void {
    this.#abort.abort();
  }

  expect(files: number, bytes: number): void {
    this.#filesTotal += files;
    this.#bytesTotal += bytes;
    this.#call();
  }

  started(path: string): void {
    this.#path = path;
    this.#call();
  }

  /** `bytes` more were read. */
  advanced(bytes: number): void {
    this.#bytesDone += bytes;
    this.#call();
  }

  fileDone(): void {
    this.#filesDone += 1;
    this.#call();
  }

  /** The last word of the job, whatever the interval says. */
  finish(): void {
    this.#path = '';
    this.#call(true);
  }

  #call(always = false): void {
    const now = performance.now();
    if (!always && now - this.#lastCall < INTERVAL) return;
    this.#lastCall = now;
    this.#onProgress({
      job: this.id,
      filesDone: this.#filesDone,
      filesTotal: this.#filesTotal,
      bytesDone: this.#bytesDone,
      bytesTotal: this.#bytesTotal,
      path: this.#path,
    });
  }
}

/** Jobs that run now, by id. */
export class Jobs {
  readonly #running = new Map<JobId, Job>();
  #next = 1;

  get busy(): boolean {
    return this.#running.size > 0;
  }

  start(onProgress: (progress: Progress) => void): Job {
    const job = new Job(this.#next++ as JobId, onProgress);
    this.#running.set(job.id, job);
    return job;
  }

  end(job: Job): void {
    this.#running.delete(job.id);
    job.finish();
  }

  cancel(id: JobId): void {
    this.#running.get(id)?.cancel();
  }

  cancelAll(): void {
    for (const job of this.#running.values()) job.cancel();
  }
}
